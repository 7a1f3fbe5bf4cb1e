import fc from 'fast-check';
import { rulesOfUnit, spanAt, type Rules } from '../rules';
import { CLOCK } from '../actor';
import { settleItem } from './item.settle';
import { actOf, beginning, draws, play, replay, setting, type Act, type Draw, type Run, type Setting } from '../testing/people';
import { times } from '../testing/times';
import { addMs, dayOf, endOfDay, type Instant } from '../time/day';
import { agendaOf, nextDue } from './item.agenda';
import { deadlineOf } from './item.deadline';
import { decideItem } from './item.decide';
import type { ItemEvent } from './item.events';
import { assignmentLight, itemLight, itemStatus } from './item.light';
import { progressClass } from './item.progress';
import type { ItemState } from './item.types';

/** Law 1: lateness, deadlines and light are the same whether a timer ran early, on time, late or never. */

/** All that may not depend on when timers ran. Rungs and notices are left out: they follow the real issue of the one before. */
function digest(folded: ItemState, rules: Rules, at: Instant) {
  const { state } = settleItem(folded, at, rules);
  const span = spanAt(rules, at);
  return {
    light: itemLight(state),
    status: itemStatus(state),
    progress: progressClass(state, rules, at),
    lateness: state.lateness.map(({ duty, arming, dueAt, datesBefore, overturned }) => ({ duty, arming, dueAt, datesBefore, overturned })).sort((a, b) => (`${a.duty}/${a.arming}` < `${b.duty}/${b.arming}` ? -1 : 1)),
    assignments: Object.values(state.assignments).map((a) => ({ id: a.id, ...assignmentLight(state, a), status: a.status })),
    steps: Object.values(state.steps)
      .map((s) => {
        const unit = state.assignments[s.assignmentId]!.unitId;
        const { day, first } = deadlineOf(s, span.calendar, rulesOfUnit(span, rules.roster, unit), at);
        return { id: s.id, status: s.status, arming: s.arming, marks: s.marks, completedLate: s.completedLate, openedAt: s.openedAt, day, first };
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    // A blue one is not drawn up any more when catching up past the deadline.
    papers: Object.values(state.papers).filter((p) => p.kind !== 'bluePaper').map((p) => [p.id, p.status]).sort(),
  };
}

/** The state as it stood at a moment. */
function stateAt(run: Run, at: Instant): ItemState {
  return run.moments.filter((m) => m.act.at <= at).at(-1)?.state ?? run.first;
}

/** Runs the timer at each of its moments between the acts, as a prompt worker does. */
function prompt(s: Setting, acts: readonly Act[], until: Instant): Instant[] {
  const timers: Instant[] = [];
  let state = beginning(s).state;
  const step = (act: Act): void => {
    const decided = decideItem(state, act.command, { now: act.at, actor: act.actor, rules: s.rules });
    if (!('rejected' in decided)) state = decided.state;
  };
  for (const act of [...acts, { at: until, actor: CLOCK, command: { type: 'settle' } } as Act]) {
    for (let n = 0; n < 2000; n++) {
      const now = timers.at(-1) ?? state.lastAt;
      const change = s.rules.spans.find((x) => x.from > now && x.from < act.at)?.from;
      const due = nextDue(state, spanAt(s.rules, now), s.rules.roster)?.at;
      const at = [due, change].filter((x): x is Instant => x !== undefined).sort()[0];
      if (at === undefined || at >= act.at) break;
      timers.push(at > now ? at : addMs(now, 1));
      step({ at: timers.at(-1)!, actor: CLOCK, command: { type: 'settle' } });
    }
    step(act);
  }
  return timers;
}

const later = fc.array(fc.integer({ min: 0, max: 400 * 24 }), { maxLength: 8 });

test('lateness, deadlines and light do not depend on when timers ran', () => {
  fc.assert(
    fc.property(setting, draws, later, later, (s, ds, randomHours, lookHours) => {
      const lazy = play(s, ds);
      const acts = lazy.moments.map((m) => m.act);
      const end = addMs(acts.at(-1)?.at ?? lazy.first.lastAt, 40 * 86_400_000);
      const random = randomHours.map((h) => addMs(lazy.first.lastAt, h * 3_600_000 + 7)).filter((t) => t <= end);
      const others = [replay(s, acts, random), replay(s, acts, prompt(s, acts, end))];
      const looks = [end, ...acts.map((a) => a.at).filter((_, i) => i % 4 === 0), ...lookHours.map((h) => addMs(lazy.first.lastAt, h * 3_600_000 + 3))].filter((t) => t <= end);
      for (const other of others) {
        expect(other.moments.filter((m) => m.act.actor !== CLOCK).map((m) => m.rejected)).toEqual(lazy.moments.map((m) => m.rejected));
        for (const at of looks) expect({ at, ...digest(stateAt(other, at), s.rules, at) }).toEqual({ at, ...digest(stateAt(lazy, at), s.rules, at) });
      }
    }),
    times(40),
  );
});

const rungs = (events: readonly ItemEvent[]) => events.filter((e) => e.type === 'ReminderIssued' || e.type === 'DutyEscalated' || e.type === 'PaperDrafted');
const dutyOf = (e: ItemEvent): string => (e.data as { duty: string; arming: number }).duty;

test('catching up does not shout: after an outage one reminder a duty at most, one paper, one stop of the path', () => {
  fc.assert(
    fc.property(setting, draws, fc.integer({ min: 1, max: 30 }), (s, ds, weeks) => {
      const run = play(s, ds);
      const now = addMs(run.state.lastAt, weeks * 7 * 86_400_000);
      const { events } = settleItem(run.state, now, s.rules);
      const count = new Map<string, number>();
      // A paper drawn up goes to its signer, a reminder to the unit: one of each is no shouting.
      for (const e of rungs(events)) count.set(`${e.type} ${dutyOf(e)}`, (count.get(`${e.type} ${dutyOf(e)}`) ?? 0) + 1);
      expect([...count].filter(([, n]) => n > 1)).toEqual([]);
    }),
    times(40),
  );
});

test('a rung is never earlier than the real issue of the one before and its grace', () => {
  fc.assert(
    fc.property(setting, draws, later, (s, ds, hours) => {
      const lazy = play(s, ds);
      const run = replay(s, lazy.moments.map((m) => m.act), hours.map((h) => addMs(lazy.first.lastAt, h * 3_600_000)));
      const issuedOn = new Map<string, Instant>();
      for (const e of run.events) {
        const at = e.meta.recordedAt;
        // What fell due under one calendar is judged by it, however late it was recorded.
        const span = spanAt(s.rules, e.meta.dueAt ?? at);
        if (e.type === 'DutyEscalated') {
          const key = `${e.data.duty}/${e.data.arming}`;
          const before = issuedOn.get(key);
          if (before !== undefined) expect(at >= endOfDay(span.calendar.addWorkingDays(dayOf(before), 1))).toBe(true);
          issuedOn.set(key, at);
        }
        if (e.type === 'PaperSigned' || e.type === 'PaperVoided') {
          const paper = run.state.papers[e.data.paperId]!;
          if (e.type === 'PaperSigned') issuedOn.set(`${paper.stepId}/${paper.arming}`, at);
        }
        if (e.type === 'PaperDrafted' && e.data.paper !== 'yellowPaper' && e.data.paper !== 'bluePaper') {
          const before = issuedOn.get(`${e.data.stepId}/${e.data.arming}`);
          if (before !== undefined) expect(at >= endOfDay(span.calendar.addWorkingDays(dayOf(before), 1))).toBe(true);
        }
      }
    }),
    times(40),
  );
});

test('a new policy or calendar creates nothing due before it took effect', () => {
  fc.assert(
    fc.property(setting, draws, (s, ds) => {
      const run = play(s, ds);
      for (let i = 1; i < s.rules.spans.length; i++) {
        const span = s.rules.spans[i]!;
        // The same life under the rules before, up to the moment of change: nothing that only the new rules ask for lies earlier.
        const { state } = settleItem(run.first, addMs(span.from, -1), { ...s.rules, spans: s.rules.spans.slice(0, i) });
        expect(agendaOf(state, span, s.rules.roster).filter((e) => e.act !== 'openPeriod' && e.at < span.from)).toEqual([]);
      }
      for (const e of run.events) if (e.meta.dueAt !== undefined && e.meta.actor.kind === 'system') expect(e.meta.dueAt >= s.rules.spans.find((x) => x.policy.version === e.meta.rules.policy)!.from).toBe(true);
    }),
    times(40),
  );
});

test('after the last rung it goes on: an open item is heard of every few days, for ever', () => {
  fc.assert(
    fc.property(setting, draws, (s, ds) => {
      let { state } = play(s, ds);
      if (state.closed) return;
      const overdue = addMs(endOfDay('2027-04-30'), 0);
      state = settleItem(state, overdue > state.lastAt ? overdue : state.lastAt, s.rules).state;
      let last = state.lastAt;
      for (let n = 0; n < 12; n++) {
        const next = nextDue(state, spanAt(s.rules, last), s.rules.roster);
        expect(next).not.toBeNull();
        // The longest grace drawn (6 working days) across National Day.
        expect(Date.parse(next!.at) - Date.parse(last)).toBeLessThan(24 * 86_400_000);
        const settled = settleItem(state, next!.at, s.rules);
        expect(settled.events.length).toBeGreaterThan(0);
        state = settled.state;
        last = next!.at;
      }
    }),
    times(25),
  );
});

test('people act on what they see: a command that follows a timer sees what the timer recorded', () => {
  const d: Draw = { wait: 1, what: 0, who: 0, which: 0, days: 1, grant: true };
  fc.assert(
    fc.property(setting, (s) => {
      const run = beginning(s);
      expect(actOf(run.state, d, run.state.lastAt, 'q')?.command.type).toBe('receive');
    }),
    { numRuns: 5 },
  );
});
