import { lastWorkingDay, firstOf, problemsOfTasks, scheduledBackward, type Task } from '../../schedule/network';
import { scheduleRefused } from '../../schedule/draft.steps';
import { reject, type Rejection } from '../../rejection';
import { rulesOfUnit, spanAt } from '../../rules';
import { dayOf, type Day } from '../../time/day';
import type { NamedStep } from '../item.commands';
import { deadlineOf } from '../item.deadline';
import type { NewStep } from '../item.events';
import type { ItemState } from '../item.types';
import type { DecideContext } from './deciding';

/**
 * Steps that are given with working days, scheduled backwards: from their own day, else from the item's, each before those that wait
 * for it and after what it waits for. Steps without stay as they are given.
 *
 * @param plain the steps as given, in the same order
 */
export function scheduledSteps(state: ItemState, named: readonly NamedStep[], plain: readonly NewStep[], end: Day | null, context: DecideContext): NewStep[] | { rejected: Rejection } {
  const timed = named.flatMap((s, i) => (s.workingDays == null && (s.after ?? []).length === 0 ? [] : [{ s, i }]));
  if (timed.length === 0) return [...plain];
  const { now, rules } = context;
  const span = spanAt(rules, now);
  const { calendar } = span;
  const at = (i: number, field: string): string => (named.length === 1 ? field : `steps[${i}].${field}`);
  const last = end ?? timed.map(({ s }) => s.day).sort().at(-1) ?? null;
  if (last === null || timed.some(({ s }) => s.day === null && end === null)) return reject('deadline-none', { field: 'day' });
  const tasks = timed.map(({ s }): Task => ({ id: s.id, workingDays: s.workingDays ?? 1, after: s.after ?? [], by: s.day }));
  const others = [...Object.keys(state.steps), ...named.map((s) => s.id)];
  const wrong = problemsOfTasks(tasks, last, new Set(others));
  if (wrong.length > 0) return scheduleRefused(wrong.map((p) => ({ ...p, field: p.field.replace(/^steps\[(\d+)\]\.(.*)$/, (_all, k: string, rest: string) => at(timed[Number(k)]!.i, rest)) })));
  const bars = scheduledBackward(tasks, last, calendar);
  const steps = [...plain];
  for (const { s, i } of timed) {
    const planned = bars.get(s.id)!;
    if (planned.to < dayOf(now)) return reject('schedule-not-held', { field: at(i, 'workingDays'), details: { number: state.number, step: s.title, day: planned.to, workingDays: calendar.workingDaysBetween(planned.to, dayOf(now)) } });
    const before = (s.after ?? []).find((id) => {
      const day = endKnown(state, plain, id, context);
      return !bars.has(id) && day !== null && lastWorkingDay(calendar, day) >= planned.from;
    });
    if (before !== undefined) return scheduleRefused([{ field: at(i, 'after'), zh: `前置步骤“${before}”的期限晚于本步骤的开始 ${planned.from}`, en: `the step “${before}” before it is due after its start on ${planned.from}` }]);
    const day = s.day === null && !tasks.some((t) => t.after.includes(s.id)) ? last : planned.to;
    steps[i] = { ...plain[i]!, basis: { kind: 'date', day }, workingDays: s.workingDays ?? 1, ...((s.after ?? []).length === 0 ? {} : { after: s.after }), planned: { from: firstOf(calendar, planned.to, s.workingDays ?? 1), to: planned.to } };
  }
  return steps;
}

/** The last day of a step that is there, or is given beside; null where it has none. */
function endKnown(state: ItemState, plain: readonly NewStep[], id: string, { now, rules }: DecideContext): Day | null {
  const step = Object.hasOwn(state.steps, id) ? state.steps[id] : undefined;
  if (step) {
    if (step.status === 'done' || step.status === 'cancelled') return null;
    const span = spanAt(rules, now);
    return deadlineOf(step, span.calendar, rulesOfUnit(span, rules.roster, state.assignments[step.assignmentId]?.unitId ?? ''), now).day;
  }
  const basis = plain.find((s) => s.id === id)?.basis;
  return basis?.kind === 'date' ? basis.day : null;
}
