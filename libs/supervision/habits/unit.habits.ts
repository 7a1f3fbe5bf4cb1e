import { attemptDayOf, deadlineOf } from '../item/item.deadline';
import { quantifier } from '../item/item.duties';
import { stepsOf } from '../item/item.light';
import type { Assignment, Step } from '../item/item.types';
import { addMs, atTime, dayOf, type Day, type Instant } from '../time/day';
import { somebody, type Intention, type Outlook } from './intention';
import { rulesOfUnit } from '../rules';

/** How a unit goes about a piece of work: most are early, some late, some never. */
type Temper = 'early' | 'late' | 'never';

const HOUR_MS = 3_600_000;

function temperOf({ state, chance }: Outlook, step: Step): Temper {
  const roll = chance.roll(state.id, step.id, 'temper');
  return roll < 0.7 ? 'early' : roll < 0.93 ? 'late' : 'never';
}

/** 签收: nearly all within the three days, some after a reminder or two, a few when the leader has heard of it. */
function receives({ state, calendar, chance }: Outlook, a: Assignment): Intention[] {
  if (a.receivedAt !== null) return [];
  const roll = chance.roll(state.id, a.id, 'receive');
  const days = roll < 0.8 ? chance.between(0, 2, state.id, a.id, 'days') : roll < 0.96 ? chance.between(4, 7, state.id, a.id, 'days') : chance.between(9, 16, state.id, a.id, 'days');
  return [{ at: chance.moment(calendar, a.createdAt, days, state.id, a.id, 'receive'), id: `receive/${a.id}`, command: { type: 'receive', assignmentId: a.id, onBehalf: null }, actor: somebody(a.unitId) }];
}

/** The ends of the months in which work of a year is usually due. */
const DUE_MONTHS = ['03-31', '04-30', '06-30', '06-30', '08-31', '09-30', '10-31', '11-30', '12-20'];

/** 量化: the coordinator gives the item its date, and a figure where the paper has none. */
function quantifies(o: Outlook): Intention[] {
  const { state, calendar, chance } = o;
  const lead = quantifier(state);
  if (state.quantified || !lead || lead.receivedAt === null) return [];
  const slow = chance.roll(state.id, 'quantify') > 0.85;
  const from = lead.receivedAt > state.quantifyFrom ? lead.receivedAt : state.quantifyFrom;
  const at = chance.moment(calendar, from, slow ? chance.between(16, 22, state.id) : chance.between(3, 11, state.id), state.id, 'quantify');
  const year = state.period.to.slice(0, 4);
  const possible = DUE_MONTHS.map((end) => `${year}-${end}`).filter((day) => day > calendar.addWorkingDays(dayOf(at), 20));
  const deadline: Day = state.deadline ?? possible[chance.between(0, possible.length - 1, state.id, 'month')] ?? state.period.to;
  const targets = state.targets.length > 0 ? [] : [{ id: 't1', metric: state.title, comparison: '>=' as const, value: 10 * chance.between(1, 12, state.id, 'target'), unit: '项', text: '量化时补充' }];
  return [{ at, id: 'quantify', command: { type: 'quantify', targets, deadline, steps: [], notNeeded: null }, actor: somebody(lead.unitId) }];
}

/** When a unit means to hand a step in; null where it never does, or does not know its day yet. */
function handsInAt(o: Outlook, step: Step, a: Assignment): Instant | null {
  const { state, span, calendar, rules, chance } = o;
  const { day: whole } = deadlineOf(step, calendar, rulesOfUnit(span, rules.roster, a.unitId), o.now);
  const day = attemptDayOf(step, whole);
  const temper = temperOf(o, step);
  if (day === null || temper === 'never') return null;
  const key = [state.id, step.id, step.attempt, step.extensions.length] as const;
  const shift = temper === 'early' ? -chance.between(1, 9, ...key) : chance.between(1, 8, ...key);
  const wanted = atTime(calendar.addWorkingDays(day, shift), '15:30');
  const soonest = chance.moment(calendar, step.attemptOpenedAt > (a.receivedAt ?? '') ? step.attemptOpenedAt : (a.receivedAt ?? ''), 1, ...key);
  return wanted > soonest ? wanted : soonest;
}

/** Values that a lead has reached by the time it hands in; one in ten falls short of what was promised. */
function finalValues({ state, chance }: Outlook, at: Instant): { targetId: string; value: number; asOf: Day }[] {
  return state.targets.map((t) => {
    const short = chance.roll(state.id, t.id, 'short') < 0.1;
    const limit = t.comparison === '<' || t.comparison === '<=';
    return { targetId: t.id, value: Math.floor(t.value * (limit ? 0.9 : short ? 0.8 : 1.1)), asOf: dayOf(at) };
  });
}

