import createClient from 'openapi-fetch';
import type { components, paths } from '../../../dist/web-client/schema';
import { asRefused, refusedBy, type Problem, type Refused } from './problem';

export type Identity = components['schemas']['IdentityBody'];

/** Who is signed in, as far as this page knows: `undefined` before it was asked, `null` for nobody. */
export interface SessionState {
  readonly identity: Identity | null | undefined;
  /** The session ended while something was open: the page stays, and signing in again goes on with it. */
  readonly ended: boolean;
  /** Why nobody could be asked who is signed in. */
  readonly away?: Refused;
}

/** The login of who signed in from this browser and did not sign out: without one there is no session to take up. */
const KEPT = 'duban-login';
/** The unit acted for, as the tab says it that chose it. */
const ACTING = 'duban-acting-for';

/** Refreshed this long before its end, so that no request meets an ended token. */
const EARLY_MS = 60_000;

/**
 * The session of this tab. The access token lives in memory alone; the refresh token in a cookie that no script reads. Tabs of one
 * browser share that cookie, so they refresh one after the other under a lock of the browser.
 */
export class Session {
  /** `endsAt` on the device's own clock, which may be wrong. */
  private token: { value: string; endsAt: number } | null = null;
  private state: SessionState = { identity: undefined, ended: false };
  private readonly watchers = new Set<() => void>();
  private refreshing: Promise<Identity | null> | null = null;
  private readonly plain = createClient<paths>({ baseUrl: '/' });

  constructor() {
    // Tabs share the browser's session: where somebody signs out in one, signs in, or acts for another unit, the others follow.
    window.addEventListener('storage', ({ key }) => {
      if (key === KEPT) {
        this.token = null;
        void this.begin();
      }
      if (key === ACTING && this.state.identity) void this.followUnit();
    });
  }

  readonly get = (): SessionState => this.state;

  readonly watch = (told: () => void): (() => void) => {
    this.watchers.add(told);
    return () => this.watchers.delete(told);
  };

  private set(state: SessionState): void {
    this.state = state;
    for (const told of this.watchers) told();
  }

  /** Who signed in last from this browser and did not sign out. */
  readonly lastLogin = (): string | undefined => localStorage.getItem(KEPT) ?? undefined;

  /** Takes up the session of this browser, if there is one. */
  async begin(): Promise<void> {
    try {
      const told = localStorage.getItem(KEPT) === null ? null : await this.refresh();
      await asked();
      this.set({ identity: told, ended: false });
    } catch (error) {
      this.set({ identity: undefined, ended: false, away: asRefused(error) });
    }
  }

  /** Who signs in again over their page goes on for the unit that they acted for, while they still hold a role there. */
  async signIn(login: string, password: string): Promise<Identity> {
    const same = this.state.ended && login === this.lastLogin();
    const enter = (unitId?: string) =>
      this.plain.POST('/session', { body: { login, password, inCookie: true, ...(unitId !== undefined && { unitId }) } }).catch((e: unknown) => {
        throw asRefused(e);
      });
    let found = await enter(same ? this.state.identity?.unitId : undefined);
    if (same && (found.error as Problem | undefined)?.code === 'unit-not-held') found = await enter();
    const { data, error, response } = found;
    if (!data) throw refusedBy(response.status, error);
    this.keep(data, response);
    localStorage.setItem(KEPT, login);
    this.set({ identity: data.identity, ended: false });
    return data.identity;
  }

  async signOut(): Promise<void> {
    // One that still holds: with another the session would live on at the server, and its cookie in this browser.
    const token = await this.accessToken().catch(() => null);
    this.token = null;
    if (token !== null) await this.plain.DELETE('/session', { headers: { authorization: `Bearer ${token}` } }).catch(() => undefined);
    localStorage.removeItem(KEPT);
    this.set({ identity: null, ended: false });
  }

  /** The person's password is another from now on; this session goes on, their others end. @param key of the command */
  async changePassword(present: string, next: string, key: string): Promise<void> {
    const token = await this.accessToken();
    const { error, response } = await this.plain.POST('/session/password', { params: { header: { 'Idempotency-Key': key } }, body: { present, next }, headers: { authorization: `Bearer ${token}` } }).catch((e: unknown) => {
      throw asRefused(e);
    });
    if (!response.ok) throw refusedBy(response.status, error);
    this.set({ ...this.state, identity: this.state.identity && { ...this.state.identity, mustChangePassword: false } });
  }

  /** Acts for another of one's units from now on. */
  async actAs(unitId: string): Promise<void> {
    const token = await this.accessToken();
    const { data, error, response } = await this.plain.POST('/session/act-as', { body: { unitId }, headers: { authorization: `Bearer ${token}` } });
    if (!data) throw refusedBy(response.status, error);
    localStorage.setItem(ACTING, unitId);
    this.set({ ...this.state, identity: data });
  }

  /** A token that holds for a while yet; null when nobody is signed in. */
  async accessToken(): Promise<string | null> {
    if (this.token && this.token.endsAt - EARLY_MS > Date.now()) return this.token.value;
    return (await this.refresh()) === null ? null : this.token!.value;
  }

  /** The API no longer takes our token: asks for a new one, and otherwise tells the page that the session ended. */
  async renew(): Promise<boolean> {
    this.token = null;
    if ((await this.refresh()) !== null) return true;
    this.set({ ...this.state, ended: this.state.identity !== null && this.state.identity !== undefined });
    return false;
  }

  /** Waits where the session has ended: true once the same person goes on with it for the same unit, false where anything else comes of it. */
  takenUpAgain(): Promise<boolean> {
    const before = this.state.identity;
    if (!this.state.ended || !before) return Promise.resolve(false);
    return new Promise((resolve) => {
      const stop = this.watch(() => {
        const { identity, ended } = this.state;
        if (ended) return;
        stop();
        resolve(identity?.personId === before.personId && identity.unitId === before.unitId);
      });
    });
  }

  /** Who one is, with new tokens; null where the session ended. */
  private refresh(): Promise<Identity | null> {
    this.refreshing ??= locked(() => this.askForTokens()).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  private async askForTokens(): Promise<Identity | null> {
    const { data, response } = await this.plain.POST('/session/refresh', { body: {} }).catch((e: unknown) => {
      throw asRefused(e);
    });
    if (data) this.keep(data, response);
    else if (response.status >= 500) throw refusedBy(response.status, undefined);
    return data?.identity ?? null;
  }

  private async followUnit(): Promise<void> {
    if ((await this.accessToken()) !== null) await this.readSelf();
  }

  private async readSelf(): Promise<void> {
    const { data } = await this.plain.GET('/session', { headers: { authorization: `Bearer ${this.token!.value}` } });
    this.set({ identity: data ?? null, ended: false });
  }

  /** A token holds as long as the server says, counted from the server's own moment. */
  private keep(tokens: { accessToken: string; accessExpiresAt: string }, { headers }: Response): void {
    const said = Date.parse(headers.get('date') ?? '');
    this.token = { value: tokens.accessToken, endsAt: Date.parse(tokens.accessExpiresAt) + (Number.isNaN(said) ? 0 : Date.now() - said) };
  }
}

/** What waited for the session is on its way by then: drawing the pages would keep it waiting. */
const asked = (): Promise<void> => new Promise((done) => setTimeout(done));

function locked<T>(work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request('duban-session', work) as Promise<T>) : work();
}

export const session = new Session();
