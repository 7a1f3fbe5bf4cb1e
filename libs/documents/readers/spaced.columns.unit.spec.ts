import { splitLines } from '../text/source.lines';
import { withTabs } from './spaced.columns';

const cells = (text: string): string[][] => withTabs(splitLines(text).lines).map((line) => line.text.split('\t'));
const HEAD = '类别  序号  项目名称  主要内容  实施单位';

describe('columns set by spaces', () => {
  it('are parted again where the print closed their gaps', () => {
    expect(cells([HEAD, '引领  1  建好驿站  新建驿站5个。  市总工会、市财政局', '2  办好比武 举办比武3场。 市总工会', '提质  3  抓好培训  培训骨干20名。市教育局', HEAD, '4  建好课堂开设课堂8场  市委宣传部', '5  选好骨干  选树骨干20名。'].join('\n'))).toEqual([
      HEAD.split('  '), ['引领', '1', '建好驿站', '新建驿站5个。', '市总工会、市财政局'], ['', '2', '办好比武', '举办比武3场。', '市总工会'], ['提质', '3', '抓好培训', '培训骨干20名。', '市教育局'],
      HEAD.split('  '), ['', '4', '', '建好课堂开设课堂8场', '市委宣传部'], ['', '5', '选好骨干', '选树骨干20名。'],
    ]);
  });

  it('are none in a text that only has wide gaps', () => {
    expect(cells('各单位  要抓好  落实\n一、建好驿站  新建5个\n')[0]).toEqual(['各单位  要抓好  落实']);
  });
});
