import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { RealClock } from '../clock';
import { ADMINISTRATORS } from '../roles';
import type { PasswordHasher } from '../passwords/password-hasher';
import { refusePassword } from '../passwords/password-rules';
import { revokeFeedsOf } from '../feeds/feed-store';
import { loginKey, normaliseLogin } from '../sessions/attempts';
import type { SessionCache } from '../sessions/session-cache';
import { revokePerson } from '../sessions/session-store';
import type { Account, AccountStatus, CreateOutcome, GrantOutcome, GrantRequest, NewAccount, RevokeOutcome, SetPasswordOutcome, StatusOutcome } from './account';
import { findAccount, listAccounts, recordChange } from './account-store';
import { grantRole, revokeRole } from './grants';
import { doerOf, onceOnly, type By } from './once-only';

const LOGIN = /^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,63}$/u;
const PERSON = /^p-[a-z0-9-]{1,60}$/;

/**
 * Accounts, their passwords and their grants. Who may do this is the policy's to say; `by` is the person who does it, with the
 * command's id where it may come again, or the name of the installation's own act. Every change leaves a line in `auth.account_changes`.
 */
export class Accounts {
  constructor(
    private readonly pool: Pool,
    private readonly hasher: PasswordHasher,
    private readonly cache: SessionCache,
    private readonly clock: RealClock,
  ) {}

  async create(wanted: NewAccount, by: By): Promise<CreateOutcome> {
    const login = normaliseLogin(wanted.login);
    const displayName = wanted.displayName.trim();
    const personId = wanted.personId ?? `p-${randomBytes(10).toString('hex')}`;
    if (!LOGIN.test(login)) return { kind: 'refused', code: 'login-malformed' };
    if (displayName === '') return { kind: 'refused', code: 'name-missing' };
    if (!PERSON.test(personId)) throw new TypeError(`not a person id: ${personId}`);
    const refusal = refusePassword(wanted.password, login);
    if (refusal !== null) return { kind: 'refused', code: refusal };
    const passwordHash = await this.hasher.hash(wanted.password);
    const now = this.clock.now();
    return onceOnly<CreateOutcome>(this.pool, by, now, async (client) => {
      const inserted = await client.query(
        `insert into auth.accounts (id, login, password_hash, display_name, phone, must_change_password, created_at, created_by, password_changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $7) on conflict do nothing`,
        [personId, login, passwordHash, displayName, wanted.phone ?? null, wanted.mustChangePassword ?? true, now, doerOf(by)],
      );
      if (inserted.rowCount === 1) {
        await recordChange(client, now, personId, doerOf(by), 'created');
        return { kind: 'created', personId };
      }
      const { rowCount } = await client.query('select from auth.accounts where login = $1', [login]);
      return { kind: 'refused', code: rowCount === 0 ? 'person-taken' : 'login-taken' };
    }, { hasher: this.hasher, password: wanted.password, hash: passwordHash });
  }

  /** Gives a role in a unit, for every plan or one, from now or later. Nobody grants to themselves. */
  async grant(request: GrantRequest, by: By): Promise<GrantOutcome> {
    const outcome = await grantRole(this.pool, request, by, this.clock.now());
    if (outcome.kind === 'granted') this.cache.dropPerson(request.personId);
    return outcome;
  }

  /** Ends a grant now; one that was promised for later never begins. */
  async revoke(grant: Pick<GrantRequest, 'personId' | 'role' | 'unitId' | 'planId'>, by: By): Promise<RevokeOutcome> {
    const outcome = await revokeRole(this.pool, grant, by, this.clock.now());
    if (outcome.kind === 'revoked') this.cache.dropPerson(grant.personId);
    return outcome;
  }

