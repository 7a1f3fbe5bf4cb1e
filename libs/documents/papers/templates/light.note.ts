import type { Light } from '#libs/supervision/item/item.light';
import type { LightCause } from '#libs/supervision/item/item.explain';
import type { Day, Instant } from '#libs/supervision/time/day';
import type { Block, NotePaper } from '../paper';
import { dateWords, dayWords, momentWords } from '../words';

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
  pastDeadline: '期限已过', pastGraceOrUnanswered: '逾期超过宽限期，或黄色督办单未按期答复', dueSoon: '临近期限', behindSchedule: '进度落后于计划', normal: '正常', notBegun: '未启动或待量化',
};
const LINE: Readonly<Record<string, string>> = { date: '文件确定', start: '起算', budget: '按工作日计算', extension: '批准延期', amendment: '调整通知', reopening: '重新办理', transfer: '转办', holiday: '遇节假日顺延', pause: '中止期间顺延' };
const PAPER: Readonly<Record<string, string>> = { bluePaper: '蓝色督办单', yellowPaper: '黄色督办单', redPaper: '红色督办单', admonition: '约谈通知' };
const NOTICE: Readonly<Record<'reminder' | 'escalation', string>> = { reminder: '提醒', escalation: '督办通知单' };
const REQUEST: Readonly<Record<string, string>> = { decline: '申请改派', extension: '申请延期', reason: '说明正当理由', objection: '异议' };
const STATUS: Readonly<Record<string, string>> = { open: '待裁定', granted: '同意', refused: '不同意', lapsed: '已失效' };
/** In a table's cell: the year stands above. */
const moment = (at: Instant | null): string => (at === null ? '—' : momentWords(at).slice(5));

/** Where a deadline comes from, line after line of its account. */
export function originWords(lines: readonly { what: string; day: Day; workingDays?: number }[]): string {
  return lines.map((l) => `${LINE[l.what] ?? l.what}${dateWords(l.day)}${l.workingDays === undefined ? '' : `（${l.workingDays}个工作日）`}`).join('；');
}

export function lightNote(f: LightNoteFacts): NotePaper {
  const weight: Record<Light, number> = { red: 0, yellow: 1, blue: 2, grey: 3, green: 4 };
  const causes = [...f.causes].sort((a, b) => weight[a.light] - weight[b.light]);
  // What is as it should be need not be explained: one page is what a leader reads.
  const told = causes.filter((c) => c.light !== 'green' || c.light === f.light).slice(0, 8);
  const deciding = causes.filter((c) => c.light === f.light);
  const blocks: Block[] = [
    { kind: 'heading', level: 1, text: '亮灯结论' },
    { kind: 'text', text: `截至${momentWords(f.asOf)}，该事项为${LIGHT[f.light]}${f.paused ? '，中止中' : ''}${f.late ? '，有逾期' : ''}。依据督办规则第${f.policyVersion}版、工作日历第${f.calendarVersion}版。` },
    ...deciding.slice(0, 3).map((c): Block => ({ kind: 'text', text: `${c.unit}的“${c.step}”：${RULE[c.rule]}${c.since === null ? '' : `，自${momentWords(c.since)}起`}。` })),
    ...f.lateness.slice(-3).map((l): Block => ({ kind: 'text', text: `“${l.step}”期限于${momentWords(l.dueAt)}届满，记逾期一次${l.overturned === null ? '' : `（已于${dayWords(l.overturned)}更正，不计入统计）`}。` })),
    { kind: 'heading', level: 1, text: '期限的由来' },
    { kind: 'table', heading: ['单位', '步骤', '亮灯', '期限', '由来'], widths: [6, 6, 2.5, 5, 8.5], rows: told.map((c) => [c.unit, c.step, LIGHT[c.light].slice(0, 3), c.deadline.day === null ? '未定' : dateWords(c.deadline.day), originWords(c.deadline.lines)]) },
  ];
  const measures = measuresOf(f);
  if (measures.length > 0) blocks.push({ kind: 'heading', level: 1, text: '已采取的督办措施' }, { kind: 'table', heading: ['通知', '单位', '发出', '签发', '签收', '答复'], widths: [5, 5, 4.5, 4.5, 4.5, 4.5], rows: measures });
  if (f.requests.length > 0) blocks.push({ kind: 'heading', level: 1, text: '申请和裁定' }, { kind: 'table', heading: ['申请', '单位', '提出', '裁定', '裁定人'], widths: [6, 7, 5, 5, 5], rows: f.requests.map((r) => [REQUEST[r.kind] ?? r.kind, r.unit, dayWords(r.at), `${STATUS[r.status] ?? r.status}${r.ruledAt === null ? '' : ` ${dayWords(r.ruledAt)}`}`, r.ruledBy ?? '—']) });
  return { form: 'note', title: '亮灯说明', under: `《${f.plan}》第${f.itemNumber}项　${f.itemTitle}　说明第${f.number}号`, blocks };
}

/** What was sent, in order: notices and papers, each with sent, signed, read and answered. A paper is sent once it is signed. */
function measuresOf(f: LightNoteFacts): string[][] {
  const rows = [
    ...f.notices.map((n) => ({ at: n.sent, cells: [NOTICE[n.kind], n.unit, moment(n.sent), '—', moment(n.read), '—'] })),
    ...f.papers.map((p) => ({ at: p.issued ?? p.drafted, cells: [`${PAPER[p.kind] ?? p.kind}${p.void ? '（作废）' : p.issued === null ? '（拟稿）' : ''}`, p.unit, moment(p.issued), moment(p.issued), moment(p.read), moment(p.answered)] })),
  ];
  return rows.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).map((r) => r.cells);
}
