import { c, given, type Story } from '../testing/given';
import { of, rulesWith } from '../testing/world';
import { coverageOfItem } from './item.coverage';
import { conceivable } from './item.acts';
import type { ItemCommand } from './item.commands';
import { dutiesOf } from './item.duties';

/** Work whose unit changed: what was accepted is done anew by who has it now, and who has it now may dispute a return. */

const OFFICE = of('office', 9);
const SUPERVISOR = of('supervisor', 3);
const RULES = rulesWith();
const transfer = (assignmentId: string, toUnitId: string, newAssignmentId: string): ItemCommand => ({ type: 'transfer', assignmentId, toUnitId, newAssignmentId, reason: '职责调整' });

const handedIn = (change: Parameters<typeof given>[0] = {}): Story =>
  given({ targets: [], figuresNotNeeded: true, ...change }).and('2026-01-06', of('lead', 1), c.receive()).and('2026-01-07', of('lead', 1), c.submit());

describe('accepted work is opened anew', () => {
  /** Handed in by one unit, accepted after another had taken over: the item is complete. */
  const accepted = handedIn().and('2026-01-08', OFFICE, transfer('a1', 'spare', 'n1')).and('2026-01-09', SUPERVISOR, c.verify());

  it('by who has it now, while the former unit’s stays as it was judged', () => {
    expect(accepted.state.closed?.how).toBe('completed');
    const { state } = accepted.and('2026-03-02', OFFICE, c.reopen('2026-03-20'));
    expect(state.closed).toBeNull();
    expect(state.steps['a1-1']).toMatchObject({ status: 'done', completedLate: false });
    expect(state.steps['n1-a1-1']).toMatchObject({ status: 'open', assignmentId: 'n1', redoes: 'a1-1', extensions: [{ day: '2026-03-20', by: 'reopening' }] });
    expect(state.assignments).toMatchObject({ a1: { status: 'transferred' }, n1: { status: 'active' } });
    expect(dutiesOf(state, RULES.spans[0]!, RULES.roster).filter((d) => d.kind === 'deliver')).toMatchObject([{ id: 'step:n1-a1-1', owedBy: { unitId: 'spare' }, day: '2026-03-20' }]);
    const again = accepted.and('2026-03-02', OFFICE, c.reopen('2026-03-20')).and('2026-03-03', of('spare', 1), c.receive('n1')).and('2026-03-04', of('spare', 1), c.submit('n1-a1-1'));
    const done = again.when('2026-03-05', SUPERVISOR, c.verify('n1-a1-1'));
    expect(done.types).toEqual(['StepAccepted', 'AssignmentCompleted', 'ItemClosed']);
    // Whatever is asked anew later is asked of the newest.
    const closed = again.and('2026-03-05', SUPERVISOR, c.verify('n1-a1-1'));
    expect(closed.when('2026-03-06', OFFICE, c.reopen()).rejected).toBe('step-goes-on');
    expect(closed.and('2026-03-06', OFFICE, c.reopen(null, 'n1-a1-1')).state.steps['n1-a1-1']).toMatchObject({ status: 'open', attempt: 2 });
  });

  it('and handed on again it is still that work: nobody is owed it twice, and it is opened anew where it lies', () => {
    const on = accepted.and('2026-03-02', OFFICE, c.reopen('2026-03-20')).and('2026-03-03', OFFICE, transfer('n1', 'second', 'm1'));
    expect(on.state.steps['m1-n1-a1-1']).toMatchObject({ status: 'open', redoes: 'a1-1' });
    expect(on.when('2026-03-04', OFFICE, c.reopen()).rejected).toBe('step-goes-on');
    const done = on.and('2026-03-04', of('second', 1), c.receive('m1')).and('2026-03-05', of('second', 1), c.submit('m1-n1-a1-1')).and('2026-03-06', SUPERVISOR, c.verify('m1-n1-a1-1'));
    expect(done.and('2026-03-09', OFFICE, c.reopen(null, 'm1-n1-a1-1')).state.steps['m1-n1-a1-1']).toMatchObject({ status: 'open', attempt: 2 });
  });

  it('in the days of a return where its day has passed, and by that day where it has not', () => {
    expect(accepted.and('2026-03-02', OFFICE, c.reopen()).state.steps['n1-a1-1']).toMatchObject({ extensions: [], basis: { day: accepted.state.steps['a1-1']!.basis!.kind === 'date' ? expect.any(String) : undefined } });
    const late = accepted.and('2026-12-01', OFFICE, c.reopen());
    expect(late.state.steps['n1-a1-1']!.extensions).toMatchObject([{ day: '2026-12-08', by: 'reopening' }]);
    expect(late.until('2026-12-04').state.lateness).toEqual([]);
    expect(late.until('2026-12-10').state.lateness).toMatchObject([{ duty: 'step:n1-a1-1' }]);
  });

  it('by the last of several that it went to, and by nobody where the work was dropped', () => {
    const twice = handedIn().and('2026-01-08', OFFICE, transfer('a1', 'spare', 'n1')).and('2026-01-08', OFFICE, transfer('n1', 'second', 'm1')).and('2026-01-09', SUPERVISOR, c.verify());
    expect(twice.and('2026-03-02', OFFICE, c.reopen()).state.steps['m1-a1-1']).toMatchObject({ assignmentId: 'm1', status: 'open' });
    const more: ItemCommand = { type: 'addStep', stepId: 's2', assignmentId: 'a1', title: '二', day: null, evidenceRequired: false };
    const other: ItemCommand = { type: 'amend', amendment: 1, basis: '调整', addUnits: [{ assignmentId: 'm1', unitId: 'helper', role: 'lead', coordinator: true }], dropAssignments: ['a1'], drop: false };
    const dropped = handedIn().and('2026-01-07', of('lead', 1), more).and('2026-01-08', SUPERVISOR, c.verify()).and('2026-01-09', OFFICE, other);
    expect(dropped.when('2026-03-02', OFFICE, c.reopen()).rejected).toBe('assignment-closed');
  });

  it('a period that is done anew is judged once, as it was', () => {
    const monthly = given({ targets: [], recurrence: 'monthly', deadline: null, steps: [] }).and('2026-01-06', of('lead', 1), c.receive()).until('2026-01-30');
    const step = Object.values(monthly.state.steps).find((s) => s.period === '2026-M01')!;
    const moved = monthly.and('2026-01-31 09:00', of('lead', 1), c.submit(step.id)).and('2026-02-02', SUPERVISOR, c.verify(step.id)).and('2026-02-03', OFFICE, transfer('a1', 'spare', 'n1'));
    const cells = (s: Story): string[] => coverageOfItem(s.state, RULES.spans[0]!, RULES.roster, s.state.lastAt).filter((x) => x.period === '2026-M01').map((x) => `${x.unitId} ${x.state}`);
    expect(cells(moved.and('2026-02-10', OFFICE, c.reopen(null, step.id)))).toEqual(cells(moved));
    expect(cells(moved)).toEqual(['lead inTime']);
  });

  it('is offered to the office as what it may do', () => {
    expect(conceivable(accepted.state).filter((x) => x.type === 'reopen')).toMatchObject([{ stepId: 'a1-1' }]);
  });
});

