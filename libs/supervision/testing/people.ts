import fc from 'fast-check';
import { CLOCK, type Actor } from '../actor';
import { isRejected } from '../item/decide/deciding';
import type { ItemCommand } from '../item/item.commands';
import { decideItem } from '../item/item.decide';
import type { ItemEvent, ItemEventData } from '../item/item.events';
import type { ItemState } from '../item/item.types';
import { directorsOf } from '../item/item.verifier';
import type { RulesVariant } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { evolveRoster } from '../roster/roster.events';
import { NO_TRAITS } from '../roster/unit-traits';
import type { Rules } from '../rules';
import { cutWhereClassed } from '../rules.timeline';
import type { RejectionCode } from '../rejection';
import { addDays, addMs, atTime, dayOf, type Instant } from '../time/day';
import { calendarOf } from '../calendar/calendar';
import { STATE_COUNCIL } from '../calendar/state-council';
import { given } from './given';
import { FOUR, of, ROSTER, officeFor, rulesWith } from './world';
import { sealedFor } from './sealed';

/**
 * Random people at work, for properties. An act is drawn as bare numbers and made a command only when its turn comes, of the
 * state as it is then: so most of them make sense, and shrinking keeps them making sense.
 */
export interface Draw {
  /** Hours since the act before. */
  wait: number;
  what: number;
  who: number;
  which: number;
  days: number;
  grant: boolean;
}

export interface Act {
  at: Instant;
  actor: Actor;
  command: ItemCommand;
}

const waits = fc.oneof({ weight: 7, arbitrary: fc.integer({ min: 0, max: 100 }) }, { weight: 2, arbitrary: fc.integer({ min: 100, max: 800 }) });
const one: fc.Arbitrary<Draw> = fc.record({
  wait: waits,
  what: fc.nat({ max: 999 }),
  who: fc.nat({ max: 99 }),
  which: fc.nat({ max: 99 }),
  days: fc.integer({ min: 0, max: 40 }),
  grant: fc.boolean(),
});

/** A working life of some length. Drawn without the usual bias to small numbers, which here would only make all people alike. */
export const draws: fc.Arbitrary<Draw[]> = fc.noBias(fc.array(one, { minLength: 12, maxLength: 45, size: 'max' }));

function pick<T>(all: readonly T[], n: number): T | undefined {
  return all[n % Math.max(1, all.length)];
}

type Maker = (state: ItemState, d: Draw, now: Instant, id: string) => { command: ItemCommand; actor: Actor } | null;

/** Steps to work on: mostly of those who signed for their assignment. */
const openSteps = (s: ItemState) => {
  const open = Object.values(s.steps).filter((x) => x.status === 'open' && s.assignments[x.assignmentId]?.status === 'active');
  const received = open.filter((x) => s.assignments[x.assignmentId]?.receivedAt !== null);
  return received.length > 0 ? received : open;
};
const submittedSteps = (s: ItemState) => Object.values(s.steps).filter((x) => x.status === 'submitted');
const doneSteps = (s: ItemState) => Object.values(s.steps).filter((x) => x.status === 'done');
const active = (s: ItemState) => Object.values(s.assignments).filter((a) => a.status === 'active');
const openRequests = (s: ItemState) => Object.values(s.requests).filter((r) => r.status === 'open');
const unitOf = (s: ItemState, assignmentId: string): string => s.assignments[assignmentId]?.unitId ?? 'lead';
const RULERS = ['office', 'supervisor', 'other'] as const;
const TAKERS = ['spare', 'union', 'other', 'helper'] as const;
const later = (now: Instant, d: Draw): string => addDays(dayOf(now), d.days + 1);
/** Who moves the item's clocks: mostly who may. */
const director = (s: ItemState): Actor => of(directorsOf(s, ROSTER)[0] ?? 'office');
const ruler = (d: Draw): Actor => of(RULERS[d.who % 3]!, 1 + (d.who % 2));

