import { ApiSchema } from '@nestjs/swagger';
import { FEED_KINDS, type FeedKind } from '#libs/identity/feeds/feed';
import { OneOf } from '../core/fields';
import { Shown } from '../core/shown';

export class NewFeedBody {
  @OneOf(FEED_KINDS, { description: 'unit: all that the unit acted for owes; person: what of it falls to oneself or to nobody yet', example: 'unit' }) kind!: FeedKind;
}

class FeedBody {
  @Shown.text() feedId!: string;
  @Shown.oneOf(FEED_KINDS) kind!: FeedKind;
  @Shown.text({ description: 'The unit that its owner acts for in it' }) unitId!: string;
  @Shown.moment() createdAt!: string;
  @Shown.moment({ nullable: true, description: 'When a calendar last looked; null: never' }) lastUsedAt!: string | null;
  @Shown.moment({ nullable: true, description: 'Null while it is open' }) revokedAt!: string | null;
  @Shown.oneOf(['owner', 'password-set', 'account-closed'], { nullable: true }) revokedBecause!: string | null;
}

@ApiSchema({ description: 'The new feed with its address, which is told this once' })
export class CreatedFeedBody extends FeedBody {
  @Shown.text({ description: 'Below the address of this API. Whoever has it reads the feed: it is kept like a password', example: '/feeds/…/calendar.ics' }) path!: string;
}

@ApiSchema({ description: 'One’s own calendar feeds, newest first: the open ones, and those that ended within thirty days' })
export class FeedsBody {
  @Shown.several(() => FeedBody) feeds!: FeedBody[];
}
