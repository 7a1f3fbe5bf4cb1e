import type { RecordedEvent } from './event';

/** Brings a stored event of any older schema version to the newest shape. Pure; must not touch stream, version, cursor or hash. */
export type Upcaster = (event: RecordedEvent) => RecordedEvent;

/** What this process understands of the log (law 6: versioned, upcast on reading, never edited). */
export interface EventTypes {
  /** By event type. Called for known events only. */
  readonly upcasters?: ReadonlyMap<string, Upcaster>;
  /** Newest schema version understood by type; without this map every event counts as known. */
  readonly newestSchemaVersions?: ReadonlyMap<string, number>;
}

export function isKnown(event: { type: string; schemaVersion?: number }, { newestSchemaVersions }: EventTypes): boolean {
  return newestSchemaVersions === undefined || (event.schemaVersion ?? 1) <= (newestSchemaVersions.get(event.type) ?? 0);
}

/** Marks an event that is too new to be understood and upcasts every other one. */
export function interpret(event: RecordedEvent, types: EventTypes): RecordedEvent {
  if (!isKnown(event, types)) return { ...event, known: false };
  const upcast = types.upcasters?.get(event.type);
  return upcast === undefined ? event : upcast(event);
}
