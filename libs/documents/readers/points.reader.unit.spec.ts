import { importPlan } from '../import-plan';
import type { Draft } from '#libs/supervision/plan/draft';

async function draftOf(text: string): Promise<Draft> {
  const outcome = await importPlan(Buffer.from(text), { fileName: 'a.txt', today: '2031-01-15' });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.draft;
}
const brief = ({ items }: Draft): unknown[] => items.map(({ number, title, leads, units, recurrence }) => [number, title, leads.join(), units.join(), recurrence]);

describe('points under headings that are units', () => {
  it('are duties of these units, and the heading is no category', async () => {
    const draft = await draftOf('2031年某市民生实事责任清单\n\n一、市教育局（2项）\n1.新建幼儿园3所。\n2.改造食堂5个。\n二、市民政局、市残联\n3.改造家庭80户。\n三、市司法局牵头任务\n4.办理援助90件。\n');
    expect(brief(draft)).toEqual([['1', '新建幼儿园3所', '', '市教育局', null], ['2', '改造食堂5个', '', '市教育局', null], ['3', '改造家庭80户', '', '市民政局,市残联', null], ['4', '办理援助90件', '市司法局', '', null]]);
    expect(draft.items.map(({ category }) => category)).toEqual([null, null, null, null]);
  });

  it('are not where the headings are about something else', async () => {
    const draft = await draftOf('2031年某市工作要点\n\n一、市场建设\n1.新建市场3个。\n二、队伍建设\n2.培训骨干80名。\n');
    expect(brief(draft)).toEqual([['1', '新建市场3个', '', '', null], ['2', '培训骨干80名', '', '', null]]);
    expect(draft.plan.categories).toEqual(['市场建设', '队伍建设']);
  });
});

test('numbered measures below a named task are its text, and what says who and when behind them is the task’s', async () => {
  const card = (n: string, title: string, unit: string): string => `任务${n}：${title}\n工作目标：覆盖率100%。\n工作措施：\n（1）逐一建档。\n（2）限期整改。\n牵头单位：${unit}\n完成时限：6月30日前\n\n`;
  const draft = await draftOf(`某市隐患整治任务分工方案\n\n现将2031年任务分工如下。\n${card('一', '整治车辆', '市公安局')}${card('二', '整治道路', '市交通运输局')}${card('三', '整治违法', '市公安局')}`);
  expect(draft.items.map(({ title, leads, deadline }) => [title, leads.join(), deadline])).toEqual([['整治车辆', '市公安局', '2031-06-30'], ['整治道路', '市交通运输局', '2031-06-30'], ['整治违法', '市公安局', '2031-06-30']]);
});

test('to whom a paper is sent, behind its date, is nothing of its last item', async () => {
  const draft = await draftOf('2031年某市工作要点\n\n1.建好课堂。（市总工会、市教育局）\n2.办好比武。（市人社局、市财政局）\n3.抓好培训。（市教育局、市人社局）\n某市工作领导小组办公室\n2031年2月25日\n\n分送：领导小组各成员单位，各乡镇党委、政府。\n');
  expect(draft.items.at(-1)).toMatchObject({ units: ['市教育局', '市人社局'], quote: '3.抓好培训。（市教育局、市人社局）' });
});

describe('a paragraph behind the last item', () => {
  const items = '2031年某市工作要点\n\n一、强基\n1.建好课堂。（市总工会负责）\n2.办好比武。（市人社局负责）\n3.抓好培训。（市教育局负责，长期坚持）\n';

  it('is a duty of the plan where the other items end with their units', async () => {
    const draft = await draftOf(`${items}各牵头单位要于每季度末月20日前报送进展。\n`);
    expect(brief(draft)).toEqual([['1', '建好课堂', '', '市总工会', null], ['2', '办好比武', '', '市人社局', null], ['3', '抓好培训', '', '市教育局', 'ongoing'], ['', '各牵头单位要于每季度末月20日前报送进展', '', '各牵头单位', 'quarterly']]);
  });

  it('is of the item where other items have such paragraphs too', async () => {
    const draft = await draftOf('2031年某市工作要点\n\n1.建好课堂。（市总工会负责）\n开设课堂20场。\n2.办好比武。（市人社局负责）\n举办比武30场。\n3.抓好培训。（市教育局负责）\n培训骨干40名。\n');
    expect(draft.items.map(({ targets }) => targets.map(({ value }) => value))).toEqual([[20], [30], [40]]);
  });
});
