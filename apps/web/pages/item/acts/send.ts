import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, commandHeaders, type Schemas } from '../../../api/client';
import { ITEM_SHOWN, useCommand } from '../../../api/commands';
import type { Refused } from '../../../api/problem';
import type { Clash } from '../../../parts/clashes';
import { useClashes, type Mine } from './clash';
import type { Found } from './known';

type Sending = UseMutationResult<Schemas['ItemAnswer'], Refused, object>;

/** Every command of an item answers alike, and its route is its name: `requestExtension` goes to `request-extension`. */
const routeOf = (act: string) => `/items/{itemId}/${act.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}` as '/items/{itemId}/receive';

/** One act on an item as it is on the page now. The body is checked by the API alone. */
export function useActNow(found: Found, act: string): Sending {
  return useSending(found.id, act, () => found.version);
}

/**
 * The act of a form: sent for the item as it was when the form was opened, though the page behind it is kept up to date. Where it has
 * changed since, its writer is told what did, and sends it for the item as it is now.
 */
export function useActOnItem(found: Found, act: string): Sending & { wrote: (version: number) => void; clashes: (mine: Mine) => readonly Clash[] } {
  const seen = useRef(found.version);
  // What the writer knew of the item when they last pressed: told beside what others made of it since.
  const known = useRef(found);
  const shown = useRef<Found | null>(null);
  const tell = useClashes();
  const sending = useSending(found.id, act, () => {
    known.current = shown.current ?? known.current;
    shown.current = null;
    return seen.current;
  });
  const stale = sending.error?.problem.status === 412;
  useEffect(() => {
    if (!stale) return;
    seen.current = found.version;
    shown.current = found;
  }, [stale, found]);
  // What the form itself sent on the way, a file say, is no change by others: one step on from what its writer saw.
  const wrote = (version: number): void => {
    if (version === seen.current + 1) seen.current = version;
  };
  return { ...sending, wrote, clashes: (mine) => tell(known.current, found, mine) };
}

function useSending(itemId: string, act: string, version: () => number): Sending {
  return useCommand<object, Schemas['ItemAnswer']>((body, key) => api.POST(routeOf(act), { params: { path: { itemId }, header: commandHeaders(key, version()) }, body: body as Schemas['ReceiveBody'] }), ITEM_SHOWN);
}
