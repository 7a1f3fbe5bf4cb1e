import type { FactInWords } from '#libs/supervision/eligibility/fact-in-words';
import type { Paper } from '../paper';
import { briefing } from '../templates/briefing';
import { circular, type CircularFacts } from '../templates/circular';
import { eligibilityNote } from '../templates/eligibility.note';
import { inspectionReport } from '../templates/inspection.report';
import { lightNote, type LightNoteFacts } from '../templates/light.note';
import { rectificationNotice } from '../templates/rectification.notice';
import { supervisionSlip, type SlipFacts, type SlipKind } from '../templates/supervision.slip';

const ISSUER = '某市推进产业工人队伍建设改革协调小组办公室';

export function aSlip(kind: SlipKind, more: Partial<SlipFacts> = {}): SlipFacts {
  return {
    kind, issuer: ISSUER, number: '产改督办〔2026〕12号', plan: '某市2026年产业工人队伍建设改革工作要点', itemNumber: '12', itemTitle: '开展产业工人技能提升培训，不少于4万人次', unit: '市人力资源和社会保障局', duty: null, because: kind === 'redPaper' ? 'pastGraceAndUnanswered' : null, step: '年内培训不少于4万人次',
    deadline: '2026-06-30', firstDeadline: '2026-06-30', since: '2026-06-30T16:00:00.000Z', percent: 40, answerBy: '2026-07-08', text: null, to: ['市人力资源和社会保障局'], copies: ['市总工会', '市委督查室'], issuedOn: '2026-07-01', ...more,
  };
}

const CIRCULAR: CircularFacts = {
  issuer: ISSUER, number: '产改通报〔2026〕3号', title: '2026年6月调度', text: '按照工作安排，办公室对6月各单位推进事项的情况进行了调度，现将有关情况通报如下。', deadline: null, to: ['市人力资源和社会保障局', '市教育局', '市财政局'], copies: ['市委督查室'], issuedOn: '2026-07-03', round: null, result: null,
};
const fact = (unit: string, group: string, name: string, value: string, measure: string, events: string[], putRight: string[] = []): FactInWords => ({ unit, unitClass: '非公企业', group, fact: name, value, measure, putRight, events });
const of = (unitId: string, standing: 'inTime' | 'late' | 'missing', lines: number, progress: number) => ({ unitId, standing, returned: false, afterReturn: false, event: 3, lines, progress, noProgress: standing === 'missing' ? 0 : lines - progress });

/** The note on a red light, changed as told. */
export function aLightNote(more: Partial<LightNoteFacts> = {}): LightNoteFacts {
  return {
    plan: '某市2026年产业工人队伍建设改革工作要点', number: 3, itemNumber: '12', itemTitle: '开展产业工人技能提升培训', light: 'red', paused: false, late: true, asOf: '2026-07-20T01:30:00.000Z', policyVersion: 2, calendarVersion: 1,
    causes: [
      { unit: '市人力资源和社会保障局', step: '年内培训不少于4万人次', light: 'red', rule: 'pastGraceAndUnanswered', since: '2026-07-07T16:00:00.000Z', sentAt: null, past: null, graceWorkingDays: 5, deadline: { day: '2026-06-30', first: '2026-06-15', lines: [{ what: 'date', day: '2026-06-15' }, { what: 'extension', day: '2026-06-30' }], provisional: false } },
      { unit: '市财政局', step: '落实培训经费', light: 'green', rule: 'normal', since: null, sentAt: null, past: null, graceWorkingDays: 5, deadline: { day: '2026-09-30', first: '2026-09-30', lines: [{ what: 'date', day: '2026-09-30' }], provisional: false } },
    ],
    lateness: [{ step: '年内培训不少于4万人次', dueAt: '2026-06-30T16:00:00.000Z', overturned: null }],
    papers: [{ kind: 'yellowPaper', unit: '市人力资源和社会保障局', drafted: '2026-06-30T16:00:00.000Z', issued: '2026-07-01T02:00:00.000Z', void: false, read: '2026-07-01T03:10:00.000Z', answered: null }],
    notices: [
      { kind: 'reminder', unit: '市人力资源和社会保障局', sent: '2026-06-22T01:00:00.000Z', read: '2026-06-22T03:05:00.000Z' },
      { kind: 'escalation', unit: '市人力资源和社会保障局', sent: '2026-07-08T01:00:00.000Z', read: null },
    ],
    requests: [{ kind: 'extension', unit: '市人力资源和社会保障局', at: '2026-06-10T02:00:00.000Z', status: 'granted', ruledAt: '2026-06-12T02:00:00.000Z', ruledBy: '王某' }],
    ...more,
  };
}

/** As plans have it beside their numbered rows. */
const UNNUMBERED = { itemNumber: '', itemTitle: '每季度征集产业工人队伍建设改革典型案例' };

