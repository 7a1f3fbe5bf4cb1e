import type { NewDomainEvent } from '../event';
import { dropDrafts } from '../proceeding/papers';
import type { ProceedingPaper } from '../proceeding/paper.events';
import type { ProceedingContext } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import type { EvaluationState } from './evaluation.state';
import { otherPart } from './hands';
import { isApproved } from './signing';

const PREFIX = 'result:';

/** What the circular (通报) of a result is about. */
export function publication(material: number): string {
  return `${PREFIX}${material}`;
}

/** The circular of the result as it stands. */
export function circularOf(state: EvaluationState, status: ProceedingPaper['status']): ProceedingPaper | undefined {
  const { result } = state;
  return result === null ? undefined : Object.values(state.papers).find((p) => p.subject === publication(result.material) && p.status === status);
}

/** No circular speaks of a round before its result is approved, and no hand that scored or signed draws one up. */
export function circularProblem(state: EvaluationState, { actor }: ProceedingContext): { rejected: Rejection } | null {
  return isApproved(state) ? otherPart(state, 'draft', actor) : reject('not-approved');
}

export function circularPaperProblem(state: EvaluationState, paper: ProceedingPaper, act: 'signPaper' | 'voidPaper', { actor }: ProceedingContext): { rejected: Rejection } | null {
  if (act === 'voidPaper' || paper.status !== 'drafted') return null;
  return isApproved(state) ? otherPart(state, 'issue', actor) : reject('not-approved');
}

/** A signed circular publishes its result; a draft of one that moved on, or of a round that is over, is void. */
export function publicationFollows(state: EvaluationState): NewDomainEvent[] {
  const current = state.closed === null && state.result !== null && isApproved(state) ? publication(state.result.material) : null;
  // Other circulars on the round speak of its result too.
  const fallen = (p: ProceedingPaper): boolean => (p.subject?.startsWith(PREFIX) === true ? p.subject !== current : p.kind === 'circular' && !isApproved(state));
  const old = dropDrafts(state, fallen, '考核结果已变动 / the result has changed');
  const issued = current === null ? undefined : circularOf(state, 'issued');
  if (!issued || state.result === null) return old;
  return [...old, { type: 'EvaluationPublished', data: { paperId: issued.id, material: state.result.material, rows: state.result.rows } }];
}
