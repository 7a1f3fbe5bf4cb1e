import { ApiSchema } from '@nestjs/swagger';
import { LOWER_STATES } from '#libs/supervision/plan/plan.lower';
import { FromReadModelsBody } from '../core/list-answer';
import { Shown } from '../core/shown';

class GapBody {
  @Shown.text() unitId!: string;
  @Shown.number({ description: 'Shares of the unit for which nobody is named' }) assignments!: number;
}

class PersonsBody {
  @Shown.number({ description: 'Shares in items that are under way' }) assignments!: number;
  @Shown.number({ description: 'Of those, with a named person (责任到个人)' }) named!: number;
  @Shown.several(() => GapBody, { description: 'Units with shares for which nobody is named' }) gaps!: GapBody[];
}

class LowerPlanBody {
  @Shown.text() planId!: string;
  @Shown.number({ description: '1: takes up this plan; 2: takes up one of those; and so on' }) level!: number;
  @Shown.text({ description: 'The plan that it takes up' }) upperPlanId!: string;
  @Shown.text() title!: string;
  @Shown.text({ description: 'Its office' }) unitId!: string;
  @Shown.oneOf(LOWER_STATES, { description: 'Sent as long as any level above has it; approved as long as the draft stands as it was approved' }) state!: string;
  @Shown.text({ description: 'With whom the draft lies' }) withUnitId!: string;
  @Shown.moment({ nullable: true }) issuedAt!: string | null;
  @Shown.number({ description: 'Items of the plan above that it takes up' }) takenUp!: number;
  @Shown.number({ description: 'Items that the plan above has (少而精: how many of how many)' }) itemsAbove!: number;
  @Shown.number({ description: 'Its own items' }) items!: number;
  @Shown.number({ description: 'Of its own items, those with a figure' }) quantified!: number;
  @Shown.number({ description: 'Figures that it answers for' }) figures!: number;
  @Shown.a(() => PersonsBody, { nullable: true, description: 'Null until it is issued' }) persons!: PersonsBody | null;
  @Shown.byKey({ description: 'How many of its items show each light; none until it is issued' }) lights!: object;
}

@ApiSchema({ description: 'One page of the plans below a plan, level by level' })
export class LowerPlansBody extends FromReadModelsBody {
  @Shown.moment() asOf!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => LowerPlanBody) rows!: LowerPlanBody[];
}

class NotTakenUpRowBody {
  @Shown.text() unitId!: string;
  @Shown.texts({ description: 'Living groups (各旗区) by which the plan reached it; empty where the plan names it itself' }) groupIds!: string[];
  @Shown.number({ description: 'Items of the plan in which it has a share' }) items!: number;
}

@ApiSchema({ description: 'One page of those to whom a plan was handed down and who have taken up nothing of it' })
export class NotTakenUpBody extends FromReadModelsBody {
  @Shown.moment() asOf!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => NotTakenUpRowBody) rows!: NotTakenUpRowBody[];
}
