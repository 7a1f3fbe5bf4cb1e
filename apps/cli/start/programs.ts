import { join } from 'node:path';
import type { ChildSpec } from '#libs/platform/child-process';
import type { Configuration } from '#libs/platform/configuration';
import { isRecord } from '#libs/platform/files';

/** The built programs that the launcher starts. */
export interface Programs {
  readonly cli: string;
  readonly worker: string;
  readonly api: string;
  /** How they are told to end, in place of what the supervisor does by itself. */
  readonly stop?: ChildSpec['stop'];
}

/** Line by which the worker tells that it polls its task queues. */
export const WORKER_READY = /worker ready/i;

/** @param env DUBAN_START_PROGRAMS (JSON) replaces programs, so that the launcher can be tested by itself. */
export function findPrograms(root: string, env: NodeJS.ProcessEnv): Programs {
  const built = (name: string): string => join(root, 'dist', 'apps', name, 'main.js');
  const replaced: unknown = JSON.parse(env['DUBAN_START_PROGRAMS'] ?? '{}');
  return { cli: built('cli'), worker: built('worker'), api: built('api'), ...(isRecord(replaced) ? replaced : {}) };
}

/** Addresses of the servers that were started or given, and where the API will listen. */
export interface Surroundings {
  readonly database: { readonly url: string; readonly ownerUrl: string };
  readonly temporalAddress: string;
  readonly temporalUiUrl: string | undefined;
  readonly apiPort: number;
}

/** The whole configuration for a child goes by its environment; the owner's password only to those who need it. */
export function childEnvironment(env: NodeJS.ProcessEnv, configuration: Configuration, surroundings: Surroundings, owner: boolean): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _owner, DUBAN_START_PROGRAMS: _programs, ...inherited } = env;
  return {
    ...inherited,
    DATABASE_URL: surroundings.database.url,
    ...(owner ? { DATABASE_OWNER_URL: surroundings.database.ownerUrl } : {}),
    TEMPORAL_ADDRESS: surroundings.temporalAddress,
    TEMPORAL_NAMESPACE: configuration.temporal?.namespace ?? 'default',
    ...(surroundings.temporalUiUrl ? { DUBAN_TEMPORAL_UI: surroundings.temporalUiUrl } : {}),
    PORT: String(surroundings.apiPort),
    DUBAN_DATA: configuration.dataFolder,
    ...(configuration.evidenceBucket ? {} : { DUBAN_EVIDENCE: configuration.evidenceFolder }),
    DUBAN_CLOCK: configuration.clock,
    ...(configuration.clockStart === undefined ? {} : { DUBAN_CLOCK_START: configuration.clockStart }),
    DUBAN_DEMO: String(configuration.demo),
    LOG_LEVEL: configuration.logLevel,
  };
}

/**
 * Room for what lives as long as a request, in MiB: with Node's own 16 a loaded program spends a sixth of its time on moving into
 * the old generation what is garbage a moment later.
 */
const YOUNG_MIB = 64;

export function nodeProgram(name: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv, root: string, stop?: ChildSpec['stop']): ChildSpec {
  return { name, stop, command: process.execPath, args: ['--enable-source-maps', `--max-semi-space-size=${YOUNG_MIB}`, program, ...args], env, cwd: root, output: 'lines', endsWithLauncher: true };
}
