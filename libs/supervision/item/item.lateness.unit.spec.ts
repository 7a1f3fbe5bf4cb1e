import fc from 'fast-check';
import { c, given, moment, type Story } from '../testing/given';
import { forecastOf } from '../schedule/forecast';
import { times } from '../testing/times';
import { of } from '../testing/world';
import { addDays } from '../time/day';
import type { ItemCommand } from './item.commands';
import { coverageOfItem } from './item.coverage';
import type { ItemEvent } from './item.events';
import { correctedLateness, standingLateness } from './item.lateness';
import { explainLight } from './item.explain';
import { assignmentLight, itemLight, stepLight } from './item.light';
import { progressClass } from './item.progress';
import type { ItemState } from './item.types';
import { viewItem } from './item.view';
import { spanAt } from '../rules';

const [office, lead, sup] = [of('office'), of('lead'), of('supervisor')];
const received = given().and('2026-01-06', lead, c.receive());
let moved = 0;
const move = (from: string, to: string): ItemCommand => ({ ...c.transfer(to, from), newAssignmentId: `n${++moved}` } as ItemCommand);
const active = (state: ItemState) => Object.values(state.assignments).find((a) => a.status === 'active')!;
const stepOf = (state: ItemState) => Object.values(state.steps).find((s) => s.assignmentId === active(state).id && s.status !== 'cancelled')!;
const toAndFro = (story: Story, at: string, ...units: string[]): Story => units.reduce((s, unit, k) => s.and(`${at} 1${k}:30`, office, move(active(s.state).id, unit)), story);

describe('a lateness that was put right while the work is still owed', () => {
  const late = received.and('2026-03-02', lead, c.report(1, 10)).until('2026-07-15');
  const corrected = late.and('2026-07-15', office, { type: 'correct', duty: 'step:a1-1', arming: 1, basis: '6月28日已线下报送' }).until('2026-07-31');
  const cause = (story: Story) => explainLight(story.state, story.rules, story.state.lastAt).causes[0]!;

  it('gives no colour any more, neither late nor near nor behind, and says so', () => {
    expect([itemLight(late.state).light, cause(late).rule, cause(late).past]).toEqual(['red', 'pastGrace', { workingDays: 11, days: 15 }]);
    expect([itemLight(corrected.state), cause(corrected).rule, cause(corrected).past]).toEqual([{ light: 'green', late: false, paused: false }, 'corrected', null]);
    expect(progressClass(corrected.state, corrected.rules, corrected.state.lastAt)).toBe('onTrack');
  });

  it('keeps what its light had been, beside what put it right', () => {
    expect(corrected.state.lateness[0]!.overturned).toEqual({ at: moment('2026-07-15'), basis: '6月28日已线下报送', was: 'red' });
    const soon = received.until('2026-07-02').and('2026-07-02', office, { type: 'correct', duty: 'step:a1-1', arming: 1, basis: '录入有误' });
    expect(soon.state.lateness[0]!.overturned).toMatchObject({ was: 'yellow' });
  });

  it('has slipped by no day and is late by none, while it is owed and when it was sent', () => {
    const row = (story: Story) => forecastOf(story.state, spanAt(story.rules, story.state.lastAt), story.rules.roster, story.state.lastAt).steps[0]!;
    expect([late, corrected].map(row).map((s) => [s.corrected, s.late, s.movedWorkingDays > 0, s.lateWorkingDays])).toEqual([[false, true, true, 11], [true, false, false, 0]]);
    const sent = corrected.and('2026-08-03', lead, c.submit()).and('2026-08-04', sup, c.verify());
    expect([row(sent)].map((s) => [s.corrected, s.late, s.movedWorkingDays, s.lateWorkingDays])).toEqual([[true, false, 0, 0]]);
  });

  it('does not colour a date that it was given since: that comes near and passes as any other', () => {
    const given = late.and('2026-07-15 11:00', lead, c.extend('2026-08-14', 'r1')).and('2026-07-16', sup, c.rule(true, 'r1')).and('2026-08-12', office, { type: 'correct', duty: 'step:a1-1', arming: 1, basis: '录入有误' });
    expect([itemLight(given.state).light, itemLight(given.until('2026-08-17').state).light]).toEqual(['blue', 'yellow']);
  });
});

