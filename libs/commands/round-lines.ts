import { firstDayOf } from '#libs/supervision/item/item.first-day';
import type { Assignment, ItemState } from '#libs/supervision/item/item.types';
import type { LineGone, RoundLine } from '#libs/supervision/reporting-round/round.types';
import type { Day } from '#libs/supervision/time/day';

/** Why an assignment is no line any more; null where it is one. */
export function goneOf(item: ItemState | null, assignmentId: string): LineGone | null {
  if (item === null) return 'itemMissing';
  if (item.closed) return 'itemClosed';
  if (item.suspended) return 'itemSuspended';
  return item.assignments[assignmentId]?.status === 'active' ? null : 'assignmentClosed';
}

function fromOf(item: ItemState, target: ItemState['targets'][number]): { from?: Day } {
  const from = firstDayOf(item, target);
  return from === null ? {} : { from };
}

/** A line filled in beforehand with what the log knows of the assignment. */
export function lineOf(item: ItemState, a: Assignment): RoundLine {
  const steps = Object.values(item.steps).filter((s) => s.assignmentId === a.id && s.status === 'open');
  return {
    id: `${item.id}.${a.id}`,
    itemId: item.id,
    assignmentId: a.id,
    number: item.number,
    title: item.title,
    role: a.role,
    steps: steps.map((s) => ({ stepId: s.id, title: s.title, day: s.attemptDay ?? s.extensions.at(-1)?.day ?? (s.basis?.kind === 'date' ? s.basis.day : null) })),
    targets: item.targets
      .filter((t) => item.waivedTargets[t.id] === undefined)
      .map((t) => ({ ...fromOf(item, t), targetId: t.id, metric: t.metric, comparison: t.comparison, value: t.value, unit: t.unit, reported: a.values[t.id]?.value ?? null, asOf: a.values[t.id]?.asOf ?? null })),
    percent: a.lastReport?.percent ?? null,
    last: a.lastReport && { at: a.lastReport.at, text: a.lastReport.text, noProgress: a.lastReport.noProgress },
  };
}
