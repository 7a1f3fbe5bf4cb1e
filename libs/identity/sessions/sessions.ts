import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import type { Accounts } from '../accounts/accounts';
import { earlier, purgeCommands, type AccountCommand } from '../accounts/once-only';
import { findCredentials, type Credentials } from '../accounts/account-store';
import type { RealClock } from '../clock';
import { identityOf, type HeldRole, type Identity } from '../identity';
import type { PasswordHasher } from '../passwords/password-hasher';
import { ADDRESS_LIMIT, addressKey, Attempts, LOGIN_LIMIT, loginKey, normaliseLogin, type AttemptLimit, type Charge } from './attempts';
import type { ActAsOutcome, ChangePasswordOutcome, OpenSession, RefreshOutcome, SessionTokens, SignInOutcome } from './outcomes';
import { CACHE_VALID_MS, type SessionCache } from './session-cache';
import { findByAccessToken, findFamily, findSession, heldBy, insertSession, listOpen, purgeSessions, revokePerson, revokeSession, rotate, setActingUnit, type SessionRow } from './session-store';
import { recordSignIn } from './sign-in-record';
import { familyOf, looksLikeAccessToken, makeRefreshToken, randomFamily, randomSecret, sha256 } from './tokens';

export interface SessionLimits {
  readonly accessMinutes: number;
  /** Without a refresh for so long the session ends. */
  readonly refreshHours: number;
  /** However busy, it ends then. */
  readonly absoluteHours: number;
  /** For so long the token before the present one is taken for a second tab and not for a thief. */
  readonly supersededSeconds: number;
  readonly login: AttemptLimit;
  readonly address: AttemptLimit;
}

export const SESSION_LIMITS: SessionLimits = { accessMinutes: 15, refreshHours: 8, absoluteHours: 24, supersededSeconds: 10, login: LOGIN_LIMIT, address: ADDRESS_LIMIT };

export interface SignInFrom {
  /** As the edge has established it, never a header that the caller may write. */
  readonly address: string;
  /** The unit to act for; without it the one granted first. */
  readonly unitId?: string;
  readonly userAgent?: string;
}

const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);
const HOUR_MS = 3_600_000;

/** Signing in, staying in, and getting out. Expected failures are values; what is thrown comes from the database. */
export class Sessions {
  private readonly attempts: Attempts;
  private readonly asking = new Map<string, Promise<Identity | null>>();

  constructor(
    private readonly pool: Pool,
    private readonly accounts: Accounts,
    private readonly hasher: PasswordHasher,
    private readonly cache: SessionCache,
    private readonly clock: RealClock,
    private readonly limits: SessionLimits = SESSION_LIMITS,
  ) {
    this.attempts = new Attempts(pool, clock);
  }

  /**
   * Known and unknown logins take the same way: counted, one look-up, one hash, one line in the record. The first difference
   * comes after the right password.
   */
  async signIn(login: string, password: string, from: SignInFrom): Promise<SignInOutcome> {
    const charged = await this.charge(login, from.address);
    const credentials = await findCredentials(this.pool, normaliseLogin(login));
    if (!charged.free) {
      await recordSignIn(this.pool, { at: this.clock.now(), personId: credentials?.personId ?? null, outcome: 'locked-out', ...from });
      return { kind: 'refused', code: 'locked-out', retryAfterSeconds: charged.retryAfterSeconds };
    }
    const right = await this.hasher.verify(credentials?.passwordHash ?? null, password);
    if (credentials === null || !right) return this.refuse('credentials', credentials, from);
    await this.attempts.clear(loginKey(login));
    await this.attempts.refund(addressKey(from.address));
    if (credentials.status !== 'active') return this.refuse(credentials.status === 'locked' ? 'account-locked' : 'account-disabled', credentials, from);

    const held = await heldBy(this.pool, credentials.personId, this.clock.now());
    const unitId = from.unitId ?? held[0]?.unitId;
    if (unitId === undefined || held.length === 0) return this.refuse('no-grant', credentials, from);
    if (!held.some((h) => h.unitId === unitId)) return this.refuse('unit-not-held', credentials, from);
    if (this.hasher.isOutdated(credentials.passwordHash)) await this.accounts.rehash(credentials.personId, credentials.passwordHash, password);
    return this.open(credentials, unitId, held, from);
  }

