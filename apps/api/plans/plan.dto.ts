import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { RECKONED, RECKONINGS, RECURRENCES } from '../core/shown';
import { UpperTargetDto } from '../items/item-command.dto';
import { Day, Figure, Flag, Id, Nested, OneOf, Several, Text, Texts } from '../core/fields';

/** What stands beside the bytes of a plan's file. */
export class ImportQuery {
  @Text({ description: 'Name of the file', example: '工作要点.xlsx' }, { min: 1, max: 300 }) fileName!: string;
  @OneOf(['true', 'false'], { description: '`true`: only show what the file holds' }, { nullable: true }) dryRun?: 'true' | 'false' | null;
  @Id({ description: 'On a trial import: an earlier plan, beside which the file is shown (carried on, changed, dropped without a word, new)', example: 'p0c1d2e3f' }, { nullable: true }) compareWith?: string | null;
  @OneOf(['true', 'false'], { description: '`true`: import it although a plan of this office was read from the same bytes and still stands' }, { nullable: true }) again?: 'true' | 'false' | null;
  @Text({ description: 'The unit that supervises the plan' }, { max: 120, nullable: true }) supervisingUnitId?: string | null;
  @Text({ description: 'The leading body of the plan (联席会议): difficulties go before it' }, { max: 120, nullable: true }) conferenceUnitId?: string | null;
  @Text({ description: 'Policy by which the plan is supervised; left out: `standard`', example: 'standard' }, { max: 60, nullable: true }) policyId?: string | null;
}

/** Which items of which plan a lower level takes up. */
export class TakeUpBody {
  @Id({ description: 'The higher plan', example: 'p0c1d2e3f' }) upperPlanId!: string;
  @Texts({ description: 'Ids of its items; left out: all that are open', example: ['p0c1d2e3f-1', 'p0c1d2e3f-12'] }, { max: 2000, nullable: true }) itemIds?: string[] | null;
  @Flag({ description: 'Whether the scheduled steps of the upper items come along, to be changed; left out: no' }, { optional: true }) withSteps?: boolean;
}

export class SettlementDto {
  @Text({ description: 'Id of the question', example: 'role-unmarked:i1' }, { min: 1, max: 300 }) decisionId!: string;
  @Text({ description: 'The chosen option', example: 'first-leads' }, { min: 1, max: 100 }) optionId!: string;
  @Text({ description: 'Where the choice takes one: a registered unit by id or name (`assign`), a day (`set`), a number (`renumber`), a figure in base units (`share`)' }, { max: 300, nullable: true }) value?: string | null;
}

export class SettleBody {
  @Several(() => SettlementDto, { description: 'Choices, one a question' }, { max: 5000 }) settlements!: SettlementDto[];
  @Flag({ description: 'True: only show what the answers would do' }, { optional: true }) preview?: boolean;
}

export class BulkBody {
  @Text({ description: 'Kind of question', example: 'role-unmarked' }, { min: 1, max: 60 }) kind!: string;
  @Text({ description: 'The option for all open questions of the kind', example: 'first-leads' }, { min: 1, max: 100 }) optionId!: string;
  @Flag({ description: 'True: only show what would be decided' }) preview!: boolean;
}

export class DraftTargetDto {
  @Text({ description: 'What is counted', example: '技能培训' }, { min: 1, max: 200 }) metric!: string;
  @OneOf(['>=', '>', '=', '<', '<=', '~'], { description: 'How a value is compared; `~`: about' }) comparison!: string;
  @Figure({ description: 'In base units: 1.2万 is 12000' }, { min: 0 }) value!: number;
  @Text({ description: 'Unit of the figure', example: '人次' }, { min: 1, max: 20 }) unit!: string;
  @Text({ description: 'The words of the paper; left out: made of the rest' }, { max: 500, nullable: true }) text?: string | null;
  @OneOf(RECKONINGS, { description: RECKONED }, { optional: true }) reckoning?: TargetReckoning;
  @Nested(() => UpperTargetDto, { description: 'The target of the upper item towards which it counts; left out: none' }) upper?: UpperTargetDto | null;
}

