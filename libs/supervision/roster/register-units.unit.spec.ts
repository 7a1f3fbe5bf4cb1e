import { ROSTER } from '../testing/world';
import { registerUnits, type NewUnit } from './register-units';
import { unitOf, type Roster } from './roster';

const roster: Roster = {
  ...ROSTER,
  units: { u1: unitOf('u1', '市总工会', '2026-01-01', { aliases: ['总工会'] }), u2: unitOf('u2', '市南区工会', '2026-01-01', { aliases: ['区工会'] }), u3: unitOf('u3', '市北区工会', '2026-01-01', { aliases: ['区工会'] }) },
  groups: { g1: { id: 'g1', name: '各成员单位', aliases: ['成员单位'], formedAt: '2026-01-01T00:00:00.000Z', dissolvedAt: null, members: [] } },
};
const registered = (...units: NewUnit[]): unknown => {
  const events = registerUnits(roster, units, '2026-03-02', (name) => `id-${name}`);
  if ('rejected' in events) return [events.rejected.code, events.rejected.field, events.rejected.details?.['name']];
  return events.map(({ type, data }) => type === 'UnitRegistered' && [data.unitId, data.aliases, data.parentId]);
};

test('a unit takes no name that another or a group has, nor one of a unit before it', () => {
  expect(registered({ name: '甲局', aliases: ['总 工会'] })).toEqual(['name-taken', 'aliases', '总 工会']);
  expect(registered({ name: '甲局', aliases: ['成员单位'] })).toEqual(['name-taken', 'aliases', '成员单位']);
  expect(registered({ name: '各成员单位' })).toEqual(['name-taken', 'name', '各成员单位']);
  expect(registered({ name: '甲局', aliases: ['甲'] }, { name: '乙局', aliases: ['甲'] })).toEqual(['name-taken', 'aliases', '甲']);
  expect(registered({ name: '甲局', aliases: ['乙局'] }, { name: '乙局' })).toEqual(['name-taken', 'name', '乙局']);
});

test('what is there, or was before it in the list, stays as it is', () => {
  expect(registered({ name: '市 总工会', aliases: ['工会'] }, { name: '甲局（筹）' }, { name: '甲局(筹)' })).toEqual([['id-甲局（筹）', [], null]]);
});

test('a name said twice of one unit is one', () => expect(registered({ name: '甲局', aliases: ['甲局', '甲', ' 甲'] })).toEqual([['id-甲局', ['甲'], null]]));

test('is below the one unit that answers to the name: one that is there, or one before it, never itself', () => {
  expect(registered({ name: '甲局', aliases: ['甲'], parentId: '总工会' }, { name: '乙办', parentId: '甲' })).toEqual([['id-甲局', ['甲'], 'u1'], ['id-乙办', [], 'id-甲局']]);
  expect(registered({ name: '甲局', parentId: '甲局' })).toEqual(['unit-unknown', 'parentId', '甲局']);
  expect(registered({ name: '甲局', parentId: '区工会' })).toEqual(['unit-ambiguous', 'parentId', '区工会']);
  expect(registered({ name: '甲局', housedIn: '区工会' })).toEqual(['unit-ambiguous', 'housedIn', '区工会']);
});
