import { useQueries } from '@tanstack/react-query';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { KeptKeys } from '../../api/kept-keys';
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
  /** No answer came, or it was not sent because none came for another share of its item: it may be taken or not. */
  unanswered: boolean;
}

export const shareKey = ({ itemId, assignmentId }: Share): string => `${itemId}:${assignmentId}`;

/** What is known over all tries at one act on many. */
export class Tries {
  readonly keys = new KeptKeys();
  /** Items that a share was answered in: their versions that were seen have moved on. */
  readonly answered = new Set<string>();
}

/**
 * Sends the act to one share after the other, each under a key of its own: what one refuses stops no other. An item's second share
 * goes without the version that was seen, which the first has moved on; it waits where the first was not answered. What was not
 * answered is sent again by another call with the same tries: the same command under the same key.
 */
export async function sendAll(shares: readonly Share[], act: BulkAct, body: object, tries: Tries, told: (sent: Sent) => void): Promise<void> {
  const waiting = new Set<string>();
  for (const share of shares) {
    if (waiting.has(share.itemId)) {
      told({ share, refused: null, unanswered: true });
      continue;
    }
    const header = commandHeaders(tries.keys.of(shareKey(share)), tries.answered.has(share.itemId) ? undefined : share.version);
    const params = { path: { itemId: share.itemId }, header };
    const whole = { assignmentId: share.assignmentId, ...body };
    const call = act === 'urge' ? api.POST('/items/{itemId}/urge', { params, body: whole as Schemas['UrgeBody'] }) : api.POST('/items/{itemId}/transfer', { params, body: whole as Schemas['TransferBody'] });
    const refused = await answer(call as Promise<{ data?: { position: string }; error?: unknown; response: Response }>).then(
      ({ position }) => {
        noteWritten(position);
        return null;
      },
      (error: unknown) => asRefused(error),
    );
    const unanswered = refused?.unanswered ?? false;
    if (unanswered) waiting.add(share.itemId);
    else {
      tries.answered.add(share.itemId);
      tries.keys.answered(shareKey(share));
    }
    told({ share, refused: unanswered ? null : (refused?.words ?? null), unanswered });
  }
}
