import { ApiSchema } from '@nestjs/swagger';
import { Day, Figure, Flag, Id, Nested, OneOf, Part, Several, Text, Texts } from '../core/fields';
import { OnBehalfDto } from '../items/item-command.dto';
import { Shown } from '../core/shown';
import { PlanOfBody } from './followed-step.dto';

const EVIDENCE = { description: 'Evidence ids' };
const WHY = { description: 'Why' };
const ANSWERS = ['yes', 'partly', 'no', 'notApplicable'] as const;
const SEVERITIES = ['minor', 'major', 'serious'] as const;

class InspectionReasonDto {
  @OneOf(['programme', 'item', 'unit', 'reformUnit', 'light', 'lookBack'], { description: 'What set it off: it is named in the inspection too, as entryId, among itemIds, unitIds or reformUnitIds, as light or lookBackOf' })
  kind!: 'programme' | 'item' | 'unit' | 'reformUnit' | 'light' | 'lookBack';
  @Text({ description: 'Id of the entry, item, unit or inspection, or the light; where given it must be one that is named', example: 'red' }, { max: 200, nullable: true })
  ref?: string | null;
  @Text({ description: 'In words', example: '本季度全部红灯' }, { min: 2, max: 2_000 })
  text!: string;
}

class InspectionDaysDto {
  @Day({ description: 'First day', example: '2026-03-09' }) from!: string;
  @Day({ description: 'Last day, inclusive', example: '2026-03-13' }) to!: string;
}

class TeamMemberDto {
  @Id({ description: 'Person id' }) personId!: string;
  @Id({ description: 'The unit that they come from: none that is inspected, and none under its roof' }) unitId!: string;
  @OneOf(['leader', 'inspector'], { description: 'Exactly one leads' }) role!: 'leader' | 'inspector';
}

class LitDto {
  @OneOf(['yellow', 'red'], { description: 'All items of the plan that show this light' }) colour!: 'yellow' | 'red';
  @Day({ description: 'Those that turned so since this day, recovered or not', example: '2026-01-01' }, { nullable: true }) since?: string | null;
}

export class OpenInspectionBody extends PlanOfBody {
  @Text({ description: 'In a line', example: '技能培训专项督查' }, { min: 2, max: 200 }) title!: string;
  @Part(() => InspectionReasonDto, { description: 'What set it off' }) reason!: InspectionReasonDto;
  @Id({ description: 'Entry of the year’s programme, within its days and the tolerance of the policy; left out it is off the programme, and approved case by case (一事一报)' }, { nullable: true }) entryId?: string | null;
  @Texts({ description: 'Items; who leads or implements them is inspected' }, { max: 200, nullable: true }) itemIds?: string[] | null;
  @Texts({ description: 'Units' }, { max: 200, nullable: true }) unitIds?: string[] | null;
  @Texts({ description: 'Reform units (重点改革单位), by their unit: each on the roster of reform units now' }, { max: 200, nullable: true }) reformUnitIds?: string[] | null;
  @Nested(() => LitDto, { description: 'Items by their light' }) light?: LitDto | null;
  @Part(() => InspectionDaysDto, { description: 'When' }) days!: InspectionDaysDto;
  @Several(() => TeamMemberDto, { description: 'The team (督查组)' }, { max: 50 }) team!: TeamMemberDto[];
  @Texts({ description: 'Checklist templates that it takes its questions from' }, { max: 20, nullable: true }) templateIds?: string[] | null;
  @Id({ description: 'The inspection that it looks back on (回头看); its scope is taken where none is named' }, { nullable: true }) lookBackOf?: string | null;
}

export class ApproveInspectionBody {
  @Flag({ description: 'true: 批准; false: 不予批准' }) grant!: boolean;
  @Text({ description: 'The reason; needed where it is not approved' }, { max: 2_000 }) text!: string;
}

export class RescheduleBody {
  @Part(() => InspectionDaysDto, { description: 'Within the same year' }) days!: InspectionDaysDto;
  @Text(WHY, { min: 2, max: 2_000 }) reason!: string;
}

export class GiveNoticeBody {
  @Text({ description: 'The notice (督查通知) to those inspected' }, { min: 2 }) text!: string;
}

export class ReplaceInspectorBody {
  @Id({ description: 'Who leaves; both names stay' }) personId!: string;
  @Id({ description: 'Who comes' }) byPersonId!: string;
  @Id({ description: 'Their unit' }) byUnitId!: string;
  @Text(WHY, { min: 2, max: 2_000 }) reason!: string;
}

export class PlanVisitBody {
  @Id({ description: 'An inspected unit' }) unitId!: string;
  @Day({ description: 'Planned for' }) day!: string;
  @Id({ description: 'Member of the team who sees to it' }) personId!: string;
}

