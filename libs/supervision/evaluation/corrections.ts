import type { NewDomainEvent } from '../event';
import type { Actor } from '../actor';
import { reject, type Rejection } from '../rejection';
import type { ProceedingDecision, ProceedingDuty } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import type { CommandOf } from './evaluation.commands';
import type { EvaluationState } from './evaluation.state';
import { standingSelf } from './self.figures';

/** Up to which version of a stream (`item/<id>`, `meeting/<id>`, …) the round has counted; null where it does not count it. */
export function countedUpTo(state: Pick<EvaluationState, 'items' | 'proceedings'>, stream: string): number | null {
  const counted = state.items.find((i) => `item/${i.itemId}` === stream) ?? state.proceedings.find((p) => p.stream === stream);
  return counted?.version ?? null;
}

/** Whether what was counted already holds the event (`item/<id>@<version>`). */
export function isCounted(state: Pick<EvaluationState, 'items' | 'proceedings'>, ref: string): boolean {
  const cut = ref.lastIndexOf('@');
  return (countedUpTo(state, ref.slice(0, cut)) ?? 0) >= Number(ref.slice(cut + 1));
}

/** The system's alone: something that the round counted was put right (更正) since. A round that was given up asks for nothing. */
export function noteCorrected(state: EvaluationState, { by, unitIds, figures }: CommandOf<'noteCorrected'>, actor: Actor): ProceedingDecision {
  if (actor.kind !== 'system') return reject('not-the-office');
  const known = state.corrected.some((c) => c.by === by) || isCounted(state, by);
  if (known || state.closed?.how === 'cancelled') return [];
  return [{ type: 'CountedFigureCorrected', data: { by, unitIds, figures } }];
}

/** While something that was counted is put right and not counted anew, nothing is drawn up, signed or published on the old figures. */
export function recountOpen({ corrected }: Pick<EvaluationState, 'corrected'>): { rejected: Rejection } | null {
  return corrected.length === 0 ? null : reject('recount-open', { details: { count: corrected.length, by: corrected[0]!.by } });
}

/** A published score that was given on a lateness of the round's own which an objection has overturned since. */
export function ownCorrections(state: EvaluationState): NewDomainEvent[] {
  if (state.closed?.how !== 'published') return [];
  return Object.values(state.units).flatMap((unit): NewDomainEvent[] => {
    const lateness = unit.score?.lateness ?? null;
    if (lateness === null || standingSelf(state, unit)?.id === lateness || state.corrected.some((c) => c.by === lateness)) return [];
    return [{ type: 'CountedFigureCorrected', data: { by: lateness, unitIds: [unit.unitId], figures: ['selfAssessmentLate', 'selfAssessmentMissing'] } }];
  });
}

/** The office counts anew, or corrects what was published: in the round as it runs, and when it is closed. */
export function dutyToCorrect(state: EvaluationState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const [first] = state.corrected;
  if (first === undefined || state.closed?.how === 'cancelled') return [];
  const rules = rulesOfUnit(span, roster, state.officeUnitId);
  const kind = state.closed === null ? 'recount' : 'correct';
  return [{ id: 'recount', kind, arming: state.countings + state.drops, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since: first.at, day: span.calendar.addWorkingDays(dayOf(first.at), rules.outcomeWorkingDays), restUntil: null, rules, subject: first.by }];
}
