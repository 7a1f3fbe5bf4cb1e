import type { ResultRow } from '#libs/supervision/evaluation/sheet';
import type { RoundFigures } from '#libs/supervision/reporting-round/figure.types';
import type { Day } from '#libs/supervision/time/day';
import type { Block, OfficialPaper } from '../paper';
import { dateWords, momentWords } from '../words';
import { imprintOf } from './imprint';

/** A circular (通报), every name in words. */
export interface CircularFacts {
  issuer: string;
  number: string | null;
  /** What it is about: the proceeding's title. */
  title: string;
  text: string;
  deadline: Day | null;
  to: readonly string[];
  copies: readonly string[];
  issuedOn: Day | null;
  /** Frozen figures of a reporting round. */
  round: { figures: RoundFigures; unitNames: Readonly<Record<string, string>> } | null;
  /** The published result of an evaluation, by class. */
  result: { rows: readonly (Pick<ResultRow, 'total' | 'rank' | 'grade'> & { unit: string; class: string })[] } | null;
}

const STANDING = { inTime: '按时', late: '迟报', missing: '缺报', dropped: '不计' } as const;
const LIGHTS: readonly (readonly [string, string])[] = [['red', '红灯'], ['yellow', '黄灯'], ['blue', '蓝灯'], ['green', '绿灯'], ['grey', '未亮灯']];

export function circular(f: CircularFacts): OfficialPaper {
  const deadline: Block[] = f.deadline === null ? [] : [{ kind: 'text', text: `请于${dateWords(f.deadline)}前（含当日）落实。` }];
  return {
    form: 'official', issuer: f.issuer, number: f.number, urgency: null, band: null,
    title: `关于${f.title.replace(/^关于/, '').replace(/的?情况$/, '')}${f.result ? '结果' : '情况'}的通报`,
    to: f.to, blocks: [{ kind: 'text', text: f.text }, ...(f.round ? roundBlocks(f.round) : []), ...(f.result ? resultBlocks(f.result) : []), ...deadline],
    attachments: [], signedBy: f.issuer, date: f.issuedOn,
    imprint: imprintOf(f.issuer, f.issuedOn, f.copies),
  };
}

function roundBlocks({ figures, unitNames }: NonNullable<CircularFacts['round']>): Block[] {
  const { forms, lines, lights } = figures;
  const owed = figures.units.filter((u) => u.standing !== 'dropped');
  const rank = { missing: 0, late: 1, inTime: 2, dropped: 3 };
  const rows = [...owed].sort((a, b) => rank[a.standing] - rank[b.standing]).map((u, i) => [String(i + 1), unitNames[u.unitId] ?? u.unitId, `${STANDING[u.standing]}${u.returned ? '（退回未再报）' : ''}`, String(u.lines), String(u.progress), String(u.noProgress)]);
  const lit = LIGHTS.flatMap(([light, name]) => (lights[light] === undefined ? [] : [`${name}${lights[light]}项`]));
  return [
    { kind: 'heading', level: 1, text: '报送情况' },
    { kind: 'text', text: `应报${forms.of}个单位，按时${forms.inTime}个，迟报${forms.late}个，缺报${forms.missing}个。应报事项${lines.of}项，有进展${lines.progress}项，无新进展${lines.noProgress}项，未报${lines.missing}项。` },
    { kind: 'table', caption: '各单位报送情况', heading: ['序号', '单位', '报送', '应报事项', '有进展', '无新进展'], widths: [3, 11, 5, 3, 3, 3], rows },
    ...(lit.length === 0 ? [] : [{ kind: 'heading', level: 1, text: '亮灯情况' } as const, { kind: 'text', text: `${lit.join('，')}。` } as const]),
    { kind: 'text', text: `以上数据截至${momentWords(figures.asOf)}。` },
  ];
}

function resultBlocks({ rows }: NonNullable<CircularFacts['result']>): Block[] {
  const classes = [...new Set(rows.map((r) => r.class))];
  return [
    { kind: 'heading', level: 1, text: '考核结果' },
    ...classes.map((name): Block => ({ kind: 'table', caption: name, heading: ['名次', '单位', '得分', '等次'], widths: [4, 14, 5, 5], rows: rows.filter((r) => r.class === name).sort((a, b) => a.rank - b.rank).map((r) => [String(r.rank), r.unit, r.total, r.grade]) })),
  ];
}
