import { asDomain } from '#libs/commands/references';
import type { ItemSight } from '#libs/identity/reading';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { noticeNumber } from '#libs/notices/notice-number';
import { seriesStream, type NoticeNumbered } from '#libs/notices/numbering';
import { explainLight, type LightExplanation } from '#libs/supervision/item/item.explain';
import { noticesTold, type NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { ItemState, Paper } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import { SERIES_OF } from '#libs/supervision/series';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { explainedAsSeen } from './item.answer';
import { itemKnownAt } from './item-known-at';

/** The item as it was looked at, and why its light had its colour, as far as the reader sees it. */
export interface LightAnswer {
  known: ItemState;
  at: Instant;
  explained: Omit<LightExplanation, 'papers'> & {
    status: 'current' | 'asOf';
    notices: NoticeTold[];
    /** With the number that each bears (文号); null while it has none. */
    papers: (LightExplanation['papers'][number] & { number: string | null })[];
    /** The newest event that it rests on: its place among the item's, and its link of the chain in hexadecimal. */
    restsOn: { version: number; hash: string };
  };
}

/** @param moment as of when; null: as it now stands. @throws ProblemError 404 where the item had not begun */
export async function lightAnswer(core: Core, { state, rules, seen }: { state: ItemState; rules: Rules; seen: ItemSight }, moment: Instant | null): Promise<LightAnswer> {
  const at = moment ?? core.clock.now();
  const known = moment === null ? state : await itemKnownAt(core.store, state.id, moment);
  const events = (await core.store.readStream(ITEM_STREAM + state.id)).filter((e) => e.recordedAt <= at);
  const notices = noticesTold(events.map((e) => asDomain<ItemEvent>(e)), known);
  const newest = events.at(-1)!;
  const status = moment === null ? 'current' : 'asOf';
  const explained = explainLight(known, rules, at);
  const numbers = await numbersOf(core, state.id, explained.papers, at);
  const papers = explained.papers.map((p) => ({ ...p, number: numbers.get(p.id) ?? null }));
  return { known, at, explained: explainedAsSeen({ ...explained, papers, status, notices, restsOn: { version: newest.version, hash: newest.hash.toString('hex') } } as const, seen) };
}

/** The numbers of an item's papers by their ids, as given by a moment: from the log itself, of each series and year that one of them belongs to. */
async function numbersOf(core: Core, itemId: string, papers: readonly Paper[], at: Instant): Promise<Map<string, string>> {
  const signed = papers.flatMap((p) => (p.signedBy === null || p.settledAt === null ? [] : [{ series: SERIES_OF[p.kind], year: Number(dayOf(p.settledAt).slice(0, 4)) }]));
  const found = new Map<string, string>();
  for (const stream of new Set(signed.map(({ series, year }) => seriesStream(series, year))))
    for (const event of await core.store.readStream(stream)) {
      if (event.type !== 'NoticeNumbered' || event.recordedAt > at) continue;
      const { noticeId, series, year, number } = event.data as NoticeNumbered;
      if (noticeId.startsWith(`${itemId}/`)) found.set(noticeId.slice(itemId.length + 1), noticeNumber(series, year, number));
    }
  return found;
}
