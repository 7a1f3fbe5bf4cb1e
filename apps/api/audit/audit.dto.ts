import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';
import { TimelineEntryBody } from '../items/explanations.dto';

class ChainHeadBody {
  @Shown.text({ example: 'item/p1-3' }) stream!: string;
  @Shown.number({ description: 'How many events it has' }) version!: number;
  @Shown.moment({ description: 'When its newest event was recorded' }) lastAt!: string;
}

@ApiSchema({ description: 'Streams of the log by name' })
export class ChainHeadsBody {
  @Shown.several(() => ChainHeadBody) rows!: ChainHeadBody[];
  @Shown.text({ nullable: true, description: 'For the `from` of the next page; null on the last' }) next!: string | null;
}

class ChainedEntryBody extends TimelineEntryBody {
  @Shown.flag({ description: 'Its content gives its hash, on the hash before' }) holds!: boolean;
  @Shown.flag({ description: 'Covered by the newest seal' }) sealed!: boolean;
}

class NewestSealBody {
  @Shown.number() number!: number;
  @Shown.moment() at!: string;
}

@ApiSchema({ description: 'A chain, each link worked out anew: who, when and what kind, and no contents' })
export class ChainBody {
  @Shown.text() stream!: string;
  @Shown.number({ nullable: true, description: 'First version that is not as it was written; null where all of it is' }) brokenAt!: number | null;
  @Shown.a(() => NewestSealBody, { nullable: true }) seal!: NewestSealBody | null;
  @Shown.several(() => ChainedEntryBody) entries!: ChainedEntryBody[];
}
