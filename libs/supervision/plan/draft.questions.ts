import { LAST_DEADLINE } from '../calendar/calendar';
import { dayOf, isDay, type Day, type Instant } from '../time/day';
import type { DraftDecision, DraftItem } from './draft';
import { datesOf, settledItems, type Drafted } from './draft.settled';
import { upperQuestions } from './draft.upper';
import type { PlanState } from './plan.evolve';

type Option = DraftDecision['options'][number];

/** Who answers for an item that names nobody. */
export const NOBODY_NAMED: readonly Option[] = [
  { id: 'issuer', zh: '由发文的牵头机构承办', en: 'The issuing office answers for it' },
  { id: 'assign', zh: '另行指定（填写单位编号或名称）', en: 'Name another unit, by id or name' },
  { id: 'drop', zh: '不作为督办事项', en: 'Do not follow it up' },
];

function about(item: DraftItem): { zh: string; en: string } {
  return item.number === '' ? { zh: `未编号事项“${item.title}”`, en: `The unnumbered duty “${item.title}”` } : { zh: `第${item.number}项“${item.title}”`, en: `Item ${item.number} “${item.title}”` };
}

function pastDeadline(plan: Drafted, item: DraftItem, day: Day): DraftDecision {
  const { zh, en } = about(item);
  // What was carried over from last year is supervised here or nowhere.
  const dropped: Option[] = plan.carriedOver.includes(item.key) ? [] : [{ id: 'drop', zh: '不再督办', en: 'Do not follow it up' }];
  return {
    id: `deadline-past:${item.key}`,
    kind: 'deadline-past',
    blocking: true,
    itemKey: item.key,
    itemNumber: item.number,
    question: { zh: `${zh}的时限 ${day} 已过，如何处理？`, en: `${en} was due on ${day}, which is past. What holds?` },
    options: [{ id: 'keep', zh: '属实，下发即为逾期', en: 'It is so: late from its issue on' }, { id: 'set', zh: '另行填写日期', en: 'Enter another date' }, ...dropped],
  };
}

function pastPeriod(from: Day, to: Day): DraftDecision {
  return {
    id: 'period-past:plan',
    kind: 'period-past',
    blocking: true,
    itemKey: null,
    itemNumber: null,
    question: { zh: `计划期 ${from} 至 ${to} 已全部过去：仍要下发吗？如有误，请先改正起止日期`, en: `The plan’s period, ${from} to ${to}, is over. Shall it be issued all the same? If it is wrong, set the period first` },
    options: [{ id: 'keep', zh: '属实，补录往年计划', en: 'It is so: a plan of an earlier year is loaded afterwards' }],
  };
}

/** All names were removed from it: then it names nobody, as if the paper named none. */
function nobodyLeft(item: DraftItem): DraftDecision {
  const { zh, en } = about(item);
  return {
    id: `no-unit:${item.key}`,
    kind: 'no-unit',
    blocking: true,
    itemKey: item.key,
    itemNumber: item.number,
    question: { zh: `${zh}所列名称均已删去，由谁承办？`, en: `${en} has none of its names left. Who answers for it?` },
    options: [...NOBODY_NAMED],
  };
}

/**
 * Every question of the draft on a day: those that the paper left open, and those that time or other answers bring up. The
 * latter are not written down, for the day passes without anybody doing anything.
 */
export function questionsOf(plan: Drafted, today: Day): DraftDecision[] {
  const { period } = plan.plan;
  const asked = new Set(plan.decisions.map((d) => d.id));
  const kept = new Map(settledItems(plan).flatMap((i) => [i.key, ...i.merged].map((key) => [key, i] as const)));
  const further: DraftDecision[] = period !== null && period.to < today ? [pastPeriod(period.from, period.to)] : [];
  for (const item of plan.items) {
    const settled = kept.get(item.key);
    const names = item.leads.length + item.participants.length + item.units.length;
    // Who answered "drop" has to see what was asked.
    if (names > 0 && (settled?.names.length === 0 || plan.settled[`no-unit:${item.key}`]?.optionId === 'drop') && !asked.has(`no-unit:${item.key}`)) further.push(nobodyLeft(item));
    const { deadline } = datesOf(plan, item);
    const late = deadline !== null && deadline < today;
    further.push(...upperQuestions(plan, item, deadline, about(item)));
    if (late && (settled !== undefined || plan.settled[`deadline-past:${item.key}`]?.optionId === 'drop')) further.push(pastDeadline(plan, item, deadline));
  }
  return [...plan.decisions, ...further];
}

/** Questions that nobody has settled on the day; a date entered for one that was past may have passed itself. */
export function openQuestions(plan: Drafted, today: Day): DraftDecision[] {
  return questionsOf(plan, today).filter(({ id, kind }) => {
    const answer = plan.settled[id];
    if (answer === undefined) return true;
    return kind === 'deadline-past' && answer.optionId === 'set' && (answer.value ?? '') < today;
  });
}

/** Those of them that keep the plan from being issued. */
export function openBlocking(plan: Drafted, today: Day): DraftDecision[] {
  return openQuestions(plan, today).filter((d) => d.blocking);
}

/** The day by which a plan's questions are seen: a draft's of now, any other's of when it was issued or given up. */
export function askedOn(plan: Pick<PlanState, 'status' | 'issuedAt' | 'lastAt'>, now: Instant): Day {
  return dayOf(plan.status === 'draft' ? now : (plan.issuedAt ?? plan.lastAt));
}

/** A day that an item may be due on. */
export function isDeadline(day: string): boolean {
  return isDay(day) && day <= LAST_DEADLINE;
}
