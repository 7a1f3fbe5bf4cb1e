import type { InspectionFigures, Severity } from '#libs/supervision/inspection/inspection.types';
import type { Day } from '#libs/supervision/time/day';
import type { Block, NotePaper, OfficialPaper } from '../paper';
import { dateWords } from '../words';
import { imprintOf } from './imprint';
import { SEVERITY } from './rectification.notice';

/** An inspection's report (督查报告) in words, drawn from what its events say. */
export interface InspectionReportFacts {
  /** The office that has it drawn up. */
  issuer: string;
  /** Whom it is made to, the office apart. */
  to: readonly string[];
  /** 产改督查〔2026〕3号; null of one that was not issued yet. */
  number: string | null;
  title: string;
  plan: string;
  reason: string;
  days: { from: Day; to: Day };
  team: readonly { name: string; unit: string; leads: boolean }[];
  units: readonly {
    name: string;
    visits: readonly { day: Day; record: string }[];
    findings: readonly { text: string; severity: Severity; basis: string; status: string; day: Day | null; late: boolean; repeated: boolean }[];
  }[];
  figures: InspectionFigures;
  conclusion: string | null;
  reportedOn: Day | null;
  /** As of which day it is drawn; of what was issued the day on which it was. */
  asOf: Day;
  /** Drawn anew after its issue, with how things stand since: no paper under that number. */
  since: boolean;
}

const STATUS: Readonly<Record<string, string>> = { recorded: '已记录', drafted: '待签发整改', rectifying: '整改中', replied: '待验收', struckOff: '已销号', overturned: '异议成立，撤销', withdrawn: '已撤回' };

/** Under the issuer's mark once it was reported; a draft, and how things stand since, are notes without a head. */
export function inspectionReport(f: InspectionReportFacts): NotePaper | OfficialPaper {
  const title = `${f.title.replace(/督查$/, '')}督查报告`;
  const blocks = blocksOf(f);
  if (f.reportedOn === null || f.since) return { form: 'note', title, under: underOf(f), blocks };
  return { form: 'official', issuer: f.issuer, number: f.number, urgency: null, band: null, title, to: f.to, blocks, attachments: [], signedBy: f.issuer, date: f.reportedOn, imprint: imprintOf(f.issuer, f.reportedOn) };
}

function blocksOf(f: InspectionReportFacts): Block[] {
  const { figures } = f;
  const leader = f.team.find((m) => m.leads);
  const others = f.team.filter((m) => !m.leads);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: '督查概况' },
    { kind: 'text', text: `按照《${f.plan}》督查安排，因${f.reason}，于${dateWords(f.days.from)}至${dateWords(f.days.to)}开展督查。${leader ? `督查组组长：${leader.name}（${leader.unit}）。` : ''}${others.length > 0 ? `组员：${others.map((m) => `${m.name}（${m.unit}）`).join('、')}。` : ''}` },
    { kind: 'text', text: `共发现问题${figures.findings}个，其中严重${figures.serious}个、较重${figures.major}个、一般${figures.minor}个；再次出现${figures.repeated}个。截至${dateWords(f.asOf)}，已销号${figures.struckOff}个，未销号${figures.open}个，逾期整改${figures.late}个，异议成立撤销${figures.overturned}个，撤回${figures.withdrawn}个。` },
    { kind: 'heading', level: 1, text: '督查情况和发现的问题' },
    ...f.units.flatMap(unitBlocks),
  ];
  const listed = f.units.flatMap((u) => u.findings.map((x) => [u.name, x.text, SEVERITY[x.severity], x.day === null ? '' : dateWords(x.day), `${STATUS[x.status] ?? x.status}${x.late ? '，逾期' : ''}`]));
  if (listed.length > 0) blocks.push({ kind: 'heading', level: 1, text: '问题清单' }, { kind: 'table', heading: ['序号', '单位', '问题', '性质', '整改期限', '情况'], widths: [2.5, 5, 9.5, 3, 4, 4], rows: listed.map((row, i) => [String(i + 1), ...row]) });
  if (f.conclusion !== null) blocks.push({ kind: 'heading', level: 1, text: '结论' }, { kind: 'text', text: f.conclusion });
  return blocks;
}

/** Of a note: that it is a draft, or as of when it says how things stand since. */
function underOf({ number, reportedOn, asOf }: InspectionReportFacts): string {
  if (reportedOn === null) return `（拟稿，${dateWords(asOf)}）`;
  return `（整改情况截至${dateWords(asOf)}；原报告：${`${number ?? ''}　${dateWords(reportedOn)}`.trim()}）`;
}

function unitBlocks({ name, visits, findings }: InspectionReportFacts['units'][number]): Block[] {
  const seen = visits.map((v): Block => ({ kind: 'text', text: `${dateWords(v.day)}走访。${v.record}` }));
  const found = findings.flatMap((x): Block[] => [{ kind: 'heading', level: 3, text: x.text }, { kind: 'text', text: `${SEVERITY[x.severity]}${x.repeated ? '，再次出现' : ''}。依据：${x.basis}。${STATUS[x.status] ?? x.status}${x.late ? '，整改逾期' : ''}。` }]);
  const none: Block[] = seen.length === 0 && found.length === 0 ? [{ kind: 'text', text: '未发现问题。' }] : [];
  return [{ kind: 'heading', level: 2, text: name }, ...seen, ...found, ...none];
}
