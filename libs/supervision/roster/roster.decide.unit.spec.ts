import { ROSTER } from '../testing/world';
import { groupsNamed, unitsNamed } from './roster';
import { decideRoster, type RosterCommand } from './roster.decide';
import { evolveRoster } from './roster.events';

const refused = (command: RosterCommand): unknown => {
  const decided = decideRoster(ROSTER, command, '2026-03-02');
  return 'rejected' in decided ? [decided.rejected.code, decided.rejected.field] : decided;
};

describe('names that every object has of itself are no ids', () => {
  it.each(['constructor', 'toString', '__proto__'])('%s is no unit and no group', (id) => {
    expect(refused({ type: 'rename', unitId: id, name: '新名' })).toEqual(['unit-unknown', 'unitId']);
    expect(refused({ type: 'join', groupId: id, unitId: 'lead', since: '2026-03-02' })).toEqual(['group-unknown', 'groupId']);
    expect(refused({ type: 'leave', groupId: id, unitId: 'lead', until: '2026-03-02' })).toEqual(['group-unknown', 'groupId']);
    expect(refused({ type: 'dissolve', unitId: 'lead', until: '2026-03-02', successorId: id })).toEqual(['unit-unknown', 'successorId']);
    expect(refused({ type: 'house', unitId: 'lead', housedIn: id })).toEqual(['unit-unknown', 'housedIn']);
  });
});

describe('what a unit is subordinate to', () => {
  const after = (roster: typeof ROSTER, unitId: string, parentId: string | null): typeof ROSTER => {
    const decided = decideRoster(roster, { type: 'move', unitId, parentId }, '2026-03-02');
    if ('rejected' in decided) throw new Error(`${decided.rejected.code} ${decided.rejected.field}`);
    return decided.reduce(evolveRoster, roster);
  };

  it('changes, ends, and goes round in no circle', () => {
    const below = after(after(ROSTER, 'second', 'lead'), 'union', 'second');
    expect(below.units['union']!.parentId).toBe('second');
    expect(after(below, 'union', 'second')).toBe(below);
    for (const parentId of ['lead', 'second', 'union']) expect(() => after(below, 'lead', parentId)).toThrow('parent-circle parentId');
    expect(after(below, 'second', null).units['second']!.parentId).toBeNull();
    expect(() => after(below, 'lead', 'nobody')).toThrow('unit-unknown parentId');
  });
});

describe('what is taken away', () => {
  const roster = [
    { type: 'UnitAliasAdded' as const, data: { unitId: 'lead', alias: '牵头局' } },
    { type: 'GroupFormed' as const, data: { groupId: 'g', name: '各高校', aliases: ['高校'] } },
    { type: 'GroupMemberJoined' as const, data: { groupId: 'g', unitId: 'lead', since: '2026-01-01' } },
  ].reduce(evolveRoster, ROSTER);
  const after = (command: RosterCommand): typeof ROSTER => {
    const decided = decideRoster(roster, command, '2026-03-02');
    if ('rejected' in decided) throw new Error(decided.rejected.code);
    return decided.reduce(evolveRoster, roster);
  };

  it('is an alias: nothing answers to it any more, and what was none changes nothing', () => {
    expect(unitsNamed(roster, '牵头局')).toHaveLength(1);
    expect(unitsNamed(after({ type: 'removeAlias', unitId: 'lead', alias: '牵头局' }), '牵头局')).toEqual([]);
    expect(after({ type: 'removeAlias', unitId: 'lead', alias: roster.units['lead']!.name })).toBe(roster);
    expect(groupsNamed(after({ type: 'removeGroupAlias', groupId: 'g', alias: '高校' }), '高校')).toEqual([]);
  });

  it('is a group: its members leave it first, its name is free, and it is none for whoever would join', () => {
    const gone = after({ type: 'dissolveGroup', groupId: 'g' });
    expect(groupsNamed(gone, '各高校')).toEqual([]);
    expect(gone.groups['g']!.members).toMatchObject([{ unitId: 'lead', until: '2026-03-02' }]);
    expect(decideRoster(gone, { type: 'join', groupId: 'g', unitId: 'lead', since: '2026-03-03' }, '2026-03-03')).toMatchObject({ rejected: { code: 'group-unknown' } });
    expect(decideRoster(gone, { type: 'dissolveGroup', groupId: 'g' }, '2026-03-03')).toMatchObject({ rejected: { code: 'group-unknown' } });
    expect(decideRoster(gone, { type: 'rename', unitId: 'lead', name: '各高校' }, '2026-03-03')).toMatchObject([{ type: 'UnitRenamed' }]);
  });
});
