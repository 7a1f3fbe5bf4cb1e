import type { OnBehalf } from '../../on-behalf';
import { c, given } from '../../testing/given';
import { sealedFor } from '../../testing/sealed';
import { FOUR, of, officeFor } from '../../testing/world';
import type { CommandOf } from '../item.commands';

/** 代录: a unit with nobody registered objects through the office; its step was marked as late on Wednesday 2026-07-01. */
const late = given({ assignments: FOUR }).and('2026-01-06', officeFor('helper2'), c.receive('a4')).until('2026-07-01');
const told = (date: string, more: Partial<OnBehalf> = {}): OnBehalf => ({ date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null, ...more });
const objecting = (onBehalf: OnBehalf | null): CommandOf<'object'> => ({ ...(c.object('lateness', 'o1', 'a4', 'a4-1') as CommandOf<'object'>), onBehalf });
const BY_OFFICE = officeFor('helper2');

test('both names stay, with the day stated beside the day of recording', () => {
  const { state, events } = late.and('2026-07-06', BY_OFFICE, objecting(told('2026-07-02')));
  expect(state.requests['o1']).toMatchObject({ personId: 'office-1', unitId: 'helper2', told: 'phone', at: '2026-07-02T04:00:00.000Z', recordedAt: '2026-07-06T02:00:00.000Z', status: 'open' });
  expect(JSON.stringify(state.requests['o1'])).not.toContain('s-wang');
  expect(events.at(-1)).toMatchObject({ type: 'RequestMade', data: { onBehalf: told('2026-07-02') }, meta: { actor: { personId: 'office-1', unitId: 'office', onBehalfOf: 'helper2' } } });
});

test('the day stated decides whether it was in time', () => {
  expect(late.when('2026-07-09', BY_OFFICE, objecting(told('2026-07-09'))).rejected).toBe('objection-too-late');
  expect(late.when('2026-07-09', BY_OFFICE, objecting(told('2026-07-08'))).rejected).toBeNull();
});

test.each([
  ['on a day before there was anything to object to', told('2026-06-30'), 'date-invalid'],
  ['on a day to come', told('2026-07-07'), 'date-invalid'],
  ['on paper without its scan', told('2026-07-02', { channel: 'paper' }), 'scan-missing'],
  ['with a scan that is nowhere', told('2026-07-02', { scanId: 'e9' }), 'evidence-unknown'],
])('is not recorded %s', (_, onBehalf, code) => {
  expect(late.when('2026-07-06', BY_OFFICE, objecting(onBehalf)).rejected).toBe(code);
});

test('for the unit alone whose lateness it is', () => {
  expect(late.when('2026-07-06', officeFor('helper'), objecting(told('2026-07-02'))).rejected).toBe('not-the-assignee');
  expect(late.when('2026-07-06', of('office', 1), objecting(null)).rejected).toBe('not-the-assignee');
});

test('who recorded it does not rule on it, nor who stands in for them; another of the office does, within days that count from the recording', () => {
  const made = late.and('2026-07-06', BY_OFFICE, objecting(told('2026-07-02')));
  expect(made.when('2026-07-07', of('office', 1), c.rule(true, 'o1')).rejected).toBe('first-decider');
  expect(made.when('2026-07-07', { kind: 'person', personId: 'office-4', unitId: 'office', insteadOf: 'office-1' }, c.rule(true, 'o1')).rejected).toBe('first-decider');
  expect(made.and('2026-07-07', of('office', 2), c.rule(true, 'o1')).state.lateness.find((l) => l.duty === 'step:a4-1')).toMatchObject({ overturned: { basis: '经研究' } });
});
