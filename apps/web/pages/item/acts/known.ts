import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../../api/client';
import type { itemActs } from '../../../words/zh/item-acts';

export type Found = Schemas['ItemPageBody'];
export type Act = Schemas['ConceivableActBody'];
export type ActName = keyof typeof itemActs.names;

/** What the reader may do with an item now, and why not what they may not: asked of the API, which decides it dry. */
export function useActs(itemId: string): UseQueryResult<Schemas['ItemActsBody']> {
  return useQuery({ queryKey: ['acts', itemId], queryFn: () => answer(api.GET('/items/{itemId}/acts', { params: { path: { itemId } } })) });
}

/** What the page offers first, where it may be done. */
const ORDER: readonly ActName[] = [
  'receive', 'rule', 'verify', 'return', 'signPaper', 'approve', 'sendBack', 'answerPaper', 'quantify', 'report', 'submit', 'requestExtension', 'stateReason', 'recall', 'object', 'decline', 'urge', 'transfer',
  'namePerson', 'addStep', 'correct', 'correctValue', 'waiveTarget', 'reopen', 'voidPaper', 'suspend', 'resume', 'withdraw', 'closeUnfulfilled',
];

/** Acts of one kind, with everything that they could be done to. */
export interface ActGroup {
  act: ActName;
  what: Act['what'];
  of: readonly Act[];
}

/** By kind, in the order in which they are offered; kinds that this page has no form for are left out. */
export function grouped(acts: readonly Act[]): ActGroup[] {
  return ORDER.flatMap((name) => {
    const here = acts.filter(({ act }) => act === name);
    const whats = [...new Set(here.map(({ what }) => what))];
    return whats.map((what) => ({ act: name, what, of: here.filter((a) => a.what === what) }));
  });
}
