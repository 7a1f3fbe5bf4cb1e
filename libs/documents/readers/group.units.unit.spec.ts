import { importPlan } from '../import-plan';

async function itemsOf(text: string, fileName = 'plan.md'): Promise<unknown[]> {
  const outcome = await importPlan(new Uint8Array(Buffer.from(text)), { fileName, today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft.items.filter(({ number }) => number !== '').map(({ title, leads, participants, units, deadline, recurrence }) => [title, leads, participants, units, deadline, recurrence]);
}

const TITLE = '# 某市2031年夜校工作实施方案\n\n';

describe('a line below several points', () => {
  it('holds for all of them, and a point keeps the day that it names itself', async () => {
    const text = `${TITLE}一、办学\n1.建好课堂。新建课堂20间。\n2.办好比武。8月底前举办比武3场。\n以上两项工作由市总工会牵头，市财政局配合，11月底前完成。\n二、管理\n3.管好经费。全年检查4次。\n4.管好安全。每季度排查隐患1次。\n上述任务由市司法局会同市公安局组织实施，长期坚持。\n`;
    expect(await itemsOf(text)).toEqual([
      ['建好课堂', ['市总工会'], ['市财政局'], [], '2031-11-30', null],
      ['办好比武', ['市总工会'], ['市财政局'], [], '2031-08-31', null],
      ['管好经费', ['市司法局'], ['市公安局'], [], null, 'ongoing'],
      ['管好安全', ['市司法局'], ['市公安局'], [], null, 'quarterly'],
    ]);
  });

  it('of units alone holds for those above it that name none, and for its own point where others name theirs', async () => {
    const together = `${TITLE}一、办学\n\n**建好课堂。**新建可供学员使用的课堂20间。\n\n**办好比武。**面向全体职工举办技能比武3场。\n\n（责任单位：市总工会、市财政局）\n\n二、管理\n\n**管好经费。**对各级经费使用情况检查4次。\n\n（牵头单位：市司法局）\n`;
    expect(await itemsOf(together)).toEqual([
      ['建好课堂', [], [], ['市总工会', '市财政局'], null, null],
      ['办好比武', [], [], ['市总工会', '市财政局'], null, null],
      ['管好经费', ['市司法局'], [], [], null, null],
    ]);
    const apart = `${TITLE}一、办学\n1.建好课堂。新建课堂20间。\n（责任单位：市总工会）\n2.办好比武。举办比武3场。\n（责任单位：市财政局）\n`;
    expect((await itemsOf(apart)).map((item) => (item as unknown[])[3])).toEqual([['市总工会'], ['市财政局']]);
  });
});

describe('a line below a group that counts it', () => {
  it.each([
    ['两项任务均由市司法局牵头，市公安局配合，11月底前完成。', [['市司法局'], ['市公安局'], [], '2031-11-30', null]],
    ['责任单位为市司法局、市公安局，11月底前完成。', [[], [], ['市司法局', '市公安局'], '2031-11-30', null]],
    ['以上任务均于11月底前完成。', [[], [], [], '2031-11-30', null]],
  ])('holds for both: %s', async (line, expected) => {
    const items = await itemsOf(`${TITLE}一、办学\n1.建好课堂。（责任单位：市教育局）\n2.办好食堂。（责任单位：市商务局）\n二、管理\n3.管好经费。逐项公开。\n4.管好安全。逐项排查。\n${line}\n`);
    expect(items.slice(2)).toEqual([['管好经费', ...expected], ['管好安全', ...expected]]);
  });

  it('is the last point’s own where it counts something else', async () => {
    const items = await itemsOf(`${TITLE}一、办学\n1.建好课堂。新建课堂。\n2.办好食堂。改造食堂。\n3.管好经费。逐项公开。\n两项任务均由市司法局牵头，11月底前完成。\n`);
    expect(items.map((item) => (item as unknown[])[4])).toEqual([null, null, '2031-11-30']);
  });
});

describe('entries in bold with their units on lines below', () => {
  it('are items', async () => {
    const entry = (title: string, unit: string): string => `- **${title}**　全年办好二十场以上。\n    - 牵头：${unit}\n    - 协同：团委、各年级组\n    - 时间：9月底前\n\n`;
    expect(await itemsOf(`${TITLE}## 一、办学\n\n${entry('建好课堂', '教务处')}${entry('办好比武', '德育处')}${entry('管好经费', '总务处')}`)).toEqual([
      ['建好课堂', ['教务处'], ['团委', '各年级组'], [], '2031-09-30', null],
      ['办好比武', ['德育处'], ['团委', '各年级组'], [], '2031-09-30', null],
      ['管好经费', ['总务处'], ['团委', '各年级组'], [], '2031-09-30', null],
    ]);
  });
});