/** A step of a draft’s item, scheduled backwards. */
export class DraftStepDto {
  @Text({ description: 'Key within the item: letters, digits and hyphens', example: 's1' }, { min: 1, max: 20 }) key!: string;
  @Text({ description: 'What is to be done', example: '方案制定' }, { min: 1, max: 500 }) title!: string;
  @Text({ description: 'One of the item’s units, as the item names it; left out: the one that coordinates' }, { max: 200, nullable: true }) unit?: string | null;
  @Figure({ description: 'How long it takes, in working days', example: 5 }, { whole: true }) workingDays!: number;
  @Texts({ description: 'Keys of steps that are finished before it begins', example: [] }, { max: 60 }) after!: string[];
  @Day({ description: 'Its own last day, where it has one before the item’s' }, { nullable: true }) deadline?: string | null;
}

/** What a person gives of an item of a draft, beside its title. */
class DraftItemGiven {
  @Text({ description: 'Its number' }, { max: 60, nullable: true }) number?: string | null;
  @Texts({ description: 'Leads, by name as written' }, { nullable: true }) leads?: string[] | null;
  @Texts({ description: 'Participants, by name' }, { nullable: true }) participants?: string[] | null;
  @Texts({ description: 'Units whose role is not marked' }, { nullable: true }) units?: string[] | null;
  @Text({ description: 'What is to be done' }, { nullable: true }) content?: string | null;
  @Several(() => DraftTargetDto, { description: 'All its counted targets; an empty list: none' }, { max: 100, nullable: true }) targets?: DraftTargetDto[] | null;
  @Text({ description: 'Category; null: none' }, { max: 200, nullable: true }) category?: string | null;
  @Day({ description: 'Deadline; null: none' }, { nullable: true }) deadline?: string | null;
  @OneOf(RECURRENCES, { description: 'How often it returns; null: not at all' }, { nullable: true }) recurrence?: string | null;
  @Text({ description: 'Template of a recurring duty, of the plan’s policy; it sets how often the duty returns', example: 'monthly-figures' }, { max: 60, nullable: true }) dutyTemplate?: string | null;
  @Flag({ description: 'It recurs no more' }, { optional: true }) withoutDuty?: boolean;
  @Several(() => DraftStepDto, { description: 'All its steps, to be scheduled backwards from its day; an empty list: none' }, { max: 60, nullable: true }) steps?: DraftStepDto[] | null;
}

/** What is left out stays as it is. */
export class ChangeItemBody extends DraftItemGiven {
  @Id({ description: 'Key of the draft item' }) itemKey!: string;
  @Text({ description: 'New title' }, { min: 1, max: 500, nullable: true }) title?: string | null;
}

/** An item that the reading missed, or part of one that is two. */
export class AddItemBody extends DraftItemGiven {
  @Id({ description: 'Key of the item that it follows; left out: it is the first' }, { nullable: true }) after?: string | null;
  @Text({ description: 'What is to be done, in short' }, { min: 1, max: 500 }) title!: string;
  @Text({ description: 'The words of the paper that it is made of' }, { max: 5000, nullable: true }) quote?: string | null;
}

export class PeriodBody {
  @Day({ description: 'First day' }) from!: string;
  @Day({ description: 'Last day, inclusive' }) to!: string;
}

export class PartiesBody {
  @Id({ description: 'The unit that supervises the plan; left out: none', example: 'supervision' }, { nullable: true }) supervisingUnitId?: string | null;
  @Id({ description: 'The leading body of the plan (联席会议); left out: none', example: 'conference' }, { nullable: true }) conferenceUnitId?: string | null;
}

export class StandingDto {
  @Texts({ description: 'Person ids who may accept' }, { max: 20 }) personIds!: string[];
  @Day({ description: 'Last day of the authorisation' }) until!: string;
  @Text({ description: 'The joint conference’s decision' }, { min: 2, max: 500 }) basis!: string;
}

export class VerificationBody {
  @Id({ description: 'Unit that verifies where the usual one shares the roof', example: 'union' }, { nullable: true }) unitId?: string | null;
  @Nested(() => StandingDto, { description: 'One standing authorisation' }) standing?: StandingDto | null;
}
