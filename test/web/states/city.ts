import { aScheme } from '#libs/scoring/testing/a-scheme';
import { AnEvaluation, AUDIT, DISCIPLINE, STATISTICS } from '../../e2e/an-evaluation';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, settleAndIssue, UNION, WATCH } from '../../e2e/the-city';
import { projected } from '../../support/projected';
import type { RunningSystem } from '../../support/running-system';
import { until } from '../../support/until';

export const SCIENCE = '市科学技术局';

/** The plan of a year with adjusted days off: the days round the Spring Festival of 2026, two Saturdays of which are worked. */
const PLAN = [
  '序号,类别,项目名称,工作内容,牵头单位,完成时限',
  `1,技能提升,补贴性职业技能培训,开展补贴性职业技能培训不少于4万人次,${HR},2026年2月13日前`,
  `2,建功立业,劳动和技能竞赛,举办劳动竞赛60场,${UNION},2026年3月6日前`,
  `3,技能提升,职业技能大赛,举办职业技能大赛12场,${HR},2026年9月底前`,
  `4,素质提升,产业工人示范学校,建设示范学校3所,${EDUCATION},2026年3月11日前`,
  `5,建功立业,职工创新工作室,新建职工创新工作室30家,${SCIENCE},2026年3月13日前`,
  `6,权益维护,工资集体协商,建制企业开展工资集体协商覆盖率达到95%,${HR},2026年3月20日前`,
  `7,素质提升,职工夜校,开办职工夜校20所,${EDUCATION},2026年2月27日前`,
  `8,技能提升,高技能人才培养,新培养高技能人才2000人,${SCIENCE},2026年2月27日前`,
  `9,素质提升,学历与能力提升,资助2000名职工提升学历,${EDUCATION},2026年6月底前`,
  `10,权益维护,欠薪源头治理,排查在建项目300个,${HR},2026年6月底前`,
  `11,建功立业,劳模和工匠宣讲,开展宣讲100场,${UNION},2026年10月底前`,
  `12,技能提升,企业新型学徒制,培养企业新型学徒1500人,${HR},2026年11月底前`,
].join('\n');

const DOUBTFUL = ['2026年青岚市匠才培育工作要点', '', '1. 扩大技能培训。开展政府补贴性职业技能培训不少于4万人次。（牵头单位：市委教体工委、市人社局）', '2. 建强班组支部。年内完成一线班组支部规范化建设。（牵头单位：市委组织部）', '3. 丰富厂区生活。持续丰富厂区文化生活，深化职工书屋建设，（责任单位：市总工会）', '4. 办好班前课堂。推动班前课堂提质增效。（牵头单位：市工信局；配合单位：市'].join('\n');

/** What the states of the pages are about. */
export interface Known {
  system: RunningSystem;
  planId: string;
  draftId: string;
  roundId: string;
  evaluationId: string;
  inspectionId: string;
  item(number: number): string;
}

export function cityOfStates(): Promise<RunningSystem> {
  return aCity({
    now: '2026-02-09T01:00:00.000Z',
    units: [UNION, OFFICE, HR, EDUCATION, SCIENCE, WATCH, CONFERENCE, AUDIT, STATISTICS, DISCIPLINE].map((name) => ({ name, staffed: true, ...(name === OFFICE && { housedIn: UNION }) })),
    accounts: [
      { login: 'office', name: '郭敏', unit: OFFICE, roles: ['office'] },
      { login: 'signer', name: '曹建国', unit: OFFICE, roles: ['signer', 'leader'] },
      { login: 'hr', name: '李文博', unit: HR, roles: ['handler', 'liaison', 'sectionHead'] },
      { login: 'education', name: '赵晓燕', unit: EDUCATION, roles: ['handler', 'liaison'] },
      { login: 'union', name: '孙立新', unit: UNION, roles: ['handler', 'liaison'] },
      { login: 'science', name: '周海涛', unit: SCIENCE, roles: ['handler', 'liaison'] },
      { login: 'head', name: '马志强', unit: WATCH, roles: ['teamLeader'] },
      { login: 'audit', name: '吴静', unit: AUDIT, roles: ['evaluator'] },
      { login: 'audithead', name: '徐国栋', unit: AUDIT, roles: ['signer'] },
      { login: 'statistics', name: '何丽', unit: STATISTICS, roles: ['evaluator'] },
      { login: 'discipline', name: '罗永明', unit: DISCIPLINE, roles: ['evaluator'] },
      { login: 'convenor', name: '韩振华', unit: CONFERENCE, roles: ['convenor'] },
      { login: 'sysadmin', name: '钱程', unit: OFFICE, roles: ['systemAdmin'] },
      { login: 'operator', name: '许晴', unit: OFFICE, roles: ['operator'] },
    ],
    apis: 1,
  });
}

