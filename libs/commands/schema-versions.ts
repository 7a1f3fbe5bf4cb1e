import type { RecordedEvent } from '#libs/event-store/event';
import type { Upcaster } from '#libs/event-store/event-types';

type Data = RecordedEvent['data'];

/**
 * Event types that are no longer written as at first: for each the steps by which its data come from one schema version to the next,
 * the first from 1 to 2. What is written has the newest.
 */
const STEPS: Readonly<Record<string, readonly ((data: Data) => Data)[]>> = {
  // 2 says by when the draft is sent again where it had gone further down; before, it always lay above again.
  PlanReturnObjectionRuled: [(data) => ({ ...data, day: data['day'] ?? null })],
  // 2 says in which step the work is put right; before, always in the one that was returned.
  StepReturned: [({ goesOn, ...data }) => ({ ...data, goesOn: goesOn === undefined ? null : { step: goesOn } })],
  // 2 says which step ends with it; before, none did.
  ReturnOverturned: [(data) => ({ ...data, ends: data['ends'] ?? null })],
  // 2 says in which step the work is done anew; before, always in the one that is reopened.
  ItemReopened: [(data) => ({ ...data, goesOn: data['goesOn'] ?? null })],
};

/** The schema version in which an event of this type is written, and the newest that is understood. */
export function schemaVersionOf(type: string): number {
  return (Object.hasOwn(STEPS, type) ? STEPS[type]!.length : 0) + 1;
}

/** By event type: brings what was written under an older schema version to the newest. */
export const UPCASTERS: ReadonlyMap<string, Upcaster> = new Map(
  Object.entries(STEPS).map(([type, steps]): [string, Upcaster] => [type, (event) => ({ ...event, schemaVersion: steps.length + 1, data: steps.slice(event.schemaVersion - 1).reduce((data, step) => step(data), event.data) })]),
);
