import type { Pool } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { createIdentity } from '../create-identity';
import type { HashingCost } from '../passwords/password-hasher';
import { CHEAP, CountingHasher, ManualClock } from '../testing/fixtures';
import { identityMigrations } from '../schema/identity.sql';
import { SESSION_LIMITS } from './sessions';
import type { SessionTokens, SignInOutcome } from './outcomes';

const PASSWORD = 'correct horse battery';
let database: RoomDatabase;
let pool: Pool;
let people = 0;

beforeAll(async () => {
  database = await roomDatabase(identityMigrations, 2);
  pool = database.appPool();
});
afterAll(() => database.drop());

/** A process of the application, with a clock of its own unless one is shared. */
function start(clock = new ManualClock(), cost: HashingCost = CHEAP) {
  return { clock, ...createIdentity(pool, { clock, cost }) };
}

async function person(roles: readonly [role: 'office' | 'handler' | 'leader', unitId: string][] = [['handler', 'u-1']]): Promise<{ login: string; personId: string }> {
  const { accounts } = start();
  const login = `person${++people}`;
  const made = await accounts.create({ login, displayName: login, password: PASSWORD, mustChangePassword: false }, 'installation');
  if (made.kind !== 'created') throw new Error(made.code);
  for (const [role, unitId] of roles) expect(await accounts.grant({ personId: made.personId, role, unitId }, 'installation')).toEqual({ kind: 'granted' });
  return { login, personId: made.personId };
}

let addresses = 0;
const from = () => ({ address: `10.0.0.${++addresses}`, userAgent: 'spec' });

function signedIn(outcome: SignInOutcome): Extract<SignInOutcome, { kind: 'signedIn' }> {
  if (outcome.kind !== 'signedIn') throw new Error(`refused: ${outcome.code}`);
  return outcome;
}
const tokensOf = (outcome: { kind: string; tokens?: SessionTokens }): SessionTokens => {
  if (outcome.tokens === undefined) throw new Error(`refused: ${JSON.stringify(outcome)}`);
  return outcome.tokens;
};

