import { join } from 'node:path';
import type { Supervisor } from '#libs/platform/child-process';
import type { Configuration } from '#libs/platform/configuration';
import { EmbeddedPostgres } from '#libs/platform/embedded-postgres';
import { EmbeddedTemporal, temporalDatabaseFile } from '#libs/platform/embedded-temporal';
import type { Say } from '#libs/platform/messages';
import type { ChosenPort, PortBook } from '#libs/platform/ports';

const PREFERRED = { postgres: 54_329, temporal: 7_233, temporalUi: 8_233 };

export interface ServerContext {
  readonly configuration: Configuration;
  readonly supervisor: Supervisor;
  readonly ports: PortBook;
  readonly say: Say;
  readonly signal: AbortSignal;
}

/** The database that was given, or our own, running and with its roles. */
export async function bringUpPostgres({ configuration, supervisor, ports, say, signal }: ServerContext): Promise<{ url: string; ownerUrl: string }> {
  if (configuration.database) return configuration.database;
  const { port } = told('PostgreSQL', await ports.choose('postgres', PREFERRED.postgres), say);
  const server = await EmbeddedPostgres.prepare({ folder: configuration.dataFolder, port, say });
  signal.throwIfAborted();
  await server.finish(supervisor.start(server.spec));
  say(`PostgreSQL 已就绪（端口 ${port}）`, `PostgreSQL is ready (port ${port})`);
  return { url: server.appUrl, ownerUrl: server.ownerUrl };
}

/** The Temporal that was given, or our own, running. */
export async function bringUpTemporal({ configuration, supervisor, ports, say, signal }: ServerContext): Promise<{ address: string; uiUrl: string | undefined }> {
  if (configuration.temporal) return { address: configuration.temporal.address, uiUrl: undefined };
  const { port } = told('Temporal', await ports.choose('temporal', PREFERRED.temporal), say);
  const ui = told('Temporal UI', await ports.choose('temporalUi', PREFERRED.temporalUi), say);
  const server = await EmbeddedTemporal.prepare({ databaseFile: temporalDatabaseFile(configuration.dataFolder), port, uiPort: ui.port, say, signal });
  signal.throwIfAborted();
  await server.finish(supervisor.start(server.spec));
  say(`Temporal 已就绪（端口 ${port}）`, `Temporal is ready (port ${port})`);
  return { address: server.address, uiUrl: server.uiUrl };
}

export function told(what: string, chosen: ChosenPort, say: Say): ChosenPort {
  if (chosen.busy !== undefined) say(`${what}：端口 ${chosen.busy} 被占用，改用 ${chosen.port}`, `${what}: port ${chosen.busy} is taken, using ${chosen.port}`);
  return chosen;
}

/** Files of one installation that the launcher keeps. */
export function launcherFiles(dataFolder: string): { lock: string; record: string; ports: string; logs: string; accounts: string } {
  const at = (name: string): string => join(dataFolder, name);
  return { lock: at('launcher.lock'), record: at('run.json'), ports: at('ports.json'), logs: at('logs'), accounts: at('sample-accounts.txt') };
}