describe('late work that is taken from a unit and given back', () => {
  const back = toAndFro(received.until('2026-07-02'), '2026-07-02', 'spare', 'lead');
  const later = back.until('2026-07-20');

  it('was late once, and its colour is that of a day gone by', () => {
    expect(later.state.lateness).toHaveLength(1);
    expect([itemLight(later.state).light, itemLight(later.state).late, assignmentLight(later.state, active(later.state)).late]).toEqual(['red', true, true]);
    const shown = viewItem(later.state, later.rules, later.state.lastAt).steps.find((s) => s.id === stepOf(later.state).id);
    expect(shown!.lateness).toEqual(later.state.lateness);
  });

  it('stays late when it is accepted', () => {
    const step = stepOf(back.state).id;
    const done = back.and('2026-07-03', lead, c.receive(active(back.state).id)).and('2026-07-03', lead, c.submit(step)).and('2026-07-06', sup, c.verify(step));
    expect([done.state.steps[step]!.completedLate, done.state.lateness.length]).toEqual([true, 1]);
  });

  it('may be objected to where the unit now is; upheld, neither the work then nor the work now is late', () => {
    const step = stepOf(later.state).id;
    const objected = back.until('2026-07-03').and('2026-07-03', lead, c.object('lateness', 'o1', active(back.state).id, step));
    expect(objected.state.requests['o1']!.disputed).toMatchObject({ duty: 'step:a1-1' });
    const upheld = objected.and('2026-07-06', sup, c.rule(true, 'o1')).until('2026-07-20');
    expect(upheld.state.lateness.map((l) => l.overturned !== null)).toEqual([true]);
    expect([itemLight(upheld.state).late, itemLight(upheld.state).light]).toEqual([false, 'grey']);
  });

  it('is late anew by a date of its own', () => {
    const step = stepOf(back.state).id;
    const extended = back.and('2026-07-03', lead, c.receive(active(back.state).id)).and('2026-07-03 11:00', lead, c.extend('2026-07-31', 'r1', step)).and('2026-07-06', sup, c.rule(true, 'r1'));
    expect(extended.until('2026-07-31').state.lateness).toHaveLength(1);
    expect(extended.until('2026-08-03').state.lateness.map((l) => [l.duty, l.dueAt])).toEqual([['step:a1-1', '2026-06-30T16:00:00.000Z'], [`step:${step}`, '2026-07-31T16:00:00.000Z']]);
  });

  it('and whose unit was dropped and named again by amendments', () => {
    const amend = (more: object): ItemCommand => ({ type: 'amend', amendment: 1, basis: '调整', addUnits: [], dropAssignments: [], drop: false, ...more });
    const dropped = received.and('2026-07-02', office, amend({ addUnits: [{ assignmentId: 'm1', unitId: 'spare', role: 'lead', coordinator: true }], dropAssignments: ['a1'] }));
    const again = dropped.and('2026-07-03', office, amend({ addUnits: [{ assignmentId: 'm2', unitId: 'lead', role: 'participant', coordinator: false }] })).until('2026-07-06');
    expect(again.state.lateness.map((l) => l.duty)).toEqual(['step:a1-1']);
    expect(again.state.steps['m2-1']!.marks.overdue).not.toBeNull();
  });

  it('of a recurring duty is one period of the unit, missing or late once', () => {
    const monthly = given({ recurrence: 'monthly', deadline: null, targets: [], figuresNotNeeded: true }).until('2026-02-10').and('2026-02-10', lead, c.receive());
    const there = toAndFro(monthly, '2026-02-10', 'spare', 'lead').until('2026-02-20');
    const ofLead = coverageOfItem(there.state, spanAt(there.rules, there.state.lastAt), there.rules.roster, there.state.lastAt).filter((cell) => cell.unitId === 'lead' && cell.period === '2026-M01' && cell.state !== 'excused');
    expect(ofLead).toHaveLength(1);
  });
});

