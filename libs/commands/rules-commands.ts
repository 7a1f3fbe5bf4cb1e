import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import { LAST_DEADLINE, type SpecialDay } from '#libs/supervision/calendar/calendar';
import { NO_CALENDAR, problemsOfCalendar, type CalendarEvent, type CalendarHistory } from '#libs/supervision/calendar/calendar.events';
import type { DomainEvent } from '#libs/supervision/event';
import { problemsOfFollowing } from '#libs/supervision/policy/duty-template';
import type { PolicyRules, RulesVariant } from '#libs/supervision/policy/policy';
import { NO_POLICY, type PolicyEvent, type PolicyHistory } from '#libs/supervision/policy/policy.events';
import { problemsOfPolicy } from '#libs/supervision/policy/rules-variant';
import { reject, type Rejection } from '#libs/supervision/rejection';
import { POLICY_STREAM } from '#libs/supervision/rules.streams';
import { dayOf, startOfDay, type Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import type { FoldCache } from './fold-cache';
import { toNewEvent } from './item-commands';
import { newestVersions } from './newest-versions';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain, CALENDAR_STREAM, policyStream, type References } from './references';

/** Rules as they are proposed: whole, with the variants for some units. `effectiveFrom` null: at once. */
export interface ProposedPolicy {
  name: string;
  rules: PolicyRules;
  variants: RulesVariant[];
  effectiveFrom: Instant | null;
  basis: string;
}

/** A calendar as it is proposed: whole, with every year that it holds. `effectiveFrom` null: at once. */
export interface ProposedCalendar {
  days: SpecialDay[];
  publishedThrough: number;
  effectiveFrom: Instant | null;
  basis: string;
}

/** A version with what a reader wants to know of it beside its contents. */
export interface SetVersion<D> {
  version: number;
  data: D;
  setAt: Instant;
  actor: Actor;
}

/** At once: where no moment is given, and for the beginning of today, which a person means who names the day. */
function isAtOnce(effectiveFrom: Instant | null, now: Instant): boolean {
  return effectiveFrom === null || effectiveFrom === startOfDay(dayOf(now));
}

/** Why a moment of effect cannot be: rules decide from now on or later, never over what has passed. */
function wrongMoment(effectiveFrom: Instant | null, now: Instant): { rejected: Rejection } | null {
  if (effectiveFrom === null || isAtOnce(effectiveFrom, now)) return null;
  if (Number.isNaN(Date.parse(effectiveFrom)) || effectiveFrom > startOfDay(LAST_DEADLINE)) return reject('date-invalid', { field: 'effectiveFrom' });
  return effectiveFrom < now ? reject('date-in-the-past', { field: 'effectiveFrom', details: { day: effectiveFrom } }) : null;
}

/** What keeps a proposed policy from being set. @param before what it follows */
export function refusalOfPolicy(proposed: ProposedPolicy, before: PolicyHistory | null, now: Instant): { rejected: Rejection } | null {
  const earlier = before?.versions.at(-1)?.rules.dutyTemplates ?? [];
  const fields = [...problemsOfPolicy(proposed.rules, proposed.variants), ...problemsOfFollowing(proposed.rules.dutyTemplates, earlier)];
  if (fields.length > 0) return reject('policy-invalid', { fields });
  return wrongMoment(proposed.effectiveFrom, now);
}

/** What keeps a proposed calendar from being published, beside what it is to follow. */
export function refusalOfCalendar(proposed: ProposedCalendar, before: CalendarHistory, now: Instant): { rejected: Rejection } | null {
  const fields = problemsOfCalendar(proposed, before);
  if (fields.length > 0) return reject('calendar-invalid', { fields });
  return wrongMoment(proposed.effectiveFrom, now);
}

/** The command handler of the rules: policies and the calendar, each a stream of whole versions. */
export class RulesCommands {
  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
  ) {}

  /** Sets the policy's next version. The first one of a policy also decides what lies before it. */
  setPolicy(policyId: string, proposed: ProposedPolicy, actor: Actor, sender: Sender): Promise<Outcome<PolicyHistory>> {
    const { name, rules, variants, basis } = proposed;
    return this.set(this.references.policies, policyStream(policyId), NO_POLICY, 'PolicySet', actor, sender, { policyId, proposed }, (before, now) => {
      return refusalOfPolicy(proposed, before, now) ?? { name, rules, variants, effectiveFrom: isAtOnce(proposed.effectiveFrom, now) ? now : (proposed.effectiveFrom ?? now), basis };
    });
  }

  /** Publishes the calendar's next version. */
  publishCalendar(proposed: ProposedCalendar, actor: Actor, sender: Sender): Promise<Outcome<CalendarHistory>> {
    const { days, publishedThrough, basis } = proposed;
    return this.set(this.references.calendars, CALENDAR_STREAM, NO_CALENDAR, 'CalendarPublished', actor, sender, { proposed }, (before, now) => {
      return refusalOfCalendar(proposed, before, now) ?? { days, publishedThrough, effectiveFrom: isAtOnce(proposed.effectiveFrom, now) ? now : (proposed.effectiveFrom ?? now), basis };
    });
  }

  /** Every policy by its newest version. @param at as known at this moment; null: now */
  async policies(at: Instant | null = null): Promise<{ policyId: string; name: string; version: number; effectiveFrom: Instant }[]> {
    return (await newestVersions(this.store, POLICY_STREAM, at)).map((event) => {
      const { name, effectiveFrom } = asDomain<PolicyEvent>(event).data;
      return { policyId: event.stream.slice(POLICY_STREAM.length), name, version: event.version, effectiveFrom };
    });
  }

  /** All versions of a policy, newest first; empty where there is no such policy. */
  async policyVersions(policyId: string): Promise<SetVersion<PolicyEvent['data']>[]> {
    return this.versions<PolicyEvent>(policyStream(policyId));
  }

  async calendarVersions(): Promise<SetVersion<CalendarEvent['data']>[]> {
    return this.versions<CalendarEvent>(CALENDAR_STREAM);
  }

  private async versions<E extends DomainEvent>(stream: string): Promise<SetVersion<E['data']>[]> {
    const events = await this.store.readStream(stream);
    return events
      .map((e) => {
        const { data, meta } = asDomain<E>(e);
        return { version: e.version, data, setAt: meta.recordedAt, actor: meta.actor };
      })
      .reverse();
  }

  private async set<S>(
    cache: FoldCache<S>,
    stream: string,
    none: S,
    type: 'PolicySet' | 'CalendarPublished',
    actor: Actor,
    sender: Sender,
    body: unknown,
    decide: (before: S, now: Instant) => object | { rejected: Rejection },
  ): Promise<Outcome<S>> {
    return once<S>(this.store, sender, body, {
      attempt: async () => {
        const folded = await cache.refresh(stream);
        const now = this.clock.now();
        const data = decide(folded.state ?? none, now);
        if ('rejected' in data) return { rejected: data.rejected as Rejection, state: folded.state };
        const event = toNewEvent({ type, data, meta: { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } } });
        return { streams: [{ stream, expectedVersion: folded.version, headHash: folded.headHash, events: [event] }], guards: [] };
      },
      result: async () => (await cache.refresh(stream)).state ?? none,
      moved: () => this.references.expire(),
    });
  }
}
