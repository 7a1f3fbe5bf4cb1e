import type { Draft, Narrative } from '#libs/supervision/plan/draft';

/** Shows people what an import found, inferred and did not understand. */
export function printReport(draft: Draft): void {
  const { plan, report, decisions, notUnderstood } = draft;
  const { found, accounted } = report;
  const line = (text = ''): void => console.log(text);
  line(`${plan.title}  ${plan.documentNumber ?? '（无文号 / no number）'}`);
  line(`发文 issuer: ${plan.issuer ?? '—'}   日期 date: ${plan.issuedOn ?? '—'}   期间 period: ${plan.period ? `${plan.period.from} – ${plan.period.to}` : '—'}`);
  line(`事项 items: ${found.items}（另有无编号 unnumbered ${found.unnumbered}）  类别 categories: ${found.categories}  单位 units: ${found.units}  群组 groups: ${found.groups}  指标 targets: ${found.targets}  期限 deadlines: ${found.deadlines}`);
  line(`行数 lines: ${report.lines} = ${Object.entries(accounted).map(([what, n]) => `${what} ${n}`).join(' + ')}`);
  for (const r of report.reconciliation) line(`${r.agrees ? '✓' : '✗'} ${r.what.zh} / ${r.what.en}: ${r.announced ?? '—'} → ${r.found}`);
  if (report.inferred.length > 0) line('\n推定 inferred:');
  for (const i of report.inferred) line(`  ${i.itemNumber === null ? '' : `${i.itemNumber}  `}${i.what.zh} / ${i.what.en}`);
  if (notUnderstood.length > 0) line('\n未能理解 not understood:');
  for (const n of notUnderstood) line(`  ${n.place.fromLine}: ${n.text.slice(0, 60)}  （${n.reason.zh} / ${n.reason.en}）`);
  if (draft.narrative) printNarrative(draft.narrative, line);
  const kinds = new Map<string, { blocking: boolean; count: number; zh: string }>();
  for (const d of decisions) {
    const held = kinds.get(d.kind) ?? { blocking: d.blocking, count: 0, zh: d.question.zh };
    kinds.set(d.kind, { ...held, count: held.count + 1 });
  }
  if (kinds.size > 0) line('\n待决定 decisions:');
  for (const [kind, k] of kinds) line(`  ${k.blocking ? '阻断 blocking' : '可后定 later   '}  ${kind} × ${k.count}  例 e.g. ${k.zh}`);
}

const RECKONING = { stock: '存量 stock', cumulative: '累计 cumulative', yearly: '年度 yearly', unsaid: '未写明 unsaid' } as const;

function printNarrative({ measures, facts, announced, lacks }: Narrative, line: (text?: string) => void): void {
  line(`\n举措 measures: ${measures.length}（要做 duty ${measures.filter(({ kind }) => kind === 'duty').length}，已做 done ${measures.filter(({ kind }) => kind === 'done').length}）`);
  for (const m of measures) line(`  ${m.place.fromLine}: ${m.kind === 'duty' ? '要做' : '已做'} ${m.ordinal ?? ''}${m.title}${m.actor === null ? '' : `  〔${m.actor}〕`}${m.concerns === null ? '' : `  〔${m.concerns}〕`}`);
  line(`\n数据 facts: ${facts.length}`);
  for (const f of facts) line(`  ${f.place.fromLine}: ${f.metric} ${f.value} ${f.unit}  ${RECKONING[f.reckoning]}${f.timeText === null ? '' : `  ${f.timeText}`}${f.asOf === null ? '' : `  as of ${f.asOf}`}  “${f.text}”`);
  if (announced.length > 0) line('\n提到而未列出 announced and not there:');
  for (const a of announced) line(`  ${a.place.fromLine}: ${a.text}${a.listedIn === null ? '' : `  《${a.listedIn}》`}`);
  line('\n缺少 lacks:');
  for (const l of lacks) line(`  ${l.zh} / ${l.en}`);
}
