import { ApiSchema } from '@nestjs/swagger';
import { RETRIED, TROUBLE_KINDS, type RetriedKind } from '#libs/commands/operations';
import { OneOf, Text } from '../core/fields';
import { Shown, WordsBody } from '../core/shown';

class TroubleBody {
  @Shown.oneOf(TROUBLE_KINDS) kind!: string;
  @Shown.text({ description: 'With the kind, what a retry names', example: 'item/p1-3' }) id!: string;
  @Shown.moment({ nullable: true, description: 'Real time' }) since!: string | null;
  @Shown.number() times!: number;
  @Shown.a(() => WordsBody) reason!: WordsBody;
  @Shown.a(() => WordsBody, { description: 'What to do about it' }) remedy!: WordsBody;
  @Shown.flag({ description: 'Whether it may be retried here' }) retry!: boolean;
}

class FollowingBody {
  @Shown.text({ example: 'projector' }) name!: string;
  @Shown.number({ description: 'Milliseconds since the oldest event that it has not read was stored' }) lagMs!: number;
  @Shown.number() parkedStreams!: number;
}

@ApiSchema({ description: 'What does not go on by itself, each with reason and remedy' })
export class OperationsBody {
  @Shown.moment({ description: 'On the clock of the domain' }) now!: string;
  @Shown.number({ description: 'This machine’s clock against PostgreSQL’s' }) clockSkewMs!: number;
  @Shown.moment({ nullable: true, description: 'When a worker last acted, in real time' }) workerSeenAt!: string | null;
  @Shown.several(() => FollowingBody) subscriptions!: FollowingBody[];
  @Shown.several(() => TroubleBody) troubles!: TroubleBody[];
}

export class RetryBody {
  @OneOf(RETRIED, { description: 'Kind of the trouble' }) kind!: RetriedKind;
  @Text({ description: 'Id of the trouble, as listed', example: 'item/p1-3' }, { min: 1, max: 300 }) id!: string;
}

@ApiSchema({ description: 'The worker was asked to try again' })
export class RetryAskedBody {
  @Shown.text({ description: 'The worker carries it out within seconds; the list shows whether it helped' }) retryId!: string;
}
