import type { Light } from '#libs/supervision/item/item.light';
import type { LightCause } from '#libs/supervision/item/item.explain';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Block, NotePaper } from '../paper';
import { firstPageHolds } from '../page.fit';
import { dateWords, dayWords, momentWords, numbered } from '../words';

/** 亮灯说明: why a light has its colour, as of a moment; every name in words. */
export interface LightNoteFacts {
  plan: string;
  /** Of the note, among those on the item. */
  number: number;
  itemNumber: string;
  itemTitle: string;
  light: Light;
  paused: boolean;
  /** Accepted after its deadline, or late and not corrected. */
  late: boolean;
  asOf: Instant;
  policyVersion: number;
  calendarVersion: number;
  causes: readonly {
    unit: string;
    step: string;
    light: Light;
    rule: LightCause['rule'];
    since: Instant | null;
    sentAt: Instant | null;
    past: LightCause['past'];
    graceWorkingDays: number;
    deadline: { day: Day | null; first: Day | null; lines: readonly { what: string; day: Day; workingDays?: number }[]; provisional: boolean };
  }[];
  lateness: readonly { step: string; dueAt: Instant; overturned: Instant | null }[];
  papers: readonly { kind: string; unit: string; drafted: Instant; issued: Instant | null; void: boolean; read: Instant | null; answered: Instant | null }[];
  /** Reminders and escalations, in order; one for each unit that was told. */
  notices: readonly { kind: 'reminder' | 'escalation'; unit: string; sent: Instant; read: Instant | null }[];
  requests: readonly { kind: string; unit: string; at: Instant; status: string; ruledAt: Instant | null; ruledBy: string | null }[];
}

export const LIGHT: Readonly<Record<Light, string>> = { red: '红灯', yellow: '黄灯', blue: '蓝灯', green: '绿灯', grey: '未亮灯（待启动或待量化）' };
const RULE: Readonly<Record<LightCause['rule'], string>> = {
  pastDeadline: '期限已过', pastGrace: '逾期超过宽限期', unanswered: '黄色督办单未按期答复', pastGraceAndUnanswered: '逾期超过宽限期，且黄色督办单未按期答复', dueSoon: '临近期限', behindSchedule: '进度落后于计划', normal: '正常', notBegun: '未启动或待量化', corrected: '逾期已更正，不再按该期限亮灯',
};
const LINE: Readonly<Record<string, string>> = { date: '文件确定', start: '起算', budget: '按工作日计算', extension: '批准延期', amendment: '调整通知', reopening: '重新办理', transfer: '转办', holiday: '遇节假日顺延', pause: '中止期间顺延' };
const PAPER: Readonly<Record<string, string>> = { bluePaper: '蓝色督办单', yellowPaper: '黄色督办单', redPaper: '红色督办单', admonition: '约谈通知' };
const NOTICE: Readonly<Record<'reminder' | 'escalation', string>> = { reminder: '提醒', escalation: '督办通知单' };
const REQUEST: Readonly<Record<string, string>> = { decline: '申请改派', extension: '申请延期', reason: '说明正当理由', objection: '异议' };
const STATUS: Readonly<Record<string, string>> = { open: '待裁定', granted: '同意', refused: '不同意', lapsed: '已失效' };
/** In a table's cell: the year stands above. */
const moment = (at: Instant | null): string => (at === null ? '—' : momentWords(at).slice(5));
const clipped = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);
/** Longest names on the page; the annex has them whole. */
const LONGEST = 24;

/** Where a deadline comes from, line after line of its account. */
export function originWords(lines: readonly { what: string; day: Day; workingDays?: number }[]): string {
  return lines.map((l) => `${LINE[l.what] ?? l.what}${dateWords(l.day)}${l.workingDays === undefined ? '' : `（${l.workingDays}个工作日）`}`).join('；');
}

/** How many of each the page shows: of what decides the colour and of deadlines the gravest, of the others the newest. */
interface Shown {
  deciding: number;
  lateness: number;
  deadlines: number;
  measures: number;
  requests: number;
}
/** What it never leaves out. */
const LEAST: Shown = { deciding: 1, lateness: 0, deadlines: 1, measures: 1, requests: 0 };
/** More than a page could hold of any. */
const MOST = 24;

/**
 * The note on a page: what a leader reads. Where not all of it fits, the page shows what weighs most and says how much it leaves out, and
 * an annex from the next page on lists everything.
 */
