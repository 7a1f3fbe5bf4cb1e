import { ApiSchema } from '@nestjs/swagger';
import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { RECKONED, RECKONINGS, Shown } from '../core/shown';

class TargetToTakeUpBody {
  @Shown.text() id!: string;
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number() value!: number;
  @Shown.text() unit!: string;
  @Shown.oneOf(RECKONINGS, { description: RECKONED }) reckoning!: TargetReckoning;
}

class ItemToTakeUpBody {
  @Shown.text() itemId!: string;
  @Shown.text({ description: 'As written; empty for a duty without one' }) number!: string;
  @Shown.text() title!: string;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.several(() => TargetToTakeUpBody, { description: 'What it asks for, without what was waived' }) targets!: TargetToTakeUpBody[];
}

@ApiSchema({ description: 'What of a plan a lower level can take up; of one that has ended, nothing' })
export class ToTakeUpBody {
  @Shown.text() planId!: string;
  @Shown.several(() => ItemToTakeUpBody) items!: ItemToTakeUpBody[];
}
