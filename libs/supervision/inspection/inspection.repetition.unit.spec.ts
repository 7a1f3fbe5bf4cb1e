import { finding, INSPECTOR, LEAD, LEADER, OFFICE, REPORT, SIGN, SIGNER, underWay, type Inspecting } from '../testing/inspections';
import type { InspectionCommand } from './inspection.events';
import type { EarlierFinding, FindingStatus } from './inspection.types';
import { reportOfInspection, viewOfInspection } from './inspection.view';

/** Earlier findings of the same unit are offered with a new one: the team says whether one of them has come back. */
const EARLIER: EarlierFinding = { inspectionId: 'x0', findingId: 'f3', since: '2025-06-02T02:00:00.000Z', by: 'category' };
const FOUND = { inspectionId: 'x0', findingId: 'f3', unitId: 'lead', since: EARLIER.since };
const yes: InspectionCommand = { type: 'decideRepeat', findingId: 'f1', earlier: FOUND, reason: '同一台账' };
const no: InspectionCommand = { type: 'decideRepeat', findingId: 'f1', earlier: null, reason: '上次是台账，本次是学时' };
const offered = (): Inspecting => underWay().and('2026-01-12', INSPECTOR, finding({ category: '素质提升', candidates: [EARLIER] }));

test('an earlier finding is offered, and the report waits for the answer', () => {
  const given = offered();
  expect(given.state.findings['f1']).toMatchObject({ category: '素质提升', offered: [EARLIER], earlier: null, repeated: false, repeatDecision: null });
  expect(given.when('2026-01-16', LEADER, REPORT).rejected).toBe('repeats-undecided');
  expect(given.and('2026-01-13', LEADER, no).when('2026-01-16', LEADER, REPORT).rejected).toBeNull();
});

test('who says yes makes it repeated, within a year of the striking off', () => {
  expect(offered().and('2026-01-13', INSPECTOR, yes).state.findings['f1']).toMatchObject({ repeated: true, earlier: { inspectionId: 'x0', findingId: 'f3' }, repeatDecision: { personId: 'supervisor-2', earlier: { findingId: 'f3' } } });
  const long: InspectionCommand = { ...yes, earlier: { ...FOUND, since: '2025-01-11T02:00:00.000Z' } } as InspectionCommand;
  expect(offered().and('2026-01-13', INSPECTOR, long).state.findings['f1']).toMatchObject({ repeated: false, earlier: { findingId: 'f3' } });
});

test('within a year of when it was found, however long the team took to say so', () => {
  const found = { ...FOUND, since: '2025-01-12T02:00:00.000Z' };
  expect(offered().and('2026-01-19', INSPECTOR, { ...yes, earlier: found } as InspectionCommand).state.findings['f1']).toMatchObject({ repeated: true });
});

test('who says no leaves that on record, with the reason and what was offered', () => {
  const { state } = offered().and('2026-01-13', INSPECTOR, no);
  const said = { repeated: false, offered: [EARLIER], repeatDecision: { personId: 'supervisor-2', earlier: null, reason: '上次是台账，本次是学时' } };
  expect(state.findings['f1']).toMatchObject(said);
  expect(reportOfInspection(state)).toMatchObject({ byUnit: [{ findings: [said] }, {}] });
});

test('it can be said with the finding itself, either way', () => {
  const atOnce = underWay().when('2026-01-12', INSPECTOR, finding({ candidates: [EARLIER], notRepeated: '另一项目' }));
  expect(atOnce.types).toEqual(['FindingRecorded', 'RepeatOffered', 'RepeatDecided', 'RectificationDemanded', 'ProceedingPaperDrafted']);
  expect(underWay().when('2026-01-12', INSPECTOR, finding({ earlier: FOUND })).types).toEqual(['FindingRecorded', 'RectificationDemanded', 'ProceedingPaperDrafted']);
  expect(underWay().when('2026-01-12', INSPECTOR, finding({ earlier: FOUND, notRepeated: '另一项目' })).rejected).toBe('value-invalid');
});

test('what was said wrong is said anew until the report, and not after it', () => {
  const mended = offered().and('2026-01-13', INSPECTOR, no).and('2026-01-14', LEADER, yes);
  expect(mended.state.findings['f1']).toMatchObject({ repeated: true });
  expect(mended.and('2026-01-16', LEADER, REPORT).when('2026-01-19', LEADER, no).rejected).toBe('inspection-reported');
});

test.each([
  ['by nobody of the team', OFFICE, no, 'not-the-team'],
  ['by the unit itself', LEAD, no, 'not-the-team'],
  ['no, without a reason', INSPECTOR, { ...no, reason: ' ' } as InspectionCommand, 'reason-missing'],
  ['of what another unit had', INSPECTOR, { ...yes, earlier: { ...FOUND, unitId: 'second' } } as InspectionCommand, 'finding-not-found'],
  ['of no finding', INSPECTOR, { ...no, findingId: 'f9' } as InspectionCommand, 'finding-not-found'],
])('is not decided %s', (_, actor, command, code) => {
  expect(offered().when('2026-01-13', actor, command).rejected).toBe(code);
});

test('what is withdrawn asks for no answer any more', () => {
  const gone = offered().and('2026-01-13', INSPECTOR, { type: 'withdrawFinding', findingId: 'f1', reason: '误记' });
  const status: FindingStatus = 'withdrawn';
  expect(gone.state.findings['f1']).toMatchObject({ status, offered: [EARLIER] });
  expect(gone.when('2026-01-16', LEADER, REPORT).rejected).toBeNull();
  expect(gone.when('2026-01-16', LEADER, no).rejected).toBe('finding-not-so');
});

test('a question that the inspection does not have is answered by no finding', () => {
  expect(underWay().when('2026-01-12', INSPECTOR, finding({ question: 't1.9' })).rejected).toBe('not-found');
  expect(underWay().and('2026-01-12', INSPECTOR, finding({ question: 't1.1' })).state.findings['f1']).toMatchObject({ question: 't1.1' });
});

test('the unit inspected sees neither what was offered nor what was said of it', () => {
  const told = offered().and('2026-01-12', SIGNER, SIGN).and('2026-01-13', INSPECTOR, no);
  expect(viewOfInspection(told.state, { kind: 'units', unitIds: ['lead'] })).toMatchObject({ findings: [{ id: 'f1', offered: [], repeatDecision: null }] });
  expect(viewOfInspection(told.state, { kind: 'all' })).toMatchObject({ findings: [{ offered: [EARLIER], repeatDecision: { earlier: null } }] });
});
