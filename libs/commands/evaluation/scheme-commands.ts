import type { EventStore } from '#libs/event-store/event-store';
import { problemsOfScheme, problemsOnFigures, problemsOnUnits, type SchemeProblem } from '#libs/scoring/scheme.check';
import type { Actor } from '#libs/supervision/actor';
import { LAST_DEADLINE } from '#libs/supervision/calendar/calendar';
import { evolveScheme, SCHEME_STREAM, type Scheme, type SchemeEvent, type SchemeHistory, type SchemeVersion } from '#libs/supervision/evaluation/scheme';
import type { Figure } from '#libs/supervision/evaluation/sheet';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { Roster } from '#libs/supervision/roster/roster';
import { traitsOf, type UnitTraits } from '#libs/supervision/roster/unit-traits';
import { dayOf, startOfDay, type Instant } from '#libs/supervision/time/day';
import type { Clock } from '../clock';
import { FoldCache } from '../fold-cache';
import { toNewEvent } from '../item-commands';
import { newestVersions } from '../newest-versions';
import { once } from '../once';
import type { Outcome, Sender } from '../outcome';
import { asDomain } from '../references';

/** A scheme as it is proposed: whole. `effectiveFrom` null: at once. */
export interface ProposedScheme {
  name: string;
  scheme: Scheme;
  effectiveFrom: Instant | null;
  basis: string;
}

/** A version with who set it, when, and on what basis. */
export interface SetScheme extends SchemeVersion {
  basis: string;
  setAt: Instant;
  actor: Actor;
}


/** What is wrong with a scheme by itself, whatever it is tried or set for. */
export function unsoundScheme(scheme: Scheme): { rejected: Rejection } | null {
  const fields: SchemeProblem[] = problemsOfScheme(scheme);
  return fields.length === 0 ? null : reject('scheme-invalid', { fields: fields.map((f) => ({ ...f, field: `scheme.${f.field}` })) });
}

/** What keeps a proposed scheme from being set. */
export function refusalOfScheme({ scheme, effectiveFrom }: ProposedScheme, now: Instant): { rejected: Rejection } | null {
  const unsound = unsoundScheme(scheme);
  if (unsound) return unsound;
  if (effectiveFrom === null || effectiveFrom === startOfDay(dayOf(now))) return null;
  if (Number.isNaN(Date.parse(effectiveFrom)) || effectiveFrom > startOfDay(LAST_DEADLINE)) return reject('date-invalid', { field: 'effectiveFrom' });
  return effectiveFrom < now ? reject('date-in-the-past', { field: 'effectiveFrom', details: { day: effectiveFrom } }) : null;
}

/** Units that are, each with its traits; for what is asked of all of them. */
export function livingUnits({ units }: Roster): { unitId: string; name: string; traits: UnitTraits }[] {
  return Object.values(units).filter((u) => u.until === null).map((u) => ({ unitId: u.id, name: u.name, traits: traitsOf(u) }));
}

/** The command handler of schemes (考核方案): each a stream of whole versions. */
export class SchemeCommands {
  private readonly held: FoldCache<SchemeHistory>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    /** Every unit's figures as they are: a scheme is tried on them before it is set. */
    private readonly current: () => Promise<Figure[][]>,
    /** Units as they are now: no two classes may take one of them. */
    private readonly roster: () => Promise<Roster>,
  ) {
    this.held = new FoldCache(store, (state, e) => evolveScheme(state, asDomain<SchemeEvent>(e)), { streams: 200 });
  }

  /** Sets the scheme's next version; a scheme that is not there yet gets its first. */
  set(schemeId: string, proposed: ProposedScheme, actor: Actor, sender: Sender): Promise<Outcome<SchemeHistory>> {
    const stream = SCHEME_STREAM + schemeId;
    return once<SchemeHistory>(this.store, sender, { schemeId, proposed }, {
      attempt: async () => {
        const { state, version, headHash } = await this.held.refresh(stream);
        const now = this.clock.now();
        const refused = refusalOfScheme(proposed, now);
        if (refused) return { ...refused, state };
        const failing = [...problemsOnUnits(proposed.scheme, livingUnits(await this.roster())), ...problemsOnFigures(proposed.scheme, await this.current())];
        if (failing.length > 0) return { ...reject('scheme-invalid', { fields: failing.map((f) => ({ ...f, field: `scheme.${f.field}` })) }), state };
        const effectiveFrom = proposed.effectiveFrom !== null && proposed.effectiveFrom > now ? proposed.effectiveFrom : now;
        const { name, scheme, basis } = proposed;
        const event = toNewEvent({ type: 'SchemeSet', data: { name, scheme, effectiveFrom, basis }, meta: { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } } });
        return { streams: [{ stream, expectedVersion: version, headHash, events: [event] }], guards: [] };
      },
      result: async () => (await this.held.refresh(stream)).state,
    });
  }

  /** All versions, newest first; empty where there is no such scheme. */
  async versions(schemeId: string): Promise<SetScheme[]> {
    const events = await this.store.readStream(SCHEME_STREAM + schemeId);
    return events
      .map((e) => {
        const { data, meta } = asDomain<SchemeEvent>(e);
        return { version: e.version, ...data, setAt: meta.recordedAt, actor: meta.actor };
      })
      .reverse();
  }

  /** One version, and the version that its stream is at: what a decision that rests on it is guarded by. Null where there is none. */
  async version(schemeId: string, version: number): Promise<{ of: SchemeVersion; stream: string; head: number } | null> {
    const stream = SCHEME_STREAM + schemeId;
    const { state, version: head } = await this.held.refresh(stream);
    const of = state?.versions[version - 1];
    return of ? { of, stream, head } : null;
  }

  /** Every scheme's newest version, in the order of ids. */
  async all(at: Instant | null = null): Promise<{ schemeId: string; name: string; version: number; effectiveFrom: Instant }[]> {
    return (await newestVersions(this.store, SCHEME_STREAM, at)).map((event) => {
      const { name, effectiveFrom } = asDomain<SchemeEvent>(event).data;
      return { schemeId: event.stream.slice(SCHEME_STREAM.length), name, version: event.version, effectiveFrom };
    });
  }
}
