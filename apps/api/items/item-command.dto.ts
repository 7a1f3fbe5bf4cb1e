import { ApiExtraModels } from '@nestjs/swagger';
import { CHANNELS, type Channel } from '#libs/supervision/on-behalf';
import type { TargetReckoning } from '#libs/supervision/plan/draft';
import { RECKONED, RECKONINGS } from '../core/shown';
import { Day, Figure, Flag, Id, Nested, OneOf, Several, Text, Texts } from '../core/fields';

export class OnBehalfDto {
  @Day({ description: 'The day on which it happened in the unit', example: '2026-03-02' })
  date!: string;
  @OneOf(CHANNELS, { description: 'How it came: on paper (with its scan), by telephone, by message, in person' })
  channel!: Channel;
  @Text({ description: 'Who called or brought it', example: '李某，电话' }, { min: 1, max: 200 })
  caller!: string;
  @Id({ description: 'Evidence id of the scan' }, { nullable: true })
  scanId!: string | null;
}

const ON_BEHALF = { description: 'Set when the office records it for a unit without an account (代录)' };
const REASON = { description: 'The reason, kept with the event', example: '企业停产检修，培训顺延' };
const ASSIGNMENT = { description: 'Assignment of the item', example: 'a1' };
const STEP = { description: 'Step of the item', example: 'a1-1' };

