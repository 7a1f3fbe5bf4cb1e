import type { Connection } from '@temporalio/client';
import type { Worker } from '@temporalio/worker';
import type { Pool } from 'pg';
import { readModelsProblem } from '#libs/projections/read-models-health';
import { schemaProblem } from '#libs/projections/schema-problem';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import type { ClockWatch } from '#libs/commands/clock-watch';
import type { Checks } from './health';

/** What the worker has so far: it answers for its health from its first moment on, also while it waits for a server. */
export interface Parts {
  readonly pool: Pool;
  readonly watch: ClockWatch;
  temporal: Connection | null;
  worker: Worker | null;
}

const NOT_YET = { zh: '尚未连接', en: 'not connected yet' };

/** The worker needs PostgreSQL with its schema, Temporal, its own polling, and a clock that can be trusted. */
export function checksOf(parts: Parts): Checks {
  return {
    postgresql: () => schemaProblem(parts.pool, SCHEMA_STEPS),
    temporal: async () => (parts.temporal === null ? NOT_YET : parts.temporal.workflowService.getSystemInfo({}).then(() => null)),
    worker: async () => {
      const state = parts.worker?.getState() ?? 'INITIALIZED';
      return state === 'RUNNING' ? null : { zh: `任务轮询未运行（${state}）`, en: `it does not poll (${state})` };
    },
    readModels: async () => {
      const problem = await readModelsProblem(parts.pool);
      return problem && { ...problem, degraded: true };
    },
    clock: async () => parts.watch.reason(),
  };
}