/** One of each kind of paper, with invented facts: what the specs look at, and what is rendered. */
export const SAMPLES: Readonly<Record<string, Paper>> = {
  'slip-blue': supervisionSlip(aSlip('bluePaper', { since: '2026-05-29T16:00:00.000Z', issuedOn: '2026-06-01', answerBy: '2026-06-08' })),
  'slip-yellow': supervisionSlip(aSlip('yellowPaper')),
  'slip-red': supervisionSlip(aSlip('redPaper', { number: '产改督办〔2026〕15号', issuedOn: '2026-07-09', answerBy: '2026-07-14', copies: ['市总工会', '市委督查室', '市人力资源和社会保障局分管领导'] })),
  'slip-admonition': supervisionSlip(aSlip('admonition', { number: '产改约谈〔2026〕1号' })),
  'slip-urging': supervisionSlip(aSlip('urging', { number: '产改催办〔2026〕7号', text: '请于本周内报送培训名册。', since: null, answerBy: null, copies: [] })),
  'slip-escalation': supervisionSlip(aSlip('escalation', { number: null, to: ['市协调小组办公室'], copies: [] })),
  'slip-escalation-receipt': supervisionSlip(aSlip('escalation', { ...UNNUMBERED, number: null, duty: { by: '市教育局', what: '签收该事项' }, unit: '市教育局', step: null, deadline: '2026-01-09', firstDeadline: null, since: '2026-01-09T16:00:00.000Z', percent: null, answerBy: null, to: ['市总工会'], copies: [], issuedOn: '2026-01-12' })),
  'slip-escalation-signature': supervisionSlip(aSlip('escalation', { number: null, duty: { by: ISSUER, what: '签发致市人力资源和社会保障局的黄色督办单' }, deadline: '2026-07-03', firstDeadline: null, since: '2026-07-03T16:00:00.000Z', answerBy: null, to: ['市协调小组'], copies: [], issuedOn: '2026-07-06' })),
  'slip-red-unnumbered': supervisionSlip(aSlip('redPaper', { ...UNNUMBERED, number: '产改督办〔2026〕16号', because: 'unanswered', unit: '某旗产改办', step: '第二季度典型案例', percent: null, issuedOn: '2026-07-13', answerBy: null, to: ['某旗产改办'] })),
  'rectification-notice': rectificationNotice({
    issuer: ISSUER, number: '产改整改〔2026〕5号', inspection: '2026年春季专项督查', days: { from: '2026-03-10', to: '2026-03-13' }, unit: '市人力资源和社会保障局', item: '第12项　开展产业工人技能提升培训', finding: '培训台账不全：抽查的8期培训中有3期没有签到名册，人次不能核实。', severity: 'major', basis: '《某市2026年产业工人队伍建设改革工作要点》第12项',
    repeated: true, demand: '补齐培训名册，逐期核实人次，建立台账登记制度。', workingDays: 10, day: '2026-03-31', copies: ['市总工会'], issuedOn: '2026-03-17',
  }),
  'inspection-report': inspectionReport({
    issuer: ISSUER, to: ['市推进产业工人队伍建设改革协调小组'], number: '产改督查〔2026〕3号', since: false,
    title: '2026年春季专项督查', plan: '某市2026年产业工人队伍建设改革工作要点', reason: '第12项进度滞后', days: { from: '2026-03-10', to: '2026-03-13' }, team: [{ name: '张某', unit: '市委督查室', leads: true }, { name: '李某', unit: '市总工会', leads: false }],
    units: [
      { name: '市人力资源和社会保障局', visits: [{ day: '2026-03-11', record: '查看台账8期。' }], findings: [{ text: '培训台账不全', severity: 'major', basis: '工作要点第12项', status: 'rectifying', day: '2026-03-31', late: false, repeated: true }, { text: '补贴发放超过公开时限', severity: 'minor', basis: '工作要点第14项', status: 'rectifying', day: '2026-04-15', late: false, repeated: false }] },
      { name: '市教育局', visits: [{ day: '2026-03-12', record: '查看项目3个。' }], findings: [] },
    ],
    figures: { findings: 2, minor: 1, major: 1, serious: 0, repeated: 1, open: 2, struckOff: 0, late: 0, overturned: 0, withdrawn: 0 }, conclusion: '总体推进有序，台账管理需要加强。', reportedOn: '2026-03-20', asOf: '2026-03-20',
  }),
  // Told without a round or a result: what is said and demanded alone.
  'circular-plain': circular({ ...CIRCULAR, title: '部分单位未按期报送台账', number: '产改通报〔2026〕5号', text: '5月以来，市教育局、市财政局两个单位连续两次未按期报送培训台账，经催办仍未补报。现予通报。', deadline: '2026-07-15', copies: [] }),
  eligibility: eligibilityNote({
    plan: '某市2026年产业工人队伍建设改革工作要点', purpose: '非公企业：评选表彰、项目补助参考', period: { from: '2026-01-01', to: '2026-12-31' }, asOf: '2027-01-12T02:00:00.000Z', uncounted: ['某园区物流服务站'],
    facts: [
      fact('北原乳业公司', '任务落实', '承办任务', '6', '项', ['item/p1-2@1', 'item/p1-4@1', 'item/p1-7@1']),
      fact('北原乳业公司', '任务落实', '按期完成率', '83.3', '%', ['item/p1-2@19', 'item/p1-4@12', 'item/p1-7@31']),
      fact('北原乳业公司', '任务落实', '逾期次数', '0', '次', [], ['2026-08-03 更正：原计入 1，现不计（异议裁定成立：台账证明6月30日已报送；item/p1-7@14 → item/p1-7@22）']),
      fact('北原乳业公司', '量化指标', '达标指标', '4', '个', ['item/p1-2@19', 'item/p1-4@12']),
      fact('北原乳业公司', '考核结果', '2026年度考核（2026-01-01至2026-12-31）', '91.25分 第2名 优秀', '', ['evaluation/e1@57']),
      fact('恒远汽车零部件公司', '任务落实', '承办任务', '2', '项', ['item/p1-9@1', 'item/p1-11@1']),
      fact('恒远汽车零部件公司', '督查整改', '督查发现问题', '1', '个', ['inspection/s1@9']),
    ],
    recorded: new Map(['item/p1-2@1', 'item/p1-4@1', 'item/p1-7@1', 'item/p1-2@19', 'item/p1-4@12', 'item/p1-7@31', 'item/p1-7@14', 'item/p1-7@22', 'evaluation/e1@57', 'item/p1-9@1', 'item/p1-11@1', 'inspection/s1@9'].map((ref) => [ref, '2026-01-08T02:00:00.000Z'])),
  }),
  'circular-round': circular({
    ...CIRCULAR,
    round: {
      unitNames: { hr: '市人力资源和社会保障局', edu: '市教育局', fin: '市财政局' },
      figures: { asOf: '2026-07-02T09:00:00.000Z', forms: { of: 3, inTime: 1, late: 1, missing: 1, afterReturn: 0, dropped: 0 }, lines: { of: 12, progress: 6, noProgress: 2, missing: 4 }, units: [of('hr', 'inTime', 5, 4), of('edu', 'late', 3, 2), of('fin', 'missing', 4, 0)], items: [], totals: [], decided: [], lights: { red: 1, yellow: 2, green: 9 }, standing: [] },
    },
  }),
  'circular-evaluation': circular({
    ...CIRCULAR, title: '2026年上半年考核', number: '产改通报〔2026〕4号', text: '经自评、核验、反馈、会签、审定，现将考核结果通报如下。',
    result: { rows: [{ unit: '市总工会', class: '市直部门', total: '96.50', rank: 1, grade: '优秀' }, { unit: '市人力资源和社会保障局', class: '市直部门', total: '88.00', rank: 2, grade: '良好' }, { unit: '某旗', class: '旗区', total: '91.25', rank: 1, grade: '优秀' }] },
  }),
  'light-note': lightNote(aLightNote()),
  'light-note-unnumbered': lightNote(aLightNote({ ...UNNUMBERED, causes: [{ unit: '某旗产改办', step: '第二季度典型案例', light: 'red', rule: 'unanswered', since: '2026-07-08T16:00:00.000Z', sentAt: null, past: null, graceWorkingDays: 5, deadline: { day: '2026-06-30', first: '2026-06-30', lines: [{ what: 'date', day: '2026-06-30' }], provisional: false } }] })),
  // Half a year of notices: the page shows the newest, the annex all.
  'light-note-annex': lightNote(aLightNote({ notices: Array.from({ length: 40 }, (_, i) => ({ kind: i % 4 === 3 ? ('escalation' as const) : ('reminder' as const), unit: i % 2 === 0 ? '市人力资源和社会保障局' : '市总工会', sent: `2026-0${1 + Math.floor(i / 10)}-${String(10 + 2 * (i % 10))}T01:00:00.000Z`, read: null })) })),
  'briefing-correction': briefing({
    name: '产改工作简报', office: '某市产改办', year: 2026, number: { issue: 11, total: 37 }, corrects: { year: 2026, issue: 10, total: 36, reason: '第10期所载困难问题数重复计算1个。' }, title: '第二季度产业工人队伍建设改革工作进展情况',
    sections: [{ heading: '困难问题解决情况', paragraphs: ['收集企业困难问题29个，已解决26个，其余3个提交联席会议研究。'] }],
    report: ['市委', '市政府'], send: ['市协调小组各成员单位'], issue: [], copies: 60, date: '2026-07-10',
  }),
  briefing: briefing({
    name: '产改工作简报', office: '某市产改办', year: 2026, number: { issue: 10, total: 36 }, corrects: null, title: '第二季度产业工人队伍建设改革工作进展情况',
    sections: [
      { heading: '总体进展', paragraphs: ['第二季度，全市26项重点任务已完成9项，正常推进14项，逾期3项。召开联席会议和专题会议13次，议定事项21项，落实17项。'] },
      { heading: '困难问题解决情况', paragraphs: ['收集企业困难问题30个，已解决27个，其余3个提交联席会议研究。'] },
    ],
    report: ['市委', '市政府', '市推进产业工人队伍建设改革协调小组'], send: ['市协调小组各成员单位'], issue: ['各旗区产改办'], copies: 60, date: '2026-07-06',
  }),
};
