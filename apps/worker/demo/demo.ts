import type { Logger } from 'pino';
import type { Pool } from 'pg';
import type { ItemCommands } from '#libs/commands/item-commands';
import type { Proceedings } from '#libs/commands/proceedings';
import type { References } from '#libs/commands/references';
import type { VirtualClock } from '#libs/commands/virtual-clock';
import type { EventStore } from '#libs/event-store/event-store';
import { Subscription } from '#libs/event-store/subscription';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { dayOf, type Day } from '#libs/supervision/time/day';
import { ClockDriver } from './clock.driver';
import { Teller } from './teller';
import { Units } from './units';

const TICK_MS = 40;
/** After trouble (PostgreSQL is away, say) the demo waits so long. */
const TROUBLE_MS = 1_000;
/** The same year for everybody who watches. */
const SEED = 'duban';

export interface Demo {
  stop(): Promise<void>;
}

/** Runs the demonstration in the worker: the clock, the simulated units, and the lines that the console shows. */
export function startDemo(pool: Pool, store: EventStore, clock: VirtualClock, items: ItemCommands, proceedings: Proceedings, references: References, log: Logger): Demo {
  const say = (line: string): void => log.info({ demo: true }, line);
  const teller = new Teller();
  const driver = new ClockDriver(pool, clock, items, proceedings, references, new Units(items, SEED));
  const telling = new Subscription(store, {
    name: 'demo',
    batchSize: 100,
    continuesAcrossEpochs: true,
    onTrouble: (error) => log.debug({ err: error }, 'the demo cannot read the log'),
    async handle(batch) {
      const roster = (await references.roster()).state ?? EMPTY_ROSTER;
      for (const event of batch) {
        if (!event.stream.startsWith(ITEM_STREAM)) continue;
        const held = await items.items.get(event.stream);
        const { state } = held.version >= event.version ? held : await items.items.refresh(event.stream);
        if (state) teller.take(event as unknown as ItemEvent, state, roster);
      }
      teller.lines().forEach(say);
    },
  });
  void telling.run().catch((error: unknown) => log.error({ err: error }, 'the demo tells no more'));

  let stopping = false;
  let day: Day = dayOf(clock.now());
  let last = performance.now();
  let over = false;
  const turn = async (): Promise<number> => {
    const now = performance.now();
    const done = await driver.tick(now - last);
    last = now;
    const today = dayOf(clock.now());
    if (today !== day && driver.states.length > 0) say(teller.dayLine(day, driver.states.map((s) => s.state)));
    day = today;
    if (done.kind === 'over' && !over) say(`${day} 全部事项已了结，演示到此为止；数据可继续查看 / every item is closed: the year is over, and may still be looked at`);
    over = done.kind === 'over';
    return done.kind === 'acted' ? 0 : done.kind === 'over' || done.kind === 'empty' ? TROUBLE_MS : TICK_MS;
  };
  const running = (async () => {
    say(`${day} 演示开始：一秒一天 / the demonstration begins: a day a second`);
    while (!stopping) {
      const pause = await turn().catch((error: unknown) => {
        log.warn({ err: error }, 'the demo is in trouble and tries again');
        last = performance.now();
        return TROUBLE_MS;
      });
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  })();
  return {
    async stop() {
      stopping = true;
      await Promise.all([running, telling.stop()]);
    },
  };
}
