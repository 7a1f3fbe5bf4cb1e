import type { Actor } from '../actor';
import type { OnBehalf } from '../on-behalf';
import { sealedFor } from '../testing/sealed';
import { of } from '../testing/world';
import { rectifying, SIGNER } from '../testing/inspections';
import type { InspectionCommand } from './inspection.events';

/** 代录: a unit with nobody registered objects through the office; the notice was signed on 2026-01-12, a Monday. */
const BY_OFFICE: Actor = { kind: 'person', personId: 'office-2', unitId: 'office', onBehalfOf: 'lead' };
const told = (date: string, more: Partial<OnBehalf> = {}): OnBehalf => ({ date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null, ...more });
const objecting = (onBehalf: OnBehalf): InspectionCommand => ({ type: 'objectToFinding', findingId: 'f1', what: 'finding', reason: '台账存于分中心', evidenceIds: [], onBehalf });
const rule: InspectionCommand = { type: 'ruleOnObjection', objectionId: 'o1', upheld: true, basis: '经核查属实' };

test('both names stay, with the day stated beside the day of recording', () => {
  const { state, events } = rectifying().and('2026-01-15', BY_OFFICE, objecting(told('2026-01-13')));
  expect(state.objections['o1']).toMatchObject({ personId: 'office-2', told: 'phone', at: '2026-01-13T04:00:00.000Z', recordedAt: '2026-01-15T02:00:00.000Z', status: 'open' });
  expect(events.at(-1)).toMatchObject({ type: 'FindingObjected', data: { onBehalf: told('2026-01-13') }, meta: { actor: { personId: 'office-2', unitId: 'office', onBehalfOf: 'lead' } } });
});

test('the day stated decides whether it was in time', () => {
  expect(rectifying().when('2026-02-10', BY_OFFICE, objecting(told('2026-02-09'))).rejected).toBe('objection-too-late');
  expect(rectifying().when('2026-02-10', BY_OFFICE, objecting(told('2026-01-14'))).rejected).toBeNull();
});

test.each([
  ['on a day before there was anything to object to', told('2026-01-09'), 'date-invalid'],
  ['on a day to come', told('2026-01-16'), 'date-invalid'],
  ['on paper without its scan', told('2026-01-13', { channel: 'paper' }), 'scan-missing'],
])('is not recorded %s', (_, onBehalf, code) => {
  expect(rectifying().when('2026-01-15', BY_OFFICE, objecting(onBehalf)).rejected).toBe(code);
});

test('who recorded it does not rule on it; another of the office does', () => {
  const given = rectifying().and('2026-01-15', BY_OFFICE, objecting(told('2026-01-13')));
  expect(given.when('2026-01-16', of('office', 2), rule).rejected).toBe('first-decider');
  expect(given.when('2026-01-16', SIGNER, rule).rejected).toBe('first-decider');
  expect(given.and('2026-01-16', of('office', 3), rule).state.findings['f1']).toMatchObject({ status: 'overturned' });
});

test('recorded by a substitute it is ruled on by neither of the two', () => {
  const given = rectifying().and('2026-01-15', { ...BY_OFFICE, personId: 'office-8', insteadOf: 'office-7' }, objecting(told('2026-01-13')));
  expect(given.state.objections['o1']).toMatchObject({ personId: 'office-8', insteadOf: 'office-7' });
  for (const n of [7, 8]) expect(given.when('2026-01-16', of('office', n), rule).rejected).toBe('first-decider');
  expect(given.when('2026-01-16', of('office', 3), rule).rejected).toBeNull();
});
