import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

type Words = { zh: string; en: string };
const NONE: ReadonlyMap<number, Words> = new Map();

/** What an item's events say in plain words, by their versions; of other streams the kind of event is shown. */
export function usePlainWords(stream: string): ReadonlyMap<number, Words> {
  const itemId = stream.startsWith('item/') ? stream.slice('item/'.length) : '';
  const { data } = useQuery({ queryKey: ['timeline', itemId], queryFn: () => answer(api.GET('/items/{itemId}/timeline', { params: { path: { itemId } } })), enabled: itemId !== '', select: ({ entries }) => new Map(entries.map((e) => [e.version, { zh: e.zh, en: e.en }])) });
  return data ?? NONE;
}
