import type { Json, JsonObject } from '#libs/event-store/json';
import type { EventStore } from '#libs/event-store/event-store';
import type { EventMeta, NewEvent } from '#libs/event-store/event';
import { findCommand } from '#libs/event-store/find-command';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { Rejection } from '#libs/supervision/rejection';
import { decideItem } from '#libs/supervision/item/item.decide';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { evolveItem, ITEM_STREAM, partsOf } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { bodyHashOf } from './body-hash';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import type { Outcome, Sender } from './outcome';
import { planGoesOn } from './plan-parts';
import { asDomain, type References } from './references';
import { schemaVersionOf } from './schema-versions';

/** Parts of items that stay folded; each takes some 500 bytes, so that all take some 60 MB. */
const MOST_PARTS = 120_000;

/** Times that a command is decided anew when others wrote its stream meanwhile. */
const ATTEMPTS = 12;

/** The form in which the log takes an event of the domain. */
export function toNewEvent(event: DomainEvent): NewEvent {
  return {
    type: event.type,
    schemaVersion: schemaVersionOf(event.type),
    data: event.data as JsonObject,
    meta: event.meta as unknown as EventMeta,
    ...(event.agendaKey === undefined ? {} : { agendaKey: event.agendaKey }),
  };
}

/** The one command handler of items: load, settle, decide, append. */
export class ItemCommands {
  readonly items: FoldCache<ItemState>;

  constructor(
    private readonly store: EventStore,
    private readonly references: References,
    private readonly clock: Clock,
  ) {
    this.items = new FoldCache(store, (state, e) => evolveItem(state, asDomain<ItemEvent>(e), e.stream.slice(ITEM_STREAM.length)), { streams: 20_000, weigh: partsOf, weight: MOST_PARTS });
  }

  /** The item as last known to this process; null where there is none. */
  async load(itemId: string): Promise<Folded<ItemState>> {
    return this.items.refresh(ITEM_STREAM + itemId);
  }

  /**
   * Carries out a command on an item.
   *
   * @param ifMatch material version that the sender saw; refused as stale when the item has moved on
   */
  async execute(itemId: string, command: ItemCommand, actor: Actor, sender: Sender | null, ifMatch?: number): Promise<Outcome<ItemState>> {
    const stream = ITEM_STREAM + itemId;
    const bodyHash = sender === null ? null : bodyHashOf({ itemId, command: command as unknown as Json, ifMatch: ifMatch ?? null });
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const folded = attempt === 0 ? await this.items.get(stream) : await this.items.refresh(stream);
      const { state, version, headHash } = folded;
      if (state === null) return { kind: 'rejected', rejection: { code: 'not-found' }, state: null };
      const { rules, guards } = await this.references.rules(state.policyId);
      // Nothing is begun anew under a plan that has come to its end.
      const plan = command.type === 'reopen' ? await planGoesOn(this.store, state.planId) : null;
      const clockNow = this.clock.now();
      // Two machines' clocks differ a little: an item's own time never runs backwards.
      const now = clockNow > state.lastAt ? clockNow : state.lastAt;
      const decided =
        ifMatch !== undefined && ifMatch !== state.materialVersion
          ? { rejected: { code: 'stale' as const, details: { seen: ifMatch, now: state.materialVersion } } }
          : plan !== null && 'rejected' in plan
            ? plan
            : decideItem(state, command, { now, actor, rules }, sender?.commandId);
      if ('rejected' in decided || decided.events.length === 0) {
        const before = sender && bodyHash ? await this.repeated(sender, bodyHash, stream) : null;
        if (before) return before;
        if ('rejected' in decided || sender === null) {
          if (!(await this.items.current(stream, version))) continue;
          if ('rejected' in decided) return { kind: 'rejected', rejection: decided.rejected, state };
          return { kind: 'accepted', state, cursor: folded.cursor, replayed: false };
        }
        const kept = await this.keep(sender, bodyHash!, stream, version, state);
        if (kept === null) continue;
        return kept;
      }
      const outcome = await this.store.append({
        command: sender && bodyHash ? { scope: sender.scope, id: sender.commandId, bodyHash } : null,
        streams: [{ stream, expectedVersion: version, headHash, events: decided.events.map(toNewEvent) }],
        guards: plan !== null && 'guard' in plan ? [...guards, plan.guard] : guards,
      });
      switch (outcome.kind) {
        case 'appended': {
          const written = outcome.streams[0]!;
          this.items.put(stream, { state: decided.state, version: written.version, headHash: written.headHash, cursor: outcome.cursor });
          return { kind: 'accepted', state: decided.state, cursor: outcome.cursor, replayed: false };
        }
        case 'repeated': {
          const now = await this.items.refresh(stream);
          return { kind: 'accepted', state: now.state ?? state, cursor: outcome.cursor, replayed: true };
        }
        case 'different-body':
          return { kind: 'differentBody' };
        case 'conflict':
          if (outcome.stream !== stream) this.references.expire();
      }
    }
    return { kind: 'busy' };
  }

  /** Whether a plan takes what would begin its items anew; null for every other command. */
  async planRefuses(state: ItemState, command: ItemCommand): Promise<Rejection | null> {
    if (command.type !== 'reopen') return null;
    const plan = await planGoesOn(this.store, state.planId);
    return 'rejected' in plan ? plan.rejected : null;
  }

  /** Nothing was to be done: that is kept as the command's result. Null where the item has moved on. */
  private async keep(sender: Sender, bodyHash: Buffer, stream: string, version: number, state: ItemState): Promise<Outcome<ItemState> | null> {
    const kept = await this.store.keepCommand({ scope: sender.scope, id: sender.commandId, bodyHash }, [{ stream, version }]);
    if (kept.kind === 'different-body') return { kind: 'differentBody' };
    return kept.kind === 'conflict' ? null : { kind: 'accepted', state, cursor: kept.cursor, replayed: kept.kind === 'repeated' };
  }

  /** A command that was accepted before is answered with its result, not with what it would meet today. */
  private async repeated(sender: Sender, bodyHash: Buffer, stream: string): Promise<Outcome<ItemState> | null> {
    const stored = await findCommand(this.store.pool, sender.scope, sender.commandId);
    if (!stored) return null;
    if (!stored.bodyHash.equals(bodyHash)) return { kind: 'differentBody' };
    const now = await this.items.refresh(stream);
    return now.state ? { kind: 'accepted', state: now.state, cursor: stored.cursor, replayed: true } : null;
  }
}
