import type { StreamAppend } from '#libs/event-store/append-request';
import type { Rejection } from '#libs/supervision/rejection';
import type { Try } from './once';
import type { Decided, Prepared } from './proceeding-commands';

export type Refused = { rejected: Rejection };

/** Guards and events in streams beside that of the command itself. */
export type Beside = Required<Pick<Prepared<never>, 'guards' | 'streams'>>;

export const NOTHING: Beside = { guards: [], streams: [] };

/** What was decided in another stream; where nothing was to be done, that it stood as it did. */
export function besideOf(tried: Try<unknown>): Beside | Refused {
  if ('rejected' in tried) return { rejected: tried.rejected };
  return 'nothing' in tried ? { guards: tried.nothing, streams: [] } : { guards: [...tried.guards], streams: [...tried.streams] };
}

/** The same with the state as it will be. */
export function besideAfter<S>(decided: Decided<S>): { beside: Beside; after: S } | Refused {
  if ('rejected' in decided) return { rejected: decided.rejected };
  const beside = besideOf(decided);
  return 'rejected' in beside ? beside : { beside, after: decided.after };
}

export function joined(...parts: readonly Beside[]): Beside {
  return { guards: parts.flatMap((p) => [...p.guards]), streams: parts.flatMap((p): readonly StreamAppend[] => p.streams) };
}
