import type { Logger } from 'pino';
import type { BrakeCommands } from '#libs/commands/brake-commands';
import type { Clock } from '#libs/commands/clock';
import type { References } from '#libs/commands/references';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { Subscription } from '#libs/event-store/subscription';
import type { Courier } from '#libs/notices/courier';
import { gather, takeBack, writeLetters } from '#libs/notices/outbox';
import { sendWaiting } from '#libs/notices/sending';
import type { MailConfiguration } from '#libs/platform/configuration';
import { PROJECTOR } from '#libs/projections/projector';
import type { BrakeEventData } from '#libs/supervision/brake';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import { spanAt } from '#libs/supervision/rules';
import type { ClientBase } from 'pg';
import { every } from './every';
import { BRAKE } from './notice-brake';

/** Of the checkpoint and the fence. */
export const MAIL = 'mail';
const SEND_MS = 1_000;
/** How long a batch waits for read models and brake before it is left to come again. */
const BEHIND_MS = 4_000;

/**
 * Takes notices that reach the inbox into the outbox of mailboxes, in the log's order.
 *
 * The inbox says who is told: read models and brake are waited for, so that both ways tell the same. What was gathered is in the
 * outbox for ever, so a batch that comes again, a rebuild and a restore gather nothing twice.
 */
export class MailGathering {
  constructor(
    private readonly store: EventStore,
    private readonly references: Pick<References, 'rules'>,
    private readonly brake: Pick<BrakeCommands, 'state'>,
    private readonly clock: Clock,
  ) {}

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const last = events.at(-1);
    if (!last || (await client.query('select from mail.mailboxes where cardinality(addresses) > 0 limit 1')).rowCount === 0) return;
    for (const name of [BRAKE, PROJECTOR]) {
      if (!(await this.store.waitForCheckpoint(name, last.cursor, BEHIND_MS))) throw new Error(`${name} is behind: mail has to wait`);
    }
    const now = this.clock.now();
    const heldSince = (await this.brake.state()).held?.since ?? null;
    const { calendar } = spanAt((await this.references.rules('standard')).rules, now);
    for (const event of events) if (event.type === 'NoticesHeld') await takeBack(client, (event.data as BrakeEventData['NoticesHeld']).since);
    const itemIds = new Set(events.filter((e) => e.stream.startsWith(ITEM_STREAM)).map((e) => e.stream.slice(ITEM_STREAM.length)));
    const proceedings = new Set(events.filter((e) => kindOfStream(e.stream) !== undefined).map((e) => e.stream));
    const planIds = new Set(events.filter((e) => e.stream.startsWith(PLAN_STREAM)).map((e) => e.stream.slice(PLAN_STREAM.length)));
    if (itemIds.size + proceedings.size + planIds.size > 0) await gather(client, { itemIds: [...itemIds], proceedings: [...proceedings], planIds: [...planIds] }, { now, heldSince }, calendar);
    for (const event of events) if (event.type === 'NoticesReleased') await gather(client, { releasedAt: event.recordedAt }, { now, heldSince }, calendar);
  }
}

/** Gathers across a restore too: the outbox came back with the log, and knows what it has. */
export function mailSubscription(store: EventStore, references: References, brake: BrakeCommands, clock: Clock, onTrouble: (error: unknown) => void): Subscription {
  const gathering = new MailGathering(store, references, brake, clock);
  return new Subscription(store, { name: MAIL, handle: (batch, client) => gathering.apply(batch, client), continuesAcrossEpochs: true, onTrouble });
}

/** Writes letters when they are due, and hands over what waits. Several workers may: each mail is one's at a time. */
export function startSending(store: EventStore, clock: Clock, configuration: MailConfiguration, courier: Courier, log: Logger): () => void {
  const domain = configuration.from.slice(configuration.from.lastIndexOf('@') + 1);
  const link = (path: string): string => `${configuration.publicUrl}/${path}`;
  return every(
    SEND_MS,
    async () => {
      await writeLetters(store.pool, clock.now(), domain, link);
      while ((await sendWaiting(store.pool, courier)) > 0);
    },
    (error) => log.warn({ err: error }, 'mails are in trouble and are tried again'),
  );
}