  private async open(credentials: Credentials, unitId: string, held: readonly HeldRole[], from: SignInFrom): Promise<SignInOutcome> {
    const now = this.clock.now();
    const family = randomFamily();
    const sessionId = `s-${randomBytes(12).toString('hex')}`;
    const absoluteExpiresAt = later(now, this.limits.absoluteHours * HOUR_MS);
    const tokens = this.newTokens(family, now);
    await insertSession(
      this.pool,
      {
        sessionId, personId: credentials.personId, unitId, family, absoluteExpiresAt,
        refreshHash: sha256(tokens.refreshToken), expiresAt: tokens.refreshExpiresAt,
        accessHash: sha256(tokens.accessToken), accessExpiresAt: tokens.accessExpiresAt,
        address: from.address, userAgentHash: from.userAgent === undefined ? null : sha256(from.userAgent),
      },
      now,
    );
    return { kind: 'signedIn', tokens, identity: identityOf({ personId: credentials.personId, sessionId, unitId, mustChangePassword: credentials.mustChangePassword }, held) };
  }

  /** Gives new tokens for a refresh token, once. */
  async refresh(refreshToken: string): Promise<RefreshOutcome> {
    const family = familyOf(refreshToken);
    if (family === null) return { kind: 'refused', code: 'invalid' };
    const now = this.clock.now();
    const tokens = this.newTokens(family, now);
    const oldHash = sha256(refreshToken);
    const rotated = await rotate(
      this.pool,
      { family, oldHash, newHash: sha256(tokens.refreshToken), expiresAt: tokens.refreshExpiresAt, accessHash: sha256(tokens.accessToken), accessExpiresAt: tokens.accessExpiresAt },
      now,
    );
    if (rotated === null) return this.refuseRefresh(family, oldHash, now);
    return { kind: 'refreshed', sessionId: rotated.sessionId, tokens: { ...tokens, refreshExpiresAt: rotated.expiresAt, accessExpiresAt: rotated.accessExpiresAt } };
  }

  private async refuseRefresh(family: string, hash: Buffer, now: Date): Promise<RefreshOutcome> {
    const row = await findFamily(this.pool, family);
    if (row === null) return { kind: 'refused', code: 'invalid' };
    if (row.revoked_at !== null) return { kind: 'refused', code: 'revoked' };
    if (row.expires_at <= now) return { kind: 'refused', code: 'expired' };
    // The present token of a live session, and yet refused: its account is closed.
    if (row.refresh_hash.equals(hash)) return { kind: 'refused', code: 'revoked' };
    const justReplaced = row.previous_refresh_hash?.equals(hash) === true && now.getTime() - row.rotated_at.getTime() < this.limits.supersededSeconds * 1000;
    if (justReplaced) return { kind: 'refused', code: 'superseded' };
    await revokeSession(this.pool, row.id, 'reuse', now);
    this.cache.dropSession(row.id);
    await recordSignIn(this.pool, { at: now, personId: row.account_id, sessionId: row.id, outcome: 'reused' });
    return { kind: 'refused', code: 'reused' };
  }

  /**
   * Who sends this access token; null for one that is unknown, at its end or revoked. Within five seconds of the last look it is
   * answered from memory (some microseconds): so long may a revocation in another process take.
   */
  async authenticate(accessToken: string): Promise<Identity | null> {
    if (!looksLikeAccessToken(accessToken)) return null;
    const hash = sha256(accessToken);
    const key = hash.toString('base64');
    const cached = this.cache.get(key, this.clock.monotonicMs(), this.clock.now().getTime());
    if (cached !== null) return cached;
    // Requests of one page arrive together: they share one look.
    const underWay = this.asking.get(key);
    if (underWay !== undefined) return underWay;
    const asked = this.ask(key, hash).finally(() => this.asking.delete(key));
    this.asking.set(key, asked);
    return asked;
  }

  private async ask(key: string, hash: Buffer): Promise<Identity | null> {
    const askedAt = this.clock.monotonicMs();
    const { generation } = this.cache;
    const row = await findByAccessToken(this.pool, hash, this.clock.now());
    if (row === null) return null;
    const identity = identityOfRow(row);
    this.cache.put(key, { identity, tokenEndsAt: row.tokenEndsAt.getTime(), askedAt }, generation);
    return identity;
  }

  private readonly lately = new Map<string, { held: Promise<readonly HeldRole[]>; askedAt: number }>();

  /** What somebody holds now, in all units; answered from memory for as long as a session is. */
  async heldBy(personId: string): Promise<readonly HeldRole[]> {
    const now = this.clock.monotonicMs();
    const known = this.lately.get(personId);
    if (known && now - known.askedAt < CACHE_VALID_MS) return known.held;
    if (this.lately.size > 1_000) this.lately.clear();
    const held = heldBy(this.pool, personId, this.clock.now());
    this.lately.set(personId, { held, askedAt: now });
    held.catch(() => this.lately.delete(personId));
    return held;
  }

