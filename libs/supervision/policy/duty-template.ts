import type { Recurrence } from '../plan/draft';
import type { Day } from '../time/day';

/** How often a duty by a template returns: it has periods. */
export type Cadence = Exclude<Recurrence, 'ongoing'>;
export const CADENCES = ['monthly', 'quarterly', 'halfYearly', 'yearly'] as const satisfies readonly Cadence[];

/** Who owes it, of an item's units: those that lead or answer (牵头、实施), the one that coordinates, or all. */
export const TEMPLATE_OWERS = ['leads', 'coordinator', 'everyone'] as const;
export type TemplateOwers = (typeof TEMPLATE_OWERS)[number];

/**
 * A template of a recurring duty (定期任务模板): how often, by when, who, and what must be in it. Data of the policy, and so versioned
 * with it: an item names the template, and each period opens by the version in force at its beginning.
 */
export interface DutyTemplate {
  id: string;
  name: string;
  cadence: Cadence;
  /** Working days after the period's last day; 0: by that day. */
  dueWorkingDays: number;
  owedBy: TemplateOwers;
  /** What must be in it, for people. */
  contents: string;
  /** A value of every target of the item, as of a day within the period or later. */
  figures: boolean;
  /** At least one piece of evidence. */
  evidence: boolean;
  /** No longer chosen; items that have it keep it. */
  retired: boolean;
}

export const STANDARD_TEMPLATES: DutyTemplate[] = [
  { id: 'monthly-figures', name: '月度数据', cadence: 'monthly', dueWorkingDays: 3, owedBy: 'leads', contents: '各项量化指标截至月底的累计数', figures: true, evidence: false, retired: false },
  { id: 'quarterly-summary', name: '季度小结', cadence: 'quarterly', dueWorkingDays: 5, owedBy: 'leads', contents: '进展、数据、问题和下季度打算', figures: true, evidence: false, retired: false },
  { id: 'half-yearly-report', name: '半年报告', cadence: 'halfYearly', dueWorkingDays: 5, owedBy: 'leads', contents: '半年工作报告，附佐证材料', figures: true, evidence: true, retired: false },
  { id: 'yearly-summary', name: '年度总结', cadence: 'yearly', dueWorkingDays: 10, owedBy: 'everyone', contents: '年度工作总结：完成情况、数据、典型做法、不足', figures: true, evidence: true, retired: false },
];

const MOST = 50;
const MOST_DAYS = 60;

type Problem = { field: string; zh: string; en: string };

/** What is wrong with templates, by field. */
export function problemsOfTemplates(templates: readonly DutyTemplate[]): Problem[] {
  const problems: Problem[] = [];
  if (templates.length > MOST) problems.push({ field: 'dutyTemplates', zh: `最多 ${MOST} 个`, en: `at most ${MOST}` });
  templates.forEach(({ id, name, cadence, dueWorkingDays, owedBy, contents }, i) => {
    const wrong = (what: string, zh: string, en: string): void => void problems.push({ field: `dutyTemplates[${i}].${what}`, zh, en });
    if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(id)) wrong('id', '只能由小写字母、数字和连字符组成', 'has lower-case letters, digits and hyphens only');
    if (templates.findIndex((t) => t.id === id) < i) wrong('id', '重复', 'is there twice');
    if (name.trim().length < 2 || name.length > 60) wrong('name', '应为 2 至 60 个字', 'has 2 to 60 characters');
    if (!CADENCES.includes(cadence)) wrong('cadence', '没有这一周期', 'is no cadence');
    if (!Number.isInteger(dueWorkingDays) || dueWorkingDays < 0 || dueWorkingDays > MOST_DAYS) wrong('dueWorkingDays', `应为 0 至 ${MOST_DAYS} 的整数`, `must be a whole number from 0 to ${MOST_DAYS}`);
    if (!TEMPLATE_OWERS.includes(owedBy)) wrong('owedBy', '没有这一范围', 'is nobody who may owe it');
    if (contents.length > 2_000) wrong('contents', '不超过 2000 字', 'has at most 2000 characters');
  });
  return problems;
}

/** What keeps templates from following earlier ones: items hold on to them by id, so none goes away or changes how often it returns. */
export function problemsOfFollowing(templates: readonly DutyTemplate[], before: readonly DutyTemplate[]): Problem[] {
  return before.flatMap(({ id, cadence }) => {
    const now = templates.find((t) => t.id === id);
    if (!now) return [{ field: 'dutyTemplates', zh: `模板“${id}”不能删除，可以停用`, en: `the template “${id}” cannot go: retire it` }];
    return now.cadence === cadence ? [] : [{ field: 'dutyTemplates', zh: `模板“${id}”的周期不能改：请另建模板并停用它`, en: `the cadence of the template “${id}” stays: make another one and retire it` }];
  });
}

/** The template under an id; undefined where the policy has none. */
export function templateOf(templates: readonly DutyTemplate[], id: string | null | undefined): DutyTemplate | undefined {
  return id == null ? undefined : templates.find((t) => t.id === id);
}

/** What a step of a template asks for, fixed when it opens. */
export interface Asks {
  template: string;
  contents: string;
  /** Values of every target are owed as of this day or later; null: none are. */
  figuresFrom: Day | null;
}

/** The last day of a period is due itself, or opens a budget of working days after it. */
export function basisOfPeriod(template: DutyTemplate | undefined, to: Day): { kind: 'date'; day: Day } | { kind: 'budget'; from: Day; workingDays: number } {
  return template && template.dueWorkingDays > 0 ? { kind: 'budget', from: to, workingDays: template.dueWorkingDays } : { kind: 'date', day: to };
}

export function asksOf(template: DutyTemplate, from: Day): Asks {
  return { template: template.id, contents: template.contents, figuresFrom: template.figures ? from : null };
}
