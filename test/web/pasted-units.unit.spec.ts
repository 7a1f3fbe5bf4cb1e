import { judged, readPasted } from '../../apps/web/pages/units/pasted';

const registered = (units: readonly (readonly string[])[], groups: readonly string[]) => ({ units: units.map(([name = '', ...aliases]) => ({ name, aliases })), groups: groups.map((name) => ({ name, aliases: [] })) });
const verdicts = (text: string, units: readonly (readonly string[])[] = [], groups: readonly string[] = []): string[] => judged(readPasted(text), registered(units, groups), new Set(['政府部门', '群团组织'])).map(({ row, verdict }) => `${row.name} ${verdict}`);

describe('a pasted table of units', () => {
  it('is read by its own heading, in whatever order its columns stand', () => {
    expect(readPasted('简称\t单位名称\t主管单位\n市人社局、人社\t市人力资源和社会保障局\t市政府')).toEqual([{ name: '市人力资源和社会保障局', kind: '', parent: '市政府', aliases: ['市人社局', '人社'] }]);
  });

  it('has name, kind, parent and aliases where it has no heading, parted by commas too', () => {
    expect(readPasted('市总工会,群团组织,,总工会;工会\r\n\r\n市教育局')).toEqual([
      { name: '市总工会', kind: '群团组织', parent: '', aliases: ['总工会', '工会'] },
      { name: '市教育局', kind: '', parent: '', aliases: [] },
    ]);
  });

  it('puts those above before those below them', () => {
    expect(verdicts('市招生办\t\t市教育局\n市教育局\t\t市政府\n市政府')).toEqual(['市政府 new', '市教育局 new', '市招生办 new']);
  });

  it('says of each row that is not taken why', () => {
    expect(verdicts('甲局\n甲局\n市总工会\n乙局\t神秘部门\n丙局\t\t丁局\n戊', [['市总工会']])).toEqual(['甲局 new', '甲局 twice', '市总工会 known', '乙局 noKind', '戊 name', '丙局 noParent']);
  });

  it('takes no name that a unit, a group or a row before it has, however it is spaced or wide', () => {
    const units = [['市总工会', '总工会'], ['市医保局（筹）']];
    expect(verdicts('甲局\t\t\t总 工会\n成员单位\n市医保局(筹)\n乙局\t\t\t乙\n丙局\t\t\t乙\n乙', units, ['成员单位'])).toEqual(['甲局 taken', '成员单位 taken', '市医保局(筹) known', '乙局 new', '丙局 taken', '乙 name']);
  });

  it('is below one unit by any of its names, not below one of two, and never below itself', () => {
    const units = [['市南区工会', '区工会'], ['市北区工会', '区工会'], ['市总工会', '总工会']];
    expect(verdicts('甲局\t\t区工会\n乙局\t\t总工会\t乙委\n丙办\t\t乙委\n丁局\t\t丁局', units)).toEqual(['甲局 parents', '乙局 new', '丙办 new', '丁局 noParent']);
  });

  it('takes neither of two that stand below one another, nor who is below a row that is not taken', () => {
    expect(verdicts('甲局\t\t乙局\n乙局\t\t甲局\n丙局\t神秘部门\n丁局\t\t丙局')).toEqual(['丙局 noKind', '甲局 noParent', '乙局 noParent', '丁局 noParent']);
  });
});
