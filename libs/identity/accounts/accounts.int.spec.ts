import type { Pool } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { createIdentity } from '../create-identity';
import { ROLES, type Role } from '../roles';
import { conflictBetween } from '../separation';
import { CHEAP, ManualClock } from '../testing/fixtures';
import { identityMigrations } from '../schema/identity.sql';
import type { Accounts } from './accounts';

const PASSWORD = 'correct horse battery';
let database: RoomDatabase;
let pool: Pool;
let accounts: Accounts;
const clock = new ManualClock();

beforeAll(async () => {
  database = await roomDatabase(identityMigrations, 2);
  pool = database.appPool();
  accounts = createIdentity(pool, { clock, cost: CHEAP }).accounts;
});
afterAll(() => database.drop());

let made = 0;
async function person(): Promise<string> {
  const outcome = await accounts.create({ login: `somebody${++made}`, displayName: '某人', password: PASSWORD }, 'p-admin');
  if (outcome.kind !== 'created') throw new Error(outcome.code);
  return outcome.personId;
}

describe('an account', () => {
  it('is made once for a login, after there was none', async () => {
    expect(await accounts.hasAny()).toBe(false);
    const created = await accounts.create({ login: 'Ｚhang.San', displayName: ' 张三 ', password: PASSWORD, phone: '13800000000' }, 'installation');
    if (created.kind !== 'created') throw new Error(created.code);
    expect(created.personId).toMatch(/^p-[0-9a-f]{20}$/);
    expect(await accounts.hasAny()).toBe(true);
    expect(await accounts.findByLogin('ZHANG.SAN')).toMatchObject({ personId: created.personId, login: 'zhang.san', displayName: '张三', status: 'active', mustChangePassword: true, failedAttempts: 0, lockedUntil: null, grants: [] });
    expect(await accounts.create({ login: 'zhang.san', displayName: '李四', password: PASSWORD }, 'installation')).toEqual({ kind: 'refused', code: 'login-taken' });
    expect(await accounts.create({ login: 'li.si', displayName: '李四', password: PASSWORD, personId: created.personId }, 'installation')).toEqual({ kind: 'refused', code: 'person-taken' });
  });

  it.each([
    [{ login: 'a b' }, 'login-malformed'],
    [{ login: '' }, 'login-malformed'],
    [{ displayName: ' ' }, 'name-missing'],
    [{ password: 'short' }, 'password-too-short'],
    [{ password: 'wang.wu.wang.wu', login: 'wang.wu' }, null],
    [{ password: 'wang.wu2026', login: 'wang.wu' }, 'password-is-login'],
  ])('%j: %s', async (given, code) => {
    const outcome = await accounts.create({ login: 'refused', displayName: '王五', password: PASSWORD, ...given }, 'p-admin');
    expect(outcome.kind === 'refused' ? outcome.code : null).toBe(code);
  });

  it('counts as one of the business until it is an administrator’s, with a role while it holds one', async () => {
    const before = await accounts.ofBusiness();
    const [office, admin, none] = [await person(), await person(), await person()];
    await accounts.grant({ personId: office, role: 'office', unitId: 'u1' }, 'p-admin');
    await accounts.grant({ personId: admin, role: 'securityAdmin', unitId: 'u1' }, 'p-admin');
    expect(before.office).toBe(false);
    expect(await accounts.ofBusiness()).toEqual({ accounts: before.accounts + 2, withRole: before.withRole + 1, office: true });
    await accounts.revoke({ personId: office, role: 'office', unitId: 'u1' }, 'p-admin');
    await accounts.disable(none, 'p-admin');
    expect(await accounts.ofBusiness()).toEqual({ ...before, accounts: before.accounts + 1 });
  });

  it('gets a password from somebody else for one sign-in, and its own for good', async () => {
    const personId = await person();
    await accounts.setPassword(personId, 'another horse battery', { by: personId });
    expect(await accounts.find(personId)).toMatchObject({ mustChangePassword: false });
    await accounts.setPassword(personId, 'third horse battery', { by: 'p-admin' });
    expect(await accounts.find(personId)).toMatchObject({ mustChangePassword: true });
    expect(await accounts.setPassword('p-none', 'third horse battery', { by: 'p-admin' })).toEqual({ kind: 'refused', code: 'account-not-found' });
  });

  it('is closed by somebody else, and every change leaves its line', async () => {
    const personId = await person();
    expect(await accounts.disable(personId, personId)).toEqual({ kind: 'refused', code: 'own-account' });
    expect(await accounts.disable(personId, 'p-admin')).toEqual({ kind: 'changed' });
    expect(await accounts.disable('p-none', 'p-admin')).toEqual({ kind: 'refused', code: 'account-not-found' });
    const { rows } = await pool.query<{ by_id: string; what: string }>('select by_id, what from auth.account_changes where account_id = $1 order by id', [personId]);
    expect(rows).toEqual([{ by_id: 'p-admin', what: 'created' }, { by_id: 'p-admin', what: 'disabled' }]);
    expect((await accounts.list()).map((a) => a.personId)).not.toContain(personId);
    expect((await accounts.list({ includeDisabled: true })).map((a) => a.personId)).toContain(personId);
  });

  it('is listed in pages and by unit, and named by id', async () => {
    const personId = await person();
    await accounts.grant({ personId, role: 'liaison', unitId: 'u-listed' }, 'p-security');
    expect((await accounts.list({ unitId: 'u-listed' })).map((a) => a.personId)).toEqual([personId]);
    const first = await accounts.list({ limit: 2 });
    const second = await accounts.list({ limit: 2, after: first[1]?.login });
    expect(new Set([...first, ...second].map((a) => a.login)).size).toBe(first.length + second.length);
    expect(await accounts.displayNames([personId, 'p-none'])).toEqual(new Map([[personId, '某人']]));
  });
});

