import type { Day } from '../time/day';
import type { Draft, DraftAnswer, DraftDecision } from './draft';
import { questionsOf } from './draft.questions';
import type { Drafted } from './draft.settled';
import { settleDecisions, type Ground } from './plan.decide';

/**
 * Questions of a draft that stay with it when it is written to a sheet: those that its rows raise again, each with the answer that was given.
 *
 * @param asked what the rows as they are written raise
 */
export function answersToKeep(plan: Drafted, asked: readonly DraftDecision[]): DraftAnswer[] {
  return asked.flatMap(({ id, kind, itemKey }): DraftAnswer[] => {
    const split = itemKey !== null && plan.settled[`other-rhythm:${itemKey.replace(/\+rhythm$/, '')}`]?.optionId === 'split';
    // The second rhythm is a row of its own by now: in both rows that question is answered by what stands there.
    if (kind === 'other-rhythm' && split) return [{ decisionId: id, optionId: 'keep', value: null }];
    const answer = plan.settled[id];
    return answer ? [{ decisionId: id, optionId: answer.optionId, value: answer.value }] : [];
  });
}

/** What is asked of a draft's rows, with what the day brings up. */
export function questionsOfRows(draft: Pick<Draft, 'plan' | 'items' | 'decisions'>, today: Day): DraftDecision[] {
  return questionsOf({ ...draft, settled: {}, carriedOver: [] }, today);
}

/** Whether a name is to be known as another one by the answer: that is the roster's to learn, and no sheet's. */
export function isAboutName({ kind }: Pick<DraftDecision, 'kind'>): boolean {
  return kind === 'unit-unresolved' || kind === 'unit-ambiguous';
}

/** The answers that a file brings along, as far as they still answer something; what they do not is asked. */
export function answersThatHold(draft: Draft, ground: Ground): DraftAnswer[] {
  const plan: Drafted = { plan: draft.plan, items: draft.items, decisions: draft.decisions, settled: {}, carriedOver: [] };
  return (draft.answers ?? []).filter((answer) => !('rejected' in settleDecisions({ ...plan, status: 'draft', officeUnitId: '', reviews: [] }, [answer], ground)));
}
