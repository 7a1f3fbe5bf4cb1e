import type { NewDomainEvent } from '../event';
import { dropDrafts } from '../proceeding/papers';
import type { ProceedingPaper } from '../proceeding/paper.events';
import type { EvaluationState } from './evaluation.state';
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

/** A signed circular publishes its result; a draft of one that moved on, or of a round that is over, is void. */
export function publicationFollows(state: EvaluationState): NewDomainEvent[] {
  const current = state.closed === null && state.result !== null && isApproved(state) ? publication(state.result.material) : null;
  const old = dropDrafts(state, (p) => p.subject?.startsWith(PREFIX) === true && p.subject !== current, '考核结果已变动');
  const issued = current === null ? undefined : circularOf(state, 'issued');
  if (!issued || state.result === null) return old;
  return [...old, { type: 'EvaluationPublished', data: { paperId: issued.id, material: state.result.material, rows: state.result.rows } }];
}
