import { importPlan } from '../import-plan';
import { writtenNumber } from '../draft/written.number';
import type { Draft } from '#libs/supervision/plan/draft';

async function draftOf(text: string): Promise<Draft> {
  const outcome = await importPlan(Buffer.from(text), { fileName: 'a.txt', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.zh);
  return outcome.draft;
}

const HEAD = '柳溪市2031年工作要点\n\n为做好工作，制定本要点。\n\n一、思想引领\n\n';

describe('entries without ordinals', () => {
  it('begin with bold words and go on to the next ones', async () => {
    const { items, report } = await draftOf(
      `${HEAD}**加强宣讲。**宣讲200场以上。（市委宣传部牵头，市总工会参与）\n\n**建好驿站。**建成驿站50个。\n\n每个驿站配备设施。（市总工会负责）\n\n二、技能提升\n\n**办好比武。**参赛8万人次。（市人社局牵头，市工信局参与）\n`,
    );
    expect(items.map(({ number, title, category, leads, units }) => [number, title, category, leads, units])).toEqual([
      ['1', '加强宣讲', '思想引领', ['市委宣传部'], []],
      ['2', '建好驿站', '思想引领', [], ['市总工会']],
      ['3', '办好比武', '技能提升', ['市人社局'], []],
    ]);
    expect(report.inferred.map(({ what }) => what.zh)).toContain('事项没有编号，按先后编号');
  });

  it('begin with a name in a box, with their labels below', async () => {
    const { items } = await draftOf(`${HEAD}【建好驿站】建成驿站50个。\n责任股室：组织股；协同单位：县财政局\n完成时限：6月底前\n\n【办好比武】参赛8万人次。\n责任股室：经济股\n完成时限：9月底前\n\n【做好宣讲】开展宣讲200场。\n责任股室：宣教股\n完成时限：长期坚持\n`);
    expect(items.map(({ title, category, units, participants, deadline, recurrence }) => [title, category, units, participants, deadline, recurrence])).toEqual([
      ['建好驿站', '思想引领', ['组织股'], ['县财政局'], '2031-06-30', null],
      ['办好比武', '思想引领', ['经济股'], [], '2031-09-30', null],
      ['做好宣讲', '思想引领', ['宣教股'], [], null, 'ongoing'],
    ]);
  });

  it('are no bold labels of an item', async () => {
    const { items } = await draftOf(`${HEAD}1.建好驿站。\n**整改目标：**建成50个。\n**责任单位：**市总工会\n\n2.办好比武。\n**整改目标：**8万人次。\n**责任单位：**市人社局\n\n3.做好宣讲。\n**整改目标：**200场。\n**责任单位：**市委宣传部\n`);
    expect(items.map(({ number, title }) => [number, title])).toEqual([['1', '建好驿站'], ['2', '办好比武'], ['3', '做好宣讲']]);
  });
});

describe('a heading over one paragraph', () => {
  it('is the title of its item, and the frame behind the items is none', async () => {
    const { items } = await draftOf('柳溪市2031年工作方案\n\n一、建好驿站\n建成职工驿站50个，服务2万人次。（市总工会牵头，市财政局配合）\n二、办好比武\n举办技能比武35场，参赛8万人次。（市人社局牵头，市工信局配合）\n三、做好宣讲\n开展劳模宣讲200场，覆盖5万人次。（市委宣传部负责）\n四、保障措施\n各单位要高度重视，压实责任。\n');
    expect(items.map(({ number, title }) => [number, title])).toEqual([['一', '建好驿站'], ['二', '办好比武'], ['三', '做好宣讲']]);
  });
});

describe('what stands in no item', () => {
  it('is shown as prose, whatever was taken out of its paragraph', async () => {
    const { prose = [], items } = await draftOf(`${HEAD}1.建好驿站50个。（市总工会负责）\n\n二、保障措施\n\n各单位要高度重视。市总工会每季度通报进展。\n`);
    expect(items.map(({ number }) => number)).toEqual(['1', '']);
    expect(prose.map(({ text }) => text)).toEqual(['柳溪市2031年工作要点', '为做好工作，制定本要点。', '一、思想引领', '二、保障措施', '各单位要高度重视。市总工会每季度通报进展。']);
    expect(prose[0]?.place).toEqual({ fromLine: 1, toLine: 1 });
  });
});

describe('a number as the paper prints it', () => {
  it('is the ordinal where the paper numbers anew under each heading', async () => {
    const { items } = await draftOf(`${HEAD}1.建好驿站。（市总工会负责）\n2.办好比武。（市人社局负责）\n\n二、技能提升\n1.培训职工。（市人社局负责）\n2.评定等级。（市工信局负责）\n`);
    expect(items.map(({ number }) => number)).toEqual(['一-1', '一-2', '二-1', '二-2']);
    expect(items.map(writtenNumber)).toEqual(['1', '2', '1', '2']);
    expect(writtenNumber({ number: 'A-1', quote: '建好驿站' })).toBe('A-1');
  });
});

describe('labels of an item that bear ordinals', () => {
  it('do not draw a title into the line below it', async () => {
    const { items } = await draftOf(`${HEAD}1.建好驿站\n建成50个。\n（一）牵头单位：市总工会\n（二）完成时限：6月底前\n2.办好比武\n参赛8万人次。\n（一）牵头单位：市人社局\n（二）完成时限：9月底前\n`);
    expect(items.map(({ title }) => title)).toEqual(['建好驿站', '办好比武']);
  });

  it('begin no item', async () => {
    const { items } = await draftOf(`${HEAD}1.建好驿站。\n（一）牵头单位：市总工会\n（二）完成时限：6月底前\n2.办好比武。\n（一）牵头单位：市人社局\n（二）完成时限：9月底前\n`);
    expect(items.map(({ number, leads, deadline }) => [number, leads, deadline])).toEqual([['1', ['市总工会'], '2031-06-30'], ['2', ['市人社局'], '2031-09-30']]);
  });
});