export class MoveVisitBody {
  @Day({ description: 'The new day' }) day!: string;
  @Text(WHY, { min: 2, max: 2_000 }) reason!: string;
}

export class DoVisitBody {
  @Day({ description: 'The day on which it was made' }) day!: string;
  @Texts({ description: 'Members of the team who made it; left out: the sender' }, { max: 50, nullable: true }) personIds?: string[] | null;
  @Text({ description: 'What was seen; no names of persons', example: '查阅台账，走访两家企业' }, { min: 2 }) record!: string;
  @Texts(EVIDENCE, { max: 100, nullable: true }) evidenceIds?: string[] | null;
}

export class AnswerChecklistBody {
  @Id({ description: 'Question', example: 't1.1' }) key!: string;
  @Id({ description: 'Unit that it is answered for' }) unitId!: string;
  @OneOf(ANSWERS, { description: 'The answer' }) answer!: (typeof ANSWERS)[number];
  @Text({ description: 'Note' }, { nullable: true, max: 2_000 }) note?: string | null;
  @Texts(EVIDENCE, { max: 100, nullable: true }) evidenceIds?: string[] | null;
}

class RepeatedOfDto {
  @Id({ description: 'Inspection' }) inspectionId!: string;
  @Id({ description: 'Its finding, struck off since' }) findingId!: string;
}

class FindingBody {
  @Text({ description: 'What was found (问题)' }, { min: 2 }) text!: string;
  @OneOf(SEVERITIES, { description: 'How grave it is' }) severity!: (typeof SEVERITIES)[number];
  @Text({ description: 'The rule or paper that it is measured by' }, { min: 2, max: 2_000 }) basis!: string;
  @Texts(EVIDENCE, { max: 100, nullable: true }) evidenceIds?: string[] | null;
}

export class DemandBody {
  @Text({ description: 'What is to be put right (整改要求)' }, { min: 2 }) demand!: string;
  @Figure({ description: 'Working days to put it right, from the signature of the notice', example: 10 }, { min: 1, max: 250, whole: true }) workingDays!: number;
}

export class RecordFindingBody extends FindingBody {
  @Id({ description: 'The unit found at fault' }) unitId!: string;
  @Id({ description: 'Item of the scope that it is about' }, { nullable: true }) itemId?: string | null;
  @Id({ description: 'Question of the checklist that it answers', example: 't1.1' }, { nullable: true }) question?: string | null;
  @Text({ description: 'Its category (类别), where it is about no item; an item’s own counts first' }, { min: 1, max: 200, nullable: true }) category?: string | null;
  @Text({ description: 'What is to be put right (整改要求)' }, { min: 2 }) demand!: string;
  @Figure({ description: 'Working days to put it right, from the signature of the notice', example: 10 }, { min: 1, max: 250, whole: true }) workingDays!: number;
  @Nested(() => RepeatedOfDto, { description: 'The earlier finding that has come back; repeated where that was within a year' }) repeatedOf?: RepeatedOfDto | null;
  @Text({ description: 'Why none of the earlier findings that are offered has come back; left out they wait for a decision, before the report' }, { min: 2, max: 2_000, nullable: true }) notRepeated?: string | null;
}

export class DecideRepeatBody {
  @Nested(() => RepeatedOfDto, { description: 'The earlier finding that has come back; left out: none' }) repeatedOf?: RepeatedOfDto | null;
  @Text({ description: 'Why; needed where none has', example: '问题性质不同，不属于同一事项' }, { max: 2_000, nullable: true }) reason?: string | null;
}

/** What a finding is to be about. */
export class FindingAboutQuery {
  @Id({ description: 'The unit found at fault' }) unitId!: string;
  @Id({ description: 'Item of the scope' }, { nullable: true }) itemId?: string;
  @Id({ description: 'Question of the checklist' }, { nullable: true }) question?: string;
  @Text({ description: 'Category (类别)' }, { min: 1, max: 200, nullable: true }) category?: string;
  @Text({ description: 'What was found, as far as it is written' }, { min: 1, max: 2_000, nullable: true }) text?: string;
}

class EarlierFindingBody {
  @Shown.text() inspectionId!: string;
  @Shown.text({ description: 'Title of that inspection' }) title!: string;
  @Shown.text() findingId!: string;
  @Shown.text() text!: string;
  @Shown.text() severity!: string;
  @Shown.moment({ description: 'When it was struck off' }) since!: string;
  @Shown.oneOf(['question', 'category', 'item', 'text', 'unit'], { description: 'What the two have in common; text: they say the same or nearly; unit: nothing else was named to tell by' }) by!: string;
}

@ApiSchema({ description: 'Earlier findings that may have come back' })
export class EarlierFindingsBody {
  @Shown.several(() => EarlierFindingBody) findings!: EarlierFindingBody[];
}

