import fc from 'fast-check';
import { actingUnit } from '../actor';
import { underOneRoof } from '../roster/roster';
import { spanAt, type Rules } from '../rules';
import { draws, play, setting, type Moment, type Run } from '../testing/people';
import { times } from '../testing/times';
import { dayOf, endOfDay } from '../time/day';
import { agendaOf } from './item.agenda';
import { dutiesOf } from './item.duties';
import type { ItemEvent } from './item.events';
import { evolveItem, itemOf } from './item.evolve';
import { unmetTargets } from './item.reached';
import { latenessesOf, standingLateness } from './item.lateness';
import { settleItem } from './item.settle';
import type { ItemState } from './item.types';

/** Rules of the domain that hold always, over random people at work. */
const runs = times(25);

function everyMoment(check: (m: Moment, rules: Rules, run: Run) => void, more: fc.Parameters<unknown> = {}): void {
  fc.assert(
    fc.property(setting, draws, (s, ds) => {
      const run = play(s, ds);
      for (const m of run.moments) check(m, s.rules, run);
    }),
    { ...runs, ...more },
  );
}

function ofType<T extends ItemEvent['type']>(events: readonly ItemEvent[], type: T): Extract<ItemEvent, { type: T }>[] {
  return events.filter((e): e is Extract<ItemEvent, { type: T }> => e.type === type);
}

test('nobody verifies their own work, one roof is one body, except by name under the standing authorisation', () => {
  everyMoment(({ before, events, act }, rules) => {
    for (const e of [...ofType(events, 'StepAccepted'), ...ofType(events, 'StepReturned')]) {
      const step = before.steps[e.data.stepId]!;
      const a = before.assignments[step.assignmentId]!;
      expect(act.actor.kind).toBe('person');
      if (act.actor.kind !== 'person') return;
      expect(step.submissions.at(-1)?.personId).not.toBe(act.actor.personId);
      if (!underOneRoof(rules.roster, act.actor.unitId, a.unitId)) continue;
      const standing = before.otherVerification.standing;
      expect(standing?.personIds).toContain(act.actor.personId);
      expect(dayOf(act.at) <= standing!.until).toBe(true);
    }
  });
});

test('only the assignee reports and submits; only coordinator, supervising unit, office or the other unit accepts', () => {
  everyMoment(({ before, events, act }) => {
    for (const e of [...ofType(events, 'StepSubmitted'), ...ofType(events, 'ProgressReported')]) {
      const assignmentId = e.type === 'ProgressReported' ? e.data.assignmentId : before.steps[e.data.stepId]!.assignmentId;
      expect(actingUnit(act.actor)).toBe(before.assignments[assignmentId]!.unitId);
    }
    for (const e of ofType(events, 'StepAccepted')) {
      const a = before.assignments[before.steps[e.data.stepId]!.assignmentId]!;
      if (e.data.standingBasis !== null || act.actor.kind !== 'person') continue;
      const coordinator = Object.values(before.assignments).find((x) => x.coordinator && (x.status === 'active' || x.status === 'completed'));
      if (a.role !== 'participant') expect(['supervisor', 'office', 'other']).toContain(act.actor.unitId);
      else if (coordinator) expect([coordinator.unitId, 'supervisor', 'office', 'other']).toContain(act.actor.unitId);
    }
  });
});

test('complete only when every assignment is complete, every target met or waived, and no period still to come', () => {
  everyMoment(({ state, events }) => {
    if (!ofType(events, 'ItemClosed').some((e) => e.data.how === 'completed')) return;
    const standing = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
    expect(standing.length).toBeGreaterThan(0);
    expect(standing.every((a) => a.status === 'completed')).toBe(true);
    expect(unmetTargets(state)).toEqual([]);
    const open = Object.values(state.steps).filter((s) => s.status === 'open' || s.status === 'submitted');
    expect(open).toEqual([]);
  });
});

