import { Pool } from 'pg';
import type { Clock } from '#libs/commands/clock';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { ItemCommands } from '#libs/commands/item-commands';
import { ClockNotOurs, openOwnClock, type ClockUse } from '#libs/commands/open-clock';
import { PlanCommands } from '#libs/commands/plan-commands';
import { Proceedings } from '#libs/commands/proceedings';
import { References } from '#libs/commands/references';
import { RosterCommands } from '#libs/commands/roster-commands';
import { EventStore } from '#libs/event-store/event-store';
import { readConfiguration, type Configuration } from '#libs/platform/configuration';
import { describeProblems } from '#libs/platform/configuration.told';
import { embeddedAddresses } from '#libs/platform/running-embedded';

/** What the commands of `duban` that touch the log stand on. */
export interface Context {
  configuration: Configuration;
  pool: Pool;
  store: EventStore;
  clock: Clock;
  references: References;
  items: ItemCommands;
  plans: PlanCommands;
  proceedings: Proceedings;
  roster: RosterCommands;
}

/** A failure that is told in a sentence and ends the command. */
export class CommandFailed extends Error {
  constructor(
    zh: string,
    en: string,
    readonly exitCode = 1,
  ) {
    super(`${zh}\n${en}`);
  }
}

function dataFolderOf(env: NodeJS.ProcessEnv): string {
  const read = readConfiguration(env);
  return read.ok ? read.configuration.dataFolder : '';
}

/**
 * The configuration of the environment, or without one that of the servers that `npm start` runs here.
 *
 * @throws CommandFailed naming the variables that are missing or wrong
 */
export function configurationFor(needs: ('database' | 'temporal')[]): Configuration {
  const env = process.env['DATABASE_URL'] ? process.env : { ...process.env, ...embeddedAddresses(dataFolderOf(process.env)) };
  const read = readConfiguration(env, { needs });
  if (!read.ok) throw new CommandFailed('配置不完整', describeProblems(read.problems), 2);
  return read.configuration;
}

/** Opens the log for a command and closes it after; the clock is the one that the database is driven by. */
export async function withContext<T>(use: ClockUse, work: (context: Context) => Promise<T>): Promise<T> {
  const configuration = configurationFor(['database']);
  const pool = new Pool({ connectionString: configuration.database!.url, max: 8, application_name: 'duban-cli' });
  pool.on('error', () => undefined);
  try {
    const store = new EventStore(pool, KNOWN_EVENTS);
    const clock = await openOwnClock(pool, configuration, use).catch((error: unknown) => {
      throw error instanceof ClockNotOurs ? new CommandFailed(error.refusal.zh, error.refusal.en, 2) : error;
    });
    const references = new References(store);
    return await work({
      configuration,
      pool,
      store,
      clock,
      references,
      items: new ItemCommands(store, references, clock),
      plans: new PlanCommands(store, references, clock),
      proceedings: new Proceedings(store, references, clock),
      roster: new RosterCommands(store, references, clock),
    });
  } finally {
    await pool.end();
  }
}
