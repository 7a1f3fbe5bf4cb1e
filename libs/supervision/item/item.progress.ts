import { rulesOfUnit, spanAt, type Rules } from '../rules';
import { dayOf, type Instant } from '../time/day';
import { attemptDayOf, deadlineOf } from './item.deadline';
import { correctedLateness } from './item.lateness';
import { expectedPercent } from './item.schedule';
import { settleItem } from './item.settle';
import type { ItemState, Step } from './item.types';

/** 已完成, 超进度, 达进度, 欠进度, 逾期, 中止: how far an item is at a moment, beside its light. */
export type ProgressClass = 'completed' | 'ahead' | 'onTrack' | 'behind' | 'overdue' | 'suspended';

type StepProgress = 'ahead' | 'onTrack' | 'behind' | 'overdue';

/** A step against its schedule; null where there is none: no deadline, one that was found not to make it late, or no share reported yet. */
function progressOf(state: ItemState, step: Step, rules: Rules, now: Instant): StepProgress | null {
  if (step.marks.overdue !== null || step.marks.red !== null) return 'overdue';
  if (step.status === 'submitted') return 'onTrack';
  if (correctedLateness(state, step) !== null) return null;
  const span = spanAt(rules, now);
  const unitRules = rulesOfUnit(span, rules.roster, state.assignments[step.assignmentId]?.unitId ?? '');
  const day = attemptDayOf(step, deadlineOf(step, span.calendar, unitRules, now).day);
  if (day === null || step.percent === null) return null;
  const ahead = step.percent - expectedPercent(step, day, span.calendar, dayOf(now));
  const tolerance = unitRules.behindTolerancePercent;
  if (ahead > tolerance) return 'ahead';
  return ahead < -tolerance ? 'behind' : 'onTrack';
}

/**
 * The progress class as of a moment, what was due by then counted in.
 *
 * The item is as far as the hindmost of its steps under way; ahead only where every step with a schedule is. Without a
 * schedule or a share it is on track: silence is no figure.
 */
export function progressClass(folded: ItemState, rules: Rules, now: Instant): ProgressClass {
  const { state } = settleItem(folded, now > folded.lastAt ? now : folded.lastAt, rules);
  if (state.closed?.how === 'completed') return 'completed';
  if (state.suspended || state.closed?.how === 'withdrawn' || state.closed?.how === 'dropped') return 'suspended';
  // Its period ended with the work undone.
  if (state.closed) return 'overdue';
  const active = (s: Step): boolean => state.assignments[s.assignmentId]?.status === 'active' && (s.status === 'open' || s.status === 'submitted');
  const steps = Object.values(state.steps).filter(active).map((s) => progressOf(state, s, rules, now)).filter((p) => p !== null);
  if (steps.includes('overdue')) return 'overdue';
  if (steps.includes('behind')) return 'behind';
  return steps.length > 0 && steps.every((p) => p === 'ahead') ? 'ahead' : 'onTrack';
}