test('what is complete is closed: no open item has all its work accepted and all targets met', () => {
  everyMoment(({ state }) => {
    const standing = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
    if (state.closed || state.suspended || standing.length === 0 || !state.quantified || unmetTargets(state).length > 0) return;
    expect(standing.some((a) => a.status === 'active')).toBe(true);
  });
});

test('no body moves the clocks or the date of what its own house works on, nor ends it', () => {
  everyMoment(({ before, events, act }, rules) => {
    const moved = [...ofType(events, 'ItemSuspended'), ...ofType(events, 'ItemResumed'), ...ofType(events, 'ItemAmended').filter((e) => e.data.deadline !== undefined && before.deadline !== null), ...ofType(events, 'ItemClosed').filter((e) => e.data.how === 'withdrawn' || e.data.how === 'dropped')];
    if (moved.length === 0 || act.actor.kind !== 'person') return;
    // What the time has brought meanwhile comes first.
    const { state } = settleItem(before, act.at, rules);
    for (const a of Object.values(state.assignments)) if (a.status === 'active') expect(underOneRoof(rules.roster, act.actor.unitId, a.unitId)).toBe(false);
  });
});

test('late stays late unless overturned, and is on the step that is accepted in the end', () => {
  everyMoment(({ before, state, events }) => {
    for (const l of before.lateness) {
      const now = state.lateness.find((x) => x.duty === l.duty && x.arming === l.arming);
      expect(now).toBeDefined();
      if (l.overturned === null && now!.overturned !== null) expect(ofType(events, 'LatenessOverturned').some((e) => e.data.duty === l.duty && e.data.arming === l.arming && e.data.basis !== '')).toBe(true);
      expect({ ...now, overturned: null }).toEqual({ ...l, overturned: null });
    }
    for (const s of Object.values(state.steps)) if (s.status === 'done') expect([s.id, s.completedLate]).toEqual([s.id, standingLateness(state, s.id).length > 0]);
  });
});

test('sent in time by the date that holds, it is on time', () => {
  everyMoment(({ before, state, events }) => {
    for (const e of ofType(events, 'StepAccepted')) {
      const { deadline, submittedAt, late, stepId } = e.data;
      const found = latenessesOf(state, state.steps[stepId]!);
      const excused = found.some((l) => l.overturned !== null);
      if (deadline !== null && submittedAt >= endOfDay(deadline) && !excused) expect(late).toBe(true);
      if (late && (deadline === null || submittedAt < endOfDay(deadline))) expect(standingLateness(state, stepId).some((l) => l.dueAt <= submittedAt)).toBe(true);
      if (!before.lateness.some((l) => found.some((f) => f.duty === l.duty)) && (deadline === null || submittedAt < endOfDay(deadline))) expect(late).toBe(false);
    }
  });
});

test('one open request a duty; none is left open that nobody needs', () => {
  everyMoment(({ state }) => {
    const open = Object.values(state.requests).filter((r) => r.status === 'open' && r.kind !== 'objection');
    for (const r of open) {
      expect(state.closed).toBeNull();
      expect(state.assignments[r.assignmentId]!.status).toBe('active');
      if (r.stepId !== null) expect(['open', 'submitted']).toContain(state.steps[r.stepId]!.status);
      expect(open.filter((x) => x.assignmentId === r.assignmentId && (x.stepId === null || r.stepId === null || x.stepId === r.stepId))).toHaveLength(1);
    }
  });
});

test('an agenda key comes once in a stream, and no rung twice in one arming', () => {
  everyMoment((m, _rules, run) => {
    if (m !== run.moments.at(-1)) return;
    const keys = run.events.map((e) => e.agendaKey).filter((k) => k !== undefined);
    expect(new Set(keys).size).toBe(keys.length);
    for (const p of run.events) if (p.agendaKey !== undefined && p.type !== 'PeriodOpened') expect(p.agendaKey).toBe(`${(p.data as { duty: string }).duty}/${(p.data as { arming: number }).arming}/${(p.data as { rung: string }).rung}`);
  });
});