/** The plan is issued; nothing has come of it yet. */
export async function issued(system: RunningSystem): Promise<string> {
  const office = system.as('office');
  const { plan } = await importFile(office, Buffer.from(PLAN), '2026年重点任务清单.csv');
  await office.post(`/plans/${plan.id}/period`, { from: '2026-01-01', to: '2026-12-31' });
  await settleAndIssue(office, plan.id);
  await until('the ledger', async () => (await office.get<{ total: number }>('/ledger', { planId: plan.id })).total === 12);
  return plan.id;
}

const OWNERS: Readonly<Record<number, string>> = { 1: 'hr', 2: 'union', 3: 'hr', 4: 'education', 5: 'science', 6: 'hr', 7: 'education', 8: 'science', 9: 'education', 10: 'hr' };

/** Four weeks later, on a Monday: everything that waits for somebody's hand waits. */
export async function aMonthOn(system: RunningSystem, planId: string): Promise<Known> {
  const item = (number: number): string => `${planId}-${number}`;
  const as = (login: string) => system.as(login);
  const office = as('office');
  const stepOf = async (number: number): Promise<string> => (await office.get<{ steps: { id: string }[] }>(`/items/${item(number)}`)).steps[0]!.id;
  const late = (count: number) => until(`${count} late`, async () => (await office.get<{ total: number }>('/ledger', { light: 'yellow,red' })).total >= count, 60_000);
  await office.post('/schemes/annual', { name: '2026年度考核方案', scheme: aScheme(), basis: '联席会议2026年第1次会议纪要' });
  for (const [number, login] of Object.entries(OWNERS)) await as(login).command(item(Number(number)), 'receive', { assignmentId: 'a1' });
  const report = (number: number, text: string, percent: number, value: number | null) =>
    as(OWNERS[number]!).command(item(number), 'report', { assignmentId: 'a1', stepId: null, text, percent, values: value === null ? [] : [{ targetId: 't1', value, asOf: '2026-02-09' }] });
  await report(1, '一季度分三批开班，已结业学员24800人次，证书核发中', 62, null);
  await report(3, '竞赛方案已印发，六月举办首场市级选拔赛', 15, null);

  await system.setClock('2026-03-02T01:00:00.000Z');
  await late(3);
  const unit = (name: string): string => system.unit(name);
  const evaluationId = await opened(system, '/evaluations', {
    planId, title: '2026年开局考核', period: { from: '2026-01-01', to: '2026-03-01' }, schemeId: 'annual', schemeVersion: 1, units: [HR, EDUCATION, UNION].map((name) => ({ unitId: unit(name), classId: 'departments', ...(name === UNION && { verifierUnitId: unit(OFFICE) }) })),
    memberUnitIds: [AUDIT, STATISTICS, DISCIPLINE].map(unit), signing: { kind: 'all' }, signers: [{ unitId: unit(AUDIT), personId: 'p-audithead' }, { unitId: unit(WATCH) }], approver: { unitId: unit(CONFERENCE) },
    schedule: { selfDay: '2026-03-03', verifyDay: '2026-03-05', reviewWorkingDays: 3, signWorkingDays: 10 },
  });
  await as('science').command(item(8), 'object', { assignmentId: 'a1', stepId: await stepOf(8), what: 'lateness', reason: '任务调整通知未送达我局，期限应从送达之日起算' });

  await system.setClock('2026-03-06T01:00:00.000Z');
  await signedByOne(new AnEvaluation(system, evaluationId), system);
  await as('education').command(item(7), 'object', { assignmentId: 'a1', stepId: await stepOf(7), what: 'lateness', reason: '2月26日已线下报送验收材料，附回执' });
  const asked = (await office.get<{ requests: { id: string }[] }>(`/items/${item(7)}`)).requests.at(-1)!;
  await as('education').command(item(4), 'request-extension', { stepId: await stepOf(4), day: '2026-03-31', reason: '两所学校设备招标流标，需重新采购，施工顺延' });
  await as('science').command(item(5), 'decline', { assignmentId: 'a1', reason: '创新工作室命名由市总工会负责，我局无此职责' });
  await as('hr').command(item(6), 'submit', { stepId: await stepOf(6), text: '建制企业1020家已签订集体合同，覆盖率95.6%，名册附后', evidenceIds: [] });
  await as('hr').ask('POST', `/items/${item(6)}/approve`, { body: { stepId: await stepOf(6) } });
  const roundId = await opened(system, '/reporting-rounds', { planId, title: '2月调度', period: { from: '2026-02-01', to: '2026-02-28' }, day: '2026-03-06' });

  await system.setClock('2026-03-09T01:00:00.000Z');
  await late(4);
  // What one signed is counted anew: a lateness was no lateness.
  await office.command(item(7), 'rule', { requestId: asked.id, grant: true, reason: '经核，2月26日已线下报送' });
  await office.post(`/evaluations/${evaluationId}/take-figures`, { reason: '逾期认定已撤销' });
  await new AnEvaluation(system, evaluationId).verify(unit(EDUCATION), '36');
  await office.post(`/evaluations/${evaluationId}/feedback`, { unitIds: [unit(EDUCATION)] });
  await as('education').post(`/evaluations/${evaluationId}/units/${unit(EDUCATION)}/accept`);
  await office.post(`/evaluations/${evaluationId}/draw`);
  await office.command(item(9), 'urge', { assignmentId: 'a1', text: '请尽快报送名单' });
  await until('a paper to sign', async () => (await as('signer').get<{ total: number }>('/papers/to-sign')).total > 0);
  const inspectionId = await opened(system, '/inspections', { planId, title: '技能培训台账抽查', reason: { kind: 'unit', ref: unit(HR), text: '台账抽查' }, unitIds: [unit(HR)], days: { from: '2026-03-10', to: '2026-03-13' }, team: [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }] });
  const { plan: draft } = await importFile(office, Buffer.from(DOUBTFUL), '2026年匠才培育工作要点.txt');
  await projected(system.store);
  return { system, planId, draftId: draft.id, roundId, evaluationId, inspectionId, item };
}

async function opened(system: RunningSystem, path: string, body: object): Promise<string> {
  return (await system.as('office').post<{ proceeding: { id: string } }>(path, body)).proceeding.id;
}

/** Every unit is scored, and the first of those who sign has signed. */
async function signedByOne(evaluation: AnEvaluation, system: RunningSystem): Promise<void> {
  const units = [HR, EDUCATION, UNION].map((name) => system.unit(name));
  for (const [i, unitId] of units.entries()) await evaluation.verify(unitId, `${34 + i}.5`);
  await system.as('office').post(evaluation.at('feedback'), { unitIds: units });
  for (const [i, login] of ['hr', 'education', 'union'].entries()) await system.as(login).post(evaluation.at(`units/${units[i]}/accept`));
  await system.as('office').post(evaluation.at('draw'));
  await system.as('audithead').post(evaluation.at('requests/s1/sign'), await evaluation.seen());
}
