import { ApiSchema } from '@nestjs/swagger';
import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { FromReadModelsBody } from '../core/list-answer';
import { RECKONED, RECKONINGS, Shown } from '../core/shown';

class LowerTargetBody {
  @Shown.text() itemId!: string;
  @Shown.text() targetId!: string;
}

class RollUpSourceBody {
  @Shown.text({ description: 'An assignment of the item, or ITEM/TARGET of a lower plan', example: 'a1' }) source!: string;
  @Shown.text({ description: 'Who told it; of a lower item the office of its plan' }) unitId!: string;
  @Shown.number({ nullable: true, description: 'Null: nothing was told' }) value!: number | null;
  @Shown.day({ nullable: true, description: 'The oldest day that the value rests on' }) asOf!: string | null;
  @Shown.a(() => LowerTargetBody, { nullable: true, description: 'Where it comes up from a lower plan' }) lower!: LowerTargetBody | null;
  @Shown.number({ nullable: true, description: 'Version, in the item’s own stream, of the event that told it' }) event!: number | null;
}

class UndecidedBody {
  @Shown.texts() sources!: string[];
  @Shown.oneOf(['sameItem', 'sameOffice', 'sameFigure', 'ownAndLower'], { description: 'Told by several of one item; by two items of one office; equal to the digit on one day; told here and, otherwise, by lower plans' }) why!: string;
}

class KeptApartBody {
  @Shown.text() itemId!: string;
  @Shown.text() targetId!: string;
  @Shown.text({ description: 'Office of the lower plan' }) officeUnitId!: string;
  @Shown.text({ description: 'Another unit, or another reckoning, than that of the figure, or a figure that adds up with nothing: shown beside it' }) unit!: string;
  @Shown.oneOf(RECKONINGS, { description: RECKONED }) reckoning!: TargetReckoning;
  @Shown.number({ nullable: true }) value!: number | null;
}

class RolledUpBody {
  @Shown.text() itemId!: string;
  @Shown.text() targetId!: string;
  @Shown.text() planId!: string;
  @Shown.text() officeUnitId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text() metric!: string;
  @Shown.oneOf(['>=', '>', '=', '<', '<=', '~']) comparison!: string;
  @Shown.number({ description: 'The figure asked for, in base units' }) value!: number;
  @Shown.text() unit!: string;
  @Shown.oneOf(RECKONINGS, { description: RECKONED }) reckoning!: TargetReckoning;
  @Shown.flag() waived!: boolean;
  @Shown.a(() => LowerTargetBody, { nullable: true, description: 'The figure above, towards which it counts' }) upper!: LowerTargetBody | null;
  @Shown.flag({ description: 'False of a rate, a limit and a length of time: what lower plans tell of it stands beside it (keptApart)' }) addsUp!: boolean;
  @Shown.number({ nullable: true, description: 'What its own units told' }) own!: number | null;
  @Shown.number({ nullable: true, description: 'What comes up from lower plans' }) lower!: number | null;
  @Shown.number({ nullable: true, description: 'Own and lower are two views of one thing: the greater, until the office decides of an own and a lower value that they add up' }) total!: number | null;
  @Shown.number({ nullable: true, description: 'What lower plans promise together and still owe: without what was waived' }) promised!: number | null;
  @Shown.number({ nullable: true, description: 'Not promised by anybody below; less than nothing: promised beyond the figure' }) gap!: number | null;
  @Shown.several(() => RollUpSourceBody) sources!: RollUpSourceBody[];
  @Shown.several(() => UndecidedBody, { description: 'Values that may be one thing: they count once until the office decides (settle-overlap)' }) undecided!: UndecidedBody[];
  @Shown.several(() => KeptApartBody) keptApart!: KeptApartBody[];
  @Shown.texts({ description: 'Lower figures of which nothing was told, as ITEM/TARGET' }) missing!: string[];
}

class UnitOfRollUpBody {
  @Shown.text({ description: 'Office of a lower plan' }) unitId!: string;
  @Shown.number({ description: 'Figures that it took up' }) targets!: number;
  @Shown.number({ description: 'Of those, told of' }) told!: number;
  @Shown.number({ description: 'Of those, told of as of a day before the one asked for with `since`' }) old!: number;
  @Shown.number({ description: 'Of those, nothing was told' }) missing!: number;
}

/** Figures with all that counts towards them, through every level. */
@ApiSchema({ description: 'Figures with all that counts towards them, through every level' })
export class RollUpBody extends FromReadModelsBody {
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
  @Shown.day({ nullable: true, description: 'True of this day; null: the newest' }) day!: string | null;
  @Shown.several(() => RolledUpBody, { description: 'Every figure of the item or plan, and every one below' }) targets!: RolledUpBody[];
  @Shown.several(() => UnitOfRollUpBody, { description: 'Who tells and who does not, by level' }) units!: UnitOfRollUpBody[];
}
