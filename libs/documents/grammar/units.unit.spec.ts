import fc from 'fast-check';
import { takeUnits } from './units.find';
import { isGroupName } from '#libs/supervision/roster/group-name';
import { looksLikeUnit } from './unit.shape';
import { parseUnitNames } from './units.list';
import { readUnitCell } from './units.parse';

/** Text of an item; leads, participants, unmarked units; what remains of the text. */
const READ: [string, string[], string[], string[]][] = [
  ['办好。（牵头单位：市总工会、市教育局，参与单位：市财政局、团市委）', ['市总工会', '市教育局'], ['市财政局', '团市委'], []],
  ['办好。(牵头单位:市总工会,参与单位:市财政局)', ['市总工会'], ['市财政局'], []],
  ['办好。（牵头单位：市总工会　参与单位：市财政局)', ['市总工会'], ['市财政局'], []],
  ['办好。（牵\n头单位：市总工会，参与\n单位：市财政局）', ['市总工会'], ['市财政局'], []],
  ['办好。（责任单位：市总工会、各县（市、区）总工会）', [], [], ['市总工会', '各县（市、区）总工会']],
  ['办好。（市人社局牵头，市财政局、市教育局配合）', ['市人社局'], ['市财政局', '市教育局'], []],
  ['办好。（市总工会负责）', [], [], ['市总工会']],
  ['办好。（市人社局、市财政局按职责分工负责）', [], [], ['市人社局', '市财政局']],
  ['办好。（市总工会牵头，市人社局、市财政局按职责分工负责）', ['市总工会'], ['市人社局', '市财政局'], []],
  ['办好。——牵头单位：市总工会；配合单位：市财政局', ['市总工会'], ['市财政局'], []],
  ['办好。——责任单位：市人社局', [], [], ['市人社局']],
  ['办好。（市总工会牵头，市人社局、市财政局负责；9月底前完成）', ['市总工会'], [], ['市人社局', '市财政局']],
  ['办好。（市总工会负责，市财政局配合）', ['市总工会'], ['市财政局'], []],
  ['办好。\n牵头单位:市总工会\n配合单位:市人社局;市财政局', ['市总工会'], ['市人社局', '市财政局'], []],
  ['办好。【牵头单位】市总工会【配合单位】市人社局', ['市总工会'], ['市人社局'], []],
  ['办好。（市总工会、市妇联）', [], [], ['市总工会', '市妇联']],
  ['办好。\n牵头单位　　市总工会\n配合单位　　市人社局、市财政局', ['市总工会'], ['市人社局', '市财政局'], []],
  ['办好。\n责任单位：（牵头）市总工会；（配合）市人社局、市财政局', ['市总工会'], ['市人社局', '市财政局'], []],
  ['办好。\n责任单位：牵头：市总工会；配合：市人社局', ['市总工会'], ['市人社局'], []],
  ['办好。\n抓总单位：市总工会\n联办单位：市人社局', ['市总工会'], ['市人社局'], []],
  ['办好。\n牵头单位：县自然资源局县税务局\n配合单位：县教育局各乡镇', ['县自然资源局', '县税务局'], ['县教育局', '各乡镇'], []],
  ['办好。\n责任单位：县安委会各成员单位', [], [], ['县安委会各成员单位']],
  ['办好。（市总工会（牵头）、市人社局）', ['市总工会'], ['市人社局'], []],
  ['办好。由市总工会牵头，市财政局、市人社局配合。', ['市总工会'], ['市财政局', '市人社局'], []],
  ['办好。（牵头单位：市总工会；责任领导：张三；完成时限：9月底前）', ['市总工会'], [], []],
  ['办好。（市人社局负责，完成时限：6月底前）', [], [], ['市人社局']],
  ['办好。（市总工会牵头，市财政局配合，完成时限：6月底前）', ['市总工会'], ['市财政局'], []],
  ['办好。（牵头单位：市总工会，参与单位：市财政局', ['市总工会'], ['市财政局'], []],
  ['办好。（牵头单位：市总工会；责任单位：市财政局、市教育局）', ['市总工会'], [], ['市财政局', '市教育局']],
  ['办好。\n牵头单位：市总工会\n责任部门：市财政局', ['市总工会'], [], ['市财政局']],
  ['办好。\n牵头单位：市总工会\n协作单位：市财政局、市教育局', ['市总工会'], ['市财政局', '市教育局'], []],
  ['办好。（主抓单位：市总工会；成员单位：市财政局；参加单位：市教育局；协同：团市委）', ['市总工会'], ['市财政局', '市教育局', '团市委'], []],
  ['办好。（牵头：市总工会；协作：市财政局）', ['市总工会'], ['市财政局'], []],
  ['办好。（负责单位：市总工会）', ['市总工会'], [], []],
  ['办好。（牵头单位：市总工会；联系服务单位：市财政局）', ['市总工会'], [], ['市财政局']],
  ['办好。（对口单位：市总工会、市财政局）', [], [], ['市总工会', '市财政局']],
  ['办好。（市总工会；配合单位：市财政局）', [], ['市财政局'], ['市总工会']],
  ['办好。\n责任领导：王五\n责任单位：市总工会；责任人：李四', [], [], ['市总工会']],
  ['办好。\n包保领导：王五\n牵头单位：市总工会\n督办单位：市政府督查室', ['市总工会'], [], []],
  ['办好。（市纪委监委机关、市委督查室、市融媒体集群）', [], [], ['市纪委监委机关', '市委督查室', '市融媒体集群']],
  ['办好。（云杉集团有限公司、白桦职业学院）', [], [], ['云杉集团有限公司', '白桦职业学院']],
  ['办好。由市司法局牵头，会同市税务局、市总工会组织实施。', ['市司法局'], ['市税务局', '市总工会'], []],
  ['办好。由市司法局会同市税务局、市总工会负责落实。', ['市司法局'], ['市税务局', '市总工会'], []],
  ['办好。市司法局牵头，市税务局、市总工会配合。', ['市司法局'], ['市税务局', '市总工会'], []],
  ['办好。（市司法局牵头、市税务局、市总工会配合）', ['市司法局'], ['市税务局', '市总工会'], []],
  ['办好。牵头单位为市司法局，配合单位为市税务局。', ['市司法局'], ['市税务局'], []],
  ['办好。［牵头单位：市司法局；配合单位：市税务局］', ['市司法局'], ['市税务局'], []],
  ['办好。市总工会、市妇联负责落实。', [], [], ['市总工会', '市妇联']],
  ['办好。由国网丰源县供电公司负责。', [], [], ['国网丰源县供电公司']],
  ['办好。（财政部、人力资源社会保障部按职责分工负责）', [], [], ['财政部', '人力资源社会保障部']],
  ['办好。（6月底前；牵头：市总工会；配合：市财政局）', ['市总工会'], ['市财政局'], []],
  ['办好。（责任单位：市总工会（牵头）、市财政局；6月底前）', ['市总工会'], ['市财政局'], []],
  ['办好。\n责任分工：市总工会牵头，市财政局配合。\n时间安排：6月底前。', ['市总工会'], ['市财政局'], []],
  ['办好。——市总工会牵头，市财政局参与', ['市总工会'], ['市财政局'], []],
  ['办好。\n责任单位及责任人：市总工会 王刚\n市财政局 李娜', [], [], ['市总工会', '市财政局']],
  ['办好。（責任單位：市總工會、市財政局）', [], [], ['市總工會', '市財政局']],
];