/** By weight: what people do most comes most. */
const MAKERS: [number, Maker][] = [
  [200, (s, d) => { const a = pick(active(s).filter((x) => x.receivedAt === null), d.which); return a ? { command: { type: 'receive', assignmentId: a.id, onBehalf: null }, actor: of(a.unitId) } : null; }],
  [20, (s, d, now) => { const a = pick(active(s).filter((x) => x.receivedAt === null || d.who > 90), d.which); return a ? { command: { type: 'receive', assignmentId: a.id, onBehalf: { date: addDays(dayOf(now), -(d.days % 5)), channel: 'phone' as const, caller: sealedFor('s-wang'), scanId: null } }, actor: officeFor(a.unitId) } : null; }],
  [150, (s, d) => { const x = pick(openSteps(s), d.which); return x ? { command: { type: 'submit', stepId: x.id, text: '完成', evidenceIds: [], onBehalf: null }, actor: of(unitOf(s, x.assignmentId), 1 + (d.who % 2)) } : null; }],
  [25, (s, d, now) => { const x = pick(openSteps(s), d.which); return x ? { command: { type: 'submit', stepId: x.id, text: '完成', evidenceIds: [], onBehalf: { date: addDays(dayOf(now), -(d.days % 8)), channel: 'phone' as const, caller: sealedFor('s-wang'), scanId: null } }, actor: officeFor(unitOf(s, x.assignmentId)) } : null; }],
  [40, (s, d) => { const x = pick(openSteps(s).filter((y) => y.inApproval !== null), d.which); return x ? { command: d.grant ? { type: 'approve', stepId: x.id } : { type: 'sendBack', stepId: x.id, reason: '再核' }, actor: of(unitOf(s, x.assignmentId), 1 + (d.who % 4)) } : null; }],
  [150, (s, d) => { const x = pick(submittedSteps(s), d.which); return x ? { command: { type: 'verify', stepId: x.id }, actor: of(d.who < 60 ? (s.assignments[x.assignmentId]?.role === 'participant' ? 'lead' : 'supervisor') : pick(['supervisor', 'office', 'other', 'lead', unitOf(s, x.assignmentId)], d.who)!, 3) } : null; }],
  [50, (s, d) => { const x = pick(submittedSteps(s), d.which); return x ? { command: { type: 'return', stepId: x.id, reason: '不全' }, actor: of(pick(['supervisor', 'office', 'lead'], d.who)!, 3) } : null; }],
  [25, (s, d) => { const x = pick(submittedSteps(s), d.which); return x ? { command: { type: 'recall', stepId: x.id }, actor: of(unitOf(s, x.assignmentId)) } : null; }],
  [50, (s, d, now) => { const x = pick(openSteps(s), d.which); return x ? { command: { type: 'report', assignmentId: x.assignmentId, stepId: x.id, text: '进展', percent: d.days * 2, values: d.grant && s.targets.length > 0 ? [{ targetId: 't1', value: d.which * 3, asOf: dayOf(now) }] : [], noProgressReason: null, onBehalf: null }, actor: of(unitOf(s, x.assignmentId)) } : null; }],
  [15, (s, d, now) => { const a = pick(s.targets.length > 0 ? Object.values(s.assignments) : [], d.which); return a ? { command: { type: 'correctValue', assignmentId: a.id, targetId: 't1', value: d.who * 3, asOf: dayOf(now), reason: '更正' }, actor: of(a.unitId) } : null; }],
  [50, (s, d, now, id) => { const x = pick(openSteps(s), d.which); return x ? { command: { type: 'requestExtension', requestId: id, stepId: x.id, day: addDays(s.deadline ?? dayOf(now), d.days + 1), reason: '延期', onBehalf: null }, actor: of(unitOf(s, x.assignmentId)) } : null; }],
  [30, (s, d, now, id) => { const x = pick(openSteps(s), d.which); return x ? { command: { type: 'stateReason', requestId: id, stepId: x.id, restUntil: later(now, d), reason: '缘由' }, actor: of(unitOf(s, x.assignmentId)) } : null; }],
  [25, (s, d, _now, id) => { const a = pick(active(s), d.which); return a ? { command: { type: 'decline', requestId: id, assignmentId: a.id, reason: '非我', proposedUnitId: pick(TAKERS, d.who) ?? null }, actor: of(a.unitId) } : null; }],
  [60, (s, d, _now, id) => { const x = pick(Object.values(s.steps).filter((y) => y.submissions.some((z) => z.outcome === 'returned') || y.marks.overdue !== null || d.who > 80), d.which); return x ? { command: { type: 'object', requestId: id, assignmentId: x.assignmentId, stepId: x.id, what: pick(x.submissions.at(-1)?.outcome === 'returned' ? (['return', 'lateness'] as const) : (['lateness', 'return', 'attribution'] as const), d.who)!, reason: '异议', onBehalf: null }, actor: of(unitOf(s, x.assignmentId)) } : null; }],
  [110, (s, d, now, id) => { const r = pick(openRequests(s), d.which); return r ? { command: { type: 'rule', requestId: r.id, grant: d.grant, reason: '裁定', day: d.days % 3 === 0 ? later(now, d) : null, toUnitId: d.days % 5 === 0 ? (pick(TAKERS, d.days) ?? null) : null, newAssignmentId: `n${id}` }, actor: ruler(d) } : null; }],
  [10, (s, d) => { const l = pick(s.lateness, d.which); return l ? { command: { type: 'correct', duty: l.duty, arming: l.arming, basis: '更正' }, actor: of('office') } : null; }],
  [12, (s, d, _now, id) => { const a = pick(active(s), d.which); return a ? { command: { type: 'transfer', assignmentId: a.id, toUnitId: pick(TAKERS, d.who)!, newAssignmentId: `n${id}`, reason: '转办' }, actor: of('office') } : null; }],
  // Given back to who had it before.
  [14, (s, d, _now, id) => { const gone = Object.values(s.assignments).filter((x) => x.status === 'transferred'); const [a, before] = [pick(active(s), d.which), pick(gone, d.who)]; return a && before && a.unitId !== before.unitId ? { command: { type: 'transfer', assignmentId: a.id, toUnitId: before.unitId, newAssignmentId: `n${id}`, reason: '退还' }, actor: of('office') } : null; }],
  [15, (s, d) => { const a = pick(active(s), d.which); return a ? { command: { type: 'namePerson', assignmentId: a.id, personId: `${a.unitId}-${1 + (d.who % 2)}` }, actor: of(a.unitId, 3) } : null; }],
  [8, (s, d, _now, id) => { const a = pick(active(s), d.which); return a ? { command: { type: 'handOver', handOverId: id, from: { unitId: a.unitId, personId: null }, to: { unitId: pick(TAKERS, d.who)!, personId: null }, reason: '机构改革', basis: null }, actor: of('office') } : null; }],
  [6, (s, d, _now, id) => { const a = active(s).find((x) => x.responsiblePersonId !== null); return a ? { command: { type: 'handOver', handOverId: id, from: { unitId: a.unitId, personId: a.responsiblePersonId }, to: { unitId: a.unitId, personId: `${a.unitId}-${d.days % 4}` }, reason: '岗位调整', basis: null }, actor: of(a.unitId, 3) } : null; }],
  [14, (s) => ({ command: { type: 'suspend', reason: '中止' }, actor: director(s) })],
  [120, (s) => (s.suspended ? { command: { type: 'resume', reason: '恢复' }, actor: director(s) } : null)],
  [25, (s, d, now) => { const x = pick(doneSteps(s), d.which); return x ? { command: { type: 'reopen', stepId: x.id, day: d.grant ? later(now, d) : null, reason: '重办' }, actor: of('office') } : null; }],
  [15, (s, d, now, id) => s.quantified && d.who > 30 ? null : ({ command: { type: 'quantify', targets: d.grant ? [] : [{ id: `t${id}`, metric: '场', comparison: '>=', value: 5, unit: '场', text: '5场' }], deadline: s.deadline ?? (d.which % 2 ? later(now, d) : null), steps: [], notNeeded: d.grant ? '无需量化' : null }, actor: of('office') })],
  [10, (s, d) => { const t = pick(s.targets, d.which); return t ? { command: { type: 'waiveTarget', targetId: t.id, reason: '免除' }, actor: of('office') } : null; }],
  [12, (s, d, now, id) => ({ command: { type: 'amend', amendment: 1, basis: '调整', ...(d.grant ? { deadline: d.which % 7 === 0 ? null : later(now, d) } : {}), addUnits: d.who % 3 === 0 ? [{ assignmentId: `m${id}`, unitId: pick(TAKERS, d.days)!, role: 'participant', coordinator: false }] : [], dropAssignments: d.who % 4 === 1 ? active(s).slice(0, 1).map((a) => a.id) : [], drop: false }, actor: d.who % 5 === 0 ? director(s) : of('office') })],
  [10, (s, d, now, id) => { const a = pick(active(s), d.which); return a ? { command: { type: 'addStep', stepId: `x${id}`, assignmentId: a.id, title: '另一步', day: d.grant ? later(now, d) : null, evidenceRequired: false }, actor: of('office') } : null; }],
  [90, (s, d) => { const p = pick(Object.values(s.papers).filter((x) => x.status === 'drafted'), d.which); return p ? { command: d.days % 6 === 0 ? { type: 'voidPaper', paperId: p.id, reason: '不发' } : { type: 'signPaper', paperId: p.id }, actor: of('office') } : null; }],
  [30, (s, d) => { const p = pick(Object.values(s.papers).filter((x) => x.status === 'issued'), d.which); return p ? { command: { type: 'answerPaper', paperId: p.id, text: '已改', onBehalf: null }, actor: of(unitOf(s, p.assignmentId)) } : null; }],
  [4, (s, d) => { const a = pick(active(s), d.which); return a ? { command: { type: 'urge', assignmentId: a.id, text: '请抓紧' }, actor: of('supervisor') } : null; }],
  [2, (_s, d) => ({ command: { type: 'withdraw', reason: '终止' }, actor: of(pick(['conference', 'lead', 'union'], d.who)!) })],
  [5, () => ({ command: { type: 'closeUnfulfilled', reason: '未完成' }, actor: of('office') })],
];
const TOTAL = MAKERS.reduce((n, [w]) => n + w, 0);

