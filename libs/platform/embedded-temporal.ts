import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import type { ChildSpec, SupervisedChild } from './child-process';
import type { Message, Say } from './messages';
import { LOCALHOST } from './ports';
import { waitFor } from './readiness';
import { findTemporalBinary } from './temporal-binary';

/** What lists and filters of workflows go by. Nothing personal: they are not encrypted. */
export const SEARCH_ATTRIBUTES: Readonly<Record<string, 'Keyword' | 'KeywordList' | 'Datetime'>> = {
  DubanPlan: 'Keyword',
  DubanUnit: 'KeywordList',
  DubanLight: 'Keyword',
  DubanDue: 'Datetime',
};

/** One machine has no use for several partitions of a queue: a task would wait in one while the worker polls another. */
const DYNAMIC_CONFIGURATION: Readonly<Record<string, number>> = {
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
};

const TEMPORAL_STOP = [{ signal: 'SIGTERM', waitMs: 8_000 }] as const;

export interface EmbeddedTemporalOptions {
  /** Undefined: in memory, for tests. */
  readonly databaseFile?: string;
  readonly port: number;
  /** Undefined: without the web interface. */
  readonly uiPort?: number;
  readonly say: Say;
  readonly signal?: AbortSignal;
}

/** The development server of the Temporal CLI, with its state in one file. May be lost whole: the log says what is open. */
export class EmbeddedTemporal {
  private constructor(
    readonly spec: ChildSpec,
    readonly address: string,
    readonly uiUrl: string | undefined,
    private readonly say: Say,
  ) {}

  /** Finds or gets the program. The first time this may take minutes and says so. */
  static async prepare(options: EmbeddedTemporalOptions): Promise<EmbeddedTemporal> {
    const { path } = await findTemporalBinary({ say: options.say, signal: options.signal });
    const uiUrl = options.uiPort === undefined ? undefined : `http://${LOCALHOST}:${options.uiPort}`;
    return new EmbeddedTemporal(serverSpec(path, options), `${LOCALHOST}:${options.port}`, uiUrl, options.say);
  }

  /** After `spec` was started: resolves when the server answers and its namespace is there. */
  async finish(child?: SupervisedChild): Promise<void> {
    await waitForTemporal(this.address, {
      deadlineMs: 60_000,
      hopeless: () => child?.hopeless,
      onProgress: (ms) => this.say(`Temporal 启动中（${Math.round(ms / 1000)} 秒）`, `Temporal is starting (${Math.round(ms / 1000)} s)`),
    });
  }
}

function serverSpec(path: string, { databaseFile, port, uiPort }: EmbeddedTemporalOptions): ChildSpec {
  const state = databaseFile === undefined ? [] : ['--db-filename', databaseFile, '--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=1'];
  const attributes = Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]);
  const settings = Object.entries(DYNAMIC_CONFIGURATION).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]);
  const ui = uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)];
  return {
    name: 'temporal',
    command: path,
    args: ['server', 'start-dev', '--ip', LOCALHOST, '--port', String(port), ...ui, '--log-level', 'warn', ...state, ...attributes, ...settings],
    cwd: '/',
    output: 'file',
    stop: TEMPORAL_STOP,
    remedy: databaseFile === undefined ? undefined : { zh: `可删除 ${databaseFile}* 后重新启动（事项不会丢失，将按日志重建）`, en: `you may delete ${databaseFile}* and start again (no item is lost, all are resumed from the log)` },
  };
}

/** Waits until a server at `address` answers as Temporal does and knows the namespace. */
export async function waitForTemporal(
  address: string,
  options: { deadlineMs: number; namespace?: string; hopeless?: () => Message | undefined; onProgress?: (elapsedMs: number) => void },
): Promise<void> {
  await waitFor(
    { zh: '等待 Temporal', en: 'waiting for Temporal' },
    async () => {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      try {
        await connection.workflowService.getSystemInfo({});
        await connection.workflowService.describeNamespace({ namespace: options.namespace ?? 'default' });
        return true;
      } finally {
        await connection.close();
      }
    },
    { everyMs: 50, ...options },
  );
}

/** Where the launcher keeps the state of its Temporal. */
export function temporalDatabaseFile(dataFolder: string): string {
  return join(dataFolder, 'temporal.db');
}
