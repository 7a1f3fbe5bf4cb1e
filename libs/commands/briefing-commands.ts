import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { NamedEvent } from '#libs/supervision/briefing/backed-figures';
import { BRIEFING_STREAM, evolveBriefings, type BriefingContent, type BriefingEvent, type BriefingSeries } from '#libs/supervision/briefing/briefing';
import { decideBriefings, type BriefingCommand } from '#libs/supervision/briefing/briefing.decide';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { reject } from '#libs/supervision/rejection';
import type { Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** The same for a command that is sent again. */
export function briefingIdFor(sender: Sender): string {
  return `b${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 10)}`;
}

/** The command handler of briefings (简报): one stream an office, so that its numbers have one order. */
export class BriefingCommands {
  private readonly held: FoldCache<BriefingSeries>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.held = new FoldCache(store, (state, e) => evolveBriefings(state, asDomain<BriefingEvent>(e), e.stream.slice(BRIEFING_STREAM.length)), { streams: 50 });
  }

  load(officeUnitId: string): Promise<Folded<BriefingSeries>> {
    return this.held.refresh(BRIEFING_STREAM + officeUnitId);
  }

  /** Of every office that has briefings, in the order of their ids. */
  async all(): Promise<BriefingSeries[]> {
    const folded = await Promise.all((await this.streams()).map((stream) => this.held.refresh(stream)));
    return folded.flatMap(({ state }) => state ?? []);
  }

  /** An office's briefings as the log knew them at a moment; null where it had none. */
  async knownAt(officeUnitId: string, moment: Instant): Promise<BriefingSeries | null> {
    const events = (await this.store.readStream(BRIEFING_STREAM + officeUnitId)).filter((e) => e.recordedAt <= moment);
    return events.reduce<BriefingSeries | null>((state, e) => evolveBriefings(state, asDomain<BriefingEvent>(e), officeUnitId), null);
  }

  /** Of every office, as the log knew them at a moment. */
  async allKnownAt(moment: Instant): Promise<BriefingSeries[]> {
    const known = await Promise.all((await this.streams()).map((stream) => this.knownAt(stream.slice(BRIEFING_STREAM.length), moment)));
    return known.flatMap((series) => series ?? []);
  }

  private async streams(): Promise<string[]> {
    const { rows } = await this.store.pool.query<{ stream: string }>(`select stream from log.streams where starts_with(stream, $1) order by stream`, [BRIEFING_STREAM]);
    return rows.map((r) => r.stream);
  }

  /** @param ifMatch version of the briefing, or of the series where the command is about that, which the sender saw */
  execute(officeUnitId: string, command: BriefingCommand, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<BriefingSeries>> {
    const stream = BRIEFING_STREAM + officeUnitId;
    return once<BriefingSeries>(this.store, sender, { briefings: officeUnitId, command, ifMatch: ifMatch ?? null }, {
      attempt: async () => {
        const { state, version, headHash } = await this.held.refresh(stream);
        const seen = command.type === 'setSeries' ? (state?.version ?? 0) : state?.briefings[command.briefingId]?.version;
        if (ifMatch !== undefined && ifMatch !== seen) return { ...reject('stale', { details: { seen: ifMatch, now: seen ?? 0 } }), state };
        if (command.type === 'draftBriefing' && command.planId !== null && !(await this.isPlan(command.planId))) return { ...reject('not-found', { field: 'planId' }), state };
        const unknown = 'sections' in command ? await this.unknownSource(command.sections) : null;
        if (unknown !== null) return { ...reject('source-unknown', { field: unknown.field, details: { ref: unknown.ref } }), state };
        const now = this.clock.now();
        const decided = decideBriefings(state, command, { now, actor });
        if ('rejected' in decided) return { ...decided, state };
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        return { streams: [{ stream, expectedVersion: version, headHash, events: decided.map(({ type, data, reason }) => toNewEvent({ type, data, meta: { ...meta, ...(reason === undefined ? {} : { reason }) } } as BriefingEvent)) }], guards: [] };
      },
      result: async () => (await this.held.refresh(stream)).state,
    });
  }

  private async isPlan(planId: string): Promise<boolean> {
    const { rowCount } = await this.store.pool.query(`select from log.streams where stream = $1`, [PLAN_STREAM + planId]);
    return rowCount === 1;
  }

  /** The events that a briefing's paragraphs name. */
  async eventsOf(sections: BriefingContent['sections']): Promise<NamedEvent[]> {
    const sources = sections.flatMap((s) => s.paragraphs.flatMap((p) => p.sources));
    if (sources.length === 0) return [];
    const { rows } = await this.store.pool.query<Omit<NamedEvent, 'version'> & { version: string }>(
      `select stream, version, type, data from log.events where (stream, version) in (select * from unnest($1::text[], $2::int[]))`,
      [sources.map((s) => s.stream), sources.map((s) => s.version)],
    );
    return rows.map((r) => ({ ...r, version: Number(r.version) }));
  }

  /** A figure rests on events that the log holds, and on nothing else. */
  private async unknownSource(sections: Extract<BriefingCommand, { type: 'editBriefing' }>['sections']): Promise<{ field: string; ref: string } | null> {
    const sources = sections.flatMap((s, i) => s.paragraphs.flatMap((p, j) => p.sources.map((source) => ({ ...source, field: `sections[${i}].paragraphs[${j}]` }))));
    if (sources.length === 0) return null;
    const { rows } = await this.store.pool.query<{ stream: string; version: string }>(
      `select stream, version from log.events where (stream, version) in (select * from unnest($1::text[], $2::int[]))`,
      [sources.map((s) => s.stream), sources.map((s) => s.version)],
    );
    const known = new Set(rows.map((r) => `${r.stream}@${r.version}`));
    const missing = sources.find((s) => !known.has(`${s.stream}@${s.version}`));
    return missing ? { field: missing.field, ref: `${missing.stream}@${missing.version}` } : null;
  }
}
