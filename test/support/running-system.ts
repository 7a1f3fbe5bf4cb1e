import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { Pool } from 'pg';
import { systemClock } from '#libs/commands/clock';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { References } from '#libs/commands/references';
import { RosterCommands } from '#libs/commands/roster-commands';
import type { NewUnit } from '#libs/supervision/roster/register-units';
import { seedReferences } from '#libs/commands/seed';
import { EventStore } from '#libs/event-store/event-store';
import { createIdentity } from '#libs/identity/create-identity';
import { isBusinessRole, type Role } from '#libs/identity/roles';
import { CHEAP } from '#libs/identity/testing/fixtures';
import type { SupervisedChild, Supervisor } from '#libs/platform/child-process';
import { superviseForTest } from '#libs/platform/owned-temp-folder';
import { anyFreePort } from '#libs/platform/ports';
import { projectRoot } from '#libs/platform/project-root';
import { createTestDatabase } from '#libs/platform/test-postgres';
import { testTemporalAddress } from '#libs/platform/test-temporal';
import { unitsNamed, type Roster } from '#libs/supervision/roster/roster';
import type { Instant } from '#libs/supervision/time/day';
import { HttpClient } from './http-client';
import { until } from './until';

/** Name of the migrated database that global set-up leaves to be copied. */
const MIGRATED = 'migrated';
export const TEST_PASSWORD = 'a-long-test-password';

export interface TestAccount {
  login: string;
  /** As shown; the login where left out. */
  name?: string;
  unit: string;
  roles: Role[];
}

export interface SystemOptions {
  /** Where the domain's clock stands; it moves when the test moves it. Left out: the machine's own clock. */
  now?: Instant;
  units: NewUnit[];
  accounts: TestAccount[];
  apis?: number;
  worker?: boolean;
  /** Set beside what the system needs, for API and worker. */
  environment?: Record<string, string>;
  /** Servers of the test's own, for tests that kill them; otherwise those of the run. */
  database?: { appUrl: string; ownerUrl: string };
  /** With its namespace `default`, which a server that was emptied has again. */
  temporalAddress?: string;
}

