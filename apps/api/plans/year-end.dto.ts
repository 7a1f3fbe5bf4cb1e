import { ApiSchema } from '@nestjs/swagger';
import { LIGHTS, ITEM_STATUSES, Shown } from '../core/shown';
import { Day, Flag, Id, OneOf, Text, Texts } from '../core/fields';
import { CarriedFromBody } from '../items/item-origin.dto';
import { TargetViewBody } from '../items/item-view.dto';

/** What is done with what the plan's year leaves open. */
export class YearEndBody {
  @OneOf(['closeUnfulfilled', 'carryOver'], { description: '未完成, or 结转 into another plan' }) act!: 'closeUnfulfilled' | 'carryOver';
  @Texts({ description: 'The items; left out: all that are open' }, { max: 5000, nullable: true }) itemIds?: string[] | null;
  @Id({ description: 'For 结转: the draft or issued plan that takes them up' }, { nullable: true }) toPlanId?: string | null;
  @Day({ description: 'For 结转: their new last day; left out: to be given in the next plan' }, { nullable: true }) deadline?: string | null;
  @Flag({ description: 'For 结转: true: scheduled steps stay behind. Else those that are still to be done go along, laid backwards from the new day' }, { optional: true }) withoutSteps?: boolean;
  @Text({ description: 'The reason, kept with each item', example: '企业停产检修，培训顺延至下一年度' }, { min: 2, max: 2000 }) reason!: string;
  @Flag({ description: 'True: only show what would be done, item by item' }) preview!: boolean;
}

export class OpenItemBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) category!: string | null;
  @Shown.oneOf(ITEM_STATUSES) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() late!: boolean;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.day({ nullable: true, description: 'Visible for ever' }) firstDeadline!: string | null;
  @Shown.a(() => CarriedFromBody, { nullable: true }) carriedFrom!: CarriedFromBody | null;
  @Shown.several(() => TargetViewBody) targets!: TargetViewBody[];
  @Shown.number({ description: 'Targets neither met nor waived' }) unmet!: number;
  @Shown.texts({ description: 'Units whose work is not accepted' }) openUnitIds!: string[];
}

@ApiSchema({ description: 'Items that are open at the year’s end, and what can be done with each' })
export class OpenAtYearEndBody {
  @Shown.text() planId!: string;
  @Shown.moment({ description: 'As of when' }) asOf!: string;
  @Shown.day({ nullable: true, description: 'Last day of the plan’s period: closing and carrying over begin after it' }) periodEnd!: string | null;
  @Shown.several(() => OpenItemBody) items!: OpenItemBody[];
}

export class YearEndRefusalBody {
  @Shown.text() code!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

export class YearEndRowBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.a(() => YearEndRefusalBody, { nullable: true, description: 'Null where it would be done' }) refusal!: YearEndRefusalBody | null;
}

@ApiSchema({ description: 'What the act would do with each item; nothing was written' })
export class YearEndPreviewBody {
  @Shown.several(() => YearEndRowBody) rows!: YearEndRowBody[];
}
