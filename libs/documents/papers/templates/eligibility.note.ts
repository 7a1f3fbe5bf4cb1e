import type { FactInWords } from '#libs/supervision/eligibility/fact-in-words';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Block, NotePaper } from '../paper';
import { dateWords, momentWords } from '../words';

/** Facts about enterprises for who assesses or honours (结果运用), every name in words. */
export interface EligibilityNoteFacts {
  plan: string;
  /** Whom it is for. */
  purpose: string;
  period: { from: Day; to: Day };
  asOf: Instant;
  /** A row a fact, those of an enterprise together. */
  facts: readonly FactInWords[];
  /** Enterprises of the list of reform units of which nothing could be counted. */
  uncounted: readonly string[];
  /** When the events that facts name were recorded. */
  recorded: ReadonlyMap<string, Instant>;
}

/** The facts of each enterprise as a table; each figure names its events by their number in the list at the end, which says where to find them. */
export function eligibilityNote(f: EligibilityNoteFacts): NotePaper {
  const numbers = new Map<string, number>();
  const numberOf = (event: string): number => {
    if (!numbers.has(event)) numbers.set(event, numbers.size + 1);
    return numbers.get(event)!;
  };
  const about: Block = { kind: 'text', text: `以下为《${f.plan}》${dateWords(f.period.from)}至${dateWords(f.period.to)}的事实，据${momentWords(f.asOf)}所知。只列事实，不作结论；“依据”为文末清单中的序号。` };
  const units = [...new Set(f.facts.map(({ unit }) => unit))];
  const blocks: Block[] = units.flatMap((unit) => unitBlocks(unit, f.facts.filter((fact) => fact.unit === unit), numberOf));
  if (units.length === 0) blocks.push({ kind: 'text', text: '没有可列的企业。' });
  if (f.uncounted.length > 0) blocks.push({ kind: 'heading', level: 1, text: '未能计数的企业' }, { kind: 'text', text: `以下企业不在单位名册，无法计数：${f.uncounted.join('、')}。` });
  const listed = [...numbers].map(([event, n]) => [String(n), f.recorded.has(event) ? momentWords(f.recorded.get(event)!) : '—', event]);
  if (listed.length > 0) blocks.push({ kind: 'heading', level: 1, text: '依据清单', newPage: true }, { kind: 'text', text: '凭记录编号可在系统内打开原记录。' }, { kind: 'table', heading: ['序号', '记录时间', '记录编号'], widths: [3, 10, 15], rows: listed });
  return { form: 'note', title: '企业参与改革事实情况', under: f.purpose, blocks: [about, ...blocks] };
}

/** An event as facts name it: its stream and its place in it. */
const REFERENCE = /[\w-]+\/[^\s；）]+@\d+/g;

function unitBlocks(unit: string, facts: readonly FactInWords[], numberOf: (event: string) => number): Block[] {
  const rows = facts.map((fact, i) => [facts[i - 1]?.group === fact.group ? '' : fact.group, fact.fact, `${fact.value}${fact.measure}`, spans(fact.events.map(numberOf))]);
  const right = facts.flatMap(({ fact, putRight }) => putRight.map((words): Block => ({ kind: 'text', text: `${fact}：${words.replace(REFERENCE, (event) => `依据${numberOf(event)}`)}。` })));
  return [
    { kind: 'heading', level: 1, text: `${unit}（${facts[0]!.unitClass}）` },
    { kind: 'table', heading: ['类别', '事实', '数值', '依据'], widths: [6, 11, 5, 6], rows },
    ...(right.length === 0 ? [] : [{ kind: 'heading', level: 2, text: '更正' } as const, ...right]),
  ];
}

/** 1—4、7: numbers that follow one another are told by the first and the last. */
function spans(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const told: [number, number][] = [];
  for (const n of sorted) {
    const last = told.at(-1);
    if (last !== undefined && n === last[1] + 1) last[1] = n;
    else told.push([n, n]);
  }
  return told.map(([from, to]) => (from === to ? String(from) : `${from}—${to}`)).join('、') || '—';
}
