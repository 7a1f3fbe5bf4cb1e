import type { Draft } from '#libs/supervision/plan/draft';
import { importPlan } from '../import-plan';
import { isStepHeading, readSteps } from './steps.reader';

async function read(words: string, fileName: string): Promise<Draft> {
  const outcome = await importPlan(new TextEncoder().encode(words), { fileName, today: '2026-01-05' });
  if (!outcome.ok) throw new Error(outcome.en);
  return outcome.draft;
}
const shown = (steps: { title: string; deadline: string | null }[] | null | undefined): string[] | null => steps?.map(({ title, deadline }) => `${title} ${deadline}`) ?? null;

describe('steps that a table lists', () => {
  it.each<[string, string[] | null]>([
    ['1.方案制定（3月底前）；2.组织实施（9月底前）；3.总结验收（12月底前）', ['方案制定 2026-03-31', '组织实施 2026-09-30', '总结验收 2026-12-31']],
    ['3月底前完成摸底；\n6月15日前建立台账', ['完成摸底 2026-03-31', '建立台账 2026-06-15']],
    ['第一阶段：动员部署，2月底前。第二阶段：全面推进，10月底前。', ['动员部署 2026-02-28', '全面推进 2026-10-31']],
    ['①制定方案(2026年3月20日前)②', null],
    ['制定方案；组织实施；总结验收', null],
    ['1.方案制定（3月底前）；2.组织实施', null],
    ['年底前完成', null],
  ])('%s', (text, steps) => {
    expect(shown(readSteps([{ heading: '实施步骤', text }], 2026))).toEqual(steps);
  });

  it('stand in a column a stage too; each ends on its own day and takes the working days since the one before it', () => {
    const steps = readSteps([{ heading: '第一季度', text: '制定方案' }, { heading: '二季度任务', text: '组织实施' }, { heading: '11月底前', text: '验收' }], 2026);
    expect(shown(steps)).toEqual(['制定方案 2026-03-31', '组织实施 2026-06-30', '验收 2026-11-30']);
    expect(steps?.map(({ key, after, unit, workingDays }) => [key, after, unit, workingDays > 40])).toEqual([['s1', [], null, true], ['s2', [], null, true], ['s3', [], null, true]]);
  });

  it('may leave a stage out; one that has no day leaves all to the quote', () => {
    const stages = [{ heading: '第一季度', text: '制定方案' }, { heading: '第二季度', text: '—' }, { heading: '第三季度', text: '组织实施' }];
    expect(shown(readSteps(stages, 2026))).toEqual(['制定方案 2026-03-31', '组织实施 2026-09-30']);
    expect(readSteps([...stages, { heading: '实施步骤', text: '先摸底再建账' }], 2026)).toBeNull();
    expect(readSteps(stages.slice(0, 2), 2026)).toBeNull();
  });

  it('are known by the heading of their column, and no time limit or target is', () => {
    expect(['实施步骤', '工作步骤及时限', '阶段任务', '第一季度', '三季度目标', '6月底前'].filter((heading) => !isStepHeading(heading))).toEqual([]);
    expect(['完成时限', '时间节点', '主要内容', '量化目标', '季度', '责任单位'].filter(isStepHeading)).toEqual([]);
  });

  it('come with the item from a sheet and from a table in a text; what has no day each is told and kept in the quote', async () => {
    const csv = await read('序号,项目名称,主要内容,责任单位,完成时限,实施步骤\n1,清账,清理账目,市总工会,2026年12月底前,1.摸底（3月底前）；2.清理（10月底前）\n2,建账,建立台账,市总工会,2026年12月底前,先摸底再建账\n', 'a.csv');
    expect(csv.items.map(({ steps }) => shown(steps))).toEqual([['摸底 2026-03-31', '清理 2026-10-31'], null]);
    expect(csv.notUnderstood.map(({ text, place }) => [text, place.fromLine])).toEqual([['实施步骤：先摸底再建账', 3]]);
    expect(csv.report.inferred.map(({ what }) => what.zh)).toContainEqual(expect.stringContaining('按与前一步时限之间的工作日计'));
    const text = await read('某市2026年任务清单\n序号\t项目名称\t主要内容\t责任单位\t第一季度\t第二季度\n1\t清账\t清理账目\t市总工会\t完成摸底\t完成清理\n', 'a.txt');
    expect(text.items.map(({ steps }) => shown(steps))).toEqual([['完成摸底 2026-03-31', '完成清理 2026-06-30']]);
    expect(text.notUnderstood).toEqual([]);
  });
});
