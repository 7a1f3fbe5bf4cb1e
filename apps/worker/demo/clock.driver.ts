import type { Pool } from 'pg';
import type { ItemCommands } from '#libs/commands/item-commands';
import { nextOf } from '#libs/loop/item.keeper';
import type { Proceedings } from '#libs/commands/proceedings';
import type { References } from '#libs/commands/references';
import type { VirtualClock } from '#libs/commands/virtual-clock';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { outlookOfProceeding } from '#libs/supervision/proceeding/proceeding.agenda';
import { spanAt } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import { isOver } from '#libs/supervision/habits/office.habits';
import type { Seen, Units } from './units';

/** Acts of the simulated units at one tick: the clock stands still meanwhile. */
const MOST_ACTS = 50;

/** What a tick did. `waits`: something is due that Temporal has not acted on. `over`: no item is left to look after. */
export type Tick = { kind: 'acted'; acts: number } | { kind: 'waits'; for: Instant } | { kind: 'moved' } | { kind: 'over' } | { kind: 'empty' };

/**
 * Drives the virtual clock of the demo: a day a second, from one moment at which something happens to the next. It passes
 * nothing that is due before the real loop (log, feeder, Temporal, command) has acted on it, and nothing that a simulated
 * unit means to do. The clock is kept in the database and moved by this alone, so that it stands still while the system is down.
 */
export class ClockDriver {
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly pool: Pool,
    private readonly clock: VirtualClock,
    private readonly items: ItemCommands,
    private readonly proceedings: Proceedings,
    private readonly references: References,
    private readonly units: Units,
  ) {}

  /** The items as they were at the last tick. */
  get states(): Seen[] {
    return [...this.seen.values()];
  }

  /** @param realMs real time since the last tick, at most a second: a worker that hung does not make the clock leap */
  async tick(realMs: number): Promise<Tick> {
    await this.look();
    if (this.seen.size === 0) return { kind: 'empty' };
    const now = this.clock.now();
    const meant = this.units.intend(this.states, now);
    const due = meant.filter((i) => i.at <= now).slice(0, MOST_ACTS);
    for (const intention of due) await this.units.act(intention);
    if (due.length > 0) return { kind: 'acted', acts: due.length };
    const dues = [...this.states.map(({ state, rules }) => nextOf(state, rules, now)?.at ?? null), ...(await this.duesOfProceedings(now))].flatMap((at) => at ?? []).sort();
    const next = dues[0];
    if (next !== undefined && next <= now) return { kind: 'waits', for: next };
    const act = meant[0]?.at;
    if (next === undefined && act === undefined && this.states.every(({ state }) => isOver(state))) return { kind: 'over' };
    const bound = next === undefined ? act : act === undefined || next < act ? next : act;
    const waits = await this.clock.advance(Math.min(realMs, 1_000), bound ?? null);
    return waits === null ? { kind: 'moved' } : { kind: 'waits', for: waits };
  }

  /** When something next falls due in each proceeding: nobody simulates what is done in them, and the clock passes none of it either. */
  private async duesOfProceedings(now: Instant): Promise<Instant[]> {
    const handlers = this.proceedings.all;
    const { rows } = await this.pool.query<{ stream: string }>('select s.stream from unnest($1::text[]) kind join log.streams s on s.stream > kind || $2 and s.stream < kind || $3', [handlers.map((h) => h.kind.name), '/', '0']);
    const dues: Instant[] = [];
    for (const { stream } of rows) {
      const { held, kind } = handlers.find((h) => stream.startsWith(`${h.kind.name}/`))!;
      const { state } = await held.refresh(stream);
      if (state === null) continue;
      const { rules } = await this.references.rules(state.policyId);
      const [next] = outlookOfProceeding(kind, state, spanAt(rules, now), rules.roster).agenda;
      if (next) dues.push(next.at);
    }
    return dues;
  }

  /** Reads what has changed since the last tick. */
  private async look(): Promise<void> {
    const { rows } = await this.pool.query<{ stream: string; version: string }>(`select stream, version from log.streams where stream > $1 and stream < 'item0'`, [ITEM_STREAM]);
    for (const { stream, version } of rows) {
      const held = this.seen.get(stream);
      const folded = held?.version === Number(version) ? null : await this.items.items.refresh(stream);
      const state = folded?.state ?? held?.state;
      if (!state) continue;
      const { rules } = await this.references.rules(state.policyId);
      this.seen.set(stream, { state, version: folded?.version ?? held?.version ?? 0, rules });
    }
  }
}
