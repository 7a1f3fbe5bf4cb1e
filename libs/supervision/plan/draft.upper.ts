import { addsUp } from '../roll-up/adds-up';
import type { Day } from '../time/day';
import type { DraftDecision, DraftItem, DraftTarget } from './draft';
import type { PlanState } from './plan.evolve';

/** What taking up items of a higher plan (承接) leaves open: how much of each figure this level answers for, and by when. */
type Answers = Pick<PlanState, 'settled'>;

/** Key of the question about one target; several of an item may count towards upper ones. */
function shareKey(item: DraftItem, target: DraftTarget): string {
  return `upper-share:${item.key}/${target.upper?.targetId ?? ''}`;
}

/** Whether the figure is still the upper one, so that nobody has said yet how much of it is this level's. */
function isUndivided(target: DraftTarget): boolean {
  return target.upper !== undefined && target.value === target.upper.value;
}

/** @param deadline the item's day as answered so far */
export function upperQuestions(plan: Answers, item: DraftItem, deadline: Day | null, about: { zh: string; en: string }): DraftDecision[] {
  const questions: DraftDecision[] = item.targets.filter((t) => isUndivided(t) || plan.settled[shareKey(item, t)] !== undefined).map((t) => ({
    id: shareKey(item, t),
    kind: 'upper-share',
    blocking: true,
    itemKey: item.key,
    itemNumber: item.number,
    // Of a rate, a limit or a length of time nobody has a share: each level has one of its own.
    question: addsUp(t)
      ? { zh: `${about.zh}的上级指标“${t.text}”，本级承担多少？`, en: `${about.en} takes up the figure “${t.text}”. How much of it is this level’s?` }
      : { zh: `${about.zh}的上级指标“${t.text}”不分解相加，本级定为多少？`, en: `${about.en} takes up the figure “${t.text}”, of which nobody has a share. What is this level’s own?` },
    options: [
      { id: 'share', zh: `填写${addsUp(t) ? '本级承担的数量' : '本级的数值'}（${t.unit}）`, en: `Enter this level’s figure, in ${t.unit}` },
      addsUp(t) ? { id: 'whole', zh: '全部由本级承担', en: 'All of it' } : { id: 'whole', zh: '与上级相同', en: 'The same as above' },
      { id: 'none', zh: '本级不承担该指标', en: 'None of it' },
    ],
  }));
  const upper = item.upper?.deadline ?? null;
  if (upper !== null && (deadline === null || deadline > upper)) {
    questions.push({
      id: `later-than-upper:${item.key}`,
      kind: 'later-than-upper',
      blocking: false,
      itemKey: item.key,
      itemNumber: item.number,
      question: { zh: `${about.zh}的上级时限是 ${upper}，${deadline === null ? '本级未定时限' : `本级定于 ${deadline}`}：按哪一日？`, en: `${about.en} is due above on ${upper}, ${deadline === null ? 'and has no day here' : `and here on ${deadline}`}. Which one holds?` },
      options: [{ id: 'upper', zh: '按上级时限', en: 'The day of the higher plan' }, { id: 'keep', zh: '按本级所定', en: 'As it is here' }, { id: 'set', zh: '另行填写日期', en: 'Enter another date' }],
    });
  }
  return questions;
}

/** The item's day after the answer about the upper one. */
export function dayBesideUpper(plan: Answers, item: DraftItem, deadline: Day | null): Day | null {
  const answer = plan.settled[`later-than-upper:${item.key}`];
  if (answer?.optionId === 'upper') return item.upper?.deadline ?? deadline;
  return answer?.optionId === 'set' ? answer.value : deadline;
}

/** The item's targets, each with this level's share; one of which this level has none is gone. */
export function targetsBesideUpper(plan: Answers, item: DraftItem): DraftTarget[] {
  return item.targets.flatMap((t) => {
    const answer = t.upper === undefined ? undefined : plan.settled[shareKey(item, t)];
    if (answer?.optionId === 'none') return [];
    return answer?.optionId === 'share' ? [{ ...t, value: Number(answer.value) }] : [t];
  });
}