describe('signing in', () => {
  it('opens a session for the unit granted first, or the one asked for', async () => {
    const { sessions } = start();
    const { login, personId } = await person([['handler', 'u-1'], ['office', 'u-2']]);
    const first = signedIn(await sessions.signIn(` ${login.toUpperCase()} `, PASSWORD, from()));
    expect(first.identity).toMatchObject({ personId, unitId: 'u-1', roles: ['handler'], units: [{ unitId: 'u-1', roles: ['handler'] }, { unitId: 'u-2', roles: ['office'] }], mustChangePassword: false });
    expect(await sessions.authenticate(first.tokens.accessToken)).toEqual(first.identity);
    expect(signedIn(await sessions.signIn(login, PASSWORD, { ...from(), unitId: 'u-2' })).identity.roles).toEqual(['office']);
    expect(await sessions.signIn(login, PASSWORD, { ...from(), unitId: 'u-9' })).toEqual({ kind: 'refused', code: 'unit-not-held' });
  });

  it('keeps no token, and writes down who signed in', async () => {
    const { sessions } = start();
    const { login, personId } = await person();
    const { tokens, identity } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    const stored = await database.pool.query<{ everything: string }>("select (select string_agg(s::text, '') from auth.sessions s) || (select string_agg(t::text, '') from auth.access_tokens t) as everything");
    const [, secret = ''] = tokens.refreshToken.split('.');
    for (const each of [tokens.accessToken, secret]) {
      expect(each).toHaveLength(43);
      expect(stored.rows[0]?.everything).not.toContain(each);
      expect(stored.rows[0]?.everything).not.toContain(Buffer.from(each).toString('hex'));
    }
    const record = await pool.query<{ outcome: string; session_id: string }>('select outcome, session_id from auth.sign_ins where account_id = $1', [personId]);
    expect(record.rows).toEqual([{ outcome: 'signedIn', session_id: identity.sessionId }]);
  });

  it('does the same work for an unknown login, a wrong password and a closed account, and gives the same answer', async () => {
    const hasher = new CountingHasher();
    const statements: string[][] = [];
    const spied = Object.assign(Object.create(pool) as Pool, { query: (text: string | { text: string }, ...rest: unknown[]) => {
      statements.at(-1)?.push(typeof text === 'string' ? text : text.text);
      return (pool.query as (...all: unknown[]) => unknown)(text, ...rest);
    } });
    const { sessions } = createIdentity(spied, { hasher, clock: new ManualClock() });
    const known = await person();
    const closed = await person();
    await start().accounts.disable(closed.personId, 'installation');
    const answers: SignInOutcome[] = [];
    for (const login of ['nobody-of-that-name', known.login, closed.login]) {
      statements.push([]);
      answers.push(await sessions.signIn(login, 'not the password', from()));
    }
    expect(answers).toEqual(Array(3).fill({ kind: 'refused', code: 'credentials' }));
    expect(hasher.checked).toEqual(['decoy', 'account', 'account']);
    expect(statements[0]?.length).toBeGreaterThan(2);
    expect(statements[1]).toEqual(statements[0]);
    expect(statements[2]).toEqual(statements[0]);
    const unknown = await pool.query("select account_id from auth.sign_ins where outcome = 'credentials' and account_id is null");
    expect(unknown.rowCount).toBe(1);
  });

  it('tells a closed account only to who knows its password', async () => {
    const { sessions, accounts } = start();
    const gone = await person();
    const locked = await person();
    const bare = await person([]);
    await accounts.disable(gone.personId, 'installation');
    await accounts.lock(locked.personId, 'installation');
    const codes = [];
    for (const { login } of [gone, locked, bare]) codes.push(await sessions.signIn(login, PASSWORD, from()));
    expect(codes.map((c) => (c.kind === 'refused' ? c.code : c.kind))).toEqual(['account-disabled', 'account-locked', 'no-grant']);
    await accounts.activate(locked.personId, 'installation');
    expect((await sessions.signIn(locked.login, PASSWORD, from())).kind).toBe('signedIn');
  });

  it('makes an old hash anew at today\'s cost', async () => {
    const { login, personId } = await person();
    const { sessions } = start(new ManualClock(), { ...CHEAP, passes: 2 });
    signedIn(await sessions.signIn(login, PASSWORD, from()));
    const { rows } = await pool.query<{ password_hash: string }>('select password_hash from auth.accounts where id = $1', [personId]);
    expect(rows[0]?.password_hash).toContain('t=2');
    signedIn(await sessions.signIn(login, PASSWORD, from()));
  });
});

