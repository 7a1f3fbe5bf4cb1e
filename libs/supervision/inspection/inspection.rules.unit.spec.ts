import fc from 'fast-check';
import { CLOCK, type Actor } from '../actor';
import { of } from '../testing/world';
import { CONVENOR, finding, INSPECTOR, LEAD, LEADER, OFFICE, opened, SIGN, SIGNER, type Inspecting } from '../testing/inspections';
import { times } from '../testing/times';
import type { PaperCommand } from '../proceeding/papers';
import { addMs, type Instant } from '../time/day';
import { figuresOf, isLateFinding } from './inspection.figures';
import type { InspectionCommand } from './inspection.events';
import { isOpenFinding } from './inspection.types';

/** What holds whatever people do, in whatever order, and whenever timers ran. */

type Command = InspectionCommand | { type: 'settle' } | PaperCommand;
interface Act {
  hours: number;
  actor: Actor;
  command: Command;
}

const ACTORS: readonly Actor[] = [OFFICE, LEADER, INSPECTOR, CONVENOR, SIGNER, LEAD, of('second', 1), of('office', 3), of('supervisor', 4), { kind: 'person', personId: 'supervisor-1', unitId: 'supervisor', onBehalfOf: 'lead' }];
const id = fc.constantFrom('f1', 'f2', 'f3');
const paperId = fc.constantFrom('p1', 'p2', 'p3', 'p4');
const words = fc.constantFrom('情况一', '情况二', '情况三');
const unitId = fc.constantFrom('lead', 'second', 'helper');
const day = fc.constantFrom('2026-01-12', '2026-01-20', '2026-03-02');

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ type: 'settle' as const }) },
  { weight: 4, arbitrary: fc.tuple(unitId, words).map(([u, text]) => finding({ unitId: u, text, workingDays: 5 })) },
  { weight: 6, arbitrary: paperId.map((p) => ({ type: 'signPaper' as const, paperId: p })) },
  { weight: 6, arbitrary: fc.tuple(id, words).map(([findingId, text]): InspectionCommand => ({ type: 'replyRectification', findingId, text, evidenceIds: [] })) },
  { weight: 5, arbitrary: id.map((findingId): InspectionCommand => ({ type: 'strikeOff', findingId, text: '', evidenceIds: [] })) },
  { weight: 3, arbitrary: fc.tuple(id, words).map(([findingId, reason]): InspectionCommand => ({ type: 'returnRectification', findingId, reason })) },
  fc.tuple(id, words).map(([findingId, reason]): InspectionCommand => ({ type: 'escalateRectification', findingId, reason })),
  fc.tuple(id, fc.constantFrom('order' as const, 'extend' as const, 'stop' as const), day).map(([findingId, ruling, on]): InspectionCommand => ({ type: 'ruleOnEscalation', findingId, ruling, day: on, text: '经研究' })),
  fc.tuple(paperId, words).map(([p, reason]) => ({ type: 'voidPaper' as const, paperId: p, reason })),
  fc.tuple(id, words).map(([findingId, demand]): InspectionCommand => ({ type: 'demandRectification', findingId, demand, workingDays: 3 })),
  fc.tuple(id, words).map(([findingId, reason]): InspectionCommand => ({ type: 'withdrawFinding', findingId, reason })),
  { weight: 2, arbitrary: fc.tuple(id, fc.constantFrom('finding' as const, 'lateness' as const, 'return' as const)).map(([findingId, what]): InspectionCommand => ({ type: 'objectToFinding', findingId, what, reason: '情况不符', evidenceIds: [] })) },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('o1', 'o2'), fc.boolean()).map(([objectionId, upheld]): InspectionCommand => ({ type: 'ruleOnObjection', objectionId, upheld, basis: '经核实' })) },
  fc.tuple(id, words).map(([findingId, text]): InspectionCommand => ({ type: 'amendFinding', findingId, revision: 1, text, severity: 'minor', basis: '要点', evidenceIds: [] })),
  fc.tuple(unitId, day).map(([u, on]): InspectionCommand => ({ type: 'planVisit', unitId: u, day: on, personId: 'supervisor-2' })),
  fc.constant<InspectionCommand>({ type: 'dropVisit', visitId: 'v1', reason: '合并' }),
  fc.constant<InspectionCommand>({ type: 'replaceInspector', personId: 'supervisor-2', byPersonId: 'supervisor-4', byUnitId: 'supervisor', reason: '调离' }),
  { weight: 2, arbitrary: fc.constant<InspectionCommand>({ type: 'reportInspection', conclusion: '总体有序', lookBackOn: '2026-06-01', dropUnanswered: '与重点无关' }) },
  fc.constant<InspectionCommand>({ type: 'cancelInspection', reason: '取消' }),
);

