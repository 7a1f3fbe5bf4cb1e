import { ApiSchema } from '@nestjs/swagger';
import { Id, Part, Text } from '../core/fields';
import { Shown } from '../core/shown';
import { REJECTIONS } from '../problems/rejection.table';

class HolderDto {
  @Id({ description: 'The unit', example: 'u-0a1b2c3d4e' }) unitId!: string;
  @Id({ description: 'One person of it; left out: the unit as a whole' }, { nullable: true }) personId?: string | null;
}

export class HandOverBody {
  @Part(() => HolderDto, { description: 'Who holds now' }) from!: HolderDto;
  @Part(() => HolderDto, { description: 'Who takes it over: a person of the same unit, or another unit' }) to!: HolderDto;
  @Text({ description: 'Why, kept with everything that moves', example: '岗位调整' }, { min: 2, max: 2_000 }) reason!: string;
  @Text({ description: 'The paper that it rests on', example: '市委办〔2031〕3号 调动通知' }, { min: 2, max: 500, nullable: true }) basis?: string | null;
}

class HolderBody {
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true, description: 'Null: the unit as a whole' }) personId!: string | null;
}

class StayBody {
  @Shown.oneOf(Object.keys(REJECTIONS)) code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

class HeldBody {
  @Shown.text({ description: 'Names the place in the item or proceeding' }) id!: string;
  @Shown.text({ example: 'assignment' }) kind!: string;
  @Shown.text({ nullable: true, description: 'What it is about' }) text!: string | null;
  @Shown.a(() => StayBody, { nullable: true, description: 'Why it cannot move; null where it can' }) stays!: StayBody | null;
}

class HandOverRowBody {
  @Shown.text({ description: '`item`, or the kind of proceeding', example: 'item' }) kind!: string;
  @Shown.text() id!: string;
  @Shown.text() title!: string;
  @Shown.several(() => HeldBody) held!: HeldBody[];
}

class HandOverCountBody {
  @Shown.text({ example: 'item' }) kind!: string;
  @Shown.number({ description: 'What would move' }) moves!: number;
  @Shown.number({ description: 'What would stay' }) stays!: number;
}

@ApiSchema({ description: 'What would move and what would stay; nothing was written' })
export class HandOverPreviewBody {
  @Shown.a(() => HolderBody) from!: HolderBody;
  @Shown.a(() => HolderBody) to!: HolderBody;
  @Shown.several(() => HandOverCountBody) counts!: HandOverCountBody[];
  @Shown.several(() => HandOverRowBody) rows!: HandOverRowBody[];
  @Shown.number({ description: 'Closed items, which stay with who did them' }) closed!: number;
}

class StayedBody extends StayBody {
  @Shown.text() id!: string;
  @Shown.text() kind!: string;
}

class HandOverResultBody {
  @Shown.text({ description: '`item/…`, `difficulty/…`' }) stream!: string;
  @Shown.number() moved!: number;
  @Shown.several(() => StayedBody) stayed!: StayedBody[];
}

class HandOverEndedBody {
  @Shown.moment() at!: string;
  @Shown.number() moved!: number;
  @Shown.number() stayed!: number;
}

@ApiSchema({ description: 'A hand-over with how far it is' })
export class HandOverViewBody {
  @Shown.text() id!: string;
  @Shown.a(() => HolderBody) from!: HolderBody;
  @Shown.a(() => HolderBody) to!: HolderBody;
  @Shown.text() reason!: string;
  @Shown.text({ nullable: true }) basis!: string | null;
  @Shown.text({ nullable: true, description: 'Who began it' }) by!: string | null;
  @Shown.moment() beganAt!: string;
  @Shown.number({ description: 'Items and proceedings listed at its beginning' }) of!: number;
  @Shown.several(() => HandOverResultBody, { description: 'What became of each so far' }) results!: HandOverResultBody[];
  @Shown.a(() => HandOverEndedBody, { nullable: true, description: 'Null while it goes on' }) ended!: HandOverEndedBody | null;
}

@ApiSchema({ description: 'Hand-overs that the caller may see' })
export class HandOverListBody {
  @Shown.several(() => HandOverViewBody) rows!: HandOverViewBody[];
}

class OfferedBody {
  @Shown.text() unitId!: string;
  @Shown.text() name!: string;
  @Shown.text({ nullable: true, description: 'Who could take it over' }) successorId!: string | null;
  @Shown.number({ description: 'Open assignments that it still has' }) assignments!: number;
  @Shown.number({ description: 'What it still owes in proceedings' }) duties!: number;
}

@ApiSchema({ description: 'Hand-overs that somebody should begin, since their holder is gone' })
export class OfferedListBody {
  @Shown.several(() => OfferedBody) rows!: OfferedBody[];
}