/** A report at each quarter of the way; those who will be late report a smaller share, and their light turns blue. */
function reports(o: Outlook, step: Step, a: Assignment, handIn: Instant | null): Intention[] {
  const { state, chance } = o;
  const since = step.armedAt;
  const until = handIn ?? atTime(state.period.to, '12:00');
  const span = Date.parse(until) - Date.parse(since);
  // A little ahead at each quarter, so that the weeks until the next report do not leave it behind.
  const early = temperOf(o, step) === 'early';
  const pace = early ? 25 : chance.between(8, 16, state.id, step.id, 'pace');
  const quarter = Math.floor((step.percent ?? 0) / pace) + 1;
  if (quarter > 3 || span < 20 * 86_400_000) return [];
  const percent = quarter * pace + (early ? 8 : 0);
  const text = percent < quarter * 20 ? '进展慢于预期，正在加紧推进' : '按计划推进';
  return [{ at: addMs(since, Math.floor((span * quarter) / 4)), id: `report/${step.id}/${step.arming}/${percent}`, command: { type: 'report', assignmentId: a.id, stepId: step.id, text, percent, values: [], noProgressReason: null, onBehalf: null }, actor: somebody(a.unitId) }];
}

/** 报送: a lead reports its figures an hour before. */
function delivers(o: Outlook, step: Step, a: Assignment): Intention[] {
  const { state, chance } = o;
  const handIn = handsInAt(o, step, a);
  const intentions = reports(o, step, a, handIn);
  if (handIn === null) return intentions;
  const values = a.role === 'participant' ? [] : finalValues(o, addMs(handIn, -HOUR_MS)).filter((v) => a.values[v.targetId] === undefined);
  if (values.length > 0) {
    intentions.push({ at: addMs(handIn, -HOUR_MS), id: `values/${step.id}/${step.attempt}/${handIn}`, command: { type: 'report', assignmentId: a.id, stepId: step.id, text: '报送指标完成数', percent: null, values, noProgressReason: null, onBehalf: null }, actor: somebody(a.unitId) });
  } else {
    intentions.push({ at: handIn, id: `submit/${step.id}/${step.attempt}/${step.handIns}/${handIn}`, command: { type: 'submit', stepId: step.id, text: '已完成全部工作，请审核', evidenceIds: [], onBehalf: null }, actor: somebody(a.unitId) });
  }
  if (temperOf(o, step) === 'late' && step.extensions.length === 0 && !state.requests[`ext.${step.id}`] && chance.roll(state.id, step.id, 'extend') < 0.35) {
    const { day } = deadlineOf(step, o.calendar, rulesOfUnit(o.span, o.rules.roster, a.unitId), o.now);
    if (day !== null) {
      const at = atTime(o.calendar.addWorkingDays(day, -2), '10:20');
      intentions.push({ at, id: `extend/${step.id}`, command: { type: 'requestExtension', requestId: `ext.${step.id}`, stepId: step.id, day: o.calendar.addWorkingDays(day, 10), reason: '需协调其他单位，申请延期', onBehalf: null }, actor: somebody(a.unitId) });
    }
  }
  return intentions;
}

/** 复文: most answer a yellow paper. */
function answers({ state, calendar, chance }: Outlook, a: Assignment): Intention[] {
  return Object.values(state.papers).flatMap((p) => {
    if (p.assignmentId !== a.id || p.status !== 'issued' || p.kind !== 'yellowPaper' || p.answer !== null || p.settledAt === null || chance.roll(state.id, p.id, 'answer') > 0.7) return [];
    return [{ at: chance.moment(calendar, p.settledAt, chance.between(1, 2, state.id, p.id), state.id, p.id), id: `answer/${p.id}`, command: { type: 'answerPaper', paperId: p.id, text: '已收悉，正在加紧办理', onBehalf: null } as const, actor: somebody(a.unitId) }];
  });
}

/** What the units mean to do next with the item, each on its own work. */
export function unitsIntend(o: Outlook): Intention[] {
  const { state } = o;
  if (state.closed || state.suspended) return [];
  const active = Object.values(state.assignments).filter((a) => a.status === 'active');
  return [
    ...quantifies(o),
    ...active.flatMap((a) => [
      ...receives(o, a),
      ...(a.receivedAt === null ? [] : stepsOf(state, a.id).filter((s) => s.status === 'open').flatMap((s) => delivers(o, s, a))),
      ...answers(o, a),
    ]),
  ];
}