export function lightNote(f: LightNoteFacts): NotePaper {
  const told = toldOf(f);
  let whole = true;
  for (const shown of fewer(told)) {
    const page = pageOf(f, told, shown);
    if (whole && firstPageHolds(page)) return page;
    whole = false;
    const first = pageOf(f, told, shown, LONGEST);
    if (firstPageHolds(first)) return { ...first, blocks: [...first.blocks, ...annexOf(told)] };
  }
  throw new Error(`the note on the light of “${f.itemTitle}” does not fit on a page`);
}

/** Rows of every kind, whole and in their order. */
interface Told {
  deciding: LightNoteFacts['causes'];
  lateness: LightNoteFacts['lateness'];
  deadlines: string[][];
  measures: string[][];
  requests: string[][];
}

function toldOf(f: LightNoteFacts): Told {
  const weight: Record<Light, number> = { red: 0, yellow: 1, blue: 2, grey: 3, green: 4 };
  const causes = [...f.causes].sort((a, b) => weight[a.light] - weight[b.light]);
  // What is as it should be need not be explained.
  const accounted = causes.filter((c) => c.light !== 'green' || c.light === f.light);
  return {
    deciding: causes.filter((c) => c.light === f.light),
    lateness: f.lateness,
    deadlines: accounted.map((c) => [c.unit, c.step, LIGHT[c.light].slice(0, 3), c.deadline.day === null ? '未定' : dateWords(c.deadline.day), originWords(c.deadline.lines)]),
    measures: measuresOf(f),
    requests: f.requests.map((r) => [REQUEST[r.kind] ?? r.kind, r.unit, dayWords(r.at), `${STATUS[r.status] ?? r.status}${r.ruledAt === null ? '' : ` ${dayWords(r.ruledAt)}`}`, r.ruledBy ?? '—']),
  };
}

/** All of it; then less and less of what there is most of. */
function* fewer(told: Told): Generator<Shown> {
  const all: Shown = { deciding: told.deciding.length, lateness: told.lateness.length, deadlines: told.deadlines.length, measures: told.measures.length, requests: told.requests.length };
  const keys = Object.keys(LEAST) as (keyof Shown)[];
  let shown = all;
  yield shown;
  shown = Object.fromEntries(keys.map((key) => [key, Math.min(all[key], MOST)])) as unknown as Shown;
  for (;;) {
    yield shown;
    const over = (key: keyof Shown): number => shown[key] - LEAST[key];
    const most = keys.filter((key) => over(key) > 0).sort((a, b) => over(b) - over(a))[0];
    if (most === undefined) return;
    shown = { ...shown, [most]: shown[most] - 1 };
  }
}

/** @param longest of a name in characters; left out: however long */
function pageOf(f: LightNoteFacts, told: Told, shown: Shown, longest = Infinity): NotePaper {
  const name = (text: string): string => clipped(text, longest);
  const cut = (rows: readonly string[][]): string[][] => rows.map((row) => row.map((cell, i) => clipped(cell, i === row.length - 1 ? 2 * longest : longest)));
  const left = (all: number, here: number, unit: string): string => (all > here ? `另有${all - here}${unit}见附页。` : '');
  const lateness = told.lateness.slice(told.lateness.length - shown.lateness);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: '亮灯结论' },
    { kind: 'text', text: `截至${momentWords(f.asOf)}，该事项为${LIGHT[f.light]}${f.paused ? '，中止中' : ''}${f.late ? '，有逾期' : ''}。依据督办规则第${f.policyVersion}版、工作日历第${f.calendarVersion}版。` },
    ...told.deciding.slice(0, shown.deciding).map((c): Block => ({ kind: 'text', text: `${name(c.unit)}的“${name(c.step)}”：${RULE[c.rule]}${pastWords(c)}${c.since === null ? '' : `，自${momentWords(c.since)}起`}。` })),
    ...lateness.map((l): Block => ({ kind: 'text', text: `“${name(l.step)}”期限于${momentWords(l.dueAt)}届满，记逾期一次${l.overturned === null ? '' : `（已于${dayWords(l.overturned)}更正，不计入统计）`}。` })),
    ...remark(`${left(told.deciding.length, shown.deciding, '个同色步骤')}${left(told.lateness.length, shown.lateness, '次逾期')}`),
    { kind: 'heading', level: 1, text: '期限的由来' },
    deadlineTable(cut(told.deadlines.slice(0, shown.deadlines))),
    ...remark(left(told.deadlines.length, shown.deadlines, '个步骤的期限')),
  ];
  if (told.measures.length > 0) blocks.push({ kind: 'heading', level: 1, text: '已采取的督办措施' }, measureTable(cut(told.measures.slice(-shown.measures))), ...remark(left(told.measures.length, shown.measures, '份更早的通知')));
  const requests = told.requests.slice(told.requests.length - shown.requests);
  if (told.requests.length > 0) blocks.push({ kind: 'heading', level: 1, text: '申请和裁定' }, ...(requests.length === 0 ? [] : [requestTable(cut(requests))]), ...remark(left(told.requests.length, shown.requests, '件更早的申请')));
  return { form: 'note', size: 'compact', title: '亮灯说明', under: `《${clipped(f.plan, 2 * longest)}》${numbered(f.itemNumber, clipped(f.itemTitle, 2 * longest))}　说明第${f.number}号`, blocks };
}

