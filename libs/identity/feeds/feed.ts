/** What a calendar feed shows: all that the unit owes, or what of it falls to its owner or to nobody yet. */
export const FEED_KINDS = ['unit', 'person'] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

/** A calendar feed as its owner sees it: without its token, which is told once. */
export interface Feed {
  readonly feedId: string;
  readonly kind: FeedKind;
  /** The unit that its owner acts for in it. */
  readonly unitId: string;
  readonly createdAt: Date;
  /** Real time of the last look; null: nobody has looked yet. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBecause: 'owner' | 'password-set' | 'account-closed' | null;
}

/** Feeds of one person that are open at a time: a unit's and one's own, in a few units, on a few devices. */
export const MOST_FEEDS = 20;
