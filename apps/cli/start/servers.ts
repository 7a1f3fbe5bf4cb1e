import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { Supervisor } from '#libs/platform/child-process';
import type { Configuration, TemporalConfiguration } from '#libs/platform/configuration';
import { EmbeddedPostgres } from '#libs/platform/embedded-postgres';
import { EmbeddedTemporal, temporalDatabaseFile } from '#libs/platform/embedded-temporal';
import { reasonOf, type Say, SetupProblem } from '#libs/platform/messages';
import type { ChosenPort, PortBook } from '#libs/platform/ports';
import { waitFor } from '#libs/platform/readiness';
import { temporalConnectionOptions } from '#libs/platform/temporal-connection';

/** One attempt, and all of them, to reach a Temporal that was given: one that starts beside us comes up within it. */
const PROBE_MS = 3_000;
const EXTERNAL_WITHIN_MS = 20_000;
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
  if (configuration.temporal) {
    await temporalAnswers(configuration.temporal, say, signal);
    return { address: configuration.temporal.address, uiUrl: undefined };
  }
  const { port } = told('Temporal', await ports.choose('temporal', PREFERRED.temporal), say);
  const ui = told('Temporal UI', await ports.choose('temporalUi', PREFERRED.temporalUi), say);
  const server = await EmbeddedTemporal.prepare({ databaseFile: temporalDatabaseFile(configuration.dataFolder), port, uiPort: ui.port, say, signal });
  signal.throwIfAborted();
  await server.finish(supervisor.start(server.spec));
  say(`Temporal 已就绪（端口 ${port}）`, `Temporal is ready (port ${port})`);
  return { address: server.address, uiUrl: server.uiUrl };
}

/** @throws SetupProblem naming the address, why it cannot be reached, and what to do, where it does not answer in time */
async function temporalAnswers(configuration: TemporalConfiguration, say: Say, signal: AbortSignal): Promise<void> {
  const { address } = configuration;
  const remedy = ['请核对 TEMPORAL_ADDRESS 与网络，或去掉它以使用自带的 Temporal', 'check TEMPORAL_ADDRESS and the network, or leave it out to use the Temporal that comes with the system'] as const;
  let cause = '';
  const probe = async (): Promise<boolean> => {
    try {
      await (await Connection.connect({ ...(await temporalConnectionOptions(configuration)), connectTimeout: PROBE_MS })).close();
      return true;
    } catch (error) {
      cause = reasonOf(error);
      return false;
    }
  };
  const progress = (ms: number): void => say(`仍在连接 Temporal ${address}（${Math.round(ms / 1000)} 秒${cause && `：${cause}`}）`, `still connecting to Temporal at ${address} (${Math.round(ms / 1000)} s${cause && `: ${cause}`})`);
  try {
    await waitFor({ zh: `连接 Temporal ${address}`, en: `connecting to Temporal at ${address}` }, probe, { deadlineMs: EXTERNAL_WITHIN_MS, everyMs: 500, signal, onProgress: progress });
  } catch (error) {
    if (!(error instanceof SetupProblem)) throw error;
    throw new SetupProblem(`${error.zh}（${cause}）：${remedy[0]}`, `${error.en} (${cause}): ${remedy[1]}`);
  }
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
