import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { Subscription } from '#libs/event-store/subscription';
import type { Cursor } from '#libs/event-store/cursor';
import type { BrakeSpans } from './brake.spans';
import { ItemProjection } from './item.projection';
import { NoticeWriter } from './notice.writer';
import { PlanProjection } from './plan.projection';
import { ProceedingProjection } from './proceeding.projection';
import { isOfRules } from '#libs/supervision/rules.streams';
import type { ReadUpTo, RulesBook } from './rules.book';
import { whyParked } from './why-parked';

/** Name of the projector's checkpoint: what a writer waits for to read their own write. */
export const PROJECTOR = 'projector';

/** The read models as one thing that takes the log in order. */
export class ReadModels {
  private readonly items: ItemProjection;
  private readonly plans: PlanProjection;

  constructor(
    private readonly store: EventStore,
    private readonly schema = 'read',
    /** Streams that are read no further than to there; of what serves, those that the projector has parked. */
    parked: ReadUpTo | null = null,
  ) {
    this.items = new ItemProjection(store, schema, undefined, parked);
    this.plans = new PlanProjection(store, schema);
  }

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    try {
      await this.items.apply(events, client);
      await this.plans.apply(events, client);
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  /** Takes in what was held back of a stream that was set aside, now that all else is shown up to `checkpoint`. */
  async takeUp(events: readonly RecordedEvent[], checkpoint: Cursor, client: ClientBase): Promise<void> {
    await this.items.takeUp(events, checkpoint, client);
    await this.plans.apply(events, client);
  }

  /** What is folded has run ahead of what is written: it is read anew when the batch comes again. */
  forget(): void {
    this.items.reset();
  }

  /** Takes in whole streams of proceedings, in any order of the streams: for a rebuild, which knows all rules and brakes. */
  async applyProceedings(events: readonly RecordedEvent[], book: RulesBook, spans: BrakeSpans, client: ClientBase): Promise<void> {
    const notices = new NoticeWriter(this.schema);
    await new ProceedingProjection(this.store, this.schema).apply(events, book, spans, notices, client, book.count);
    await notices.flush(client);
  }

  /** A piece of what changes of rules before the checkpoint have left to do; true while there is more. */
  async pass(client: ClientBase, checkpoint: Cursor): Promise<boolean> {
    try {
      return await this.items.pass(client, checkpoint);
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}

/** The subscription that keeps the read models in step with the log. A stream of which no rows can be made is parked, and the others go on. */
export function projector(store: EventStore, onTrouble: (error: unknown) => void): Subscription {
  const models = new ReadModels(store);
  return new Subscription(store, {
    name: PROJECTOR,
    // Of a large plan the workflows are started first.
    givesWay: true,
    handle: (batch, client) => models.apply(batch, client),
    takeUp: (held, checkpoint, client) => models.takeUp(held, checkpoint, client),
    // What followed was shown without these rules: only a rebuild puts that right.
    takesUp: (stream) => !isOfRules(stream),
    between: (client, checkpoint) => models.pass(client, checkpoint),
    parksFailing: whyParked,
    forget: () => models.forget(),
    onTrouble,
  });
}