/** How far the deadline has gone by, or how much is left of it, by the calendar of the city; and what was sent. */
function pastWords({ past, rule, light, graceWorkingDays, sentAt }: LightNoteFacts['causes'][number]): string {
  const sent = sentAt === null ? '' : `，已于${dayWords(sentAt)}报送，待审核`;
  if (past === null || rule === 'notBegun') return sent;
  if (past.days === 0 && sentAt === null) return '，今日到期';
  if (past.days <= 0) return sentAt === null ? `，距期限还有${-past.workingDays}个工作日（${-past.days}天）` : sent;
  const counted = `${past.workingDays}个工作日（${past.days}天）`;
  // Asked for in time, or sent in time: the deadline has gone by, and nothing is late.
  if (light !== 'yellow' && light !== 'red') return `，期限已过${counted}，未记逾期${sent}`;
  const grace = rule === 'pastGrace' || rule === 'pastGraceAndUnanswered' ? `，宽限为${graceWorkingDays}个工作日` : '';
  return `，${sentAt === null ? '已逾期' : '报送时已逾期'}${counted}${grace}${sent}`;
}

function remark(text: string): Block[] {
  return text === '' ? [] : [{ kind: 'text', text }];
}

/** Everything, from the next page on. */
function annexOf({ deciding, lateness, deadlines, measures, requests }: Told): Block[] {
  const rows = [...deciding.map((c) => [c.unit, c.step, `${RULE[c.rule]}${c.since === null ? '' : `，自${momentWords(c.since)}起`}`]), ...lateness.map((l) => ['逾期', l.step, `${momentWords(l.dueAt)}届满${l.overturned === null ? '' : `，已于${dayWords(l.overturned)}更正`}`])];
  const causes: Block = { kind: 'table', caption: '亮灯缘由', heading: ['单位', '步骤', '缘由'], widths: [9, 16, 17], rows };
  const tables = [causes, { ...deadlineTable(deadlines), caption: '期限的由来' }, ...(measures.length === 0 ? [] : [{ ...measureTable(measures), caption: '督办措施' }]), ...(requests.length === 0 ? [] : [{ ...requestTable(requests), caption: '申请和裁定' }])];
  return [{ kind: 'heading', level: 1, text: '附页：全部情况', newPage: true }, ...tables];
}

type TableBlock = Extract<Block, { kind: 'table' }>;
function deadlineTable(rows: string[][]): TableBlock {
  return { kind: 'table', heading: ['单位', '步骤', '亮灯', '期限', '由来'], widths: [8, 9, 3, 8, 14], rows };
}
function measureTable(rows: string[][]): TableBlock {
  return { kind: 'table', heading: ['通知', '单位', '发出（签发）', '签收', '答复'], widths: [6, 11.6, 8.2, 8.2, 8], rows };
}
function requestTable(rows: string[][]): TableBlock {
  return { kind: 'table', heading: ['申请', '单位', '提出', '裁定', '裁定人'], widths: [6, 12, 8.5, 10.5, 5], rows };
}

/** What was sent, in order: notices and papers, each with sent, read and answered. A paper is sent by its signature. */
function measuresOf(f: LightNoteFacts): string[][] {
  const rows = [
    ...f.notices.map((n) => ({ at: n.sent, cells: [NOTICE[n.kind], n.unit, moment(n.sent), moment(n.read), '—'] })),
    ...f.papers.map((p) => ({ at: p.issued ?? p.drafted, cells: [`${PAPER[p.kind] ?? p.kind}${p.void ? '（作废）' : p.issued === null ? '（拟稿）' : ''}`, p.unit, moment(p.issued), moment(p.read), moment(p.answered)] })),
  ];
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((r) => r.cells);
}