test('every entry goes away when fired: after a command nothing is due, and settling again adds nothing', () => {
  everyMoment(({ state, act, rejected }, rules) => {
    if (rejected !== null) return;
    const span = spanAt(rules, act.at);
    expect(agendaOf(state, span, rules.roster).filter((e) => e.at <= act.at)).toEqual([]);
    expect(settleItem(state, act.at, rules).events).toEqual([]);
  });
});

test('every open duty is alive', () => {
  everyMoment(({ state, act, rejected }, rules) => {
    if (rejected !== null) return;
    expectAlive(state, act.at, rules);
  });
});

function expectAlive(state: ItemState, at: string, rules: Rules): void {
  const span = spanAt(rules, at);
  const agenda = agendaOf(state, span, rules.roster);
  const duties = dutiesOf(state, span, rules.roster);
  if (state.closed === null) expect(agenda.length).toBeGreaterThan(0);
  for (const d of duties) {
    if (agenda.some((e) => e.duty === d.id)) continue;
    // Nothing of its own next: then somebody else owes something by a day, or the paper names no day and the year's end bounds it.
    const signer = duties.find((x) => x.kind === 'sign' && x.stepId === d.stepId && x.day !== null);
    const ruler = d.resting === null ? undefined : duties.find((x) => x.kind === 'rule' && x.assignmentId === d.assignmentId && x.day !== null);
    const undated = d.day === null && agenda.some((e) => e.kind === 'closeYear');
    expect([d.id, Boolean(signer ?? ruler) || undated]).toEqual([d.id, true]);
  }
}

test('the fold of the events, as the log gives them back, is the state; the state is plain JSON', () => {
  everyMoment((m, _rules, run) => {
    if (m !== run.moments.at(-1)) return;
    const log = JSON.parse(JSON.stringify(run.events)) as ItemEvent[];
    expect(itemOf('i1', log)).toEqual(run.state);
    expect(JSON.parse(JSON.stringify(run.state))).toEqual(run.state);
  });
});

test('evolving needs the event alone: it never changes the state that it is given', () => {
  everyMoment((m) => {
    const frozen = JSON.stringify(m.before);
    m.events.reduce((s, e) => evolveItem(s, e, 'i1'), m.before);
    expect(JSON.stringify(m.before)).toBe(frozen);
  }, times(10));
});

test('the items that the properties run on do get somewhere', () => {
  const seen = new Map<string, number>();
  const rejected = new Map<string, number>();
  fc.assert(
    fc.property(setting, draws, (s, ds) => {
      for (const m of play(s, ds).moments) {
        for (const e of m.events) seen.set(e.type, (seen.get(e.type) ?? 0) + 1);
        if (m.rejected) rejected.set(`${m.act.command.type}: ${m.rejected}`, (rejected.get(`${m.act.command.type}: ${m.rejected}`) ?? 0) + 1);
      }
    }),
    { numRuns: 120, seed: 11 },
  );
  const wanted = ['StepAccepted', 'StepReturned', 'StepRecalled', 'RequestGranted', 'RequestRefused', 'RequestLapsed', 'LatenessOverturned', 'AssignmentTransferred', 'ItemSuspended', 'ItemResumed', 'ItemReopened', 'ItemClosed', 'OutcomeOpened', 'ItemAmended', 'BehindMarked', 'OverdueMarked', 'RedMarked', 'PaperSigned', 'PaperVoided', 'PaperAnswered', 'PeriodOpened', 'DutyEscalated', 'EntrySkipped', 'ApprovalGiven'];
  if (process.env.SHOW_COVERAGE) console.log([...seen].sort(), [...rejected].sort());
  expect(wanted.filter((t) => !seen.has(t))).toEqual([]);
});
