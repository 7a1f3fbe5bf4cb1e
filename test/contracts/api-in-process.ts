import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Client } from 'pg';
import { createApi } from '#apps/api/create-api';
import { Core } from '#apps/api/core/core';
import { aSystem, issued, type TestSystem } from '#libs/commands/testing/a-system';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { createIdentity } from '#libs/identity/create-identity';
import type { Role } from '#libs/identity/roles';
import { CHEAP } from '#libs/identity/testing/fixtures';
import { readConfiguration } from '#libs/platform/configuration';
import type { Instant } from '#libs/supervision/time/day';
import { HttpClient } from '../support/http-client';

/** The API in the test's own process, so that its routes can be read from Nest itself; one item of one plan is under way. */
export interface ApiInProcess {
  app: NestExpressApplication;
  core: Core;
  system: TestSystem;
  base: string;
  itemId: string;
  /** A person of that role alone, in a unit that has nothing to do with the item. */
  stranger(role: Role): Promise<HttpClient>;
  signedIn(login: string, unitId: string, roles: (Role | { role: Role; planId: string })[]): Promise<{ client: HttpClient; token: string }>;
  /** What no process of the application may do. */
  asOwner(sql: string): Promise<void>;
  close(): Promise<void>;
}

export const STRANGERS_UNIT = '市气象局';

/** @param now where the domain's clock stands until the test moves it; left out: the machine's own clock */
export async function apiInProcess(now?: Instant, moreUnits: readonly string[] = []): Promise<ApiInProcess> {
  const system = await aSystem(now ?? new Date().toISOString(), ['市总工会', '市人社局', STRANGERS_UNIT, ...moreUnits]);
  const year = Number(system.clock.now().slice(0, 4));
  const [itemId] = await issued(system, [aDraftItem('1', { deadline: `${year}-12-31`, leads: ['市总工会'], participants: ['市人社局'] })]);
  const data = await mkdtemp(join(tmpdir(), 'duban-api-'));
  const read = readConfiguration({ DUBAN_DATA: data, DATABASE_URL: system.database.appUrl, DATABASE_OWNER_URL: system.database.ownerUrl }, { needs: ['database'] });
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const core = await Core.open(read.configuration, now === undefined ? undefined : system.clock);
  const app = await createApi(core, false);
  const server = await app.listen(0, '127.0.0.1');
  // As `main.ts` does: a machine that is busy for five seconds would otherwise meet a connection that is just being closed.
  server.keepAliveTimeout = 65_000;
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cheap = createIdentity(system.pool, { cost: CHEAP });

  const signedIn: ApiInProcess['signedIn'] = async (login, unitId, roles) => {
    const created = await cheap.accounts.create({ login, displayName: login, password: 'a-long-test-password', mustChangePassword: false, personId: `p-${login.toLowerCase()}` }, 'p-setup');
    if (created.kind !== 'created') throw new Error(`${login}: ${JSON.stringify(created)}`);
    for (const held of roles) await cheap.accounts.grant({ personId: created.personId, unitId, ...(typeof held === 'string' ? { role: held } : held) }, 'p-setup');
    const entered = await cheap.sessions.signIn(login, 'a-long-test-password', { address: '127.0.0.1' });
    if (entered.kind !== 'signedIn') throw new Error(`${login}: ${entered.code}`);
    return { client: new HttpClient(base, entered.tokens.accessToken), token: entered.tokens.accessToken };
  };
  return {
    app,
    core,
    system,
    base,
    itemId: itemId!,
    signedIn,
    stranger: async (role) => (await signedIn(`only-${role}`, system.units[STRANGERS_UNIT]!, [role])).client,
    async asOwner(sql) {
      const client = new Client({ connectionString: system.database.ownerUrl });
      await client.connect();
      await client.query(sql).finally(() => client.end());
    },
    async close() {
      // The server waits for connections as long as they are kept alive; a test has no more to ask.
      server.closeAllConnections();
      await app.close();
      await core.close();
      await system.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}
