import type { FieldProblem } from './network';

/** One part of a schedule by template: its share of the working days, in percent. */
export interface SchedulePart {
  title: string;
  percent: number;
}

/**
 * How an item's time is shared out where its paper gives no steps (倒排工期模板). Data of the policy, and so versioned with it; only
 * proposed, a person accepts it.
 */
export interface ScheduleTemplate {
  id: string;
  name: string;
  /** Categories of items for which it is proposed; none: for all that no other template names. */
  categories: string[];
  /** One after the other; together 100 percent. */
  parts: SchedulePart[];
}

export const STANDARD_SCHEDULES: ScheduleTemplate[] = [
  { id: 'three-parts', name: '方案制定、组织实施、总结验收', categories: [], parts: [{ title: '方案制定', percent: 10 }, { title: '组织实施', percent: 70 }, { title: '总结验收', percent: 20 }] },
];

const MOST = 50;
const MOST_PARTS = 12;

/** What is wrong with templates of schedules, by field. */
export function problemsOfSchedules(templates: readonly ScheduleTemplate[]): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (templates.length > MOST) problems.push({ field: 'scheduleTemplates', zh: `最多 ${MOST} 个`, en: `at most ${MOST}` });
  templates.forEach(({ id, name, categories, parts }, i) => {
    const wrong = (what: string, zh: string, en: string): void => void problems.push({ field: `scheduleTemplates[${i}].${what}`, zh, en });
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(id)) wrong('id', '只能由小写字母、数字和连字符组成', 'has lower-case letters, digits and hyphens only');
    if (templates.findIndex((t) => t.id === id) < i) wrong('id', '重复', 'is there twice');
    if (name.trim().length < 2 || name.length > 60) wrong('name', '应为 2 至 60 个字', 'has 2 to 60 characters');
    const earlier = templates.slice(0, i);
    if (categories.length === 0 ? earlier.some((t) => t.categories.length === 0) : categories.some((c) => earlier.some((t) => t.categories.includes(c)))) wrong('categories', '同一类别只能有一个模板', 'one template a category');
    if (parts.length === 0 || parts.length > MOST_PARTS) wrong('parts', `应有 1 至 ${MOST_PARTS} 个阶段`, `must have 1 to ${MOST_PARTS} parts`);
    parts.forEach((p, k) => {
      if (p.title.trim() === '' || p.title.length > 60) wrong(`parts[${k}].title`, '应为 1 至 60 个字', 'has 1 to 60 characters');
      if (!Number.isInteger(p.percent) || p.percent < 1 || p.percent > 100) wrong(`parts[${k}].percent`, '应为 1 至 100 的整数', 'must be a whole number from 1 to 100');
    });
    if (parts.length > 0 && parts.reduce((n, p) => n + p.percent, 0) !== 100) wrong('parts', '各阶段合计应为 100%', 'the parts together must be 100 percent');
  });
  return problems;
}

/** The template for items of a category: its own, else the one for all. */
export function templateFor(templates: readonly ScheduleTemplate[], category: string | null): ScheduleTemplate | undefined {
  return templates.find((t) => category !== null && t.categories.includes(category)) ?? templates.find((t) => t.categories.length === 0);
}

/** Whole days for each part that add up to the total, each at least one: what rounding leaves goes to the greatest remainders. */
export function sharedOut(total: number, parts: readonly SchedulePart[]): number[] | null {
  if (total < parts.length) return null;
  const exact = parts.map((p) => (total * p.percent) / 100);
  const days = exact.map((n) => Math.max(1, Math.floor(n)));
  const order = exact.map((n, i) => ({ i, rest: n - Math.floor(n) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (let left = total - days.reduce((a, b) => a + b, 0), k = 0; left > 0; left--, k++) days[order[k % order.length]!.i]! += 1;
  // Parts that were rounded up to a day take it from the longest.
  for (let over = days.reduce((a, b) => a + b, 0) - total; over > 0; over--) days[days.indexOf(Math.max(...days))]! -= 1;
  return days;
}
