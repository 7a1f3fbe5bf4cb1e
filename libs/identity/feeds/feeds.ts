import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { recordChange } from '../accounts/account-store';
import { onceOnly, type AccountCommand } from '../accounts/once-only';
import type { RealClock } from '../clock';
import { identityOf, type Identity } from '../identity';
import { Attempts, type AttemptLimit, type Charge } from '../sessions/attempts';
import { looksLikeAccessToken, randomSecret, sha256 } from '../sessions/tokens';
import type { Feed, FeedKind } from './feed';
import { insertFeed, listFeeds, openFeed, revokeFeed } from './feed-store';

/** Per address, apart from that of sign-in: calendars of a whole building go on asking for feeds that have ended, and nobody is locked out by them. */
export const FEED_LIMIT: AttemptLimit = { freeFailures: 100, firstWaitSeconds: 30, longestWaitSeconds: 900, forgetAfterSeconds: 3_600 };

export type FeedOutcome =
  | { readonly kind: 'open'; readonly feed: FeedKind; readonly identity: Identity }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'too-often'; readonly retryAfterSeconds: number };

/** Addresses of calendar feeds: made, listed and revoked by their owner alone, opened by their token. */
export class Feeds {
  constructor(
    private readonly pool: Pool,
    private readonly attempts: Attempts,
    private readonly clock: RealClock,
    private readonly limit: AttemptLimit = FEED_LIMIT,
  ) {}

  /**
   * The token is told to who makes the feed and nowhere else; null where the person has as many feeds as there may be.
   *
   * @param command with the token that it gives whenever it is sent: a repeat tells the first address again
   */
  async create({ personId, unitId }: Identity, kind: FeedKind, command?: AccountCommand & { readonly token: string }): Promise<{ feed: Feed; token: string } | null> {
    const token = command?.token ?? randomSecret();
    const now = this.clock.now();
    const outcome = await onceOnly<{ kind: 'made'; feed: Feed } | { kind: 'refused' }>(this.pool, command ?? personId, now, async (client) => {
      const feed = await insertFeed(client, { feedId: randomUUID(), personId, unitId, kind, hash: sha256(token) }, now);
      if (feed === null) return { kind: 'refused' };
      await recordChange(client, now, personId, personId, 'feed-created', { feedId: feed.feedId, unitId, kind });
      return { kind: 'made', feed };
    });
    return outcome.kind === 'made' ? { feed: outcome.feed, token } : null;
  }

  list(personId: string): Promise<Feed[]> {
    return listFeeds(this.pool, personId, this.clock.now());
  }

  /** False where the person has no such feed. */
  async revoke(personId: string, feedId: string, command?: AccountCommand): Promise<boolean> {
    const now = this.clock.now();
    const { kind } = await onceOnly<{ kind: 'ended' | 'refused' }>(this.pool, command ?? personId, now, async (client) => {
      const outcome = await revokeFeed(client, personId, feedId, now);
      if (outcome === 'revoked') await recordChange(client, now, personId, personId, 'feed-revoked', { feedId });
      return { kind: outcome === null ? 'refused' : 'ended' };
    });
    return kind === 'ended';
  }

  /**
   * Whose feed it is, with what they hold now: a role that was taken away shows nothing any more. Never answered from memory, so a
   * feed that was revoked ends at once in every process.
   */
  async open(token: string, address: string): Promise<FeedOutcome> {
    if (!looksLikeAccessToken(token)) return { kind: 'unknown' };
    const key = `feed:${address.slice(0, 64)}`;
    const charge: Charge = await this.attempts.charge(key, this.limit);
    if (!charge.free) return { kind: 'too-often', retryAfterSeconds: charge.retryAfterSeconds };
    const found = await openFeed(this.pool, sha256(token), this.clock.now());
    if (found === null) return { kind: 'unknown' };
    await this.attempts.refund(key);
    const { feedId, kind, personId, unitId, mustChangePassword, held } = found;
    return { kind: 'open', feed: kind, identity: identityOf({ sessionId: `feed:${feedId}`, personId, unitId, mustChangePassword }, held) };
  }
}
