import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Actor } from '#libs/supervision/actor';
import { LIGHTS, Shown } from '../core/shown';
import { TraitsConditionDto } from '../roster/traits.dto';
import { PolicyRulesDto, RulesDifferencesDto } from './policy.dto';
import { SpecialDayDto } from './calendar.dto';

export class SetByBody {
  @Shown.number({ description: 'Version, counted from 1' }) version!: number;
  @Shown.moment() effectiveFrom!: string;
  @Shown.text() basis!: string;
  @Shown.moment() setAt!: string;
  @Shown.text({ nullable: true, description: 'Person, null for the set-up' }) setBy!: string | null;
  @Shown.flag({ description: 'Decides now' }) inForce!: boolean;
}

export class RulesVariantBody {
  @Shown.text() name!: string;
  @Shown.a(() => TraitsConditionDto) when!: TraitsConditionDto;
  @Shown.a(() => RulesDifferencesDto) differences!: Partial<RulesDifferencesDto>;
  @Shown.text({ nullable: true, description: '指导意见' }) guidance!: string | null;
}

export class PolicyVersionBody extends SetByBody {
  @Shown.text() name!: string;
  @Shown.a(() => PolicyRulesDto) rules!: PolicyRulesDto;
  @Shown.several(() => RulesVariantBody) variants!: RulesVariantBody[];
}

class NamedPolicyBody {
  @Shown.text({ example: 'standard' }) policyId!: string;
  @Shown.text() name!: string;
  @Shown.number({ description: 'Its newest version' }) version!: number;
  @Shown.moment({ description: 'From when the newest version decides' }) effectiveFrom!: string;
}

@ApiSchema({ description: 'Every policy with its newest version' })
export class PolicyListBody {
  @Shown.several(() => NamedPolicyBody) policies!: NamedPolicyBody[];
}

@ApiSchema({ description: 'All versions of the policy, newest first' })
export class PolicyVersionsBody {
  @Shown.text({ example: 'standard' }) policyId!: string;
  @Shown.several(() => PolicyVersionBody, { description: 'Newest first' }) versions!: PolicyVersionBody[];
}

export class CalendarVersionBody extends SetByBody {
  @Shown.number() publishedThrough!: number;
  @Shown.several(() => SpecialDayDto) days!: SpecialDayDto[];
}

@ApiSchema({ description: 'All versions of the calendar, newest first, with their days' })
export class CalendarVersionsBody {
  @Shown.several(() => CalendarVersionBody, { description: 'Newest first' }) versions!: CalendarVersionBody[];
}

@ApiSchema({ description: 'The version that was set, and its place in the log' })
export class VersionSetBody {
  @Shown.number({ description: 'The version that was set' }) version!: number;
  @Shown.moment() effectiveFrom!: string;
  @Shown.text({ description: 'Place in the log, for `after`' }) position!: string;
  @Shown.flag() replayed!: boolean;
}

class OfItemBody {
  @Shown.text() itemId!: string;
  @Shown.text() planId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text() officeUnitId!: string;
}

export class MovedRowBody extends OfItemBody {
  @Shown.text({ example: 'receipt:a1' }) duty!: string;
  @Shown.text({ example: 'receive' }) kind!: string;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.text({ description: 'The unit that owes it' }) unitId!: string;
  @Shown.day({ nullable: true }) from!: string | null;
  @Shown.day({ nullable: true }) to!: string | null;
  @Shown.flag() becomesOverdue!: boolean;
}

export class LightRowBody extends OfItemBody {
  @Shown.oneOf(LIGHTS) from!: string;
  @Shown.oneOf(LIGHTS) to!: string;
}

export class CorrectionRowBody extends OfItemBody {
  @Shown.text({ example: 'step:a1-1' }) duty!: string;
  @Shown.number() arming!: number;
  @Shown.text() unitId!: string;
  @Shown.day({ description: 'By the calendar of the time' }) deadline!: string;
  @Shown.day({ description: 'By the other one' }) newDeadline!: string;
  @Shown.oneOf(['inTime', 'notYetDue'], { description: 'Sent in time after all, or still owed by a day that has not passed' }) verdict!: string;
}

class MovedListBody {
  @Shown.number({ description: 'Of all' }) count!: number;
  @Shown.several(() => MovedRowBody, { description: 'The first 200' }) rows!: MovedRowBody[];
}
class LightListBody {
  @Shown.number() count!: number;
  @Shown.several(() => LightRowBody) rows!: LightRowBody[];
}
@ApiSchema({ description: 'Latenesses that the newest calendar judges otherwise; nothing was written' })
export class CorrectionListBody {
  @Shown.number() count!: number;
  @Shown.several(() => CorrectionRowBody) rows!: CorrectionRowBody[];
}
class NoticesBody {
  @Shown.number({ description: 'Days rehearsed' }) days!: number;
  @Shown.number({ description: 'Items rehearsed' }) items!: number;
  @Shown.number({ description: 'Notices under the rules in force' }) before!: number;
  @Shown.number({ description: 'Notices under the proposed ones' }) after!: number;
}

/** What proposed rules would do, as things stand. */
@ApiSchema({ description: 'What proposed rules would do, as things stand; nothing was written' })
export class RulesPreviewBody {
  @Shown.moment() now!: string;
  @Shown.moment() effectiveAt!: string;
  @ApiProperty({ type: [Number], description: 'Planned versions that it sets aside' }) supersedes!: number[];
  @Shown.flag({ description: 'False: time ran out, and counts are of the items examined' }) complete!: boolean;
  @Shown.number({ description: 'Open items looked at' }) examined!: number;
  @Shown.a(() => MovedListBody) moved!: MovedListBody;
  @Shown.a(() => MovedListBody) becomeOverdue!: MovedListBody;
  @Shown.a(() => LightListBody) lights!: LightListBody;
  @Shown.a(() => NoticesBody) notices!: NoticesBody;
  @Shown.a(() => CorrectionListBody) corrections!: CorrectionListBody;
}

export function personOf(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.personId : null;
}