/** The unit, the work through all hands, and the date, of everything that was found late. */
function found(events: readonly ItemEvent[], state: ItemState): string[] {
  const root = (stepId: string): string => {
    const before = events.flatMap((e) => (e.type === 'AssignmentTransferred' ? e.data.steps : e.type === 'StepReturned' && e.data.goesOn?.step ? [e.data.goesOn.step] : [])).find((s) => s.id === stepId)?.continues;
    return before === undefined ? stepId : root(before);
  };
  const days = new Map(events.flatMap((e) => (e.type === 'OverdueMarked' ? [[`${e.data.duty}/${e.data.arming}`, e.data.deadline] as const] : [])));
  return state.lateness.map((l) => {
    const step = state.steps[l.duty.slice('step:'.length)]!;
    return [state.assignments[step.assignmentId]!.unitId, root(step.id), days.get(`${l.duty}/${l.arming}`)].join(' ');
  });
}

const act = fc.record({ days: fc.integer({ min: 0, max: 12 }), what: fc.constantFrom('transfer', 'transfer', 'transfer', 'settle', 'submit', 'return', 'verify', 'extend', 'grant', 'suspend', 'resume', 'correct'), to: fc.constantFrom('lead', 'spare', 'helper') });

test('one duty is late once by one date, however the work goes to and fro; what was late stays so', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 3, maxLength: 14 }), (acts) => {
      let story = received;
      let day = '2026-06-22';
      for (const [k, { days, what, to }] of acts.entries()) {
        day = addDays(day, days);
        if (!Object.values(story.state.assignments).some((x) => x.status === 'active')) break;
        // Handed in before it moved, the work lies with its verifier under who handed it in.
        const [a, step] = [active(story.state), stepOf(story.state) ?? Object.values(story.state.steps).findLast((s) => s.status === 'submitted')!];
        const holder = of(a.unitId);
        const request = Object.values(story.state.requests).findLast((r) => r.status === 'open')?.id ?? 'none';
        const commands: Record<typeof what, [typeof office, ItemCommand]> = {
          transfer: [office, { ...c.transfer(to, a.id), newAssignmentId: `t${k}` } as ItemCommand], settle: [office, c.settle], submit: [holder, c.submit(step.id)], return: [sup, c.return(step.id)], verify: [sup, c.verify(step.id)],
          extend: [holder, c.extend(addDays(day, 9), `r${k}`, step.id)], grant: [sup, c.rule(k % 2 === 0, request)], suspend: [office, c.suspend], resume: [office, c.resume],
          correct: [office, { type: 'correct', duty: `step:${step.id}`, arming: step.arming, basis: '录入有误' }],
        };
        const late = story.state.lateness;
        for (const command of [...(a.receivedAt === null ? [[holder, c.receive(a.id)] as const] : []), commands[what]]) {
          const done = story.when(`${day} ${String(8 + k).padStart(2, '0')}:00`, command[0], command[1]);
          if (done.rejected === null) story = story.and(`${day} ${String(8 + k).padStart(2, '0')}:00`, command[0], command[1]);
        }
        expect(story.state.lateness.slice(0, late.length).map((l) => [l.duty, l.arming])).toEqual(late.map((l) => [l.duty, l.arming]));
        const all = found(story.events, story.state);
        expect([...new Set(all)]).toEqual(all);
        for (const s of Object.values(story.state.steps)) if (correctedLateness(story.state, s) !== null) expect([s.id, stepLight(s)]).toEqual([s.id, 'green']);
        for (const s of Object.values(story.state.steps)) if (s.status === 'done') expect([s.id, s.completedLate]).toEqual([s.id, standingLateness(story.state, s.id).length > 0]);
      }
    }),
    times(300),
  );
});
