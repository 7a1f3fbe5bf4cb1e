import type { Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import { findCommand, type StoredCommand } from '#libs/event-store/find-command';
import type { Actor } from '#libs/supervision/actor';
import { BRAKE_OFF, BRAKE_STREAM, evolveBrake, heldSince, type BrakeEvent, type BrakeReason, type BrakeState } from '#libs/supervision/brake';
import type { DomainEvent } from '#libs/supervision/event';
import type { Instant } from '#libs/supervision/time/day';
import { heldNotices, type HeldNotice } from './brake.queries';
import { bodyHashOf } from './body-hash';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import type { Sender } from './outcome';
import { asDomain } from './references';

const ATTEMPTS = 6;
const BY: Actor = { kind: 'system', name: 'brake' };

export type ReleaseOutcome =
  | { kind: 'released'; notices: number; skipped: number; cursor: Cursor; replayed: boolean }
  | { kind: 'notHeld' }
  /** More or other notices are held by now than the preview showed. */
  | { kind: 'moved'; seen: number; now: number }
  | { kind: 'unknownNotice'; noticeId: string }
  | { kind: 'differentBody' }
  | { kind: 'busy' };

/** Puts the brake on outgoing notices, shows what it holds, and takes it off for the office. */
export class BrakeCommands {
  private readonly brakes: FoldCache<BrakeState>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.brakes = new FoldCache(store, (state, e) => evolveBrake(state ?? BRAKE_OFF, asDomain<BrakeEvent>(e)), { streams: 1 });
  }

  async state(): Promise<BrakeState> {
    return (await this.brakes.refresh(BRAKE_STREAM)).state ?? BRAKE_OFF;
  }

  /** What waits for the office, by notice and unit, oldest first. */
  preview(): Promise<HeldNotice[]> {
    return heldNotices(this.store.pool);
  }

  /** Holds notices delivered since the moment. @returns false where they are held already */
  async hold(reason: BrakeReason, since: Instant, detail: Record<string, number | string>): Promise<boolean> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const folded = await this.brakes.refresh(BRAKE_STREAM);
      const state = folded.state ?? BRAKE_OFF;
      if (state.held !== null) return false;
      const event = this.event('NoticesHeld', { reason, since: heldSince(since, state), detail }, BY, null);
      if ((await this.append(folded, event, null)).kind === 'appended') return true;
    }
    throw new Error('the brake is written by others without pause');
  }

  /**
   * Lets everything out that is held, in one act; `skip` names notices that are stale by now and go to nobody.
   *
   * @param seen how many deliveries the preview showed: what came since is looked at first
   */
  async release(seen: number, skip: readonly string[], actor: Extract<Actor, { kind: 'person' }>, sender: Sender): Promise<ReleaseOutcome> {
    const body = { act: 'release', seen, skip: [...skip] };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await findCommand(this.store.pool, sender.scope, sender.commandId);
      if (before) return before.bodyHash.equals(bodyHashOf(body)) ? await this.releasedBefore(before) : { kind: 'differentBody' };
      const folded = await this.brakes.refresh(BRAKE_STREAM);
      const held = await this.preview();
      const refusal = refusalOfRelease(folded.state?.held != null, held, seen, skip);
      if (refusal) {
        // The same command, carried out elsewhere at this moment, may be what it is refused by.
        if (await findCommand(this.store.pool, sender.scope, sender.commandId)) continue;
        return refusal;
      }
      const skipped = held.filter((h) => skip.includes(h.noticeId)).length;
      const event = this.event('NoticesReleased', { by: actor.personId, unitId: actor.unitId, skipped: [...skip], deliveries: { released: held.length - skipped, skipped } }, actor, sender.commandId);
      const outcome = await this.append(folded, event, { scope: sender.scope, id: sender.commandId, bodyHash: bodyHashOf(body) });
      if (outcome.kind === 'appended') return { kind: 'released', notices: held.length - skipped, skipped, cursor: outcome.cursor, replayed: false };
      if (outcome.kind === 'different-body') return { kind: 'differentBody' };
    }
    return { kind: 'busy' };
  }

  /** The first answer again, as the log has it. */
  private async releasedBefore({ cursor, streams }: StoredCommand): Promise<ReleaseOutcome> {
    const released = (await this.store.readStream(BRAKE_STREAM)).find((e) => e.version === streams[0]?.version);
    const { deliveries } = asDomain<Extract<BrakeEvent, { type: 'NoticesReleased' }>>(released!).data;
    return { kind: 'released', notices: deliveries.released, skipped: deliveries.skipped, cursor, replayed: true };
  }

  private event(type: BrakeEvent['type'], data: BrakeEvent['data'], actor: Actor, command: string | null): DomainEvent {
    const now = this.clock.now();
    return { type, data, meta: { actor, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 }, ...(command === null ? {} : { command }) } };
  }

  private append(folded: Folded<BrakeState>, event: DomainEvent, command: { scope: string; id: string; bodyHash: Buffer } | null) {
    return this.store.append({ command, streams: [{ stream: BRAKE_STREAM, expectedVersion: folded.version, headHash: folded.headHash, events: [toNewEvent(event)] }], guards: [] });
  }
}

function refusalOfRelease(isHeld: boolean, held: readonly HeldNotice[], seen: number, skip: readonly string[]): ReleaseOutcome | null {
  if (!isHeld) return { kind: 'notHeld' };
  if (held.length !== seen) return { kind: 'moved', seen, now: held.length };
  const unknown = skip.find((id) => !held.some((h) => h.noticeId === id));
  return unknown === undefined ? null : { kind: 'unknownNotice', noticeId: unknown };
}
