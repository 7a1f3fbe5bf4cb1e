import { ApiSchema } from '@nestjs/swagger';
import { Figure, Texts } from '../core/fields';
import { Shown, WordsBody } from '../core/shown';

class HeldNoticeBody {
  @Shown.text() noticeId!: string;
  @Shown.text({ nullable: true, description: 'Null for a notice of a proceeding' }) itemId!: string | null;
  @Shown.text({ nullable: true, example: 'difficulty/3f2a', description: 'Kind and id; null for a notice of an item' }) proceeding!: string | null;
  @Shown.text({ nullable: true, description: 'Of the item' }) number!: string | null;
  @Shown.text() title!: string;
  @Shown.text({ example: 'reminder' }) kind!: string;
  @Shown.a(() => WordsBody) kindWords!: WordsBody;
  @Shown.text() post!: string;
  @Shown.moment() since!: string;
  @Shown.flag({ description: 'What it is about was closed, or the paper voided, meanwhile' }) stale!: boolean;
}

class HeldUnitBody {
  @Shown.text() unitId!: string;
  @Shown.text() unit!: string;
  @Shown.number() count!: number;
  @Shown.several(() => HeldNoticeBody) notices!: HeldNoticeBody[];
}

/** Whether outgoing notices are held, why, and what would go out. */
@ApiSchema({ description: 'Whether outgoing notices are held, why, and what would go out' })
export class BrakeBody {
  @Shown.flag() held!: boolean;
  @Shown.oneOf(['rate', 'gap', 'restore'], { nullable: true }) reason!: string | null;
  @Shown.a(() => WordsBody, { nullable: true }) words!: WordsBody | null;
  @Shown.moment({ nullable: true }) since!: string | null;
  @Shown.number({ description: 'Deliveries that wait; a release names this number' }) count!: number;
  @Shown.several(() => HeldUnitBody) units!: HeldUnitBody[];
}

export class ReleaseBody {
  @Figure({ description: 'How many the preview showed: refused when it is another number by now', example: 12 }, { min: 0, max: 10_000_000, whole: true }) seen!: number;
  @Texts({ description: 'Ids of notices that are stale and go to nobody', example: [] }, { max: 5_000 }) skip!: string[];
}

@ApiSchema({ description: 'How many notices went out and how many were skipped' })
export class ReleasedBody {
  @Shown.number({ description: 'Deliveries let out' }) released!: number;
  @Shown.number() skipped!: number;
  @Shown.text() position!: string;
  @Shown.flag() replayed!: boolean;
}
