import { useQueries } from '@tanstack/react-query';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { asRefused } from '../../api/problem';
import { noteWritten } from '../../api/written';

/** Items that one act is sent to at most: as many as somebody can look over before. */
export const MOST_SELECTED = 50;
export type BulkAct = 'urge' | 'transfer';

type Acts = Schemas['ItemActsBody'];
type Act = Acts['acts'][number];

/** One unit's share in one item: it gets the act, or is left out and why. */
export interface Share {
  itemId: string;
  version: number;
  act: Act;
  assignmentId: string;
}

/** What the act would meet in each of the items, as the API would decide it now; undefined until all are known. */
export function usePreview(itemIds: readonly string[], act: BulkAct): { shares: readonly Share[] | undefined; error: unknown } {
  const asked = useQueries({ queries: itemIds.map((itemId) => ({ queryKey: ['acts', itemId], queryFn: () => answer(api.GET('/items/{itemId}/acts', { params: { path: { itemId } } })) })) });
  const error = asked.find((q) => q.isError)?.error ?? null;
  if (asked.some((q) => q.data === undefined)) return { shares: undefined, error };
  return { shares: asked.flatMap(({ data }) => data!.acts.filter((a) => a.act === act && a.assignmentId !== null).map((a) => ({ itemId: data!.itemId, version: data!.version, act: a, assignmentId: a.assignmentId! }))), error };
}

export interface Sent {
  share: Share;
  /** In the API's words; null where it was taken. */
  refused: string | null;
}

/**
 * Sends the act to one share after the other, each under a key of its own: what one refuses stops no other. An item's second share
 * goes without the version that was seen, which the first has moved on.
 */
export async function sendAll(shares: readonly Share[], act: BulkAct, body: object, told: (sent: Sent) => void): Promise<void> {
  const touched = new Set<string>();
  for (const share of shares) {
    const header = commandHeaders(newKey(), touched.has(share.itemId) ? undefined : share.version);
    touched.add(share.itemId);
    const params = { path: { itemId: share.itemId }, header };
    const whole = { assignmentId: share.assignmentId, ...body };
    const call = act === 'urge' ? api.POST('/items/{itemId}/urge', { params, body: whole as Schemas['UrgeBody'] }) : api.POST('/items/{itemId}/transfer', { params, body: whole as Schemas['TransferBody'] });
    const refused = await answer(call as Promise<{ data?: { position: string }; error?: unknown; response: Response }>).then(
      ({ position }) => {
        noteWritten(position);
        return null;
      },
      (error: unknown) => asRefused(error).words,
    );
    told({ share, refused });
  }
}
