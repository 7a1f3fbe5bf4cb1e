import { comingFor, dayOfDuty, dutiesOfUnit } from '../../apps/web/pages/item/own-duties';

const duty = (id: string, unitId: string, day: string | null, resting: string | null = null) => ({ id, kind: 'deliver', owedBy: { unitId }, day, resting });

test('a unit’s own duties: what falls first at the top, what has no day last, nobody else’s', () => {
  const all = [duty('open', 'hr', null), duty('late', 'hr', '2026-03-20'), duty('soon', 'hr', '2026-03-10'), duty('theirs', 'office', '2026-03-01')];
  expect(dutiesOfUnit(all, 'hr').map(({ id }) => id)).toEqual(['soon', 'late', 'open']);
});

test.each([
  ['2026-03-10', false, null, 'dutyBy'], ['2026-03-09', false, null, 'dutyPast'], ['2026-03-09', true, null, 'dutyCorrected'], ['2026-03-11', true, null, 'dutyBy'], [null, false, null, 'dutyNoDay'], ['2026-03-09', false, 'extension', 'dutyRests'],
] as const)('a duty by %s (corrected %s, resting for %s) is told as %s', (day, corrected, resting, told) => expect(dayOfDuty(duty('d', 'hr', day, resting), '2026-03-10', corrected)).toBe(told));

test('the closing of the year is told to who closes it and to who has no share, not to a unit that has one', () => {
  const entries = [{ kind: 'deliver', owedBy: 'hr' }, { kind: 'closeYear', owedBy: 'office' }];
  expect([comingFor(entries, 'hr', true), comingFor(entries, 'office', true), comingFor(entries, 'leader', false)].map((e) => e.length)).toEqual([1, 2, 2]);
});
