import type { FieldChange, ItemMatch, PlanComparison } from '#libs/supervision/plan/plan.compare';

const FIELDS: Readonly<Record<FieldChange['field'], string>> = {
  title: '名称 title',
  category: '类别 category',
  leads: '牵头 leads',
  participants: '参与 participants',
  units: '单位 units',
  targets: '指标 targets',
  deadline: '时限 deadline',
  recurrence: '频次 recurrence',
};

const CONFIDENCE: Readonly<Record<ItemMatch['confidence'], string>> = { certain: '', likely: '  （很可能 likely）', possible: '  （请核对 possible）' };

function matched({ before, after, confidence }: ItemMatch): string {
  return `${before.number} → ${after.number}  ${after.title}${CONFIDENCE[confidence]}`;
}

/** Shows people what became of an earlier plan's items. */
export function comparisonLines(planId: string, { carriedOn, changed, dropped, added }: PlanComparison): string[] {
  const words = (values: readonly string[]): string => values.join('、') || '—';
  return [
    `与计划 ${planId} 对比 / beside plan ${planId}: 延续 carried on ${carriedOn.length}，调整 changed ${changed.length}，未再列出 dropped ${dropped.length}，新增 new ${added.length}`,
    ...(dropped.length > 0 ? ['未再列出 dropped without a word:', ...dropped.map(({ number, title }) => `  ${number}  ${title}`)] : []),
    ...(changed.length > 0 ? ['调整 changed:', ...changed.flatMap((match) => [`  ${matched(match)}`, ...match.changes.map(({ field, before, after }) => `    ${FIELDS[field]}: ${words(before)} → ${words(after)}`)])] : []),
    ...(added.length > 0 ? ['新增 new:', ...added.map(({ number, title }) => `  ${number}  ${title}`)] : []),
    ...(carriedOn.length > 0 ? ['延续 carried on:', ...carriedOn.map((match) => `  ${matched(match)}`)] : []),
  ];
}