  /** Changes the unit acted for, in every tab of this session; other processes know within five seconds. */
  async actAs(sessionId: string, unitId: string): Promise<ActAsOutcome> {
    const row = await findSession(this.pool, sessionId, this.clock.now());
    if (row === null) return { kind: 'refused', code: 'session-ended' };
    if (!row.held.some((h) => h.unitId === unitId)) return { kind: 'refused', code: 'unit-not-held' };
    await setActingUnit(this.pool, sessionId, unitId);
    this.cache.dropSession(sessionId);
    return { kind: 'acting', identity: identityOfRow({ ...row, unitId }) };
  }

  async signOut(sessionId: string): Promise<void> {
    await revokeSession(this.pool, sessionId, 'signed-out', this.clock.now());
    this.cache.dropSession(sessionId);
  }

  /** @returns how many sessions were ended */
  async signOutEverywhere(personId: string, keepSessionId: string | null = null): Promise<number> {
    const ended = await revokePerson(this.pool, personId, 'signed-out-everywhere', this.clock.now(), keepSessionId);
    this.cache.dropPerson(personId);
    return ended;
  }

  /** By the person, who gives the present one again: an open desk must not lose its account. Ends the other sessions. */
  async changePassword(identity: Identity, present: string, next: string, address: string, command?: AccountCommand): Promise<ChangePasswordOutcome> {
    // Once it was carried out, the present password is no longer the present one.
    if (command && (await earlier(this.pool, command, { hasher: this.hasher, password: next })) !== null) return { kind: 'changed' };
    const account = await this.accounts.find(identity.personId);
    const credentials = account === null ? null : await findCredentials(this.pool, account.login);
    if (credentials === null) return { kind: 'refused', code: 'credentials' };
    const charged = await this.charge(credentials.login, address);
    if (!charged.free) return { kind: 'refused', code: 'locked-out', retryAfterSeconds: charged.retryAfterSeconds };
    if (!(await this.hasher.verify(credentials.passwordHash, present))) return { kind: 'refused', code: 'credentials' };
    await this.attempts.clear(loginKey(credentials.login));
    await this.attempts.refund(addressKey(address));
    if (present === next) return { kind: 'refused', code: 'password-unchanged' };
    const set = await this.accounts.setPassword(identity.personId, next, { by: command ?? identity.personId, keepSessionId: identity.sessionId });
    if (set.kind === 'set') return { kind: 'changed' };
    return { kind: 'refused', code: set.code === 'account-not-found' ? 'credentials' : set.code };
  }

  listOpen(personId: string): Promise<readonly OpenSession[]> {
    return listOpen(this.pool, personId, this.clock.now());
  }

  /** Drops what has ended; to be called now and then by one process. @returns rows dropped */
  async purge(): Promise<number> {
    return (await this.attempts.purge()) + (await purgeSessions(this.pool, this.clock.now())) + (await purgeCommands(this.pool, this.clock.now()));
  }

  /** Charges login and address; whichever waits, the other is not charged. */
  private async charge(login: string, address: string): Promise<Charge> {
    const byLogin = await this.attempts.charge(loginKey(login), this.limits.login);
    if (!byLogin.free) return byLogin;
    const byAddress = await this.attempts.charge(addressKey(address), this.limits.address);
    if (!byAddress.free) await this.attempts.refund(loginKey(login));
    return byAddress;
  }

  private async refuse(code: 'credentials' | 'account-locked' | 'account-disabled' | 'no-grant' | 'unit-not-held', credentials: Credentials | null, from: SignInFrom): Promise<SignInOutcome> {
    await recordSignIn(this.pool, { at: this.clock.now(), personId: credentials?.personId ?? null, outcome: code, ...from });
    return { kind: 'refused', code };
  }

  private newTokens(family: string, now: Date): SessionTokens {
    return {
      accessToken: randomSecret(),
      accessExpiresAt: later(now, this.limits.accessMinutes * 60_000),
      refreshToken: makeRefreshToken(family),
      refreshExpiresAt: later(now, this.limits.refreshHours * HOUR_MS),
    };
  }
}

function identityOfRow(row: SessionRow): Identity {
  const { sessionId, personId, unitId, mustChangePassword } = row;
  return identityOf({ sessionId, personId, unitId, mustChangePassword }, row.held);
}
