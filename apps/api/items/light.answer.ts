import { asDomain } from '#libs/commands/references';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { explainLight, explainLightKnown, type LightExplanation } from '#libs/supervision/item/item.explain';
import { noticesTold, type NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { explainedAsSeen } from './item.answer';
import type { ReadAsOf } from './item.desk';

/** The item as it was looked at, and why its light had its colour, as far as the reader sees it. */
export interface LightAnswer {
  known: ItemState;
  at: Instant;
  explained: LightExplanation & { status: 'current' | 'asOf'; notices: NoticeTold[] };
}

/** Why the light has, or had, its colour: at a past moment the one that the ledger shows as of it. */
export async function lightAnswer(core: Core, { known, rules, seen, at, moment, past }: ReadAsOf): Promise<LightAnswer> {
  const events = await core.store.readStream(ITEM_STREAM + known.id);
  const notices = noticesTold(events.filter((e) => e.recordedAt <= at).map((e) => asDomain<ItemEvent>(e)), known);
  const status = moment === null ? 'current' : 'asOf';
  const explain = past ? explainLightKnown : explainLight;
  return { known, at, explained: explainedAsSeen({ ...explain(known, rules, at), status, notices } as const, seen) };
}
