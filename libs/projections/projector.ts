import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { Subscription } from '#libs/event-store/subscription';
import { ItemProjection, type RulesFor } from './item.projection';
import { PlanProjection } from './plan.projection';

/** Name of the projector's checkpoint: what a writer waits for to read their own write. */
export const PROJECTOR = 'projector';

/** The read models as one thing that takes the log in order. */
export class ReadModels {
  private readonly items: ItemProjection;
  private readonly plans: PlanProjection;

  constructor(store: EventStore, rulesFor: RulesFor, schema = 'read', capacity?: number) {
    this.items = new ItemProjection(store, rulesFor, schema, capacity);
    this.plans = new PlanProjection(store, schema);
  }

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    try {
      await this.items.apply(events, client);
      await this.plans.apply(events, client);
    } catch (error) {
      // What is folded has run ahead of what will be written: read it anew when the batch comes again.
      this.items.reset();
      throw error;
    }
  }
}

/** The subscription that keeps the read models in step with the log. */
export function projector(store: EventStore, rulesFor: RulesFor, onTrouble: (error: unknown) => void): Subscription {
  const models = new ReadModels(store, rulesFor);
  return new Subscription(store, { name: PROJECTOR, handle: (batch, client) => models.apply(batch, client), onTrouble });
}