describe('a grant', () => {
  it('is for a unit, a time, and where it makes sense for a plan', async () => {
    const personId = await person();
    const grant = (role: Role, planId: string | null = null) => accounts.grant({ personId, role, unitId: 'u-1', planId }, 'p-security');
    expect(await grant('supervisor', 'plan-1')).toEqual({ kind: 'granted' });
    expect(await grant('supervisor')).toEqual({ kind: 'granted' });
    expect(await grant('supervisor')).toEqual({ kind: 'refused', code: 'already-granted' });
    expect(await grant('handler', 'plan-1')).toEqual({ kind: 'refused', code: 'plan-limit-not-applicable' });
    expect(await accounts.revoke({ personId, role: 'supervisor', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'revoked' });
    expect(await accounts.revoke({ personId, role: 'supervisor', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'refused', code: 'grant-not-found' });
    expect((await accounts.find(personId))?.grants).toMatchObject([{ role: 'supervisor', planId: 'plan-1' }]);
    expect(await grant('supervisor')).toEqual({ kind: 'granted' });
  });

  it('is nobody\'s own to give or take', async () => {
    const personId = await person();
    expect(await accounts.grant({ personId, role: 'leader', unitId: 'u-1' }, personId)).toEqual({ kind: 'refused', code: 'own-grant' });
    expect(await accounts.revoke({ personId, role: 'leader', unitId: 'u-1' }, personId)).toEqual({ kind: 'refused', code: 'own-grant' });
    expect(await accounts.grant({ personId: 'p-none', role: 'leader', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'refused', code: 'account-not-found' });
  });

  it('promised for later can be taken back, and then never begins', async () => {
    const personId = await person();
    const later = new Date(clock.now().getTime() + 86_400_000);
    await accounts.grant({ personId, role: 'auditor', unitId: 'u-1', since: later }, 'p-security');
    expect(await accounts.grant({ personId, role: 'leader', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'refused', code: 'administrator-with-business-role' });
    expect(await accounts.revoke({ personId, role: 'auditor', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'revoked' });
    expect(await accounts.grant({ personId, role: 'leader', unitId: 'u-1' }, 'p-security')).toEqual({ kind: 'granted' });
  });

  it('ends in order', async () => {
    const now = clock.now();
    expect(await accounts.grant({ personId: await person(), role: 'leader', unitId: 'u-1', since: now, until: now }, 'p-security')).toEqual({ kind: 'refused', code: 'period-malformed' });
  });
});

describe('the three administrators', () => {
  it('are three persons', async () => {
    const personId = await person();
    const grant = (role: Role) => accounts.grant({ personId, role, unitId: 'u-1' }, 'p-security');
    expect(await grant('systemAdmin')).toEqual({ kind: 'granted' });
    expect(await grant('auditor')).toEqual({ kind: 'refused', code: 'two-administrator-roles' });
    expect(await grant('handler')).toEqual({ kind: 'refused', code: 'administrator-with-business-role' });
    expect(await grant('operator')).toEqual({ kind: 'granted' });
    await accounts.revoke({ personId, role: 'systemAdmin', unitId: 'u-1' }, 'p-security');
    expect(await grant('auditor')).toEqual({ kind: 'refused', code: 'operator-with-oversight' });
    expect(await grant('handler')).toEqual({ kind: 'granted' });
  });

  it('are not made two by two grants at the same moment', async () => {
    for (let n = 0; n < 5; n++) {
      const personId = await person();
      const both = await Promise.all((['systemAdmin', 'securityAdmin', 'auditor', 'office'] as const).map((role) => accounts.grant({ personId, role, unitId: 'u-1' }, 'p-security')));
      expect(both.filter((outcome) => outcome.kind === 'granted')).toHaveLength(1);
    }
  });

  it('are kept apart by the database by the same rule', async () => {
    const { rows } = await pool.query<{ a: Role; b: Role; conflict: boolean }>('select a, b, auth.powers_conflict(a, b) as conflict from unnest($1::text[]) a, unnest($1::text[]) b', [ROLES]);
    expect(rows).toHaveLength(ROLES.length ** 2);
    for (const { a, b, conflict } of rows) expect([a, b, conflict]).toEqual([a, b, conflictBetween(a, b) !== null]);
    const personId = await person();
    const insert = (role: Role) => pool.query("insert into auth.grants (account_id, role, unit_id, since, granted_by) values ($1, $2, 'u-1', $3, 'nobody')", [personId, role, clock.now()]);
    await insert('auditor');
    await expect(insert('systemAdmin')).rejects.toMatchObject({ constraint: 'powers_separate' });
  });

  it('are kept apart by the database while the first grant is not yet committed', async () => {
    const personId = await person();
    const sql = "insert into auth.grants (account_id, role, unit_id, since, granted_by) values ($1, $2, 'u-1', $3, 'nobody')";
    const first = await pool.connect();
    await first.query('begin');
    await first.query(sql, [personId, 'auditor', clock.now()]);
    let settled = false;
    const second = pool.query(sql, [personId, 'systemAdmin', clock.now()]).then(() => 'inserted', (error: { constraint?: string }) => error.constraint).finally(() => (settled = true));
    const waiting = async (): Promise<boolean> => (await database.pool.query("select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")).rowCount === 1;
    while (!settled && !(await waiting())) await new Promise(setImmediate);
    await first.query('commit');
    first.release();
    expect(await second).toBe('powers_separate');
  });
});

describe('the application\'s role', () => {
  it.each([
    'delete from auth.accounts', 'delete from auth.grants', "update auth.grants set role = 'office'", "update auth.accounts set id = 'p-x'", "update auth.accounts set login = 'x'", "update auth.subject_keys set erased_at = now()", "insert into auth.subject_keys (subject_id, erased_at) values ('p-x', now())", "delete from auth.subject_keys",
    "update auth.sign_ins set outcome = 'x'", 'delete from auth.sign_ins', 'truncate auth.sign_ins', 'delete from auth.account_changes', "update auth.sessions set account_id = 'p-x'", 'create table auth.mine ()',
  ])('may not %s', async (sql) => {
    await expect(pool.query(sql)).rejects.toMatchObject({ code: '42501' });
  });

  it('cannot even as owner change what was recorded', async () => {
    for (const sql of ["update auth.sign_ins set outcome = 'x'", 'delete from auth.account_changes', 'truncate auth.sign_ins']) await expect(database.pool.query(sql)).rejects.toThrow('append-only');
  });
});
