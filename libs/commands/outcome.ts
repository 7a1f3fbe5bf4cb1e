import type { Cursor } from '#libs/event-store/cursor';
import type { Rejection } from '#libs/supervision/rejection';
import type { Seen } from './as-seen';

/** The answer to a command: what it is about as it now is, or why not. */
export type Outcome<S> =
  | { kind: 'accepted'; state: S; cursor: Cursor; replayed: boolean }
  | { kind: 'rejected'; rejection: Rejection; state: S | null }
  /** The same command id came before with another body. */
  | { kind: 'differentBody' }
  /** Others kept writing the same stream; nothing was done. */
  | { kind: 'busy' };

/** Who sends the command, and the id under which a repeat is recognised. */
export interface Sender {
  /** Scope of the command id: the person, or a part of the system. */
  scope: string;
  commandId: string;
  /** What the sender saw of a stream that the command rests on: refused as stale once that has changed. */
  seen?: Seen;
  /** The command is only looked at ({@link wouldRefuse}): decided to its end, and written nowhere. */
  dry?: true;
}
