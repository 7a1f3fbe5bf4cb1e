import type { Schemas } from '../../api/client';
import type { LightColour } from '../../parts/light';

type Item = Schemas['ItemForecastBody'];
type Step = Schemas['StepForecastBody'];

/** How far work is: what it is coloured by, beside its word and its pattern. */
export const STATES = ['done', 'running', 'late', 'planned'] as const;
export type WorkState = (typeof STATES)[number];

export interface Days {
  from: string | null;
  to: string | null;
}

/** A line of the schedule: an item, or one of its steps below it. */
export interface Line {
  id: string;
  item: Item;
  /** Null for the item itself. */
  step: Step | null;
  title: string;
  light: LightColour;
  state: WorkState;
  /** From when to when it lies as it went and as it will go on; null: no day yet. */
  from: string | null;
  to: string | null;
  /** As it was scheduled, and as it went; of an item: of its steps together. Null: no day. */
  planned: Days;
  actual: Days;
  deadline: string | null;
  firstDeadline: string | null;
  /** Working days to spare before the deadline; below nothing: past it. Null where there is no day, or where it was found not to make it late (更正). */
  slack: number | null;
  /** Ends later than it was scheduled, and that counts: of an item where one of its steps does. */
  slipped: boolean;
  /** The steps that hold it up, by name. */
  heldBy: readonly string[];
}

const least = (days: readonly (string | null)[]): string | null => days.filter((d): d is string => d !== null).sort()[0] ?? null;
const most = (days: readonly (string | null)[]): string | null => days.filter((d): d is string => d !== null).sort().at(-1) ?? null;

/** From when to when anything of a line is drawn: what was scheduled and what came of it together. Null: without a day. */
export function extentOf({ from, to, planned }: Pick<Line, 'from' | 'to' | 'planned'>): { from: string; to: string } | null {
  const [first, last] = [least([from, planned.from]), most([to, planned.to])];
  return first === null || last === null ? null : { from: first > last ? last : first, to: last };
}

/** Past its deadline it is late, whether begun or not; what was finished late is done, and its light says the rest. */
function stateOf(done: boolean, light: LightColour, begun: boolean): WorkState {
  return done ? 'done' : light === 'yellow' || light === 'red' ? 'late' : begun ? 'running' : 'planned';
}

function ofStep(item: Item, step: Step): Line {
  const from = step.actual.from ?? step.forecast?.from ?? step.planned?.from ?? step.deadline;
  const to = step.actual.to ?? step.forecast?.to ?? step.deadline ?? step.planned?.to ?? null;
  return {
    id: `${item.itemId}:${step.stepId}`,
    item,
    step,
    title: step.title,
    light: step.light,
    state: stateOf(step.status === 'done', step.light, step.actual.from !== null),
    // What was reported before its first day, or sent on the day it came, is a bar of one day.
    from: from !== null && to !== null && from > to ? to : from,
    to,
    planned: { from: step.planned?.from ?? null, to: step.planned?.to ?? null },
    actual: { from: step.actual.from, to: step.actual.to },
    deadline: step.deadline,
    firstDeadline: step.firstDeadline,
    slack: step.deadline === null || step.corrected ? null : step.lateWorkingDays > 0 ? -step.lateWorkingDays : -step.movedWorkingDays,
    slipped: !step.corrected && to !== null && step.planned !== null && to > step.planned.to,
    heldBy: step.heldBy.flatMap((id) => item.steps.find(({ stepId }) => stepId === id)?.title ?? []),
  };
}

/** Items in the plan's order with their steps below them; of one unit alone where it is named. */
export function linesOf(items: readonly Item[], unitId: string | undefined): Line[] {
  return items.flatMap((item) => {
    const steps = item.steps.filter((s) => unitId === undefined || s.unitId === unitId).map((s) => ofStep(item, s));
    if (steps.length === 0 && unitId !== undefined) return [];
    const whole: Line = {
      id: item.itemId,
      item,
      step: null,
      title: item.title,
      light: item.light,
      state: stateOf(item.status === 'completed', item.light, item.steps.some((s) => s.actual.from !== null)),
      from: least(steps.map((s) => s.from)),
      to: most(steps.map((s) => s.to)),
      planned: { from: least(steps.map((s) => s.planned.from)), to: most(steps.map((s) => s.planned.to)) },
      actual: { from: least(steps.map((s) => s.actual.from)), to: steps.every((s) => s.actual.to !== null) ? most(steps.map((s) => s.actual.to)) : null },
      deadline: item.deadline,
      firstDeadline: null,
      slack: null,
      slipped: steps.some((s) => s.slipped),
      heldBy: [],
    };
    return [whole, ...steps];
  });
}
