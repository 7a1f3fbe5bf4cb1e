import { dayOf, minuteOf, startOfDay } from '#libs/supervision/time/day';

/** How things stand, in the words of the field; English ones are the terms of the code with spaces. */
const ZH: Readonly<Record<string, string>> = {
  // items, assignments, steps, periods
  awaitingReceipt: '待签收', inProgress: '办理中', submitted: '待审核', completed: '办结', suspended: '中止', withdrawn: '终止', dropped: '不再办理', closedUnfulfilled: '未完成', carriedOver: '结转', active: '办理中',
  declined: '已改派', transferred: '已转办', open: '办理中', done: '已报办结', cancelled: '已取消', inApproval: '本单位审批中', accepted: '已认可', late: '迟报', missing: '缺报', inTime: '按时',
  // requests, papers, objections
  granted: '已同意', refused: '不同意', lapsed: '自行失效', drafted: '待签发', issued: '已签发', void: '已作废', upheld: '异议成立', rejected: '异议不成立', overturned: '已更正',
  // plans and their review
  draft: '草案', issuing: '下发中', discarded: '已废弃', archived: '已归档', sent: '已报送', returned: '已退回', passedOn: '已同意并转报', sentOn: '已转报', approved: '已同意', partlyApproved: '部分同意', takenBack: '已撤回',
  // proceedings
  assessing: '自评', assessed: '已自评', verified: '已核验', told: '已反馈', inReview: '复核中', settled: '已办结', published: '已通报', collected: '已收表', reported: '已报告', calledOff: '已取消', ended: '已结束', solved: '已解决', unsolved: '未解决',
  left: '已退出', read: '已阅结', concluded: '已结束', planned: '待办', taken: '已占用', decided: '已议定', withUnits: '各单位办理中', feedbackDue: '待反馈', withLeader: '待阅结', recorded: '已记录', rectifying: '整改中', replied: '已回复', struckOff: '已销号',
  // what an answer takes
  unit: '单位', day: '日期', number: '编号', figure: '数量', rhythm: '频次', nothing: '无', once: '计一次', apart: '分别计',
};

/** Where a word differs by what it is said of: a paper is signed (签发), a plan handed down (下发). */
const ZH_OF: Readonly<Record<string, Readonly<Record<string, string>>>> = { plan: { issued: '已下发' } };

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
/** What a sentence says of how something stands; other details are what somebody wrote. */
const STANDS: ReadonlySet<string> = new Set(['how', 'status', 'stage', 'takes']);

/**
 * A detail of a refusal as people read it: a moment by the city's clock, how something stands in words.
 *
 * @param of what it is said of, where its word depends on it
 */
export function toldValue(name: string, value: unknown, language: 'zh' | 'en', of = ''): string {
  const text = String(value ?? '—');
  // The moment at which a day begins stands for that day.
  if (INSTANT.test(text)) return startOfDay(dayOf(text)) === new Date(text).toISOString() ? dayOf(text) : minuteOf(text);
  if (!STANDS.has(name)) return text;
  return language === 'zh' ? (ZH_OF[of]?.[text] ?? ZH[text] ?? text) : text.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}
