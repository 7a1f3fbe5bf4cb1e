import type { OnBehalf } from '../../on-behalf';
import { c, given } from '../../testing/given';
import { sealedFor } from '../../testing/sealed';
import { FOUR, of, officeFor } from '../../testing/world';
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

test('who recorded it does not rule on it, nor who stands in for them; another of the office does', () => {
  const made = begun.and('2026-06-29', BY_OFFICE, asking(told('2026-06-29')));
  expect(made.when('2026-06-30', of('office', 1), c.rule(true)).rejected).toBe('first-decider');
  expect(made.when('2026-06-30', { kind: 'person', personId: 'office-4', unitId: 'office', insteadOf: 'office-1' }, c.rule(false)).rejected).toBe('first-decider');
  expect(made.when('2026-06-30', of('office', 2), c.rule(true)).rejected).toBeNull();
});

test('asked in time, recorded after its day and granted, it was never late; asked late or refused, it stays late', () => {
  const late = begun.until('2026-07-02');
  const inTime = late.and('2026-07-02', BY_OFFICE, asking(told('2026-06-29')));
  const granted = inTime.when('2026-07-03', of('office', 2), c.rule(true));
  expect(granted.types.filter((t) => t === 'LatenessOverturned' || t === 'RequestGranted')).toEqual(['LatenessOverturned', 'RequestGranted']);
  expect(granted.state.lateness.filter((l) => l.overturned !== null)).toMatchObject([{ duty: 'step:a4-1', overturned: { basis: 'rule:recorded-in-time' } }]);
  expect(granted.state.steps['a4-1']?.marks).toMatchObject({ overdue: null, red: null });
  const stays = (s: typeof late.state): unknown => s.lateness.filter((l) => l.duty === 'step:a4-1' && l.overturned === null).length;
  expect(stays(inTime.when('2026-07-03', of('office', 2), c.rule(false)).state)).toBe(1);
  expect(stays(late.and('2026-07-02', BY_OFFICE, asking(told('2026-07-01'))).when('2026-07-03', of('office', 2), c.rule(true)).state)).toBe(1);
});

test('is not recorded as told before what was returned came back', () => {
  const returned = begun.and('2026-06-10', officeFor('helper2'), c.submit('a4-1')).and('2026-06-15', of('lead'), c.return('a4-1'));
  expect(returned.state.steps['a4-1']).toMatchObject({ attempt: 2 });
  expect(returned.when('2026-06-17', BY_OFFICE, { ...asking(told('2026-06-12')) }).rejected).toBe('date-invalid');
  expect(returned.when('2026-06-17', BY_OFFICE, asking(told('2026-06-16'))).rejected).toBeNull();
});
