import { Id, Nested, Text, Texts } from '../core/fields';
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

export class ReasonOnlyBody {
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class PlanOfBody {
  @Id({ description: 'The plan that it belongs to: its office, supervising unit and policy hold' })
  planId!: string;
}