/** The command that a draw stands for in a state; the next kind where nobody has anything of that kind to do. */
export function actOf(state: ItemState, d: Draw, now: Instant, id: string): Act | null {
  if (state.suspended && d.who < 60) return { at: now, command: { type: 'resume', reason: '恢复' }, actor: director(state) };
  if (state.closed && d.who < 60) {
    const x = pick(doneSteps(state), d.which);
    return x ? { at: now, command: { type: 'reopen', stepId: x.id, day: d.grant ? later(now, d) : null, reason: '重办' }, actor: of('office') } : null;
  }
  let left = (d.what * TOTAL) / 1000;
  let first = 0;
  while (first < MAKERS.length - 1 && (left -= MAKERS[first]![0]) >= 0) first++;
  for (let i = 0; i < MAKERS.length; i++) {
    const made = MAKERS[(first + i) % MAKERS.length]![1](state, d, now, id);
    if (made) return { at: now, ...made };
  }
  return null;
}

/** An item and the rules that it runs under: two policies and two calendars, the later ones taking effect on the way. */
export interface Setting {
  data: Partial<ItemEventData['ItemIssued']>;
  rules: Rules;
}

const HOLIDAYS = [...Array(9).keys()].map((i) => ({ day: addDays('2026-03-18', i), kind: 'holiday' as const, name: '临时放假' }));