  /**
   * By the person: for good, and only the session that asks goes on. By somebody else: to be changed at the next sign-in, and every
   * session and every calendar feed ends. The caller has checked the present password (`Sessions.changePassword`) or the right to set another's.
   */
  async setPassword(personId: string, password: string, options: { by: By; keepSessionId?: string }): Promise<SetPasswordOutcome> {
    const account = await this.find(personId);
    if (account === null) return { kind: 'refused', code: 'account-not-found' };
    const refusal = refusePassword(password, account.login);
    if (refusal !== null) return { kind: 'refused', code: refusal };
    const passwordHash = await this.hasher.hash(password);
    const by = doerOf(options.by);
    const own = by === personId;
    const now = this.clock.now();
    const outcome = await onceOnly<SetPasswordOutcome>(this.pool, options.by, now, async (client) => {
      await client.query('update auth.accounts set password_hash = $2, must_change_password = $3, password_changed_at = $4 where id = $1', [personId, passwordHash, !own, now]);
      await revokePerson(client, personId, 'password-changed', now, own ? (options.keepSessionId ?? null) : null);
      // Who forgot it has failed often enough: a new one from an administrator ends the wait as well.
      if (!own) await client.query('delete from auth.attempts where key = $1', [loginKey(account.login)]);
      if (!own) await revokeFeedsOf(client, personId, now);
      await recordChange(client, now, personId, by, 'password-set');
      return { kind: 'set' };
    }, { hasher: this.hasher, password, hash: passwordHash });
    this.cache.dropPerson(personId);
    return outcome;
  }

  /** The same password at today's cost; not where it was changed meanwhile. */
  async rehash(personId: string, oldHash: string, password: string): Promise<void> {
    const passwordHash = await this.hasher.hash(password);
    await this.pool.query('update auth.accounts set password_hash = $3 where id = $1 and password_hash = $2', [personId, oldHash, passwordHash]);
  }

  /** For good, when a person has left; all sessions end. The account stays, since events name it. */
  disable(personId: string, by: By): Promise<StatusOutcome> {
    return this.setStatus(personId, 'disabled', by);
  }

  /** For a time, by an administrator; all sessions end. */
  lock(personId: string, by: string): Promise<StatusOutcome> {
    return this.setStatus(personId, 'locked', by);
  }

  activate(personId: string, by: By): Promise<StatusOutcome> {
    return this.setStatus(personId, 'active', by);
  }

  private async setStatus(personId: string, status: AccountStatus, by: By): Promise<StatusOutcome> {
    if (doerOf(by) === personId) return { kind: 'refused', code: 'own-account' };
    const now = this.clock.now();
    const outcome = await onceOnly<StatusOutcome>(this.pool, by, now, async (client) => {
      const { rowCount } = await client.query('update auth.accounts set status = $2 where id = $1', [personId, status]);
      if (rowCount !== 1) return { kind: 'refused', code: 'account-not-found' };
      if (status !== 'active') await revokePerson(client, personId, 'account-closed', now, null);
      await recordChange(client, now, personId, doerOf(by), status);
      return { kind: 'changed' };
    });
    this.cache.dropPerson(personId);
    return outcome;
  }

  find(personId: string): Promise<Account | null> {
    return findAccount(this.pool, 'id', personId, this.clock.now());
  }

  findByLogin(login: string): Promise<Account | null> {
    return findAccount(this.pool, 'login', normaliseLogin(login), this.clock.now());
  }

  /** In the order of logins; `after` is the last login of the page before. */
  list(options: { after?: string; limit?: number; unitId?: string; includeDisabled?: boolean } = {}): Promise<Account[]> {
    return listAccounts(this.pool, this.clock.now(), { ...options, limit: Math.min(options.limit ?? 200, 1_000), includeDisabled: options.includeDisabled ?? false });
  }

  /** Names for the ids that events carry; an id without an account is left out. */
  async displayNames(personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.pool.query<{ id: string; display_name: string }>('select id, display_name from auth.accounts where id = any($1)', [personIds]);
    return new Map(rows.map((row) => [row.id, row.display_name]));
  }

  /** Drops what this process remembers of a person whose account was changed elsewhere: erased. */
  forget(personId: string): void {
    this.cache.dropPerson(personId);
  }

  /** Accounts in use that are no administrator's, how many of them have a role, and whether somebody of an office does. */
  async ofBusiness(): Promise<{ accounts: number; withRole: number; office: boolean }> {
    const { rows } = await this.pool.query<{ accounts: number; withRole: number; office: boolean }>(
      `select count(*)::int as accounts, count(*) filter (where cardinality(roles) > 0)::int as "withRole", coalesce(bool_or('office' = any(roles)), false) as office
         from (select array(select g.role from auth.grants g where g.account_id = a.id and (g.until is null or g.until > $1)) as roles from auth.accounts a where a.status <> 'disabled') held
        where not roles && $2::text[]`,
      [this.clock.now(), [...ADMINISTRATORS, 'operator']],
    );
    return rows[0]!;
  }

  /** False in an installation that nobody can sign in to yet. */
  async hasAny(): Promise<boolean> {
    return (await this.pool.query('select from auth.accounts limit 1')).rowCount === 1;
  }
}
