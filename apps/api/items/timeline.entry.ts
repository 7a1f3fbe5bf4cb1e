import type { RecordedEvent } from '#libs/event-store/event';
import type { Roster } from '#libs/supervision/roster/roster';

/** A unit, or a person in it, with its names. */
export interface NamedHolder {
  unitId: string;
  unit: string | null;
  personId: string | null;
  name: string | null;
}

/** By which a reader narrows a timeline down: marks of the clock, what was told or ordered, what a unit did or asked, what was ruled, and how the work went otherwise. */
export const ENTRY_KINDS = ['deadline', 'notice', 'report', 'ruling', 'course'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export interface TimelineEntry {
  version: number;
  type: string;
  /** Null where events are told by their types alone. */
  kind: EntryKind | null;
  zh: string;
  en: string;
  at: string;
  recordedAt: string;
  dueAt: string | null;
  /** The unit whose part it is about; null: the whole, or not told. */
  of: { unitId: string; unit: string | null } | null;
  actor: { kind: string; personId: string | null; name: string | null; unitId: string | null; unit: string | null; onBehalfOf: string | null; insteadOf: { personId: string; name: string | null } | null };
  /** Of a hand-over: both names stay. */
  handedOver: { from: NamedHolder; to: NamedHolder } | null;
  reason: string | null;
  /** Left out where the reader sees only that it happened. */
  data: unknown;
  hash: string;
}

/** What of an event its reader is not shown: who did it, and what it says. */
export interface Withheld {
  who: boolean;
  contents: boolean;
}

type Fields = Readonly<Record<string, unknown>>;

/** A text, or null where it is none. */
export function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

/** In whose place it was done (甲 代 乙): a colleague's on leave, or that of a signer who named a substitute. */
function absentOf(e: RecordedEvent): string | null {
  return text(fields(e.meta['actor'])['insteadOf']) ?? text(fields(e.data['inPlaceOf'])['personId']);
}

/** From whom to whom a hand-over moved: told by an event of its own, or by that of the item which moved. */
function handedOver(e: RecordedEvent): { from: Fields; to: Fields } | null {
  const said = e.type === 'HandedOver' ? e.data : fields(e.data['handOver']);
  return text(fields(said['from'])['unitId']) === null ? null : { from: fields(said['from']), to: fields(said['to']) };
}

/** The units between which a hand-over moved; of other events none. */
export function unitsOfHandOver(e: RecordedEvent): string[] {
  const moved = handedOver(e);
  return moved === null ? [] : [moved.from, moved.to].flatMap((of) => text(of['unitId']) ?? []);
}

/** Everybody whom the entries of these events name, once each. */
export function personsOf(events: readonly RecordedEvent[]): string[] {
  const named = events.flatMap((e) => {
    const moved = handedOver(e);
    return [text(fields(e.meta['actor'])['personId']), absentOf(e), text(moved?.from['personId']), text(moved?.to['personId'])];
  });
  return [...new Set(named.filter((id) => id !== null))];
}

/**
 * An event as an entry of a timeline.
 *
 * @param words what happened, in both languages, and of which kind
 * @param names of persons, by their ids
 * @param of the unit whose part it is about
 */
export function timelineEntry(e: RecordedEvent, { zh, en, kind = null }: { zh: string; en: string; kind?: EntryKind | null }, roster: Roster, names: ReadonlyMap<string, string>, withheld: Withheld, of: string | null = null): TimelineEntry {
  const actor = fields(e.meta['actor']);
  const nameOf = (personId: string | null): string | null => (personId === null ? null : (names.get(personId) ?? null));
  const unitNamed = (unitId: string | null): string | null => (unitId === null ? null : (roster.units[unitId]?.name ?? null));
  const holder = (of: Fields): NamedHolder => {
    const [unitId, personId] = [text(of['unitId']) ?? '', text(of['personId'])];
    return { unitId, unit: unitNamed(unitId), personId, name: nameOf(personId) };
  };
  const unitId = text(actor['unitId']);
  const personId = withheld.who ? null : text(actor['personId']);
  const absent = withheld.who ? null : absentOf(e);
  const moved = withheld.who ? null : handedOver(e);
  return {
    version: e.version,
    type: e.type,
    kind,
    zh,
    en,
    at: text(e.meta['occurredAt']) ?? e.recordedAt,
    recordedAt: e.recordedAt,
    dueAt: text(e.meta['dueAt']),
    of: of === null ? null : { unitId: of, unit: unitNamed(of) },
    actor: {
      kind: text(actor['kind']) ?? 'system',
      personId,
      name: personId === null ? text(actor['name']) : nameOf(personId),
      unitId,
      unit: unitNamed(unitId),
      onBehalfOf: text(actor['onBehalfOf']),
      insteadOf: absent === null ? null : { personId: absent, name: nameOf(absent) },
    },
    handedOver: moved && { from: holder(moved.from), to: holder(moved.to) },
    reason: withheld.contents ? null : text(e.meta['reason']),
    data: withheld.contents ? null : e.data,
    hash: e.hash.toString('hex'),
  };
}