describe('a return of what another handed in', () => {
  const returned = handedIn().and('2026-01-08', OFFICE, transfer('a1', 'spare', 'n1')).and('2026-01-09', SUPERVISOR, c.return());
  const objected = (stepId: string): Story => returned.and('2026-01-12', of('spare', 1), c.object('return', 'o1', 'n1', stepId));

  it.each(['n1-a1-1', 'a1-1'])('is disputed by who has to put it right, by the step %s', (stepId) => {
    expect(objected(stepId).state.requests['o1']).toMatchObject({ kind: 'objection', unitId: 'spare', assignmentId: 'n1', stepId: 'a1-1', disputed: { what: 'return', duty: 'step:a1-1', decidedBy: 'supervisor-3' } });
  });

  it('is ruled on by another than who returned it; upheld, it lies with its verifier again and nobody owes it', () => {
    expect(objected('n1-a1-1').when('2026-01-13', SUPERVISOR, c.rule(true, 'o1')).rejected).toBe('first-decider');
    const upheld = objected('n1-a1-1').and('2026-01-13', of('office', 2), c.rule(true, 'o1'));
    expect(upheld.state.steps).toMatchObject({ 'a1-1': { status: 'submitted', submissions: [{ outcome: 'pending' }] }, 'n1-a1-1': { status: 'cancelled' } });
    expect(dutiesOf(upheld.state, RULES.spans[0]!, RULES.roster).map((d) => d.kind)).not.toContain('deliver');
    expect(upheld.when('2026-01-14', SUPERVISOR, c.verify()).types.slice(-3)).toEqual(['StepAccepted', 'AssignmentCompleted', 'ItemClosed']);
    // Returned once more it goes on once more, in a step of its own.
    const again = upheld.and('2026-01-14', SUPERVISOR, c.return());
    expect(Object.values(again.state.steps).filter((s) => s.assignmentId === 'n1').map((s) => s.status).sort()).toEqual(['cancelled', 'open']);
  });

  it('refused, the taker puts it right; and what it has sent by then is judged, whatever comes of the objection', () => {
    const refused = objected('n1-a1-1').and('2026-01-13', of('office', 2), c.rule(false, 'o1'));
    expect(refused.state.steps).toMatchObject({ 'a1-1': { status: 'cancelled' }, 'n1-a1-1': { status: 'open' } });
    expect(refused.when('2026-01-14', of('spare', 1), c.object('return', 'o2', 'n1', 'a1-1')).rejected).toBe('request-not-open');
    const sent = objected('n1-a1-1').and('2026-01-12', of('spare', 1), c.receive('n1')).and('2026-01-12', of('spare', 1), c.submit('n1-a1-1')).and('2026-01-13', of('office', 2), c.rule(true, 'o1'));
    expect(sent.state.steps).toMatchObject({ 'a1-1': { status: 'cancelled' }, 'n1-a1-1': { status: 'submitted' } });
  });

  it('is nobody else’s to dispute, nor that of before the work came', () => {
    expect(returned.when('2026-01-12', of('lead', 1), c.object('return', 'o1', 'a1', 'a1-1')).rejected).toBe('assignment-closed');
    expect(returned.when('2026-02-12', of('spare', 1), c.object('return', 'o1', 'n1', 'n1-a1-1')).rejected).toBe('objection-too-late');
    const before = handedIn().and('2026-01-08', SUPERVISOR, c.return()).and('2026-01-09', OFFICE, transfer('a1', 'spare', 'n1'));
    expect(before.when('2026-01-12', of('spare', 1), c.object('return', 'o1', 'n1', 'n1-a1-1')).rejected).toBe('not-found');
    expect(before.when('2026-01-12', of('spare', 1), c.object('return', 'o1', 'n1', 'a1-1')).rejected).toBe('not-found');
  });

  it('is offered to who may', () => {
    expect(conceivable(returned.state).filter((x) => x.type === 'object' && x.what === 'return')).toMatchObject([{ assignmentId: 'n1', stepId: 'a1-1' }]);
  });
});