describe('units named in an item', () => {
  it.each(READ)('%s', (text, leads, participants, units) => {
    const read = takeUnits(text);
    expect(read.units).toMatchObject({ leads, participants, units });
    expect(read.text).toBe('办好。');
  });

  it('hands on the time limit that stands in the same bracket', () => {
    expect(takeUnits('办好。（市总工会负责，2022年9月底前完成）').units?.timeLimit).toBe('2022年9月底前完成');
    expect(takeUnits('办好。责任单位：市总工会；完成时限：长期坚持。').units?.timeLimit).toBe('长期坚持');
  });

  it('leaves among the text what other labels and steps say between and behind the units', () => {
    const read = takeUnits('办好。\n整改时限：6月底前\n牵头单位：市总工会\n验收单位：市住建局\n整改措施：\n1.排查管网210公里。\n2.新建调蓄池2座。\n配合单位：市财政局');
    expect(read.units).toMatchObject({ leads: ['市总工会'], participants: ['市财政局'], timeLimit: '6月底前' });
    expect(read.text).toBe('办好。\n整改措施：\n1.排查管网210公里。\n2.新建调蓄池2座。');
  });

  it('takes 商 for no part of a name only where one follows', () => {
    expect(takeUnits('办好。（牵头部门：商务局；配合部门：商县司法局）').units).toMatchObject({ leads: ['商务局'], participants: ['县司法局'] });
  });

  it('takes words before a colon for no label where they end as one does and no names follow', () => {
    const words = '约谈重点单位：对事故多发的企业集中约谈，签订承诺书。';
    expect(takeUnits(`${words}\n牵头单位：市应急局`)).toMatchObject({ text: words, units: { leads: ['市应急局'] } });
    expect(takeUnits('办好。\n包保单位：市应急局、市财政局').units?.units).toEqual(['市应急局', '市财政局']);
  });

  it('takes no aim for a unit', () => {
    expect(takeUnits('推进各项工作落实。').units).toBeNull();
  });

  it('is not misled by a bracket that is never closed, or by one about something else', () => {
    expect(takeUnits('办好（试点（第二批）的事。（牵头单位：市总工会）').units?.leads).toEqual(['市总工会']);
    expect(takeUnits('完善政策（由企业负责）。').units).toBeNull();
    expect(takeUnits('覆盖各地（旗区）。').units).toBeNull();
    expect(takeUnits('成效明显，各有关部门和企业主动参与。').units).toBeNull();
  });

  it('keeps in the text what a sentence says beside its units', () => {
    const read = takeUnits('建台账，由市司法局牵头，会同市税务局组织实施，逐村核实。每季度通报。');
    expect(read.units).toMatchObject({ leads: ['市司法局'], participants: ['市税务局'] });
    expect(read.text).toContain('逐村核实');
    expect(takeUnits('有关事项由市政府办公室负责解释。').units).toBeNull();
  });

  it('hands on what stands beside the units and is none', () => {
    const asides = (text: string): string[] => takeUnits(text).units?.asides.map(({ kind, text: words }) => `${kind} ${words}`) ?? [];
    expect(asides('办好。（牵头单位：市总工会；责任领导：张三；督办单位：市政府督查室）')).toEqual(['person 责任领导：张三', 'watcher 督办单位：市政府督查室']);
    expect(asides('办好。（牵头单位：市总工会；联系服务单位：市财政局）')).toEqual(['unknown-label 联系服务单位：市财政局']);
    expect(asides('办好。（牵头单位：市总工会；经费来源：年度预算）')).toEqual(['unread 经费来源：年度预算']);
    expect(asides('办好。责任单位：市总工会。每月报送台账。')).toEqual(['unread 每月报送台账']);
    expect(asides('办好。（市总工会负责；经费来源：自筹）')).toEqual(['unread 经费来源：自筹']);
    expect(asides('办好。（市总工会牵头，市财政局按职责分工负责）')).toEqual(['contrast 市财政局']);
    expect(asides('办好。（牵头单位：市总工会，参与单位：市财政局）')).toEqual([]);
  });

  it.each([
    ['由市司法局会同市税务局、市总工会开展专项检查20场。', ['市司法局'], ['市税务局', '市总工会']],
    ['建台账。由市司法局牵头会同市税务局制定实施办法，年底前印发。', ['市司法局'], ['市税务局']],
    ['市司法局会同市税务局共同举办宣讲20场。', ['市司法局'], ['市税务局']],
  ])('takes who does it from a sentence that also says what: %s', (text, leads, participants) => {
    const read = takeUnits(text);
    expect(read.units).toMatchObject({ leads, participants, units: [] });
    expect(read.text).toBe(text);
  });

  it.each(['由企业负责。', '由施工单位的项目部负责。', '由企业会同高校开展技术攻关。', '鼓励行业协会会同龙头企业制定标准。', '健全会同机制，推动部门联合开展检查。'])('%s names no unit of the plan', (text) => {
    expect(takeUnits(text).units).toBeNull();
  });

  it('says where units may stand that it cannot read', () => {
    expect(takeUnits('办好。由县里统筹负责推进。').doubt).toBe('由县里统筹负责推进');
    expect(takeUnits('办好甲事。').doubt).toBeNull();
  });

  it('says when a list is open-ended', () => {
    expect(takeUnits('办好。（责任单位：市总工会、市妇联等）').units).toMatchObject({ units: ['市总工会', '市妇联'], open: true });
    for (const end of ['等部门', '等有关单位', '等5个部门', '等市直有关单位']) expect(takeUnits(`办好。（市总工会、市妇联${end}负责）`).units).toMatchObject({ units: ['市总工会', '市妇联'], open: true });
  });
});

