import { ROSTER } from '../testing/world';
import { decideRoster, type RosterCommand } from './roster.decide';

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