export class AmendFindingBody extends FindingBody {
  @Figure({ description: 'The revision that was seen; refused with 412 where another has amended it since' }, { min: 1, whole: true }) revision!: number;
}

export class ReplyBody {
  @Text({ description: 'What was done (整改情况)' }, { min: 2 }) text!: string;
  @Texts(EVIDENCE, { max: 100, nullable: true }) evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

export class StrikeOffBody {
  @Text({ description: 'By what it was accepted', example: '台账已补齐，现场抽查无误' }, { max: 2_000, nullable: true }) text?: string | null;
  @Texts({ description: 'Evidence ids of what the acceptance saw' }, { max: 100, nullable: true }) evidenceIds?: string[] | null;
}

export class ObjectToInspectionBody {
  @OneOf(['finding', 'lateness', 'return'], { description: 'To what' }) what!: 'finding' | 'lateness' | 'return';
  @Text(WHY, { min: 2, max: 2_000 }) reason!: string;
  @Texts(EVIDENCE, { max: 100, nullable: true }) evidenceIds?: string[] | null;
  @Nested(() => OnBehalfDto, { description: 'Recorded by the office for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

export class RuleOnObjectionBody {
  @Flag({ description: 'true: upheld, and put right (更正)' }) upheld!: boolean;
  @Text({ description: 'The ground of the ruling' }, { min: 2, max: 2_000 }) basis!: string;
}

export class RuleOnEscalationBody {
  @OneOf(['order', 'extend', 'stop'], { description: 'order: to be put right as demanded; extend: by a later day; stop: no more, which withdraws the finding' }) ruling!: 'order' | 'extend' | 'stop';
  @Day({ description: 'The later day, last day inclusive' }, { nullable: true }) day?: string | null;
  @Text({ description: 'The ground of the decision' }, { min: 2, max: 2_000 }) text!: string;
}

export class DrawUpReportBody {
  @Text({ description: 'The conclusion of the report (督查报告)' }, { min: 2 }) conclusion!: string;
  @Day({ description: 'When to look back (回头看)' }, { nullable: true }) lookBackOn?: string | null;
  @Text({ description: 'Why the questions that nobody answered are dropped; asked for where there are any' }, { min: 2, max: 2_000, nullable: true }) dropUnanswered?: string | null;
}

export class MergeBody {
  @Id({ description: 'The inspection that it is merged into' }) intoId!: string;
  @Text(WHY, { min: 2, max: 2_000 }) reason!: string;
}

class UnitFiguresBody {
  @Shown.text() unitId!: string;
  @Shown.records() visits!: object[];
  @Shown.records() answers!: object[];
  @Shown.byKey() figures!: object;
  @Shown.records() findings!: object[];
}

/** 督查报告 as data. */
@ApiSchema({ description: 'The inspection’s report (督查报告) as data' })
export class InspectionReportBody {
  @Shown.text() inspectionId!: string;
  @Shown.text() title!: string;
  @Shown.text() planId!: string;
  @Shown.text() status!: string;
  @Shown.byKey() reason!: object;
  @Shown.byKey() basis!: object;
  @Shown.text() approval!: string;
  @Shown.byKey() days!: object;
  @Shown.records() team!: object[];
  @Shown.byKey() scope!: object;
  @Shown.byKey({ nullable: true }) noticed!: object | null;
  @Shown.text({ nullable: true }) conclusion!: string | null;
  @Shown.moment({ nullable: true }) reportedAt!: string | null;
  @Shown.byKey({ nullable: true, description: 'As they stood when the report was drawn up' }) figuresAsReported!: object | null;
  @Shown.byKey({ description: 'As they stand now' }) figures!: object;
  @Shown.several(() => UnitFiguresBody) byUnit!: UnitFiguresBody[];
  @Shown.byKey({ nullable: true }) closed!: object | null;
  @Shown.text({ nullable: true }) lookBackOf!: string | null;
}

class OfferedMergeBody {
  @Shown.text() inspectionId!: string;
  @Shown.text({ description: 'Whose it is; another office’s is merged by who directs both' }) officeUnitId!: string;
  @Shown.text({ nullable: true, description: 'Null of one that the caller does not read whole' }) title!: string | null;
  @Shown.text({ nullable: true, description: 'The same' }) status!: string | null;
  @Shown.texts({ description: 'Units that both would hit' }) unitIds!: string[];
  @Shown.day() from!: string;
  @Shown.day() to!: string;
}

@ApiSchema({ description: 'Inspections that would hit the same units at the same time, and could be one' })
export class OfferedMergesBody {
  @Shown.several(() => OfferedMergeBody) offers!: OfferedMergeBody[];
}
