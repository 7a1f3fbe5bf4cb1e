import type { OnBehalf } from '../../on-behalf';
import { c, given } from '../../testing/given';
import { sealedFor } from '../../testing/sealed';
import { FOUR, officeFor } from '../../testing/world';
import type { CommandOf } from '../item.commands';

/** 代录: a unit with nobody registered asks for an extension through the office; its step is due on Tuesday 2026-06-30. */
const begun = given({ assignments: FOUR }).and('2026-01-06', officeFor('helper2'), c.receive('a4'));
const told = (date: string, more: Partial<OnBehalf> = {}): OnBehalf => ({ date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null, ...more });
const asking = (onBehalf: OnBehalf | null): CommandOf<'requestExtension'> => ({ ...(c.extend('2026-07-31', 'r1', 'a4-1') as CommandOf<'requestExtension'>), onBehalf });
const BY_OFFICE = officeFor('helper2');

test('is kept with how it was told and the day stated, which decides whether it was asked in time', () => {
  const late = begun.until('2026-07-02');
  const { state, events } = late.and('2026-07-02', BY_OFFICE, asking(told('2026-06-29')));
  expect(state.requests['r1']).toMatchObject({ kind: 'extension', unitId: 'helper2', told: 'phone', askedInTime: true, day: '2026-07-31' });
  expect(events.at(-1)).toMatchObject({ type: 'RequestMade', data: { onBehalf: told('2026-06-29') }, meta: { actor: { unitId: 'office', onBehalfOf: 'helper2' } } });
  expect(late.and('2026-07-02', BY_OFFICE, asking(told('2026-07-01'))).state.requests['r1']).toMatchObject({ askedInTime: false });
});

test.each([
  ['on a day to come', told('2026-07-03'), 'date-invalid'],
  ['on paper without its scan', told('2026-06-29', { channel: 'paper' }), 'scan-missing'],
  ['with a scan that is nowhere', told('2026-06-29', { scanId: 'e9' }), 'evidence-unknown'],
])('is not recorded %s', (_, onBehalf, code) => expect(begun.until('2026-07-02').when('2026-07-02', BY_OFFICE, asking(onBehalf)).rejected).toBe(code));

test('is recorded for the unit alone that owes the step', () => expect(begun.when('2026-06-29', officeFor('helper'), asking(told('2026-06-29'))).rejected).toBe('not-the-assignee'));
