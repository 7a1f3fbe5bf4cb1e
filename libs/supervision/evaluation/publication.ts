import type { NewDomainEvent } from '../event';
import { dropDrafts } from '../proceeding/papers';
import type { ProceedingPaper } from '../proceeding/paper.events';
import type { ProceedingContext } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { ruleReason } from '../rule-reason';
import type { Roster } from '../roster/roster';
import { dayOf } from '../time/day';
import type { EvaluationState } from './evaluation.state';
import { recountOpen } from './corrections';
import { otherPart } from './hands';
import type { ToldAdjustment } from './sheet';
import { isApproved } from './signing';

const PREFIX = 'result:';

/** What the circular (通报) of a result is about. */
export function publication({ result, publications }: Pick<EvaluationState, 'result' | 'publications'>): string {
  return `${PREFIX}${result?.material ?? 0}${publications.length === 0 ? '' : `:${publications.length}`}`;
}

/** What reviews put in place of what formulas gave, unit by unit. */
export function adjustmentsOf({ units }: Pick<EvaluationState, 'units'>): ToldAdjustment[] {
  return Object.values(units).flatMap(({ unitId, score }) => (score?.adjusted ?? []).map((a) => ({ unitId, ...a, computed: score!.sheet.lines.find((l) => l.indicatorId === a.indicatorId)?.computed ?? a.points })));
}

/** The circular's text with every adjustment beside what was computed; a corrected one says first which it replaces, and why. */
export function circularText(state: EvaluationState, roster: Roster, text: string): string {
  const adjusted = adjustmentsOf(state).map((a) => `${roster.units[a.unitId]?.name ?? a.unitId}“${a.name}”：计算${a.computed}分，裁定${a.points}分（${a.reason}）`);
  return `${replacing(state)}${text}${adjusted.length === 0 ? '' : `\n复核裁定调整：${adjusted.join('；')}。`}`;
}

function replacing({ publications }: EvaluationState): string {
  const last = publications.at(-1);
  return last === undefined ? '' : `本通报更正并代替${dayOf(last.at)}印发的考核通报（${last.paperId}）。更正原因：${last.correction?.reason ?? ''}\n`;
}

/** The circular of the result as it stands. */
export function circularOf(state: EvaluationState, status: ProceedingPaper['status']): ProceedingPaper | undefined {
  const { result } = state;
  return result === null ? undefined : Object.values(state.papers).find((p) => p.subject === publication(state) && p.status === status);
}

/** No circular speaks of a round before its result is approved, and no hand that scored or signed draws one up. */
export function circularProblem(state: EvaluationState, { actor }: ProceedingContext): { rejected: Rejection } | null {
  return recountOpen(state) ?? (isApproved(state) ? otherPart(state, 'draft', actor) : reject('not-approved'));
}

export function circularPaperProblem(state: EvaluationState, paper: ProceedingPaper, act: 'signPaper' | 'voidPaper', { actor }: ProceedingContext): { rejected: Rejection } | null {
  // What published a result is not just void: the result is corrected, and a circular that says so replaces it.
  if (act === 'voidPaper') return paper.id === state.publications.at(-1)?.paperId && paper.status === 'issued' ? reject('correct-instead') : null;
  if (paper.status !== 'drafted') return null;
  return recountOpen(state) ?? (isApproved(state) ? otherPart(state, 'issue', actor) : reject('not-approved'));
}

/** A signed circular publishes its result; a draft of one that moved on, or of a round that is over, is void. */
export function publicationFollows(state: EvaluationState): NewDomainEvent[] {
  const current = state.closed === null && state.result !== null && isApproved(state) ? publication(state) : null;
  // Other circulars on the round speak of its result too.
  const fallen = (p: ProceedingPaper): boolean => (p.subject?.startsWith(PREFIX) === true ? p.subject !== current : p.kind === 'circular' && !isApproved(state));
  const old = dropDrafts(state, fallen, ruleReason('result-changed'));
  const issued = current === null ? undefined : circularOf(state, 'issued');
  if (!issued || state.result === null) return old;
  const before = state.publications.at(-1);
  const { material, rows } = state.result;
  const adjusted = adjustmentsOf(state);
  const published: NewDomainEvent = { type: 'EvaluationPublished', data: { paperId: issued.id, material, rows, ...(adjusted.length === 0 ? {} : { adjusted }), ...(before === undefined ? {} : { replaces: before.paperId }) } };
  if (before === undefined || state.papers[before.paperId]?.status !== 'issued') return [...old, published];
  return [...old, { type: 'ProceedingPaperVoided', data: { paperId: before.paperId, personId: null, reason: ruleReason('circular-replaced') } }, published];
}
