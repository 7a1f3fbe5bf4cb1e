import { compareCursors, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, type StoredEvent, type StreamPlace } from '#libs/event-store/read-by-stream';
import { evolveCalendar, NO_CALENDAR, type CalendarEvent, type CalendarHistory } from '#libs/supervision/calendar/calendar.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { evolvePolicy, NO_POLICY, type PolicyEvent, type PolicyHistory } from '#libs/supervision/policy/policy.events';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster, type RosterEvent } from '#libs/supervision/roster/roster.events';
import type { Rules, RulesSpan } from '#libs/supervision/rules';
import { CALENDAR_STREAM, EFFECT_STREAM, isOfRules, POLICY_STREAM, ROSTER_STREAM, type RulesTookEffectData } from '#libs/supervision/rules.streams';
import { provenTimelineOf, timelineOf } from '#libs/supervision/rules.timeline';
import type { Instant } from '#libs/supervision/time/day';

/** Whose rows a change of rules can change. */
export type Concern = { kind: 'none' } | { kind: 'unit'; unitId: string } | { kind: 'policies'; policyIds: readonly string[] } | { kind: 'groups' } | { kind: 'all' };

interface Snapshot {
  roster: Roster;
  calendar: CalendarHistory;
  policies: ReadonlyMap<string, PolicyHistory>;
}

interface Change {
  cursor: Cursor;
  at: Instant;
  concern: Concern;
  after: Snapshot;
}

const NOTHING: Snapshot = { roster: EMPTY_ROSTER, calendar: NO_CALENDAR, policies: new Map() };
const PREFIXES = [ROSTER_STREAM, CALENDAR_STREAM, POLICY_STREAM, EFFECT_STREAM];
const PAGE = 1_000;

/** Streams by how far they are read: what shows rows has parked them from that version on. */
export type ReadUpTo = ReadonlyMap<string, { readonly version: number }>;

/**
 * The rules as they stood at every place of the log, numbered by their changes in the log's order: what rows show follows
 * from the log alone, whoever computes them and whenever.
 *
 * A stream of rules with an event that this program does not know, or of which it can make no rules, is read up to there.
 */
export class RulesBook {
  private readonly changes: Change[] = [];
  private readonly versions = new Map<string, number>();
  private readonly timelines = new Map<string, readonly RulesSpan[]>();
  /** Streams that could be read no further, by what keeps them: for who reads a whole log, and parks them. */
  readonly stopped = new Map<string, { event: RecordedEvent; error: unknown }>();

  /**
   * Reads every change up to the place, inclusive or not.
   *
   * @param parked streams that are read no further than to there, though they could be by now: what was shown since was shown without
   */
  static async upTo(store: EventStore, place: Cursor, inclusive: boolean, parked: ReadUpTo): Promise<RulesBook> {
    const events: RecordedEvent[] = [];
    for (const prefix of PREFIXES) {
      let from: StreamPlace | null = null;
      for (;;) {
        const read: StoredEvent[] = await readByStream(store.pool, store.types, prefix, from, place, PAGE);
        events.push(...read.map((e) => e.event()));
        const last = read.at(-1);
        if (!last || read.length < PAGE) break;
        from = { stream: last.stream, version: last.version };
      }
    }
    const book = new RulesBook();
    for (const e of events.sort((a, b) => compareCursors(a.cursor, b.cursor))) {
      if (!inclusive && compareCursors(e.cursor, place) >= 0) continue;
      if (e.version >= (parked.get(e.stream)?.version ?? Infinity) || book.stopped.has(e.stream)) continue;
      try {
        if (e.known) book.add(e);
        else book.stopped.set(e.stream, { event: e, error: null });
      } catch (error) {
        book.stopped.set(e.stream, { event: e, error });
      }
    }
    return book;
  }

  /** How many changes it holds. */
  get count(): number {
    return this.changes.length;
  }

  /**
   * Takes in the next change in the log's order; one that is in it already, or follows one not known, changes nothing.
   *
   * @throws where no rules can be made of it: they stay as they were before
   */
  add(event: RecordedEvent): void {
    const { stream, version } = event;
    if (!event.known || !isOfRules(stream) || version !== (this.versions.get(stream) ?? 0) + 1) return;
    const before = this.changes.at(-1)?.after ?? NOTHING;
    const { after, concern } = changed(before, event);
    prove(after, concern);
    this.versions.set(stream, version);
    this.changes.push({ cursor: event.cursor, at: event.recordedAt, after, concern });
  }

