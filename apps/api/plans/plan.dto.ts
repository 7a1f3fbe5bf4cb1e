import { Day, Flag, Id, Nested, OneOf, Several, Text, Texts } from '../core/fields';

/** What stands beside the bytes of a plan's file. */
export class ImportQuery {
  @Text({ description: 'Name of the file', example: '工作要点.xlsx' }, { min: 1, max: 300 }) fileName!: string;
  @OneOf(['true', 'false'], { description: '`true`: only show what the file holds' }, { nullable: true }) dryRun?: 'true' | 'false' | null;
  @Text({ description: 'The unit that supervises the plan' }, { max: 120, nullable: true }) supervisingUnitId?: string | null;
  @Text({ description: 'The leading body of the plan (联席会议): difficulties go before it' }, { max: 120, nullable: true }) conferenceUnitId?: string | null;
  @Text({ description: 'Policy by which the plan is supervised; left out: `standard`', example: 'standard' }, { max: 60, nullable: true }) policyId?: string | null;
}

export class SettlementDto {
  @Text({ description: 'Id of the question', example: 'role-unmarked:i1' }, { min: 1, max: 300 }) decisionId!: string;
  @Text({ description: 'The chosen option', example: 'first-leads' }, { min: 1, max: 100 }) optionId!: string;
  @Text({ description: 'A unit id or a name, where the option asks for one' }, { max: 300, nullable: true }) value?: string | null;
}

export class SettleBody {
  @Several(() => SettlementDto, { description: 'Choices, one a question' }, { max: 5000 }) settlements!: SettlementDto[];
}

export class BulkBody {
  @Text({ description: 'Kind of question', example: 'role-unmarked' }, { min: 1, max: 60 }) kind!: string;
  @Text({ description: 'The option for all open questions of the kind', example: 'first-leads' }, { min: 1, max: 100 }) optionId!: string;
  @Flag({ description: 'True: only show what would be decided' }) preview!: boolean;
}

export class ChangeItemBody {
  @Id({ description: 'Key of the draft item' }) itemKey!: string;
  @Text({ description: 'New title' }, { min: 1, max: 500, nullable: true }) title?: string | null;
  @Text({ description: 'New number' }, { max: 60, nullable: true }) number?: string | null;
  @Texts({ description: 'Leads, by name as written' }) leads!: string[];
  @Texts({ description: 'Participants, by name' }) participants!: string[];
  @Texts({ description: 'Units whose role is not marked' }) units!: string[];
  @Day({ description: 'Deadline' }, { nullable: true }) deadline?: string | null;
  @Text({ description: 'Template of a recurring duty, of the plan’s policy; it sets how often the duty returns', example: 'monthly-figures' }, { max: 60, nullable: true }) dutyTemplate?: string | null;
  @Flag({ description: 'It recurs no more' }, { optional: true }) withoutDuty?: boolean;
}

export class PeriodBody {
  @Day({ description: 'First day' }) from!: string;
  @Day({ description: 'Last day, inclusive' }) to!: string;
}

export class PartiesBody {
  @Id({ description: 'The unit that supervises the plan; left out: none' }, { nullable: true }) supervisingUnitId?: string | null;
  @Id({ description: 'The leading body of the plan (联席会议); left out: none' }, { nullable: true }) conferenceUnitId?: string | null;
}

export class StandingDto {
  @Texts({ description: 'Person ids who may accept' }, { max: 20 }) personIds!: string[];
  @Day({ description: 'Last day of the authorisation' }) until!: string;
  @Text({ description: 'The joint conference’s decision' }, { min: 2, max: 500 }) basis!: string;
}

export class VerificationBody {
  @Id({ description: 'Unit that verifies where the usual one shares the roof' }, { nullable: true }) unitId?: string | null;
  @Nested(() => StandingDto, { description: 'One standing authorisation' }) standing?: StandingDto | null;
}