/** The built API (several processes) and the built worker, as children, on a log and a Temporal namespace of their own. */
export class RunningSystem {
  readonly apis: { child: SupervisedChild; base: string }[] = [];
  worker!: SupervisedChild;
  private supervisor!: Supervisor;
  /** Its logs, and its data folder. */
  folder = '';
  readonly store: EventStore;
  private more: Record<string, string> = {};
  private readonly tokens = new Map<string, string>();
  /** Somebody who may ask for a list; administrators may not. */
  private reader: string | undefined;
  private readonly undo: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly database: { appUrl: string; ownerUrl: string },
    readonly pool: Pool,
    readonly roster: Roster,
    readonly temporal: { address: string; namespace: string },
    private readonly clocked: boolean,
  ) {
    this.store = new EventStore(pool, KNOWN_EVENTS);
  }

  static async start(options: SystemOptions): Promise<RunningSystem> {
    const own = options.database ? null : await createTestDatabase({ template: MIGRATED });
    const database = options.database ?? own!;
    const pool = new Pool({ connectionString: database.appUrl, max: 6 });
    pool.on('error', () => undefined);
    const roster = await setUp(pool, options);
    const temporal = options.temporalAddress === undefined ? { address: testTemporalAddress(), namespace: `t-${randomBytes(5).toString('hex')}` } : { address: options.temporalAddress, namespace: 'default' };
    const system = new RunningSystem(database, pool, roster, temporal, options.now !== undefined);
    if (own) system.undo.push(() => own.drop());
    system.undo.push(() => pool.end());
    try {
      await system.run(options);
    } catch (error) {
      await system.stop();
      throw error;
    }
    return system;
  }

  private async run(options: SystemOptions): Promise<void> {
    if (options.temporalAddress === undefined) await registerNamespace(this.temporal.address, this.temporal.namespace);
    const { supervisor, stop, folder } = await superviseForTest('system');
    this.undo.push(stop);
    this.supervisor = supervisor;
    this.folder = folder.path;
    this.more = options.environment ?? {};
    for (let i = 0; i < (options.apis ?? 2); i++) this.apis.push(await this.startApi());
    if (options.worker !== false) {
      this.worker = this.startWorker();
      const ready = this.worker.watchFor(/worker ready/);
      await until(`the worker\n${this.worker.tail().join('\n')}`, ready, 60_000);
    }
    for (const { child, base } of this.apis) {
      await until(`the API ${child.spec.name}`, async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200, 60_000).catch((error: unknown) => {
        throw new Error(child.tail().join('\n'), { cause: error });
      });
    }
    this.reader = options.accounts.find(({ roles }) => roles.some(isBusinessRole))?.login;
    await Promise.all(options.accounts.map(async ({ login }) => this.tokens.set(login, await this.signIn(login))));
  }

  private start(name: string, program: string, env: NodeJS.ProcessEnv): SupervisedChild {
    const args = [join(projectRoot(), 'dist', 'apps', program, 'main.js')];
    return this.supervisor.start({ name, command: process.execPath, args, env: { ...process.env, ...this.environment(), ...env }, output: 'lines', endsWithLauncher: true });
  }

  /** Another API process, not waited for. */
  async startApi(env: NodeJS.ProcessEnv = {}): Promise<{ child: SupervisedChild; base: string }> {
    const port = await anyFreePort();
    return { child: this.start(`api-${port}`, 'api', { PORT: String(port), ...env }), base: `http://127.0.0.1:${port}` };
  }

  /** Another worker, not waited for. */
  startWorker(env: NodeJS.ProcessEnv = {}): SupervisedChild {
    return this.start('worker', 'worker', env);
  }

  /** What a process of the system needs to know. */
  private environment(): Record<string, string> {
    return {
      DATABASE_URL: this.database.appUrl,
      TEMPORAL_ADDRESS: this.temporal.address,
      TEMPORAL_NAMESPACE: this.temporal.namespace,
      DUBAN_CLOCK: this.clocked ? 'virtual' : 'system',
      LOG_LEVEL: 'info',
      DUBAN_DATA: join(this.folder, 'data'),
      ...this.more,
    };
  }

  private async signIn(login: string): Promise<string> {
    const { accessToken } = await new HttpClient(this.apis[0]!.base).post<{ accessToken: string }>('/session', { login, password: TEST_PASSWORD });
    return accessToken;
  }

  /** A signed-in person, on one of the API's processes. */
  as(login: string, api = 0): HttpClient {
    const token = this.tokens.get(login);
    if (token === undefined) throw new Error(`no account ${login}`);
    return new HttpClient(this.apis[api]!.base, token);
  }

  nobody(api = 0): HttpClient {
    return new HttpClient(this.apis[api]!.base);
  }

  unit(name: string): string {
    const id = unitsNamed(this.roster, name)[0]?.id;
    if (id === undefined) throw new Error(`no unit ${name}`);
    return id;
  }

  /** A client of the system's Temporal namespace; closed at the end. */
  async temporalClient(): Promise<Client> {
    const connection = await Connection.connect({ address: this.temporal.address });
    this.undo.push(() => connection.close());
    return new Client({ connection, namespace: this.temporal.namespace });
  }

  /** Sets the domain's clock and waits until every API process tells that time. */
  async setClock(at: Instant): Promise<void> {
    await this.pool.query('update loop.clock set at = $1', [at]);
    if (this.reader === undefined) throw new Error('no account may read a list that tells the time');
    for (let i = 0; i < this.apis.length; i++) {
      const reader = this.as(this.reader, i);
      await until(`the clock at ${at}`, async () => (await reader.get<{ now: string }>('/todo')).now >= at, undefined, 20);
    }
  }

  async stop(): Promise<void> {
    for (const undo of this.undo.reverse()) await undo();
    this.undo.length = 0;
  }
}

/** First versions of policy and calendar, the units, the accounts and the clock. */
async function setUp(pool: Pool, { now, units, accounts }: SystemOptions): Promise<Roster> {
  const store = new EventStore(pool, KNOWN_EVENTS);
  const began = now ?? systemClock.now();
  await seedReferences(store, began);
  const commands = new RosterCommands(store, new References(store), { now: () => began, realMsUntil: () => 0 });
  const registered = await commands.register(units, { kind: 'system', name: 'test' }, { scope: 'test', commandId: 'units' });
  if (registered.kind !== 'accepted') throw new Error(`the units were not registered: ${registered.kind}`);
  const identity = createIdentity(pool, { cost: CHEAP }).accounts;
  for (const { login, name = login, unit, roles } of accounts) {
    const created = await identity.create({ login, displayName: name, password: TEST_PASSWORD, mustChangePassword: false, personId: `p-${login}` }, 'p-setup');
    if (created.kind !== 'created') throw new Error(`${login} was not created: ${JSON.stringify(created)}`);
    const unitId = unitsNamed(registered.state, unit)[0]!.id;
    for (const role of roles) await identity.grant({ personId: created.personId, role, unitId }, 'p-setup');
  }
  if (now !== undefined) await pool.query('insert into loop.clock (at, days_per_second) values ($1, 1)', [now]);
  return registered.state;
}

async function registerNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    await connection.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: { seconds: 86_400 as unknown as Long } });
    await until(`the namespace ${namespace}`, async () => (await connection.workflowService.describeNamespace({ namespace })).namespaceInfo !== undefined);
  } finally {
    await connection.close();
  }
}
