import type { Identity } from '../identity';

interface Entry {
  readonly identity: Identity;
  /** Real moment at which the access token ends, in ms. */
  readonly tokenEndsAt: number;
  /** Monotonic moment at which the database was asked, in ms. */
  readonly askedAt: number;
}

/** What was true when asked stays good for so long: the time that a revocation elsewhere takes to arrive here, at most. */
export const CACHE_VALID_MS = 5_000;
const CACHE_ENTRIES = 10_000;

/** Sessions that this process has seen lately, by hash of their access token; the least recently used goes first. */
export class SessionCache {
  private readonly entries = new Map<string, Entry>();
  /** Rises with every removal: what was asked before it is not put in after it. */
  private removals = 0;

  constructor(private readonly validMs = CACHE_VALID_MS, private readonly maxEntries = CACHE_ENTRIES) {}

  get size(): number {
    return this.entries.size;
  }

  /** To be taken before the database is asked, and given to `put`. */
  get generation(): number {
    return this.removals;
  }

  get(key: string, monotonicMs: number, nowMs: number): Identity | null {
    const entry = this.entries.get(key);
    if (entry === undefined) return null;
    this.entries.delete(key);
    if (monotonicMs - entry.askedAt >= this.validMs || entry.tokenEndsAt <= nowMs) return null;
    this.entries.set(key, entry);
    return entry.identity;
  }

  put(key: string, entry: Entry, generation: number): void {
    if (generation !== this.removals) return;
    this.entries.delete(key);
    this.entries.set(key, entry);
    if (this.entries.size <= this.maxEntries) return;
    const oldest = this.entries.keys().next();
    if (oldest.done !== true) this.entries.delete(oldest.value);
  }

  dropSession(sessionId: string): void {
    this.dropWhere((identity) => identity.sessionId === sessionId);
  }

  /** For what changes a person everywhere: a grant, a password, an account closed. */
  dropPerson(personId: string): void {
    this.dropWhere((identity) => identity.personId === personId);
  }

  private dropWhere(gone: (identity: Identity) => boolean): void {
    this.removals++;
    for (const [key, entry] of this.entries) if (gone(entry.identity)) this.entries.delete(key);
  }
}
