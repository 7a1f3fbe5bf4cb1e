import type { RecordedEvent } from '#libs/event-store/event';
import type { Upcaster } from '#libs/event-store/event-types';
import type { Json } from '#libs/event-store/json';

type Data = RecordedEvent['data'];

/** For a field that may be there from the next version on, and whose absence means what it meant before: who does not know it must not read on. */
const same = (data: Data): Data => data;

interface Figures {
  items: { itemId: string; entries: { unitId: string; event: number; lineId: string; values: { targetId: string; value: number }[] }[] }[];
  totals: { itemId: string; targetId: string }[];
}

/** Of figures that were added up: each source with the value that its form told of the target, and that they add up, so that they come to the same when they are computed again. */
function withSources(figures: Figures): Json {
  const totals = figures.totals.map(({ itemId, targetId, ...total }) => {
    const entries = figures.items.find((item) => item.itemId === itemId)?.entries ?? [];
    // A line is named by its item and assignment.
    const from = entries.flatMap(({ unitId, event, lineId, values }) => values.filter((v) => v.targetId === targetId).map(({ value }) => ({ unitId, event, assignmentId: lineId.slice(itemId.length + 1), value })));
    return { itemId, targetId, ...total, from, undecided: false };
  });
  const decided = totals.filter(({ from }) => from.length > 1).map(({ itemId, targetId, from }) => ({ itemId, targetId, sources: from.map((f) => f.assignmentId), how: 'apart', event: 0 }));
  return { ...figures, totals, decided } as unknown as Json;
}

/**
 * Event types that are no longer written as at first: for each the steps by which its data come from one schema version to the next,
 * the first from 1 to 2. What is written has the newest.
 */
const STEPS: Readonly<Record<string, readonly ((data: Data) => Data)[]>> = {
  // 2 says by when the draft is sent again where it had gone further down; before, it always lay above again.
  PlanReturnObjectionRuled: [(data) => ({ ...data, day: data['day'] ?? null })],
  // 2 says in which step the work is put right; before, always in the one that was returned. 3: as AssignmentTransferred.
  StepReturned: [({ goesOn, ...data }) => ({ ...data, goesOn: goesOn === undefined ? null : { step: goesOn } }), same],
  // 2 says which step ends with it; before, none did.
  ReturnOverturned: [(data) => ({ ...data, ends: data['ends'] ?? null })],
  // 2 says in which step the work is done anew; before, always in the one that is reopened. 3: as AssignmentTransferred.
  ItemReopened: [(data) => ({ ...data, goesOn: data['goesOn'] ?? null }), same],
  // 2 may say of a step that it takes up the unit's own from before (resumes), or does accepted work anew (redoes); before, each was a step of its own.
  AssignmentTransferred: [same],
  AssignmentPassedOn: [same],
  // 2 may say the same of its steps, and what the item takes in or what was split off it; before, no amendment merged or split.
  ItemAmended: [same],
  // 2 may say where an item goes on that was split or merged; before, what was dropped was dropped for good.
  ItemClosed: [same],
  // 2 says of the inspection that is taken in what set it off and by which it could take place; before, the event did not say.
  InspectionAbsorbed: [(data) => ({ ...data, planId: data['planId'] ?? null, reason: data['reason'] ?? null, basis: data['basis'] ?? null })],
  // 2 says by which traits a unit belongs to its class; before, whoever opened the round said to which, whatever the unit's traits.
  EvaluationOpened: [(data) => ({ ...data, units: (data['units'] as Data[]).map((unit) => ({ ...unit, traits: unit['traits'] ?? { unitClass: null, size: null, trade: null, region: null } })) })],
  // 2 says of a target's total what each unit told and whether values overlap; before, all were added up, and nobody was asked.
  RoundLocked: [(data) => ({ ...data, figures: withSources(data['figures'] as unknown as Figures) })],
};

/** The schema version in which an event of this type is written, and the newest that is understood. */
export function schemaVersionOf(type: string): number {
  return (Object.hasOwn(STEPS, type) ? STEPS[type]!.length : 0) + 1;
}

/** By event type: brings what was written under an older schema version to the newest. */
export const UPCASTERS: ReadonlyMap<string, Upcaster> = new Map(
  Object.entries(STEPS).map(([type, steps]): [string, Upcaster] => [type, (event) => ({ ...event, schemaVersion: steps.length + 1, data: steps.slice(event.schemaVersion - 1).reduce((data, step) => step(data), event.data) })]),
);
