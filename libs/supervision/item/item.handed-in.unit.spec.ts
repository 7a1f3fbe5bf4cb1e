import fc from 'fast-check';
import { c, given, type Story } from '../testing/given';
import { draws, play, setting } from '../testing/people';
import { FOUR, of, rulesWith } from '../testing/world';
import { times } from '../testing/times';
import { coverageOfItem } from './item.coverage';
import { dutiesOf } from './item.duties';
import { heirOf } from './item.heirs';
import type { ItemState } from './item.types';

/** Work that lies with its verifier when its unit changes: judged as what it was, by whom it was; who has it now puts right what is returned. */

const OFFICE = of('office', 9);
const SUPERVISOR = of('supervisor', 3);
const RULES = rulesWith();

const handedIn = (change: Parameters<typeof given>[0] = {}): Story =>
  given({ targets: [], figuresNotNeeded: true, ...change }).and('2026-01-06', of('lead', 1), c.receive()).and('2026-01-07', of('lead', 1), c.submit());
const moved = (story = handedIn(), at = '2026-01-08'): Story => story.and(at, OFFICE, c.transfer('spare'));
const verifying = (state: ItemState): string[] => dutiesOf(state, RULES.spans[0]!, RULES.roster).filter((d) => d.kind === 'verify').map((d) => `${d.id}/${d.arming} ${d.owedBy.unitId} ${d.day}`);

it('goes on lying with its verifier, by the same day, and nobody owes it anew', () => {
  const { state } = moved();
  expect(verifying(state)).toEqual(verifying(handedIn().state));
  expect(verifying(state)).toHaveLength(1);
  expect(state.steps['a1-1']).toMatchObject({ status: 'submitted', assignmentId: 'a1' });
  expect(dutiesOf(state, RULES.spans[0]!, RULES.roster).filter((d) => d.kind === 'deliver')).toEqual([]);
});

it('is accepted as its unit’s own, and with it the taker’s part is done', () => {
  const done = moved().when('2026-01-09', SUPERVISOR, c.verify());
  expect(done.events.find((e) => e.type === 'StepAccepted')).toMatchObject({ data: { stepId: 'a1-1', late: false } });
  expect(done.types).toEqual(['StepAccepted', 'AssignmentCompleted', 'ItemClosed']);
  expect(done.state.assignments).toMatchObject({ a1: { status: 'transferred' }, n1: { status: 'completed' } });
});

it('returned, it is put right by who has the work now, in the days of a return at least', () => {
  const returned = moved(handedIn({ deadline: '2026-01-09' })).and('2026-01-09', SUPERVISOR, c.return());
  expect(returned.state.steps['a1-1']).toMatchObject({ status: 'cancelled', submissions: [{ outcome: 'returned' }] });
  expect(returned.state.steps['n1-a1-1']).toMatchObject({ status: 'open', assignmentId: 'n1', basis: { day: '2026-01-09' }, extensions: [{ day: '2026-01-16', by: 'transfer' }] });
  expect(verifying(returned.state)).toEqual([]);
  const again = returned.and('2026-01-12', of('spare', 1), c.receive('n1')).and('2026-01-13', of('spare', 1), c.submit('n1-a1-1'));
  expect(again.when('2026-01-14', SUPERVISOR, c.verify('n1-a1-1')).events.find((e) => e.type === 'StepAccepted')).toMatchObject({ data: { late: false } });
  // With a day far off there are days enough.
  expect(moved().when('2026-01-09', SUPERVISOR, c.return()).state.steps['n1-a1-1']).toMatchObject({ extensions: [] });
});

it('follows the work from unit to unit, and ends where nobody has it', () => {
  const twice = moved().and('2026-01-09', OFFICE, { type: 'transfer', assignmentId: 'n1', toUnitId: 'second', newAssignmentId: 'm1', reason: '再行调整' });
  expect(twice.when('2026-01-12', SUPERVISOR, c.return()).state.steps['m1-a1-1']).toMatchObject({ assignmentId: 'm1', status: 'open' });
  expect(heirOf(twice.state, twice.state.assignments['a1']!).id).toBe('m1');
});

it('is neither recalled by who gave it away, nor judged by who has it now', () => {
  expect(moved().when('2026-01-09', of('lead', 1), c.recall()).rejected).toBe('not-the-submitter');
  expect(moved().when('2026-01-09', of('spare', 1), c.recall()).rejected).toBe('not-the-submitter');
  const participants = given({ targets: [], assignments: FOUR }).and('2026-01-06', of('helper', 1), c.receive('a3')).and('2026-01-07', of('helper', 1), c.submit('a3-1'));
  expect(verifying(participants.state)[0]).toContain(' lead ');
  const own = participants.and('2026-01-08', OFFICE, { type: 'transfer', assignmentId: 'a1', toUnitId: 'spare', newAssignmentId: 'n1', reason: '牵头单位调整' }).and('2026-01-08', OFFICE, { type: 'transfer', assignmentId: 'a3', toUnitId: 'lead', newAssignmentId: 'n3', reason: '改为配合' });
  expect(verifying(own.state)[0]).toContain(' spare ');
  expect(own.when('2026-01-09', of('lead', 4), c.verify('a3-1')).rejected).toBe('own-work');
});

it('is one period once: of who handed it in until it is returned, then of who puts it right', () => {
  const monthly = given({ targets: [], recurrence: 'monthly', deadline: null, steps: [] }).and('2026-01-06', of('lead', 1), c.receive()).until('2026-01-30');
  const step = Object.values(monthly.state.steps).find((s) => s.period === '2026-M01')!;
  const sent = moved(monthly.and('2026-01-31 09:00', of('lead', 1), c.submit(step.id)), '2026-02-03');
  const cells = (s: ItemState) => coverageOfItem(s, RULES.spans[0]!, RULES.roster, s.lastAt).filter((x) => x.period === '2026-M01').map((x) => `${x.unitId} ${x.state}${x.excuse === null ? '' : ` ${x.excuse}`}`);
  expect(cells(sent.state)).toEqual(['lead inTime']);
  const returned = sent.when('2026-02-10', SUPERVISOR, c.return(step.id));
  expect(cells(returned.state)).toEqual(['lead excused handedOn', 'spare owed']);
});

it('property: whatever people do, what is handed in is judged or has been, and is never owed by another meanwhile', () => {
  fc.assert(
    fc.property(setting, draws, (s, drawn) => {
      const { state } = play(s, drawn);
      const steps = Object.values(state.steps);
      const span = s.rules.spans.at(-1)!;
      const duties = dutiesOf(state, span, s.rules.roster);
      for (const step of steps.filter((x) => x.status === 'submitted')) {
        const a = state.assignments[step.assignmentId]!;
        if (state.closed === null && state.suspended === null) expect(duties.filter((d) => d.kind === 'verify' && d.stepId === step.id)).toHaveLength(1);
        expect(steps.filter((x) => x.assignmentId !== a.id && x.assignmentId === heirOf(state, a).id && x.id.endsWith(step.id) && x.status === 'open')).toEqual([]);
      }
    }),
    times(60),
  );
});
