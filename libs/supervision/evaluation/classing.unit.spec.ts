import { NO_TRAITS, type UnitTraits } from '../roster/unit-traits';
import { EVALUATION } from './evaluation';
import type { CommandOf } from './evaluation.commands';
import { opened, opening, OFFICE } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { classedOr, putInClasses, type ClassRule } from './classing';

const CLASSES: ClassRule[] = [
  { id: 'state', name: '国有企业', when: { unitClass: 'stateOwnedEnterprise' } },
  { id: 'chemical', name: '化工企业', when: { trade: '化工' } },
  { id: 'small', name: '小微非公', when: { unitClass: 'privateEnterprise', size: 'small' } },
  { id: 'others', name: '其他单位', when: null },
];
const of = (traits: Partial<UnitTraits>, classId: string | null = null) => ({ unitId: 'u1', name: '甲公司', classId, traits: { ...NO_TRAITS, ...traits } });
const put = (traits: Partial<UnitTraits>, classId: string | null = null): string | string[] => {
  const { classed, unclassed } = putInClasses(CLASSES, [of(traits, classId)]);
  return classed[0]?.classId ?? unclassed[0]!.classIds;
};

describe('a unit', () => {
  it.each<[string, Partial<UnitTraits>, string | null, string | string[]]>([
    ['belongs where its kind puts it', { unitClass: 'stateOwnedEnterprise', region: '东旗' }, null, 'state'],
    ['belongs where all of the traits named put it', { unitClass: 'privateEnterprise', size: 'small' }, null, 'small'],
    ['may be put there by name as well', { trade: '化工' }, 'chemical', 'chemical'],
    ['is put by hand where it meets no condition', { unitClass: 'privateEnterprise', size: 'large' }, 'others', 'others'],
    ['is not put by hand where no class is named', { unitClass: 'privateEnterprise', size: 'large' }, null, []],
    ['is not put into a class whose condition it does not meet', {}, 'state', []],
    ['is not put by hand where its traits put it elsewhere', { unitClass: 'stateOwnedEnterprise' }, 'others', ['state']],
    ['is in neither of two whose conditions it meets', { unitClass: 'stateOwnedEnterprise', trade: '化工' }, null, ['state', 'chemical']],
    ['is in neither, whichever of them is asked for', { unitClass: 'stateOwnedEnterprise', trade: '化工' }, 'state', ['state', 'chemical']],
  ])('%s', (_, traits, classId, found) => {
    expect(put(traits, classId)).toEqual(found);
  });

  it('that belongs to no one class is named, with its traits and what to do, in both languages', () => {
    const units = [of({ unitClass: 'stateOwnedEnterprise', trade: '化工' }), { ...of({}), unitId: 'u2', name: '乙公司' }, { ...of({ unitClass: 'stateOwnedEnterprise', size: 'large' }, 'others'), name: '丙公司' }];
    expect(classedOr(CLASSES, units)).toEqual({
      rejected: {
        code: 'class-unfit',
        fields: [
          { field: 'units[0].classId', zh: '“甲公司”（国有企业，化工）同时符合“国有企业”、“化工企业”：请修改方案中各类的条件，使其互不重叠', en: '“甲公司” (state-owned enterprise, 化工) meets the conditions of “国有企业”, “化工企业”: change the scheme so that they exclude each other' },
          { field: 'units[1].classId', zh: '“乙公司”（未填类别、规模、行业、地区）不符合方案中任何一类的条件：请在单位名册中更正其类别、规模、行业、地区，或修改方案', en: '“乙公司” (no kind, size, trade or region recorded) meets the condition of no class: correct its kind, size, trade or region in the roster, or change the scheme' },
          { field: 'units[2].classId', zh: '“丙公司”（国有企业，大型）按方案属于“国有企业”，不能列入其他类', en: '“丙公司” (state-owned enterprise, large) belongs to “国有企业” by the scheme, and to no other class' },
        ],
      },
    });
    expect(classedOr(CLASSES.slice(3), [of({})])).toMatchObject({ rejected: { fields: [{ zh: '方案的类别没有设定条件：请写明“甲公司”属于哪一类' }] } });
    expect(classedOr(CLASSES, [of({}, 'none')])).toMatchObject({ rejected: { code: 'class-unknown', field: 'units[0].classId' } });
  });
});

describe('a round', () => {
  const classes: ClassRule[] = [{ id: 'departments', name: '部门', when: { unitClass: 'governmentOrgan' } }, { id: 'enterprises', name: '企业', when: { unitClass: 'privateEnterprise' } }];
  const units = ['union', 'lead', 'second'].map((unitId) => ({ unitId, classId: null, verifierUnitId: null }));

  it('keeps the class of each unit with the traits that put it there', () => {
    const round = opened({ classes, units });
    expect(Object.values(round.state.units).map(({ unitId, classId, traits }) => [unitId, classId, traits.unitClass])).toEqual([['union', 'departments', 'governmentOrgan'], ['lead', 'departments', 'governmentOrgan'], ['second', 'enterprises', 'privateEnterprise']]);
  });

  it('is not opened while a unit belongs to no one class, however it is asked for', () => {
    const refused = (change: Partial<CommandOf<'openEvaluation'>>): string => {
      try {
        return opened({ classes, units, ...change }).state.id;
      } catch (error) {
        return /"code":"([a-z-]+)"/.exec((error as Error).message)![1]!;
      }
    };
    expect(refused({ classes: classes.slice(0, 1) })).toBe('class-unfit');
    expect(refused({ units: units.map((u) => ({ ...u, classId: 'departments' })) })).toBe('class-unfit');
    expect(refused({ units: units.map((u) => ({ ...u, classId: 'none' })) })).toBe('class-unknown');
    expect(refused({})).toBe('x1');
  });

  it('goes on by another version of its scheme only where each unit stays in its class, by what it was', () => {
    const round = opened({ classes, units });
    // What the unit is told apart by has changed since: the round keeps what it was opened on.
    const reclassed = { ...round.rules, roster: { ...round.rules.roster, units: { ...round.rules.roster.units, second: { ...round.rules.roster.units['second']!, unitClass: 'stateOwnedEnterprise' as const } } } };
    const later = new Course(EVALUATION, reclassed, round.events, round.state);
    const correct = (to: ClassRule[]) => later.when('2026-03-03', OFFICE, { type: 'correctScheme', schemeVersion: 2, classes: to, reason: '条件有误' }).rejected;
    expect(correct(classes)).toBeNull();
    expect(correct([classes[0]!, { ...classes[1]!, when: { unitClass: 'stateOwnedEnterprise' } }])).toBe('class-unfit');
    expect(correct(opening().classes)).toBe('class-unknown');
  });
});