/** The lead, its helpers and their verifier become small enterprises on the way, for whom other rules are laid down from the beginning. */
function classedAnew(rules: Rules, at: Instant): Rules {
  const variants: RulesVariant[] = [{ name: '小微企业', when: { size: 'small' }, differences: { graceWorkingDays: 5, receiptWorkingDays: 1, reminderWorkingDays: [9, 2], verifyWorkingDays: 2, deadlineOnHoliday: 'nextWorkingDay' }, guidance: null }];
  const meta = { actor: { kind: 'system' as const, name: 'x' }, occurredAt: at, recordedAt: at, rules: { policy: 0, calendar: 0, roster: 0 } };
  const roster = ['lead', 'helper', 'other'].reduce<Roster>((r, unitId) => evolveRoster(r, { type: 'UnitClassified', data: { ...NO_TRAITS, unitId, size: 'small' }, meta }), rules.roster);
  return { roster, spans: cutWhereClassed(rules.spans.map((span) => ({ ...span, policy: { ...span.policy, variants } })), roster) };
}

export const setting: fc.Arbitrary<Setting> = fc
  .record({
    units: fc.integer({ min: 1, max: 4 }),
    deadline: fc.constantFrom<(string | null)[]>(null, '2026-01-20', '2026-02-20', '2026-03-14', '2026-05-02'),
    recurrence: fc.constantFrom(null, null, 'monthly' as const, 'quarterly' as const),
    targets: fc.boolean(),
    periodTo: fc.constantFrom('2026-04-30', '2026-12-31'),
    standing: fc.boolean(),
    housed: fc.boolean(),
    approvals: fc.constantFrom<(0 | 1 | 2)[]>(0, 0, 1, 2),
    grace: fc.integer({ min: 1, max: 6 }),
    answer: fc.integer({ min: 1, max: 5 }),
    holiday: fc.constantFrom('stays' as const, 'nextWorkingDay' as const),
    papers: fc.constantFrom(['yellowPaper', 'redPaper', 'admonition'] as const, ['bluePaper', 'yellowPaper', 'redPaper'] as const, [] as const),
    from: fc.integer({ min: 1, max: 100 }),
    calendarFrom: fc.integer({ min: 1, max: 100 }),
    classedFrom: fc.option(fc.integer({ min: 1, max: 100 })),
  })
  .map((s) => {
    const assignments = FOUR.slice(0, s.units).map((a) => (s.housed && a.id === 'a1' ? { ...a, unitId: 'union' } : a));
    const at = (day: number): Instant => atTime(addDays('2026-01-05', day), '00:30');
    // A unit may object so long after it heard of a lateness: that time follows the notice, so it is left out of what is compared.
    const first = { papers: ['yellowPaper' as const, 'redPaper' as const, 'admonition' as const], unitApprovals: s.approvals, objectionWorkingDays: 250 };
    const second = { ...first, graceWorkingDays: s.grace, answerWorkingDays: s.answer, deadlineOnHoliday: s.holiday, papers: [...s.papers], blueWithinWorkingDays: 10, receiptWorkingDays: 1 };
    const prolonged = calendarOf(2, 2026, [...STATE_COUNCIL.days, ...HOLIDAYS]);
    const changes = [
      { from: at(s.from), policy: true },
      { from: at(s.calendarFrom), policy: false },
    ].sort((a, b) => (a.from < b.from ? -1 : 1));
    let policy = first as Parameters<typeof rulesWith>[0]['rules'];
    let calendar: ReturnType<typeof calendarOf> | undefined;
    const spans: Parameters<typeof rulesWith> = [{ rules: first }];
    for (const change of changes) {
      if (change.policy) policy = second;
      else calendar = prolonged;
      spans.push({ from: change.from, rules: policy, ...(calendar === undefined ? {} : { calendar }) });
    }
    return {
      // Failures are read by people: the choices, not what was made of them.
      [fc.toStringMethod]: () => JSON.stringify(s),
      rules: s.classedFrom === null ? rulesWith(...spans) : classedAnew(rulesWith(...spans), at(s.classedFrom)),
      data: {
        assignments,
        deadline: s.recurrence === null ? s.deadline : null,
        recurrence: s.recurrence,
        ...(s.targets ? {} : { targets: [] }),
        ...(s.recurrence === null ? {} : { steps: [] }),
        period: { from: '2026-01-01', to: s.periodTo },
        otherVerification: { unitId: 'other', standing: s.standing ? { personIds: ['other-3', 'union-3', 'union-2'], until: '2026-06-30', basis: '授权' } : null },
      },
    };
  });

