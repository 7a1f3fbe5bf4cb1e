import { importPlan } from '../import-plan';

const MATTERS = ['推行联合验收', '放宽市场准入', '保障企业用工', '降低用能成本'];

async function titlesOf(lines: readonly string[]): Promise<string[][]> {
  const text = `滨江市2031年重点工作要点\n\n${lines.join('\n')}\n`;
  const outcome = await importPlan(Buffer.from(text), { fileName: 'a.txt', today: '2031-01-15' });
  return outcome.ok ? outcome.draft.items.map(({ number, title }) => [number, title]) : [];
}

const point = (mark: string, title: string): string => `${mark}${title}。建立通报制度，全面完成年度任务。（责任单位：市总工会）`;

describe('marks that a paper teaches by counting with them', () => {
  it.each(['No.1 ', '#1：', '1：', '1 ', '1/', '1—', '1号 ', '要点1｜', '〖1〗', '<1>', '@1@', '壹．'])('reads points that begin with %s', async (mark) => {
    const marked = (i: number): string => mark.replace('1', String(i + 1)).replace('壹', '壹贰叁肆'.charAt(i));
    const read = await titlesOf(['一、优化营商环境', ...MATTERS.map((title, i) => point(marked(i), title))]);
    expect(read).toEqual(MATTERS.map((title, i) => [mark.includes('壹') ? '壹贰叁肆'.charAt(i) : String(i + 1), title]));
  });

  it('knows them though they begin anew under each heading', async () => {
    const read = await titlesOf(['一、优化营商环境', point('1：', '推行联合验收'), point('2：', '放宽市场准入'), '二、服务企业', point('1：', '保障企业用工'), point('2：', '降低用能成本')]);
    expect(read.map(([, title]) => title)).toEqual(MATTERS);
  });

  it('takes no figures for marks that do not run on', async () => {
    const read = await titlesOf(['一、优化营商环境', point('1.', '推行联合验收'), '3 家企业参加试点。', '9 家企业参加推广。', '5 家企业参加验收。', point('2.', '放宽市场准入'), point('3.', '保障企业用工')]);
    expect(read.map(([number]) => number)).toEqual(['1', '2', '3']);
  });

  it.each([
    ['stages', '三、实施步骤', ['第一阶段：动员部署（3月）。召开动员会。', '第二阶段：组织实施（4月至10月）。各单位推进落实。', '第三阶段：总结验收（11月）。开展验收。']],
    ['steps', '三、实施步骤', ['第一步，制定方案。', '第二步，组织实施。', '第三步，总结验收。']],
    ['boxes', '三、有关材料', ['专栏1 重点工程清单', '专栏2 重点改革清单', '专栏3 重点政策清单']],
    ['figures', '三、有关材料', ['图1 重点工程布局', '图2 重点园区布局', '图3 重点项目布局']],
    ['weekdays', '三、工作机制', ['每周一：召开例会。', '每周二：实地走访。', '每周三：汇总情况。']],
  ])('learns no ordinal from the numbers of %s', async (_, heading, lines) => {
    const read = await titlesOf(['一、优化营商环境', ...MATTERS.map((title, i) => point(`${i + 1}.`, title)), heading, ...lines]);
    expect(read.map(([, title]) => title)).toEqual(MATTERS);
  });
});
