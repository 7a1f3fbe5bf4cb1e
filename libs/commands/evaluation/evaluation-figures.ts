import type { EventStore } from '#libs/event-store/event-store';
import { withRates } from '#libs/scoring/score';
import type { CountedFigures } from '#libs/supervision/evaluation/evaluation.commands';
import type { CountedStream, FiguresOf } from '#libs/supervision/evaluation/evaluation.events';
import { countFigures, type Counted, type CountedItem, type CountedProceeding } from '#libs/supervision/evaluation/figures';
import { COUNTED_KINDS } from '#libs/supervision/evaluation/proceeding.figures';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { CLOCK } from '#libs/supervision/actor';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { NO_SELF_FIGURES } from '#libs/supervision/evaluation/self.figures';
import type { Figure } from '#libs/supervision/evaluation/sheet';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { dayOf, type Day, type Instant } from '#libs/supervision/time/day';
import { inTurn } from '../at-once';
import type { ItemCommands } from '../item-commands';
import type { PlanCommands } from '../plan-commands';
import { proceedingsOf } from '../plan-parts';
import type { Proceedings } from '../proceedings';
import { asDomain } from '../references';

/** Counts figures from the log, and again from the same places in it. */
export class EvaluationFigures {
  constructor(
    private readonly store: EventStore,
    private readonly items: ItemCommands,
    private readonly proceedings: Proceedings,
  ) {}

  /**
   * The figures of units over a plan's items and proceedings as they now are, with the versions counted.
   *
   * @param settle carries out first what is due in them, so that no lateness waits for a timer; not for what only looks
   */
  async now(plan: PlanState, unitIds: readonly string[], period: { from: Day; to: Day }, settle: boolean): Promise<CountedFigures> {
    const ids = [...new Set(itemIdsOf(plan))].filter((id) => id !== '').sort();
    const streams = (await proceedingsOf(this.store, plan.id)).filter((stream) => kindIn(stream) !== undefined);
    if (settle) {
      await inTurn(ids, async (id) => void (await this.items.execute(id, { type: 'settle' }, CLOCK, null)));
      await inTurn(streams, async (stream) => void (await this.settleProceeding(stream)));
    }
    const items = (await inTurn(ids, (itemId) => this.item(itemId, Number.MAX_SAFE_INTEGER))).filter((i) => i.events.length > 0);
    const proceedings = await inTurn(streams, (stream) => this.proceeding(stream, Number.MAX_SAFE_INTEGER));
    return {
      units: counted({ items, proceedings }, unitIds, period),
      items: items.map(({ itemId, events }) => ({ itemId, version: events.length })),
      proceedings: proceedings.map(({ stream, events }) => ({ stream, version: events.length })),
    };
  }

  /** Every unit's figures over the plans that stand, this year so far; changes nothing. */
  async ofToday(plans: PlanCommands, now: Instant): Promise<Figure[][]> {
    const { rows } = await this.store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [PLAN_STREAM, `${PLAN_STREAM.slice(0, -1)}0`]);
    const today = dayOf(now);
    const all: Figure[][] = [];
    for (const { stream } of rows) {
      const { state: plan } = await plans.load(stream.slice(PLAN_STREAM.length));
      if (plan === null || notStanding(plan)) continue;
      const { units } = await this.now(plan, await this.unitsOf(plan), { from: `${today.slice(0, 4)}-01-01`, to: today }, false);
      all.push(...units.map((u) => [...u.figures, ...NO_SELF_FIGURES]));
    }
    return all;
  }

  private async unitsOf(plan: PlanState): Promise<string[]> {
    const ids = [...new Set(itemIdsOf(plan))].filter((id) => id !== '');
    const items = await inTurn(ids, (id) => this.items.load(id));
    return [...new Set(items.flatMap(({ state }) => Object.values(state?.assignments ?? {}).map((a) => a.unitId)))];
  }

  /** The figures as of stated versions: the same for ever. */
  async at({ items, proceedings }: { items: readonly { itemId: string; version: number }[]; proceedings: readonly CountedStream[] }, unitIds: readonly string[], period: { from: Day; to: Day }): Promise<FiguresOf[]> {
    const read = {
      items: await inTurn(items, ({ itemId, version }) => this.item(itemId, version)),
      proceedings: await inTurn(proceedings, ({ stream, version }) => this.proceeding(stream, version)),
    };
    return counted(read, unitIds, period);
  }

  private async settleProceeding(stream: string): Promise<void> {
    const kind = kindIn(stream)!;
    await this.proceedings.of(kind).settle(stream.slice(kind.name.length + 1));
  }

  private async item(itemId: string, upTo: number): Promise<CountedItem> {
    const events = await this.store.readStream(ITEM_STREAM + itemId);
    return { itemId, events: events.filter((e) => e.version <= upTo).map((e) => asDomain<ItemEvent>(e)) };
  }

  private async proceeding(stream: string, upTo: number): Promise<CountedProceeding> {
    const events = await this.store.readStream(stream);
    return { stream, events: events.filter((e) => e.version <= upTo).map((e) => asDomain(e)) };
  }
}

function kindIn(stream: string): (typeof COUNTED_KINDS)[number] | undefined {
  return COUNTED_KINDS.find((kind) => stream.startsWith(`${kind.name}/`));
}

function counted(read: Counted, unitIds: readonly string[], period: { from: Day; to: Day }): FiguresOf[] {
  return countFigures(read, unitIds, period).map(({ unitId, figures }) => ({ unitId, figures: withRates(figures) }));
}