/** One moment of a run: the state after it, what it recorded, what was refused. */
export interface Moment {
  act: Act;
  before: ItemState;
  state: ItemState;
  events: ItemEvent[];
  rejected: RejectionCode | null;
}

export interface Run {
  issued: ItemEvent;
  first: ItemState;
  moments: Moment[];
  state: ItemState;
  events: ItemEvent[];
}

function happen(run: Run, act: Act, rules: Rules): void {
  const decided = decideItem(run.state, act.command, { now: act.at, actor: act.actor, rules });
  const refused = isRejected(decided);
  const state = refused ? run.state : decided.state;
  const events = refused ? [] : decided.events;
  run.moments.push({ act, before: run.state, state, events, rejected: refused ? decided.rejected.code : null });
  run.state = state;
  run.events.push(...events);
}

export function beginning(s: Setting): Run {
  const story = given(s.data, s.rules);
  return { issued: story.events[0]!, first: story.state, moments: [], state: story.state, events: [...story.events] };
}

/** Lets the drawn people act one after the other; the timer does not run at all unless somebody asks for it. */
export function play(s: Setting, draws: readonly Draw[]): Run {
  const run = beginning(s);
  let now = run.state.lastAt;
  draws.forEach((d, i) => {
    now = addMs(now, d.wait * 3_600_000 + 1);
    const act = actOf(run.state, d, now, `q${i}`);
    if (act) happen(run, act, s.rules);
  });
  return run;
}

/** The same acts again, with the timer running at the given moments in between. */
export function replay(s: Setting, acts: readonly Act[], timers: readonly Instant[]): Run {
  const run = beginning(s);
  const all = [...acts, ...timers.map((at): Act => ({ at, actor: CLOCK, command: { type: 'settle' } }))];
  all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  for (const act of all) happen(run, act, s.rules);
  return run;
}
