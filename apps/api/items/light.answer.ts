import { asDomain } from '#libs/commands/references';
import type { ItemSight } from '#libs/identity/reading';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { explainLight, type LightExplanation } from '#libs/supervision/item/item.explain';
import { noticesTold, type NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import type { Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { explainedAsSeen } from './item.answer';
import { itemKnownAt } from './item-known-at';

/** The item as it was looked at, and why its light had its colour, as far as the reader sees it. */
export interface LightAnswer {
  known: ItemState;
  at: Instant;
  explained: LightExplanation & { status: 'current' | 'asOf'; notices: NoticeTold[] };
}

/** @param moment as of when; null: as it now stands. @throws ProblemError 404 where the item had not begun */
export async function lightAnswer(core: Core, { state, rules, seen }: { state: ItemState; rules: Rules; seen: ItemSight }, moment: Instant | null): Promise<LightAnswer> {
  const at = moment ?? core.clock.now();
  const known = moment === null ? state : await itemKnownAt(core.store, state.id, moment);
  const events = await core.store.readStream(ITEM_STREAM + state.id);
  const notices = noticesTold(events.filter((e) => e.recordedAt <= at).map((e) => asDomain<ItemEvent>(e)), known);
  const status = moment === null ? 'current' : 'asOf';
  return { known, at, explained: explainedAsSeen({ ...explainLight(known, rules, at), status, notices } as const, seen) };
}
