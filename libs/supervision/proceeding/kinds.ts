import { DIFFICULTY } from '../difficulty/difficulty';
import { INSTRUCTION } from '../instruction/instruction';
import { MEETING } from '../meeting/meeting';
import { REFORM_UNIT } from '../reform-unit/reform-unit';
import { INSPECTION } from '../inspection/inspection';
import { PLAN_REVIEW } from '../plan-review/plan-review';
import { PROGRAMME } from '../programme/programme';
import { REPORTING_ROUND } from '../reporting-round/round';
import { SURVEY } from '../survey/survey';
import { EVALUATION } from '../evaluation/evaluation';
import type { ProceedingKind } from './proceeding';

/** Every kind of proceeding; what is listed here is loaded, looked after, shown in lists and verified. */
// Each kind knows its own state and commands; whoever goes through all of them needs neither.
export const PROCEEDING_KINDS: readonly ProceedingKind<any, any>[] = [DIFFICULTY, EVALUATION, INSPECTION, INSTRUCTION, MEETING, PLAN_REVIEW, PROGRAMME, REFORM_UNIT, REPORTING_ROUND, SURVEY];

/** The kind whose streams begin so; undefined for other streams. */
export function kindOfStream(stream: string): ProceedingKind<any, any> | undefined {
  return PROCEEDING_KINDS.find((kind) => stream.startsWith(`${kind.name}/`));
}
