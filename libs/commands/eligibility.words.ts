import type { FactInWords } from '#libs/supervision/eligibility/fact-in-words';
import { FACT_GROUPS, PURPOSES, type Purpose } from '#libs/supervision/eligibility/purpose';
import { classInWords } from '#libs/supervision/roster/unit-traits';
import { dayOf, type Day, type Instant } from '#libs/supervision/time/day';
import { factWords, type Eligibility, type Fact } from './eligibility';

/** Every event that facts name. */
export function eventsOf({ rows }: Eligibility): string[] {
  return [...new Set(rows.flatMap((row) => [...row.facts.flatMap((f) => [...f.events, ...f.putRight.flatMap((p) => [p.event, p.by])]), ...row.results.map((r) => r.event)]))];
}

/** Every fact of every enterprise as a row of a table: what it is, how much, what was put right in it, and the events behind it. */
export function factsInWords({ rows }: Eligibility): FactInWords[] {
  return rows.flatMap(({ name, unitClass, facts, results }) => {
    const of = { unit: name, unitClass: classInWords(unitClass).zh };
    const counted = facts.map((fact) => {
      const { zh, unit } = factWords(fact.name);
      return { ...of, group: FACT_GROUPS.find((g) => g.id === fact.group)!.zh, fact: zh, value: fact.value, measure: unit.zh, putRight: fact.putRight.map((right) => rightInWords(fact, right)), events: fact.events };
    });
    const placed = results.map((r) => ({
      ...of, group: '考核结果', fact: `${r.title}（${r.period.from}至${r.period.to}）`, value: `${r.total}分 第${r.rank}名 ${r.grade}`, measure: '',
      putRight: [...(r.replaces === null ? [] : [`已更正，代替原通报 ${r.replaces}`]), ...(r.correcting ? ['更正中'] : [])], events: [r.event],
    }));
    return [...counted, ...placed];
  });
}

/** 更正: what it said, and why it says so no more. */
function rightInWords(fact: Fact, { event, by, at, basis, value }: Fact['putRight'][number]): string {
  const said = value === null ? '原计入 1，现不计' : `${value.metric}原报 ${value.was}${value.unit}，现为 ${value.now}${value.unit}`;
  return `${dayOf(at)} 更正：${said}（${basis}；${event} → ${by}）`;
}

/** 供国有企业考核参考 … 2023-01-01 至 2023-12-31 */
export function saidOf(purpose: Purpose, { from, to }: { from: Day; to: Day }, asOf: Instant): string {
  return `${PURPOSES[purpose].zh}：${from} 至 ${to}，据 ${asOf} 所知；只列事实，不作结论`;
}
