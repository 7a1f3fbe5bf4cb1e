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
});