describe('failing', () => {
  it('waits longer after each failure past the fifth, whatever the password, and forgets at success', async () => {
    const { sessions, clock } = start();
    const { login } = await person();
    const fail = () => sessions.signIn(login, 'wrong', from());
    for (let n = 1; n <= 5; n++) expect(await fail()).toEqual({ kind: 'refused', code: 'credentials' });
    expect(await sessions.signIn(login, PASSWORD, from())).toEqual({ kind: 'refused', code: 'locked-out', retryAfterSeconds: 30 });
    const waits: number[] = [];
    for (let n = 0; n < 8; n++) {
      const waiting = await fail();
      if (waiting.kind !== 'refused' || waiting.code !== 'locked-out') throw new Error(JSON.stringify(waiting));
      waits.push(waiting.retryAfterSeconds);
      clock.advance(waiting.retryAfterSeconds);
      expect(await fail()).toEqual({ kind: 'refused', code: 'credentials' });
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
    clock.advance(900);
    signedIn(await sessions.signIn(login, PASSWORD, from()));
    expect(await fail()).toEqual({ kind: 'refused', code: 'credentials' });
  });

  it('locks out a login that does not exist like one that does', async () => {
    const { sessions } = start();
    for (let n = 1; n <= 5; n++) await sessions.signIn('no-such-person', 'wrong', from());
    expect(await sessions.signIn('No-Such-Person', 'wrong', from())).toEqual({ kind: 'refused', code: 'locked-out', retryAfterSeconds: 30 });
  });

  it('lets no more than five of many at once be tried, over two processes', async () => {
    const clock = new ManualClock();
    const hashers = [new CountingHasher(), new CountingHasher()];
    const both = hashers.map((hasher) => createIdentity(pool, { clock, hasher }).sessions);
    const { login } = await person();
    const all = await Promise.all(Array.from({ length: 40 }, (_, n) => both[n % 2]?.signIn(login, `guess ${n}`, from())));
    const codes = all.map((outcome) => (outcome?.kind === 'refused' ? outcome.code : 'signedIn'));
    expect(codes.filter((code) => code === 'credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'locked-out')).toHaveLength(35);
    expect(hashers.flatMap((hasher) => hasher.checked)).toHaveLength(5);
  });

  it('counts an address over all logins, and does not charge them for it', async () => {
    const { sessions, clock } = start();
    const { login } = await person();
    const address = '192.0.2.1';
    for (let n = 1; n <= SESSION_LIMITS.address.freeFailures; n++) await sessions.signIn(`sprayed-${n}`, 'wrong', { address });
    for (let n = 0; n < 6; n++) expect(await sessions.signIn(login, PASSWORD, { address })).toMatchObject({ code: 'locked-out' });
    signedIn(await sessions.signIn(login, PASSWORD, from()));
    clock.advance(30);
    signedIn(await sessions.signIn(login, PASSWORD, { address }));
  });

  it('ends the wait where an administrator sets a new password', async () => {
    const { sessions, accounts } = start();
    const { login, personId } = await person();
    for (let n = 1; n <= 5; n++) await sessions.signIn(login, 'wrong', from());
    expect(await accounts.find(personId)).toMatchObject({ failedAttempts: 5, lockedUntil: expect.any(Date) });
    await accounts.setPassword(personId, 'given by the administrator', { by: 'p-admin' });
    expect(signedIn(await sessions.signIn(login, 'given by the administrator', from())).identity.mustChangePassword).toBe(true);
  });

  it('does not charge an address for those who get in', async () => {
    const { sessions } = start();
    const { login } = await person();
    for (let n = 0; n < SESSION_LIMITS.address.freeFailures + 5; n++) signedIn(await sessions.signIn(login, PASSWORD, { address: '192.0.2.2' }));
  });
});

describe('refreshing', () => {
  it('gives new tokens once, and lets what is under way finish', async () => {
    const { sessions, clock } = start();
    const { tokens } = signedIn(await sessions.signIn((await person()).login, PASSWORD, from()));
    clock.advance(60);
    const next = tokensOf(await sessions.refresh(tokens.refreshToken));
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    expect(await sessions.authenticate(tokens.accessToken)).not.toBeNull();
    expect(await sessions.authenticate(next.accessToken)).not.toBeNull();
    clock.advance(15 * 60 - 60);
    expect(await sessions.authenticate(tokens.accessToken)).toBeNull();
    expect(await sessions.authenticate(next.accessToken)).not.toBeNull();
  });

  it('revokes the family when a token is used again, however old', async () => {
    const { sessions, clock } = start();
    const elsewhere = start(clock);
    const { personId, login } = await person();
    const { tokens } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    let last = tokens;
    for (let n = 0; n < 3; n++) {
      clock.advance(60);
      last = tokensOf(await sessions.refresh(last.refreshToken));
    }
    expect(await sessions.authenticate(last.accessToken)).not.toBeNull();
    expect(await elsewhere.sessions.refresh(tokens.refreshToken)).toEqual({ kind: 'refused', code: 'reused' });
    clock.advance(5);
    expect(await sessions.authenticate(last.accessToken)).toBeNull();
    expect(await sessions.refresh(last.refreshToken)).toEqual({ kind: 'refused', code: 'revoked' });
    expect((await pool.query("select from auth.sign_ins where account_id = $1 and outcome = 'reused'", [personId])).rowCount).toBe(1);
  });

  it('takes the token before, used at once, for a second tab', async () => {
    const { sessions, clock } = start();
    const { tokens } = signedIn(await sessions.signIn((await person()).login, PASSWORD, from()));
    const both = await Promise.all([sessions.refresh(tokens.refreshToken), start(clock).sessions.refresh(tokens.refreshToken)]);
    expect(both.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind)).sort()).toEqual(['refreshed', 'superseded']);
    const winner = both.find((outcome) => outcome.kind === 'refreshed');
    if (winner === undefined) throw new Error('nobody won');
    clock.advance(SESSION_LIMITS.supersededSeconds);
    expect(await sessions.refresh(tokens.refreshToken)).toEqual({ kind: 'refused', code: 'reused' });
    expect(await sessions.refresh(tokensOf(winner).refreshToken)).toEqual({ kind: 'refused', code: 'revoked' });
  });

  it('ends after eight hours of nothing, and after a day of anything', async () => {
    const { sessions, clock } = start();
    const { login } = await person();
    const idle = signedIn(await sessions.signIn(login, PASSWORD, from())).tokens;
    let busy = signedIn(await sessions.signIn(login, PASSWORD, from())).tokens;
    for (let hours = 7; hours < 24; hours += 7) {
      clock.advance(7 * 3_600);
      busy = tokensOf(await sessions.refresh(busy.refreshToken));
    }
    expect(await sessions.refresh(idle.refreshToken)).toEqual({ kind: 'refused', code: 'expired' });
    clock.advance(3 * 3_600 - 60);
    const last = tokensOf(await sessions.refresh(busy.refreshToken));
    expect(last.accessExpiresAt.getTime() - clock.now().getTime()).toBe(60_000);
    clock.advance(60);
    expect(await sessions.refresh(last.refreshToken)).toEqual({ kind: 'refused', code: 'expired' });
    expect(await sessions.authenticate(last.accessToken)).toBeNull();
  });

  it('knows nonsense when it sees it', async () => {
    const { sessions } = start();
    for (const token of ['', 'x', `${'A'.repeat(22)}.${'B'.repeat(43)}`, 'A'.repeat(43)]) {
      expect(await sessions.refresh(token)).toEqual({ kind: 'refused', code: 'invalid' });
      expect(await sessions.authenticate(token)).toBeNull();
    }
  });
});

describe('getting out', () => {
  it('takes effect here at once, and in another process within five seconds', async () => {
    const here = start();
    const there = start(here.clock);
    const { tokens, identity } = signedIn(await here.sessions.signIn((await person()).login, PASSWORD, from()));
    expect(await here.sessions.authenticate(tokens.accessToken)).not.toBeNull();
    expect(await there.sessions.authenticate(tokens.accessToken)).not.toBeNull();
    await here.sessions.signOut(identity.sessionId);
    expect(await here.sessions.authenticate(tokens.accessToken)).toBeNull();
    here.clock.advance(4.9);
    expect(await there.sessions.authenticate(tokens.accessToken)).not.toBeNull();
    here.clock.advance(0.1);
    expect(await there.sessions.authenticate(tokens.accessToken)).toBeNull();
    expect(await there.sessions.refresh(tokens.refreshToken)).toEqual({ kind: 'refused', code: 'revoked' });
  });

  it('works everywhere but here', async () => {
    const { sessions } = start();
    const { login, personId } = await person();
    const opened = [];
    for (let n = 0; n < 3; n++) opened.push(signedIn(await sessions.signIn(login, PASSWORD, from())));
    expect(await sessions.listOpen(personId)).toHaveLength(3);
    expect(await sessions.signOutEverywhere(personId, opened[0]?.identity.sessionId)).toBe(2);
    const alive = await Promise.all(opened.map(({ tokens }) => sessions.authenticate(tokens.accessToken)));
    expect(alive.map((identity) => identity !== null)).toEqual([true, false, false]);
  });

  it('comes with a new password, for the other sessions', async () => {
    const { sessions } = start();
    const { login } = await person();
    const mine = signedIn(await sessions.signIn(login, PASSWORD, from()));
    const other = signedIn(await sessions.signIn(login, PASSWORD, from()));
    await sessions.authenticate(other.tokens.accessToken);
    const change = (present: string, next: string) => sessions.changePassword(mine.identity, present, next, '10.9.9.9');
    expect(await change('not it', 'another horse battery')).toEqual({ kind: 'refused', code: 'credentials' });
    expect(await change(PASSWORD, PASSWORD)).toEqual({ kind: 'refused', code: 'password-unchanged' });
    expect(await change(PASSWORD, 'short')).toEqual({ kind: 'refused', code: 'password-too-short' });
    expect(await change(PASSWORD, 'another horse battery')).toEqual({ kind: 'changed' });
    expect(await sessions.authenticate(mine.tokens.accessToken)).not.toBeNull();
    expect(await sessions.authenticate(other.tokens.accessToken)).toBeNull();
    expect(await sessions.signIn(login, PASSWORD, from())).toMatchObject({ code: 'credentials' });
    signedIn(await sessions.signIn(login, 'another horse battery', from()));
  });

  it('follows an account that is closed, also for a refresh token', async () => {
    const { sessions, accounts } = start();
    const { login, personId } = await person();
    const { tokens } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    await accounts.disable(personId, 'installation');
    expect(await sessions.authenticate(tokens.accessToken)).toBeNull();
    expect(await sessions.refresh(tokens.refreshToken)).toEqual({ kind: 'refused', code: 'revoked' });
  });
});

describe('an account closed by hand', () => {
  it('ends its sessions too, though nobody revoked them', async () => {
    const { sessions } = start();
    const { login, personId } = await person();
    const { tokens, identity } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    await database.pool.query("update auth.accounts set status = 'disabled' where id = $1", [personId]);
    expect(await sessions.authenticate(tokens.accessToken)).toBeNull();
    expect(await sessions.refresh(tokens.refreshToken)).toEqual({ kind: 'refused', code: 'revoked' });
    expect(await sessions.actAs(identity.sessionId, 'u-1')).toEqual({ kind: 'refused', code: 'session-ended' });
  });
});

describe('acting for a unit', () => {
  it('changes what a person is', async () => {
    const { sessions } = start();
    const { login } = await person([['handler', 'u-1'], ['leader', 'u-2']]);
    const { tokens, identity } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    expect(await sessions.authenticate(tokens.accessToken)).toMatchObject({ unitId: 'u-1' });
    const acting = await sessions.actAs(identity.sessionId, 'u-2');
    expect(acting).toMatchObject({ kind: 'acting', identity: { unitId: 'u-2', roles: ['leader'] } });
    expect(await sessions.authenticate(tokens.accessToken)).toMatchObject({ unitId: 'u-2' });
    expect(await sessions.actAs(identity.sessionId, 'u-3')).toEqual({ kind: 'refused', code: 'unit-not-held' });
    expect(await sessions.actAs('s-none', 'u-2')).toEqual({ kind: 'refused', code: 'session-ended' });
  });

  it('feels a grant that begins or ends', async () => {
    const { sessions, accounts, clock } = start();
    const { login, personId } = await person();
    const { tokens } = signedIn(await sessions.signIn(login, PASSWORD, from()));
    await accounts.revoke({ personId, role: 'handler', unitId: 'u-1' }, 'installation');
    expect(await sessions.authenticate(tokens.accessToken)).toMatchObject({ roles: [] });
    await accounts.grant({ personId, role: 'office', unitId: 'u-1', planId: 'plan-1', until: new Date(clock.now().getTime() + 60_000) }, 'installation');
    expect(await sessions.authenticate(tokens.accessToken)).toMatchObject({ roles: [], planRoles: [{ role: 'office', planId: 'plan-1' }], units: [{ unitId: 'u-1', roles: ['office'] }] });
    clock.advance(60);
    expect(await sessions.authenticate(tokens.accessToken)).toMatchObject({ planRoles: [], units: [] });
  });
});

describe('the hot path', () => {
  it('asks the database once for many requests of one page', async () => {
    let asked = 0;
    const counting = Object.assign(Object.create(pool) as Pool, { query: (...all: unknown[]) => {
      asked++;
      return (pool.query as (...each: unknown[]) => unknown)(...all);
    } });
    const { sessions } = createIdentity(counting, { clock: new ManualClock(), cost: CHEAP });
    const { tokens } = signedIn(await sessions.signIn((await person()).login, PASSWORD, from()));
    asked = 0;
    await Promise.all(Array.from({ length: 20 }, () => sessions.authenticate(tokens.accessToken)));
    expect(asked).toBe(1);
    for (let n = 0; n < 20_000; n++) await sessions.authenticate(tokens.accessToken);
    expect(asked).toBe(1);
  });
});

describe('tidying up', () => {
  it('drops what has ended and keeps what lasts', async () => {
    const { sessions, clock } = start();
    const { login } = await person();
    const old = signedIn(await sessions.signIn(login, PASSWORD, from()));
    clock.advance(32 * 86_400);
    const fresh = signedIn(await sessions.signIn(login, PASSWORD, from()));
    expect(await sessions.purge()).toBeGreaterThan(0);
    const { rows } = await pool.query<{ id: string }>('select id from auth.sessions where id = any($1)', [[old.identity.sessionId, fresh.identity.sessionId]]);
    expect(rows).toEqual([{ id: fresh.identity.sessionId }]);
  });
});