describe('a list of units', () => {
  it('keeps names whole that hold 和 or a bracket, and cuts where two names are joined', () => {
    expect(parseUnitNames('市人力资源和社会保障局、市住房和城乡建设局、市文化和旅游局').names).toHaveLength(3);
    expect(parseUnitNames('市总工会和市妇联').names).toEqual(['市总工会', '市妇联']);
  });

  it('removes layout spaces, and keeps a name that is repeated for a person to decide about', () => {
    expect(parseUnitNames('市产改办、 各旗区产改办').names).toEqual(['市产改办', '各旗区产改办']);
    expect(parseUnitNames('市经济和 信息化局、市财政局、市财政局').names).toEqual(['市经济和信息化局', '市财政局', '市财政局']);
    expect(parseUnitNames('市总工会 市人社局').names).toEqual(['市总工会', '市人社局']);
  });

  it('reads back any list of plain names, whatever separates them', () => {
    const name = fc.constantFrom('市总工会', '市人力资源和社会保障局', '团市委', '各县（市、区）总工会', '群团组织', '市委宣传部', '某某集团公司', '白桦职业学院');
    fc.assert(fc.property(fc.uniqueArray(name, { minLength: 1 }), fc.constantFrom('、', '，', ',', '；', '\n'), (names, mark) => {
      expect(parseUnitNames(names.join(mark)).names).toEqual(names);
    }));
  });
});

