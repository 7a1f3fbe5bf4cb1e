import type { Pool } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { createIdentity } from '../create-identity';
import { erasePerson } from '../personal/erase-person';
import { identityMigrations } from '../schema/identity.sql';
import { CHEAP, identity, ManualClock } from '../testing/fixtures';
import type { Identity } from '../identity';
import { FEED_LIMIT } from './feeds';
import { MOST_FEEDS, type FeedKind } from './feed';

const ADDRESS = '10.1.0.1';
let database: RoomDatabase;
let pool: Pool;
let people = 0;

beforeAll(async () => {
  database = await roomDatabase(identityMigrations, 2);
  pool = database.appPool();
});
afterAll(() => database.drop());

function start(clock = new ManualClock()) {
  return { clock, ...createIdentity(pool, { clock, cost: CHEAP }) };
}
type Process = ReturnType<typeof start>;

async function person({ accounts }: Process): Promise<Identity> {
  const login = `owner${++people}`;
  const made = await accounts.create({ login, displayName: login, password: 'correct horse battery', mustChangePassword: false }, 'installation');
  if (made.kind !== 'created') throw new Error(made.code);
  expect(await accounts.grant({ personId: made.personId, role: 'handler', unitId: 'u-1' }, 'installation')).toEqual({ kind: 'granted' });
  return identity(['handler'], { personId: made.personId });
}
async function created({ feeds }: Process, owner: Identity, kind: FeedKind = 'unit') {
  const made = await feeds.create(owner, kind);
  if (made === null) throw new Error('too many');
  return made;
}

it('opens for whoever has the address, as what its owner holds at that moment, and writes down that it was looked at', async () => {
  const process = start();
  const owner = await person(process);
  const { feed, token } = await created(process, owner, 'person');
  expect(feed).toMatchObject({ kind: 'person', unitId: 'u-1', lastUsedAt: null, revokedAt: null });
  process.clock.advance(60);
  const at = process.clock.now();
  expect(await process.feeds.open(token, ADDRESS)).toMatchObject({ kind: 'open', feed: 'person', identity: { personId: owner.personId, unitId: 'u-1', roles: ['handler'], sessionId: `feed:${feed.feedId}` } });
  expect(await process.feeds.list(owner.personId)).toMatchObject([{ feedId: feed.feedId, lastUsedAt: at }]);
  await process.accounts.revoke({ personId: owner.personId, role: 'handler', unitId: 'u-1' }, 'installation');
  expect(await process.feeds.open(token, ADDRESS)).toMatchObject({ kind: 'open', identity: { roles: [] } });
});

it('keeps no token, gives none twice, and its token opens no session', async () => {
  const process = start();
  const owner = await person(process);
  const { token } = await created(process, owner);
  expect(token).toHaveLength(43);
  expect((await created(process, owner)).token).not.toBe(token);
  const { rows } = await database.pool.query<{ everything: string }>(`select (select string_agg(f::text, '') from auth.feeds f) || (select string_agg(c::text, '') from auth.account_changes c) as everything`);
  for (const secret of [token, Buffer.from(token).toString('hex'), Buffer.from(token, 'base64url').toString('hex')]) expect(rows[0]!.everything).not.toContain(secret);
  expect(JSON.stringify(await process.feeds.list(owner.personId))).not.toContain(token);
  expect(await process.sessions.authenticate(token)).toBeNull();
});

it('is revoked by its owner alone, at once, for good', async () => {
  const process = start();
  const [owner, other] = [await person(process), await person(process)];
  const { feed, token } = await created(process, owner);
  expect(await process.feeds.revoke(other.personId, feed.feedId)).toBe(false);
  expect((await start().feeds.open(token, ADDRESS)).kind).toBe('open');
  expect([await process.feeds.revoke(owner.personId, feed.feedId), await process.feeds.revoke(owner.personId, feed.feedId)]).toEqual([true, true]);
  expect((await start().feeds.open(token, ADDRESS)).kind).toBe('unknown');
  expect(await process.feeds.list(owner.personId)).toMatchObject([{ revokedBecause: 'owner' }]);
  const changes = await pool.query<{ what: string }>(`select what from auth.account_changes where account_id = $1 and what like 'feed-%' order by id`, [owner.personId]);
  expect(changes.rows.map((r) => r.what)).toEqual(['feed-created', 'feed-revoked']);
});

it('ends with the account, in whatever way that is closed, and does not come back with it', async () => {
  const process = start();
  const { accounts, clock } = process;
  const close: [string, (personId: string) => Promise<unknown>][] = [
    ['account-closed', (p) => accounts.disable(p, 'p-admin')],
    ['account-closed', (p) => accounts.lock(p, 'p-admin')],
    ['account-closed', (p) => erasePerson(pool, clock, p, 'p-admin', () => undefined, async () => undefined)],
    ['password-set', (p) => accounts.setPassword(p, 'another long password', { by: 'p-admin' })],
  ];
  for (const [because, closed] of close) {
    const owner = await person(process);
    const { token } = await created(process, owner);
    await closed(owner.personId);
    expect((await process.feeds.open(token, ADDRESS)).kind).toBe('unknown');
    await accounts.activate(owner.personId, 'p-admin');
    expect((await process.feeds.open(token, ADDRESS)).kind).toBe('unknown');
    expect((await pool.query('select revoked_because from auth.feeds where account_id = $1', [owner.personId])).rows).toEqual([{ revoked_because: because }]);
  }
});

it('goes on when its owner changes the password', async () => {
  const process = start();
  const owner = await person(process);
  const { token } = await created(process, owner);
  await process.accounts.setPassword(owner.personId, 'another long password', { by: owner.personId });
  expect((await process.feeds.open(token, ADDRESS)).kind).toBe('open');
});

it('has a bound for each person, also of those made at the same moment', async () => {
  const process = start();
  const owner = await person(process);
  const made = await Promise.all(Array.from({ length: MOST_FEEDS + 5 }, () => process.feeds.create(owner, 'unit')));
  expect(made.filter((m) => m !== null)).toHaveLength(MOST_FEEDS);
  await process.feeds.revoke(owner.personId, made.find((m) => m !== null)!.feed.feedId);
  expect(await process.feeds.create(owner, 'unit')).not.toBeNull();
});

it('makes an address wait that guesses, not one that only looks, and not who signs in from there', async () => {
  const process = start();
  const owner = await person(process);
  const { token } = await created(process, owner);
  const from = '10.9.9.9';
  for (let i = 0; i < FEED_LIMIT.freeFailures + 20; i++) expect((await process.feeds.open(token, from)).kind).toBe('open');
  let told = 'unknown';
  for (let i = 0; i <= FEED_LIMIT.freeFailures && told === 'unknown'; i++) told = (await process.feeds.open('b'.repeat(43), from)).kind;
  expect(told).toBe('too-often');
  expect(await process.feeds.open(token, from)).toMatchObject({ kind: 'too-often', retryAfterSeconds: 30 });
  expect((await process.feeds.open(token, ADDRESS)).kind).toBe('open');
  expect((await process.sessions.signIn(`owner${people}`, 'correct horse battery', { address: from })).kind).toBe('signedIn');
  process.clock.advance(31);
  expect((await process.feeds.open(token, from)).kind).toBe('open');
});

it('takes nonsense for unknown without asking the database', async () => {
  const { feeds } = start();
  for (const token of ['', 'a', '../../etc/passwd', 'x'.repeat(5_000), `${'a'.repeat(42)}\u0000`]) expect((await feeds.open(token, ADDRESS)).kind).toBe('unknown');
});
