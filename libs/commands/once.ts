import type { AppendRequest } from '#libs/event-store/append-request';
import type { Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import { findCommand } from '#libs/event-store/find-command';
import type { Rejection } from '#libs/supervision/rejection';
import { heldAsSeen, type Seen } from './as-seen';
import { bodyHashOf } from './body-hash';
import type { Outcome, Sender } from './outcome';

const ATTEMPTS = 12;

/** What deciding came to, on the newest state. */
export type Try<S> =
  | Pick<AppendRequest, 'streams' | 'guards'>
  | { rejected: Rejection; state: S | null }
  /** Accepted, and nothing is to be done: the streams that this was seen by. */
  | { nothing: readonly { stream: string; version: number }[] };

export interface Deciding<S> {
  /** Loads and decides; asked anew after a conflict, so it must read what is newest. */
  attempt(): Promise<Try<S>>;
  /** What the command is about, as it now is. `streams`: what the command wrote or looked at. */
  result(streams: readonly string[]): Promise<S | null>;
  /** Something was written meanwhile, or now: what is known of the rules may be old. */
  moved?(): void;
}

/**
 * Carries a command out once, however often and wherever it is sent (law 3 of the log): decide, append, and on a conflict decide
 * anew. A repeat answers with the first result, also where two processes carry it out at the same time: a refusal is looked at
 * once more for being a repeat, since the first may be what it was refused by.
 *
 * @param body what the caller sent, and nothing computed from the moment: the same id with another body is refused
 */
export async function once<S>(store: EventStore, sender: Sender, body: unknown, deciding: Deciding<S>): Promise<Outcome<S>> {
  if (sender.dry) return looked(await deciding.attempt());
  const { seen } = sender;
  const command = { scope: sender.scope, id: sender.commandId, bodyHash: bodyHashOf(seen === undefined ? body : { body, seen }) };
  const answer = async (cursor: Cursor, streams: readonly { stream: string }[], replayed: boolean): Promise<Outcome<S>> => {
    const state = await deciding.result(streams.map((s) => s.stream));
    return state === null ? { kind: 'busy' } : { kind: 'accepted', state, cursor, replayed };
  };
  const before = async (): Promise<Outcome<S> | null> => {
    const stored = await findCommand(store.pool, command.scope, command.id);
    if (stored === null) return null;
    return stored.bodyHash.equals(command.bodyHash) ? answer(stored.cursor, stored.streams, true) : { kind: 'differentBody' };
  };
  const repeated = await before();
  if (repeated) return repeated;
  for (let n = 0; n < ATTEMPTS; n++) {
    const held = seen === undefined ? null : await heldAsSeen(store, seen);
    const tried = held !== null && 'rejected' in held ? { ...held, state: null } : await attemptOn(held, deciding);
    // It moved between the look and the decision: what was decided is not what the sender saw.
    if (tried === null) continue;
    if ('rejected' in tried) return (await before()) ?? { kind: 'rejected', rejection: tried.rejected, state: tried.state };
    const outcome = 'nothing' in tried ? await store.keepCommand(command, tried.nothing) : await store.append({ command, ...tried });
    if (outcome.kind === 'different-body') return { kind: 'differentBody' };
    deciding.moved?.();
    if (outcome.kind !== 'conflict') return answer(outcome.cursor, outcome.streams, outcome.kind === 'repeated');
  }
  return { kind: 'busy' };
}

/** Decides, and holds the append to the version that was seen; null where the decision was made on another. */
async function attemptOn<S>(held: { guard: Seen } | null, deciding: Deciding<S>): Promise<Try<S> | null> {
  const tried = await deciding.attempt();
  if (held === null || 'rejected' in tried) return tried;
  const { guard } = held;
  const looked = 'nothing' in tried ? tried.nothing : [...tried.guards, ...tried.streams.map((s) => ({ stream: s.stream, version: s.expectedVersion }))];
  const known = looked.find((l) => l.stream === guard.stream);
  if (known !== undefined) return known.version === guard.version ? tried : null;
  return 'nothing' in tried ? { nothing: [...tried.nothing, guard] } : { ...tried, guards: [...tried.guards, guard] };
}

/** Ends a command that is only looked at: it would have been taken. */
class WouldBeTaken extends Error {}

function looked<S>(tried: Try<S>): Outcome<S> {
  if ('rejected' in tried) return { kind: 'rejected', rejection: tried.rejected, state: tried.state };
  throw new WouldBeTaken();
}

/**
 * Why a command would be refused now, by the handler that would carry it out; null where it would be taken. Nothing is written.
 *
 * @param carry carries the command out for this sender, by {@link once} and by nothing else
 */
export async function wouldRefuse(scope: string, carry: (sender: Sender) => Promise<Outcome<unknown>>): Promise<Rejection | null> {
  try {
    const outcome = await carry({ scope, commandId: 'dry', dry: true });
    return outcome.kind === 'rejected' ? outcome.rejection : null;
  } catch (error) {
    if (error instanceof WouldBeTaken) return null;
    throw error;
  }
}