describe('a column of units', () => {
  it('takes the role from the heading unless the cell marks one', () => {
    expect(readUnitCell('市总工会、市妇联', 'unmarked').units).toEqual(['市总工会', '市妇联']);
    expect(readUnitCell('市总工会牵头，市妇联配合', 'unmarked')).toMatchObject({ leads: ['市总工会'], participants: ['市妇联'], units: [] });
    expect(readUnitCell('市总工会（牵头）\n市妇联（配合）', 'unmarked')).toMatchObject({ leads: ['市总工会'], participants: ['市妇联'], units: [] });
  });

  it('does not choose between a heading and a mark that speak against each other', () => {
    expect(readUnitCell('区司法局、区法院（牵头）、区总工会', 'lead')).toMatchObject({ leads: ['区法院'], participants: [], units: ['区司法局', '区总工会'] });
    expect(readUnitCell('区司法局（牵头）、区法院（牵头）', 'lead')).toMatchObject({ leads: ['区司法局', '区法院'], participants: [], units: [] });
    expect(readUnitCell('区司法局、区法院（配合）', 'lead')).toMatchObject({ leads: ['区司法局'], participants: ['区法院'], units: [] });
    expect(readUnitCell('区司法局、区法院（知识产权庭）', 'lead')).toMatchObject({ leads: ['区司法局', '区法院（知识产权庭）'], participants: [], units: [] });
  });
});

describe('the shape of names', () => {
  it.each(['各高校', '牵头单位', '各主责单位', '承办部门', '群团组织', '各旗区产改办', '市协调小组其他成员单位', '其他成员单位', '市直各单位', '各县（市、区）总工会', '有关部门', '市级群团组织', '联席会议成员单位'])('%s is a group', (name) => {
    expect(isGroupName(name)).toBe(true);
  });

  it.each(['市总工会', '市政协', '市人大常委会法工委', '团市委', '市委宣传部', '鄂尔多斯职业学院', '市政协办公室', '市企联', '市文联'])('%s is one unit', (name) => {
    expect(isGroupName(name)).toBe(false);
    expect(looksLikeUnit(name)).toBe(true);
  });

  it.each(['进一步压实责任', '张三', '2022年', '完成目标任务'])('%s is no unit', (name) => {
    expect(looksLikeUnit(name)).toBe(false);
  });
});