/** Who could do it; the others are tried as well. */
const FITTING: Partial<Record<Command['type'], Actor>> = { signPaper: SIGNER, voidPaper: SIGNER, replyRectification: LEAD, objectToFinding: LEAD, ruleOnObjection: OFFICE, ruleOnEscalation: CONVENOR };
const acts = fc.array(
  fc.record({ hours: fc.integer({ min: 0, max: 72 }), command, fits: fc.nat(9), other: fc.constantFrom(...ACTORS) }).map(({ hours, command: c, fits, other }): Act => ({ hours, command: c, actor: fits < 7 ? (FITTING[c.type] ?? LEADER) : other })),
  { minLength: 5, maxLength: 60 },
);

const begun = (): Inspecting =>
  opened().and('2026-01-06', CONVENOR, { type: 'approveInspection', grant: true, text: '同意' }).and('2026-01-07', LEADER, { type: 'giveNotice', text: '督查通知' }).and('2026-01-12', INSPECTOR, finding({ workingDays: 5 })).and('2026-01-12', SIGNER, SIGN);

/** Plays acts in their order, each some hours after the one before; `also` runs the timer before each as well. */
function play(list: readonly Act[], also = false): { course: Inspecting; accepted: string[]; at: Instant } {
  let course = begun();
  let at: Instant = '2026-01-12T03:00:00.000Z';
  const accepted: string[] = [];
  for (const act of list) {
    if (also) course = course.until(addMs(at, (act.hours * 3_600_000) / 2));
    at = addMs(at, act.hours * 3_600_000);
    const came = course.when(at, act.command.type === 'settle' ? CLOCK : act.actor, act.command);
    if (came.rejected === null) {
      accepted.push(act.command.type);
      course = course.and(at, act.command.type === 'settle' ? CLOCK : act.actor, act.command);
    }
  }
  return { course: course.until(at), accepted, at };
}

test('no order of commands closes an inspection with an open finding, nor issues a rung twice, nor lets anybody accept their own', () => {
  fc.assert(
    fc.property(acts, (list) => {
      const { course } = play(list);
      const { state } = course;
      if (state.closed) expect(Object.values(state.findings).filter(isOpenFinding)).toEqual([]);
      const keys = course.events.flatMap((e) => e.agendaKey ?? []);
      expect(new Set(keys).size).toBe(keys.length);
      for (const event of course.events.filter((e) => e.type === 'FindingStruckOff')) {
        const { actor } = event.meta;
        const struck = state.findings[(event.data as { findingId: string }).findingId]!;
        const reply = struck.replies.find((r) => r.outcome === 'accepted');
        expect(actor).toMatchObject({ kind: 'person' });
        if (actor.kind === 'person') {
          expect(actor.unitId).not.toBe(struck.unitId);
          expect(actor.personId).not.toBe(reply?.personId);
        }
      }
      // An issued notice has its signature; a finding that is owed has its notice.
      for (const f of Object.values(state.findings)) {
        expect(f.notices.filter((n) => n.status === 'issued').every((n) => n.signedBy !== null && n.signedBy !== n.draftedBy)).toBe(true);
        if (f.status === 'rectifying' || f.status === 'replied') expect(f.day).not.toBeNull();
      }
    }),
    times(300),
  );
});

test('the orders that are drawn go deep enough to mean something', () => {
  const rare = ['strikeOff', 'returnRectification', 'reportInspection', 'objectToFinding', 'ruleOnObjection'];
  const missing = new Set(rare);
  // All come within some hundred orders; the first that come are enough.
  for (const list of fc.sample(acts, { seed: 3, numRuns: 2_000 })) {
    for (const type of play(list).accepted) missing.delete(type);
    if (missing.size === 0) break;
  }
  expect([...missing]).toEqual([]);
});

test('lateness, figures and the end do not depend on when the timer ran', () => {
  fc.assert(
    fc.property(acts, (list) => {
      const people = list.filter((a) => a.command.type !== 'settle');
      const [late, early] = [play(people), play(people, true)];
      // A unit may object within its days from when a lateness was recorded: a late timer gives it no fewer, and so may take one more objection.
      fc.pre(JSON.stringify(late.accepted) === JSON.stringify(early.accepted));
      const [seldom, often] = [late.course, early.course];
      expect(figuresOf(often.state)).toEqual(figuresOf(seldom.state));
      expect(often.state.overdue).toEqual(seldom.state.overdue);
      expect(often.state.closed === null).toBe(seldom.state.closed === null);
      expect(Object.values(often.state.findings).map((f) => isLateFinding(f, often.state))).toEqual(Object.values(seldom.state.findings).map((f) => isLateFinding(f, seldom.state)));
    }),
    times(100),
  );
});
