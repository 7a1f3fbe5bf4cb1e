import { startOfDay, type Day, type Instant } from '../time/day';
import type { ItemEvent } from './item.events';
import { evolveItem } from './item.evolve';
import { correctedLateness } from './item.lateness';
import { assignmentLight, itemLight, stepLight, stepsOf, type Light } from './item.light';
import type { Assignment, ItemState, Step } from './item.types';

/** A colour that is a mark of the clock. */
type Marked = Extract<Light, 'yellow' | 'red'>;

/** Units whose own assignment shows the light now. */
export function litUnits(item: ItemState, colour: Marked): string[] {
  return unique(litAssignments(item, colour).map((a) => a.unitId));
}

/**
 * Units whose own assignment has turned that colour since a day, whether or not it has recovered since. What was put right (更正) was
 * never late. Work that was passed on meanwhile is that of the unit that has it.
 *
 * @param course the item's events, all of them
 * @param now the item as it is now, with what was due settled
 */
export function unitsTurnedSince(course: readonly ItemEvent[], now: ItemState, colour: Marked, since: Day): string[] {
  const from = startOfDay(since);
  const holders = new Map<string, string>();
  let state: ItemState | null = null;
  const note = (at: ItemState): void => {
    for (const a of litAssignments(at, colour)) {
      if (stepsOf(at, a.id).some((s) => stepLight(s) === colour && turnedAt(s, colour) >= from && correctedLateness(now, s) === null)) holders.set(a.id, a.unitId);
    }
  };
  for (const event of course) note((state = evolveItem(state, event, now.id)));
  note(now);
  return unique([...holders].map(([id, unitId]) => holderNow(now, id) ?? unitId));
}

/** When the colour came, whenever the timer ran. */
function turnedAt(step: Step, colour: Marked): Instant {
  return (colour === 'red' ? step.marks.red : step.marks.overdue) ?? '';
}

/** Whether the clock has ever marked one of its steps so: where not, there is no course to look through. */
export function everMarked(item: ItemState): boolean {
  return Object.values(item.fired).some((rungs) => rungs['overdue'] !== undefined || rungs['red'] !== undefined);
}

function litAssignments(item: ItemState, colour: Marked): Assignment[] {
  if (itemLight(item).light !== colour) return [];
  return Object.values(item.assignments).filter((a) => a.status === 'active' && assignmentLight(item, a).light === colour);
}

function holderNow(now: ItemState, assignmentId: string): string | undefined {
  const a = now.assignments[assignmentId];
  return a && (a.status === 'active' || a.status === 'completed') ? a.unitId : undefined;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