export class AssignmentBody {
  @Id(ASSIGNMENT) assignmentId!: string;
}
export class ReceiveBody extends AssignmentBody {
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class DeclineBody extends AssignmentBody {
  @Text(REASON, { min: 2 }) reason!: string;
  @Id({ description: 'The unit that should do it instead' }, { nullable: true }) proposedUnitId?: string | null;
}
export class NamePersonBody extends AssignmentBody {
  @Id({ description: 'Person id of who answers for it (责任人)' }) personId!: string;
}
export class ValueDto {
  @Id({ description: 'Target of the item', example: 't1' }) targetId!: string;
  @Figure({ description: 'Cumulative, in base units', example: 24800 }, { min: 0 }) value!: number;
  @Day({ description: 'As of the end of this day', example: '2026-05-31' }) asOf!: string;
}
export class ReportBody extends AssignmentBody {
  @Id({ ...STEP, description: 'Step that the report is on' }, { nullable: true }) stepId?: string | null;
  @Text({ description: 'What was done', example: '举办培训 3 场，累计 24,800 人次' }) text!: string;
  @Figure({ description: 'Share done, in percent' }, { min: 0, max: 100, nullable: true }) percent?: number | null;
  @Several(() => ValueDto, { description: 'Values of targets' }, { max: 50 }) values!: ValueDto[];
  @Text({ description: 'Why there is no progress (无新进展)' }, { nullable: true, max: 2000 }) noProgressReason?: string | null;
  @Texts({ description: 'Evidence that shows it; what was attached since the last report counts unnamed', example: [] }, { max: 50, nullable: true }) evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class CorrectValueBody extends AssignmentBody {
  @Id({ description: 'Target of the item', example: 't1' }) targetId!: string;
  @Figure({ description: 'The right value' }, { min: 0 }) value!: number;
  @Day({ description: 'As of the end of this day' }) asOf!: string;
  @Text(REASON, { min: 2 }) reason!: string;
}
export class StepBody {
  @Id(STEP) stepId!: string;
}
export class SubmitBody extends StepBody {
  @Text({ description: 'The report that goes out', example: '培训任务已完成，名册附后' }) text!: string;
  @Texts({ description: 'Evidence ids', example: [] }) evidenceIds!: string[];
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class StepReasonBody extends StepBody {
  @Text(REASON, { min: 2 }) reason!: string;
}
export class AddStepBody extends AssignmentBody {
  @Text({ description: 'What to deliver', example: '制定培训计划' }, { min: 1, max: 500 }) title!: string;
  @Day({ description: 'Last day, inclusive' }, { nullable: true }) day?: string | null;
  @Flag({ description: 'Whether a submission needs evidence' }) evidenceRequired!: boolean;
  @Figure({ description: 'How long it takes: it is scheduled backwards from its day, else from the item’s', example: 5 }, { whole: true, nullable: true }) workingDays?: number | null;
  @Texts({ description: 'Steps of the item that are finished before it begins', example: [] }, { max: 60, nullable: true }) after?: string[] | null;
}
export class ExtensionBody extends StepBody {
  @Day({ description: 'The new last day asked for', example: '2026-07-31' }) day!: string;
  @Text(REASON, { min: 2 }) reason!: string;
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class StateReasonBody extends StepBody {
  @Day({ description: 'Until when the rungs should rest' }) restUntil!: string;
  @Text(REASON, { min: 2 }) reason!: string;
}
export class ObjectBody extends AssignmentBody {
  @Id({ ...STEP, description: 'The step, of a lateness or a return; an attribution has none' }, { nullable: true }) stepId?: string | null;
  @OneOf(['lateness', 'return', 'attribution'], { description: 'What is disputed (异议)' }) what!: 'lateness' | 'return' | 'attribution';
  @Text(REASON, { min: 2 }) reason!: string;
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class RuleBody {
  @Id({ description: 'The request that is ruled on' }) requestId!: string;
  @Flag({ description: 'Granted or upheld, or refused' }) grant!: boolean;
  @Text(REASON, { min: 2 }) reason!: string;
  @Day({ description: 'Another day than the one asked for' }, { nullable: true }) day?: string | null;
  @Id({ description: 'For a declined assignment: the unit that takes it over' }, { nullable: true }) toUnitId?: string | null;
}
export class CorrectBody {
  @Id({ description: 'Duty whose lateness is put right', example: 'step:a1-1' }) duty!: string;
  @Figure({ description: 'Its arming', example: 1 }, { min: 1, whole: true }) arming!: number;
  @Text({ description: 'The basis of the correction (更正依据)' }, { min: 2 }) basis!: string;
}
export class TransferBody extends AssignmentBody {
  @Id({ description: 'The unit that takes it over (转办)' }) toUnitId!: string;
  @Text(REASON, { min: 2 }) reason!: string;
}
export class ReasonBody {
  @Text(REASON, { min: 2 }) reason!: string;
}
export class ReopenBody extends StepReasonBody {
  @Day({ description: 'Last day of the new attempt' }, { nullable: true }) day?: string | null;
}
export class UrgeBody extends AssignmentBody {
  @Text({ description: 'Words to the unit (催办)' }, { max: 2000 }) text!: string;
  @Flag({ description: 'Although the least interval since the last urging has not passed; the record says so' }, { optional: true }) forced?: boolean;
}
/** A figure of the item above, towards which this one counts. */
export class UpperTargetDto {
  @Id({ description: 'Id of the target of the upper item', example: 't1' }) targetId!: string;
  @Figure({ description: 'What that one asks for, as it was taken up', example: 40000 }, { min: 0 }) value!: number;
}

export class TargetDto {
  @Id({ description: 'New id in the item', example: 't1' }) id!: string;
  @Text({ description: 'What is counted', example: '补贴性职业技能培训' }, { min: 1, max: 300 }) metric!: string;
  @OneOf(['>=', '>', '=', '<', '<=', '~'], { description: '~ is approximate' }) comparison!: '>=' | '>' | '=' | '<' | '<=' | '~';
  @Figure({ description: 'In base units', example: 40000 }, { min: 0 }) value!: number;
  @Text({ description: 'Unit of the figure', example: '人次' }, { max: 30 }) unit!: string;
  @Text({ description: 'The words', example: '不少于4万人次' }, { max: 500 }) text!: string;
  @OneOf(RECKONINGS, { description: RECKONED }, { optional: true }) reckoning?: TargetReckoning;
  @Nested(() => UpperTargetDto, { description: 'The target of the upper item towards which it counts' }) upper?: UpperTargetDto;
}
export class PlannedStepDto extends AssignmentBody {
  @Id({ description: 'New id in the item', example: 's1' }) id!: string;
  @Text({ description: 'What to deliver' }, { min: 1, max: 500 }) title!: string;
  @Day({ description: 'Last day, inclusive' }, { nullable: true }) day?: string | null;
  @Flag({ description: 'Whether a submission needs evidence' }) evidenceRequired!: boolean;
  @Figure({ description: 'How long it takes: it is scheduled backwards from its day, else from the item’s', example: 5 }, { whole: true, nullable: true }) workingDays?: number | null;
  @Texts({ description: 'Steps of the item that are finished before it begins', example: [] }, { max: 60, nullable: true }) after?: string[] | null;
}
export class QuantifyBody {
  @Several(() => TargetDto, { description: 'Targets (量化指标)' }, { max: 50 }) targets!: TargetDto[];
  @Day({ description: 'Deadline of the item' }, { nullable: true }) deadline?: string | null;
  @Several(() => PlannedStepDto, { description: 'Steps' }, { max: 200 }) steps!: PlannedStepDto[];
  @Text({ description: 'By the office: why it needs no figures' }, { nullable: true, max: 2000 }) notNeeded?: string | null;
}
export class SettleOverlapBody {
  @Id({ description: 'The target', example: 't1' }) targetId!: string;
  @Texts({ description: 'Who told the values, as the roll-up lists them: an assignment, or ITEM/TARGET of a lower plan', example: ['a1', 'a2'] }, { max: 500 }) sources!: string[];
  @OneOf(['once', 'apart'], { description: '`once`: they are one thing and count once; `apart`: they add up' }) how!: 'once' | 'apart';
  @Text(REASON, { min: 2 }) reason!: string;
}
export class WaiveTargetBody {
  @Id({ description: 'Target of the item', example: 't1' }) targetId!: string;
  @Text(REASON, { min: 2 }) reason!: string;
}
export class PaperBody {
  @Id({ description: 'Paper of the item', example: 'step.a1-1.1.yellowPaper' }) paperId!: string;
}
export class PaperReasonBody extends PaperBody {
  @Text(REASON, { min: 2 }) reason!: string;
}
export class AnswerPaperBody extends PaperBody {
  @Text({ description: 'The answer (回复)' }, { min: 2 }) text!: string;
  @Nested(() => OnBehalfDto, ON_BEHALF) onBehalf?: OnBehalfDto | null;
}
export class ReadNoticeBody {
  @Id({ description: 'Notice id without the item’s', example: 'step.a1-1.1.yellowPaper' }) noticeId!: string;
}
export class CarryOverBody extends ReasonBody {
  @Id({ description: 'Draft or issued plan that takes it up' }) toPlanId!: string;
  @Day({ description: 'Its new last day; left out: to be given in the next plan' }, { nullable: true }) deadline?: string | null;
  @Flag({ description: 'True: its scheduled steps stay behind. Else those that are still to be done go along, laid backwards from the new day' }, { optional: true }) withoutSteps?: boolean;
}

export const ApiItemModels = (): ClassDecorator => ApiExtraModels(OnBehalfDto, ValueDto, TargetDto, PlannedStepDto);
