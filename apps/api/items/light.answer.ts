import { asDomain } from '#libs/commands/references';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { explainLight, explainLightKnown, type LightExplanation } from '#libs/supervision/item/item.explain';
import { noticesTold, type NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { ItemState, Paper } from '#libs/supervision/item/item.types';
import { SERIES_OF, type SeriesCode } from '#libs/supervision/series';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { inWords } from '../core/readable';
import { numbersIn, type GivenNumber } from '../papers/numbers';
import { explainedAsSeen } from './item.answer';
import type { ReadAsOf } from './item.desk';

/** The item as it was looked at, and why its light had its colour, as far as the reader sees it. */
export interface LightAnswer {
  known: ItemState;
  at: Instant;
  explained: Omit<LightExplanation, 'papers'> & {
    status: 'current' | 'asOf';
    /** When it was asked. */
    madeAt: Instant;
    notices: NoticeTold[];
    /** With the number that each bears (文号); null while it has none. */
    papers: (LightExplanation['papers'][number] & { number: string | null })[];
    /** The newest event that it rests on: its place among the item's, and its link of the chain in hexadecimal. */
    restsOn: { version: number; hash: string };
  };
}

/** Why the light has, or had, its colour: at a past moment the one that the ledger shows as of it. */
export async function lightAnswer(core: Core, { known, rules, seen, at, moment, past }: ReadAsOf): Promise<LightAnswer> {
  const events = (await core.store.readStream(ITEM_STREAM + known.id)).filter((e) => e.recordedAt <= at);
  const notices = noticesTold(events.map((e) => asDomain<ItemEvent>(e)), known);
  const newest = events.at(-1)!;
  const status = moment === null ? 'current' : 'asOf';
  const explained = (past ? explainLightKnown : explainLight)(known, rules, at);
  const numbers = await numbersOf(core, explained.papers);
  const numberOf = (p: Paper): string | null => {
    const given = numbers.get(`${known.id}/${p.id}`);
    return given !== undefined && given.at <= at ? given.number : null;
  };
  const papers = explained.papers.map((p) => ({ ...p, number: numberOf(p) }));
  return { known, at, explained: explainedAsSeen({ ...explained, lateness: inWords(explained.lateness), papers, status, madeAt: core.clock.now(), notices, restsOn: { version: newest.version, hash: newest.hash.toString('hex') } } as const, known, seen) };
}

/** Of every series and year that one of the papers belongs to. */
async function numbersOf(core: Core, papers: readonly Paper[]): Promise<Map<string, GivenNumber>> {
  const signed = papers.flatMap(({ kind, signedBy, settledAt }) => (signedBy === null || settledAt === null ? [] : [`${SERIES_OF[kind]}/${dayOf(settledAt).slice(0, 4)}`]));
  const given = await Promise.all([...new Set(signed)].map((key) => numbersIn(core.store, key.split('/')[0] as SeriesCode, Number(key.split('/')[1]))));
  return new Map(given.flatMap((numbers) => [...numbers]));
}
