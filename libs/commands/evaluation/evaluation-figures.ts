import type { EventStore } from '#libs/event-store/event-store';
import { withRates } from '#libs/scoring/score';
import type { CountedFigures } from '#libs/supervision/evaluation/evaluation.commands';
import type { FiguresOf } from '#libs/supervision/evaluation/evaluation.events';
import { countFigures, type CountedItem } from '#libs/supervision/evaluation/figures';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { CLOCK } from '#libs/supervision/actor';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import type { Day } from '#libs/supervision/time/day';
import type { ItemCommands } from '../item-commands';
import { asDomain } from '../references';

/** Items read at the same time. */
const AT_ONCE = 8;

/** Counts figures from the log, and again from the same places in it. */
export class EvaluationFigures {
  constructor(
    private readonly store: EventStore,
    private readonly items: ItemCommands,
  ) {}

  /**
   * The figures of units over a plan's items as they now are, with the versions counted.
   *
   * @param settle carries out first what is due in the items, so that no lateness waits for a timer; not for what only looks
   */
  async now(plan: PlanState, unitIds: readonly string[], period: { from: Day; to: Day }, settle: boolean): Promise<CountedFigures> {
    const ids = [...new Set(itemIdsOf(plan))].filter((id) => id !== '').sort();
    if (settle) await inTurn(ids, async (id) => void (await this.items.execute(id, { type: 'settle' }, CLOCK, null)));
    const items = (await inTurn(ids, (itemId) => this.read(itemId, Number.MAX_SAFE_INTEGER))).filter((i) => i.events.length > 0);
    return { units: counted(items, unitIds, period), items: items.map(({ itemId, events }) => ({ itemId, version: events.length })) };
  }

  /** The figures as of stated versions: the same for ever. */
  async at(items: readonly { itemId: string; version: number }[], unitIds: readonly string[], period: { from: Day; to: Day }): Promise<FiguresOf[]> {
    return counted(await inTurn(items, ({ itemId, version }) => this.read(itemId, version)), unitIds, period);
  }

  private async read(itemId: string, upTo: number): Promise<CountedItem> {
    const events = await this.store.readStream(ITEM_STREAM + itemId);
    return { itemId, events: events.filter((e) => e.version <= upTo).map((e) => asDomain<ItemEvent>(e)) };
  }
}

function counted(items: readonly CountedItem[], unitIds: readonly string[], period: { from: Day; to: Day }): FiguresOf[] {
  return countFigures(items, unitIds, period).map(({ unitId, figures }) => ({ unitId, figures: withRates(figures) }));
}

/** A few at a time, in order. */
async function inTurn<T, R>(all: readonly T[], each: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let i = 0; i < all.length; i += AT_ONCE) done.push(...(await Promise.all(all.slice(i, i + AT_ONCE).map(each))));
  return done;
}
