import { Day, Flag, Id, Nested, Text, Texts } from '../core/fields';
import { OnBehalfDto } from '../items/item-command.dto';

/** A unit reports its followed step as done. */
export class DoStepBody {
  @Text({ description: 'What was done', example: '已会商并印发兑现流程' }, { min: 2 })
  text!: string;
  @Texts({ description: 'Evidence ids' }, { max: 100, nullable: true })
  evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' })
  onBehalf?: OnBehalfDto | null;
}

export class NameStepPersonBody {
  @Id({ description: 'Person id of the account', example: 'p-0a1b2c' })
  personId!: string;
}

export class SendBackStepBody {
  @Text({ description: 'What is missing', example: '未附流程文件' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class RequestStepExtensionBody {
  @Day({ description: 'The last day that is asked for; it lies after the present one', example: '2026-04-30' })
  day!: string;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' })
  onBehalf?: OnBehalfDto | null;
}

export class RuleStepExtensionBody {
  @Flag({ description: 'Granted or refused' })
  grant!: boolean;
  @Day({ description: 'The day that is granted, where it is not the one asked for' }, { nullable: true })
  day?: string | null;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class ReasonOnlyBody {
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class PlanOfBody {
  @Id({ description: 'The plan that it belongs to: its office, supervising unit and policy hold' })
  planId!: string;
}

/** One that need not belong to a plan. */
export class MaybePlanOfBody {
  @Id({ description: 'The plan that it belongs to: its office, supervising unit and policy hold' }, { nullable: true })
  planId?: string | null;
  @Id({ description: 'Without a plan: the office that follows it; the caller’s own unit unless told' }, { nullable: true })
  officeUnitId?: string | null;
  @Id({ description: 'The leading body, where the plan names none' }, { nullable: true })
  conferenceUnitId?: string | null;
}

/** What a unit is given to do. */
export class AskedStepDto {
  @Id({ description: 'The unit that carries it out' })
  unitId!: string;
  @Text({ description: 'What it is to do' }, { min: 2 })
  text!: string;
  @Day({ description: 'Last day, inclusive', example: '2026-03-31' })
  day!: string;
}