  /** How many changes lie before a place of the log. */
  countBefore(place: Cursor): number {
    let n = this.changes.length;
    while (n > 0 && compareCursors(this.changes[n - 1]!.cursor, place) > 0) n--;
    return n;
  }

  change(index: number): { at: Instant; concern: Concern } {
    return this.changes[index]!;
  }

  /** Whether the rows of the item may be others after the change of that index. */
  concerns(index: number, state: ItemState): boolean {
    const { concern } = this.changes[index]!;
    if (concern.kind === 'none' || !isLookedAfter(state)) return false;
    if (concern.kind === 'groups') return state.groups.length > 0 || state.openGroups.length > 0;
    if (concern.kind === 'policies') return concern.policyIds.includes(state.policyId);
    return concern.kind === 'all' || Object.values(state.assignments).some((a) => a.unitId === concern.unitId);
  }

  /** Whether the rows of a proceeding may be others after the change of that index: they show days and who owes, and no names. */
  concernsProceeding(index: number, policyId: string): boolean {
    const { concern } = this.changes[index]!;
    if (concern.kind === 'policies') return concern.policyIds.includes(policyId);
    return concern.kind === 'all' || concern.kind === 'groups';
  }

  /** The rules after the first `count` changes. */
  rules(policyId: string, count: number): Rules {
    const { roster, calendar, policies } = this.changes[count - 1]?.after ?? NOTHING;
    const policy = policies.get(policyId) ?? NO_POLICY;
    const key = `${policyId}/${policy.version}/${calendar.version}/${roster.reclassed.length}`;
    let spans = this.timelines.get(key);
    if (!spans) this.timelines.set(key, (spans = timelineOf(policy, calendar, roster)));
    return { spans, roster };
  }
}

/** Rows show names, who verifies under which roof, and what falls due: a change of members where groups are named. Who is classed anew may answer, and verify, under other rules. Aliases and who is staffed do not show in them. */
function concernOfRoster(event: RosterEvent): Concern {
  if (event.type === 'UnitRenamed') return { kind: 'unit', unitId: event.data.unitId };
  if (event.type === 'GroupFormed' || event.type === 'GroupMemberJoined' || event.type === 'GroupMemberLeft' || event.type === 'GroupDissolved') return { kind: 'groups' };
  return event.type === 'UnitHoused' || event.type === 'UnitDissolved' || event.type === 'UnitClassified' ? { kind: 'all' } : { kind: 'none' };
}

function changed(before: Snapshot, event: RecordedEvent): { after: Snapshot; concern: Concern } {
  const { stream } = event;
  const domain: unknown = event;
  if (stream === ROSTER_STREAM) {
    const e = domain as RosterEvent;
    return { after: { ...before, roster: evolveRoster(before.roster, e) }, concern: concernOfRoster(e) };
  }
  if (stream === EFFECT_STREAM) {
    const { policies, calendar } = event.data as unknown as RulesTookEffectData;
    return { after: before, concern: calendar ? { kind: 'all' } : { kind: 'policies', policyIds: [...policies] } };
  }
  // What is set for a later moment decides from then on: an event of its own tells.
  const later = (event.data as { effectiveFrom?: unknown }).effectiveFrom !== undefined && String(event.data['effectiveFrom']) > event.recordedAt;
  if (stream === CALENDAR_STREAM) {
    return { after: { ...before, calendar: evolveCalendar(before.calendar, domain as CalendarEvent) }, concern: later ? { kind: 'none' } : { kind: 'all' } };
  }
  const policyId = stream.slice(POLICY_STREAM.length);
  const policies = new Map(before.policies).set(policyId, evolvePolicy(before.policies.get(policyId) ?? NO_POLICY, domain as PolicyEvent));
  return { after: { ...before, policies }, concern: later ? { kind: 'none' } : { kind: 'policies', policyIds: [policyId] } };
}

/** Makes of a change the rules that items will ask for. @throws where there are none to be made */
function prove({ policies, calendar, roster }: Snapshot, concern: Concern): void {
  if (calendar.versions.length === 0 || (concern.kind !== 'policies' && concern.kind !== 'all')) return;
  for (const [policyId, policy] of policies) {
    if (policy.versions.length === 0 || (concern.kind === 'policies' && !concern.policyIds.includes(policyId))) continue;
    provenTimelineOf(policy, calendar, roster);
  }
}
