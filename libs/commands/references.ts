import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { evolveCalendar, NO_CALENDAR, type CalendarEvent, type CalendarHistory } from '#libs/supervision/calendar/calendar.events';
import { evolvePolicy, NO_POLICY, type PolicyEvent, type PolicyHistory } from '#libs/supervision/policy/policy.events';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster, type RosterEvent } from '#libs/supervision/roster/roster.events';
import type { Rules, RulesSpan } from '#libs/supervision/rules';
import { CALENDAR_STREAM, POLICY_STREAM, ROSTER_STREAM } from '#libs/supervision/rules.streams';
import { provenTimelineOf, timelineOf } from '#libs/supervision/rules.timeline';
import { FoldCache, UnreadableEvent, type Folded } from './fold-cache';

export { CALENDAR_STREAM, ROSTER_STREAM };
export const STANDARD_POLICY = 'standard';

export function policyStream(policyId: string): string {
  return POLICY_STREAM + policyId;
}

/** How old what is held may be when somebody only looks; an append checks the versions itself. */
const LOOK_MS = 1_000;

/** The rules that an item is decided by, and the versions to guard the append with. */
export interface Referred {
  rules: Rules;
  guards: { stream: string; version: number }[];
}

/** Policies, the calendar and the roster, kept folded. */
export class References {
  readonly policies: FoldCache<PolicyHistory>;
  readonly calendars: FoldCache<CalendarHistory>;
  readonly rosters: FoldCache<Roster>;
  private readonly rostersByVersion = new Map<number, Roster>();
  private readonly timelines = new Map<string, { key: string; spans: RulesSpan[] }>();

  constructor(private readonly store: EventStore) {
    this.policies = new FoldCache(store, (s, e) => evolvePolicy(s ?? NO_POLICY, asDomain<PolicyEvent>(e)), { streams: 1_000 });
    this.calendars = new FoldCache(store, (s, e) => evolveCalendar(s ?? NO_CALENDAR, asDomain<CalendarEvent>(e)), { streams: 10 });
    this.rosters = new FoldCache(store, (s, e) => evolveRoster(s ?? EMPTY_ROSTER, asDomain<RosterEvent>(e)), { streams: 10 });
  }

  /** The rules for a policy's items. A second old at most. */
  async rules(policyId: string): Promise<Referred> {
    const stream = policyStream(policyId);
    const [policy, calendar, roster] = await Promise.all([this.policies.look(stream, LOOK_MS), this.calendars.look(CALENDAR_STREAM, LOOK_MS), this.rosters.look(ROSTER_STREAM, LOOK_MS)]);
    const who = roster.state ?? EMPTY_ROSTER;
    const key = `${policy.version}/${calendar.version}/${who.reclassed.length}`;
    let timeline = this.timelines.get(policyId);
    if (timeline?.key !== key) {
      timeline = { key, spans: read(stream, policy, () => provenTimelineOf(policy.state ?? NO_POLICY, calendar.state ?? NO_CALENDAR, who)) };
      this.timelines.set(policyId, timeline);
    }
    return {
      rules: { spans: timeline.spans, roster: who },
      guards: [
        { stream, version: policy.version },
        { stream: CALENDAR_STREAM, version: calendar.version },
        { stream: ROSTER_STREAM, version: roster.version },
      ],
    };
  }

  /** The rules as they stood when the roster was of that version: a replay shows what was shown. */
  async rulesAt(policyId: string, rosterVersion: number): Promise<Rules> {
    const { rules } = await this.rules(policyId);
    if (rules.roster.version === rosterVersion) return rules;
    const roster = await this.rosterOf(rosterVersion);
    if (roster.reclassed.length === rules.roster.reclassed.length) return { spans: rules.spans, roster };
    const [policy, calendar] = await Promise.all([this.policies.look(policyStream(policyId), LOOK_MS), this.calendars.look(CALENDAR_STREAM, LOOK_MS)]);
    return { spans: timelineOf(policy.state ?? NO_POLICY, calendar.state ?? NO_CALENDAR, roster), roster };
  }

  private async rosterOf(version: number): Promise<Roster> {
    const kept = this.rostersByVersion.get(version);
    if (kept) return kept;
    let roster = EMPTY_ROSTER;
    for (const event of await this.store.readStream(ROSTER_STREAM)) {
      if (event.version > version) break;
      roster = evolveRoster(roster, asDomain<RosterEvent>(event));
    }
    if (this.rostersByVersion.size > 200) this.rostersByVersion.clear();
    this.rostersByVersion.set(version, roster);
    return roster;
  }

  async roster(): Promise<Folded<Roster>> {
    return this.rosters.look(ROSTER_STREAM, LOOK_MS);
  }

  /** The next question reads the log: after a guard was found to have moved. */
  expire(): void {
    for (const cache of [this.policies, this.calendars, this.rosters]) cache.expire();
  }
}

/** @throws UnreadableEvent where a policy was set of which no rules can be made */
function read(stream: string, { state, version }: Folded<PolicyHistory>, spans: () => RulesSpan[]): RulesSpan[] {
  try {
    return spans();
  } catch (error) {
    throw state === null ? error : new UnreadableEvent(stream, version, 'PolicySet', error);
  }
}

/** The domain's view of an event of the log; types were checked when it was written. */
export function asDomain<E extends { type: string }>(event: RecordedEvent): E {
  return { type: event.type, data: event.data, meta: event.meta, ...(event.agendaKey === undefined ? {} : { agendaKey: event.agendaKey }) } as unknown as E;
}
