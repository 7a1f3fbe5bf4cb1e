import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { shownDay } from './as-of';
import { answer } from './client';
import { KeptKeys } from './kept-keys';
import { asRefused, Refused, type Problem } from './problem';
import { noteWritten } from './written';

/** What an act is answered: where in the log it lies, where it lies in the log at all. */
type Answer = { position?: string } | object | undefined;
type Call<B, A> = (body: B, key: string) => Promise<{ data?: A; error?: unknown; response: Response }>;

/** Nothing is sent from a page of a past day, whatever is on it. */
const PAST: Problem = { status: 409, code: 'past', detail: { zh: '历史日期只供查看。要办理，请先回到现在。', en: 'A past day is to be read only. To act, go back to now first.' } };

/**
 * One act. Its key stays the same until the API answered, so that pressing again after a lost answer does nothing twice; a refusal
 * is an answer. Afterwards everything that shows what it changed is asked anew.
 *
 * @param touched the first part of the keys of such questions
 * @param about where one act is about any of several things, such as the rows of a table: which one. Each has a key of its own
 */
export function useCommand<B, A extends Answer>(call: Call<B, A>, touched: readonly string[], about: (body: B) => string = () => ''): UseMutationResult<A, Refused, B> {
  const queries = useQueryClient();
  const keys = useRef(new KeptKeys());
  const askAnew = async (): Promise<void> => void (await Promise.all(touched.map((first) => queries.invalidateQueries({ queryKey: [first] }))));
  return useMutation<A, Refused, B>({
    mutationFn: async (body) => {
      if (shownDay() !== undefined) throw new Refused(PAST);
      try {
        const found = await answer<A>(call(body, keys.current.of(about(body))));
        keys.current.answered(about(body));
        if (found !== undefined && 'position' in found) noteWritten(found.position as string);
        return found;
      } catch (error) {
        const refused = asRefused(error);
        if (!refused.unanswered) keys.current.answered(about(body));
        throw refused;
      }
    },
    onSuccess: askAnew,
    // Who acted on what has changed since sees what is there now before they send again.
    onError: ({ problem }) => (problem.status === 412 ? askAnew() : undefined),
  });
}

/** Questions that an act on an item changes the answers of. */
export const ITEM_SHOWN = ['item', 'acts', 'evidence', 'light', 'deadline', 'agenda', 'timeline', 'todo', 'ledger', 'inbox', 'dashboard', 'roll-up'] as const;
