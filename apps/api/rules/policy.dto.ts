import { applyDecorators } from '@nestjs/common';
import { ApiProperty, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt } from 'class-validator';
import type { ProposedPolicy } from '#libs/commands/rules-commands';
import type { EscalationStop, PaperKind, PolicyRules } from '#libs/supervision/policy/policy';
import { CADENCES, TEMPLATE_OWERS, type Cadence, type DutyTemplate, type TemplateOwers } from '#libs/supervision/policy/duty-template';
import type { SchedulePart, ScheduleTemplate } from '#libs/supervision/schedule/schedule-template';
import type { RulesVariant } from '#libs/supervision/policy/policy';
import { TraitsConditionDto } from '../roster/traits.dto';
import { Figure, Flag, OneOf, Part, Several, Text, Texts } from '../core/fields';
import { effectiveMoment } from '../core/moment';

const PAPERS = ['bluePaper', 'yellowPaper', 'redPaper', 'admonition'] as const satisfies readonly PaperKind[];
const STOPS = ['leader', 'supervisingUnit', 'office', 'conference'] as const satisfies readonly EscalationStop[];

const Days = (what: string, example: number): PropertyDecorator => Figure({ description: `${what}: working days, 1 to 250`, example }, { whole: true });
const Choices = (values: readonly string[], description: string, example: string[]): PropertyDecorator =>
  applyDecorators(ApiProperty({ description, example, enum: [...values], isArray: true }), IsArray(), ArrayMaxSize(10), IsIn([...values], { each: true }));
const Counts = (description: string, example: number[]): PropertyDecorator =>
  applyDecorators(ApiProperty({ description, example, type: [Number] }), IsArray(), ArrayMaxSize(20), IsInt({ each: true }));

/** A template of a recurring duty (定期任务模板). */
export class DutyTemplateDto implements DutyTemplate {
  @Text({ description: 'Id, for ever', example: 'monthly-figures' }, { min: 1, max: 60 }) id!: string;
  @Text({ description: 'Name', example: '月度数据' }, { min: 2, max: 60 }) name!: string;
  @OneOf(CADENCES, { description: 'How often it returns' }) cadence!: Cadence;
  @Figure({ description: 'Working days after the period’s last day by which it is due, 0 to 60; 0: by that day', example: 3 }, { whole: true }) dueWorkingDays!: number;
  @OneOf(TEMPLATE_OWERS, { description: 'Who owes it: units that lead or answer, the one that coordinates, or all' }) owedBy!: TemplateOwers;
  @Text({ description: 'What must be in it', example: '各项量化指标截至月底的累计数' }, { max: 2000 }) contents!: string;
  @Flag({ description: 'A value of every target within the period or later must have been reported' }) figures!: boolean;
  @Flag({ description: 'Evidence must go with it' }) evidence!: boolean;
  @Flag({ description: 'No longer to be chosen' }) retired!: boolean;
}

/** One part of a schedule by template. */
export class SchedulePartDto implements SchedulePart {
  @Text({ description: 'The step’s title', example: '组织实施' }, { min: 1, max: 60 }) title!: string;
  @Figure({ description: 'Share of the working days in percent; all parts together have 100', example: 70 }, { whole: true }) percent!: number;
}

/** How an item’s time is shared out where its paper gives no steps (倒排工期模板). */
export class ScheduleTemplateDto implements ScheduleTemplate {
  @Text({ description: 'Id', example: 'three-parts' }, { min: 1, max: 60 }) id!: string;
  @Text({ description: 'Name', example: '方案制定、组织实施、总结验收' }, { min: 2, max: 60 }) name!: string;
  @Texts({ description: 'Categories of items for which it is proposed; none: all that no other template names', example: [] }) categories!: string[];
  @Several(() => SchedulePartDto, { description: 'One after the other' }, { max: 12 }) parts!: SchedulePartDto[];
}

/** The rules of supervision (督办规则), whole. */
export class PolicyRulesDto implements PolicyRules {
  @Days('签收 to sign for an assignment', 3) receiptWorkingDays!: number;
  @Days('量化 to give an item its figures, steps and date', 15) quantifyWorkingDays!: number;
  @Days('计划报审 to rule on plans that a lower office sends up', 5) planReviewWorkingDays!: number;
  @OneOf(['approve', 'inform'], { description: '先审后发 whether a plan that takes up items of this one is approved here before it is issued, or issued and told of' }) lowerPlans!: 'approve' | 'inform';
  @Counts('Reminders before a deadline, farthest first, in working days', [7, 3, 1]) reminderWorkingDays!: number[];
  @Days('蓝灯 blue so long before the deadline', 7) blueWithinWorkingDays!: number;
  @Figure({ description: 'Also blue when so many percentage points behind the schedule', example: 20 }) behindTolerancePercent!: number;
  @Days('宽限 between deadline and red, and between rungs', 2) graceWorkingDays!: number;
  @Days('回复 to answer a paper', 3) answerWorkingDays!: number;
  @Days('签发 to sign or void a paper', 2) signWorkingDays!: number;
  @Days('审核 for the verifier', 5) verifyWorkingDays!: number;
  @Days('补正 for the next attempt after a return', 5) returnWorkingDays!: number;
  @Days('裁定 to rule on a request', 3) rulingWorkingDays!: number;
  @Days('异议 within which a unit may object', 5) objectionWorkingDays!: number;
  @Days('for each of a unit’s own approvals', 2) approvalWorkingDays!: number;
  @Days('after the plan’s period to close or carry over', 10) yearEndWorkingDays!: number;
  @Days('until a suspended item is looked at again', 20) suspensionReviewWorkingDays!: number;
  @Days('to settle targets that were not met', 5) outcomeWorkingDays!: number;
  @Days('to find a contact unit for a reform unit that has none', 15) linkWorkingDays!: number;
  @Figure({ description: 'How many working days an inspection may begin before and end after its entry in the year’s programme, 0 to 60; beyond that it is approved case by case (一事一报)', example: 10 }, { whole: true }) programmeToleranceWorkingDays!: number;
  @Figure({ description: 'Visits that each contact unit and instructor owes its reform unit a quarter, 0 to 13', example: 1 }, { whole: true }) visitsPerQuarter!: number;
  @Choices(STOPS, '提级路径 of duties without a ladder of their own', ['leader', 'office', 'conference']) escalationPath!: EscalationStop[];
  @Text({ description: 'Shanghai time at which reminders go out', example: '09:00' }, { max: 5 }) noticeTime!: string;
  @Figure({ description: 'Least hours between two urgings (催办)', example: 24 }) urgingIntervalHours!: number;
  @Figure({ description: 'Calendar days between the notices after the last rung, 1 to 250', example: 7 }, { whole: true }) afterLastRungDays!: number;
  @Choices(PAPERS, 'Rungs that draw up a paper for signature', ['yellowPaper', 'redPaper', 'admonition']) papers!: PaperKind[];
  @Figure({ description: 'Approvals inside the unit, 0 to 2', example: 0 }, { whole: true }) unitApprovals!: 0 | 1 | 2;
  @OneOf(['stays', 'nextWorkingDay'], { description: 'What becomes of a fixed date that is no working day' }) deadlineOnHoliday!: 'stays' | 'nextWorkingDay';
  @Figure({ description: '重复填报 a report so alike to the last one is flagged, in percent, 1 to 100', example: 85 }) repeatedFromPercent!: number;
  @Flag({ description: '有指标无数字 whether a report without a figure is flagged where the item has targets', example: true }) figuresExpected!: boolean;
  @Figure({ description: '无佐证 a report of so much done or more is flagged where there is no evidence since the last one and none named, in percent, 1 to 100', example: 100 }) evidenceFromPercent!: number;
  @Figure({ description: '内容空泛 so many characters must be left of a report without its set phrases, 0 to 500', example: 8 }, { whole: true }) leastReportCharacters!: number;
  @Texts({ description: '套话 phrases that count for nothing in a report, each of 2 to 30 characters', example: ['正在推进'] }) stockPhrases!: string[];
  @Texts({ description: '办结用语 phrases by which a report says that all of it is done, each of 2 to 30 characters', example: ['全部完成'] }) donePhrases!: string[];
  @Several(() => DutyTemplateDto, { description: 'Templates of recurring duties. One that items may have stays under its id and cadence; retire it when it is no longer to be chosen' }, { max: 50 }) dutyTemplates!: DutyTemplateDto[];
  @Several(() => ScheduleTemplateDto, { description: 'How an item’s time is shared out where its paper gives no steps; proposed, never set by itself' }, { max: 50 }) scheduleTemplates!: ScheduleTemplateDto[];
}

export class RulesDifferencesDto extends PartialType(PolicyRulesDto) {}

export class RulesVariantDto {
  @Text({ description: 'Name of the variant', example: '小微企业分类指导' }, { min: 2, max: 60 }) name!: string;
  @Part(() => TraitsConditionDto, { description: 'The units it is for: all of these traits, at least one of them' }) when!: TraitsConditionDto;
  @Part(() => RulesDifferencesDto, { description: 'Where their rules differ; of two variants that are both for a unit the later one has the last word' }) differences!: RulesDifferencesDto;
  @Text({ description: 'What these units are asked to heed (指导意见)', example: '一企一策；每季度至少一次集体协商' }, { max: 4000, nullable: true }) guidance?: string | null;
}

/** A policy as it is to be: shown dry by `preview`, set by the same body without it. */
export class PolicyBody {
  @Text({ description: 'Name', example: '标准督办规则' }, { min: 2, max: 100 }) name!: string;
  @Part(() => PolicyRulesDto, { description: 'The rules, whole' }) rules!: PolicyRulesDto;
  @Several(() => RulesVariantDto, { description: 'What is laid down for some units (分类指导): by kind, size, trade and region' }, { max: 50 }) variants!: RulesVariantDto[];
  @Text({ description: 'From when: a day (its beginning in Shanghai; today: at once) or a moment, never in the past. Left out: at once', example: '2026-07-01' }, { max: 40, nullable: true }) effectiveFrom?: string | null;
  @Text({ description: 'Why: the decision it rests on', example: '联席会议 2026 年第 2 次会议纪要' }, { min: 2, max: 500 }) basis!: string;
}

/** The body as the handler takes it. */
export function proposedPolicy(body: PolicyBody): ProposedPolicy {
  const variants = body.variants.map(({ name, when, differences, guidance }): RulesVariant => ({ name, when: said(when), differences: said(differences), guidance: guidance?.trim() || null }));
  return { name: body.name, rules: body.rules, variants, effectiveFrom: effectiveMoment(body.effectiveFrom), basis: body.basis };
}

/** Only what is said: a field that is null or left out is none. */
function said<T extends object>(part: T): Partial<T> {
  return Object.fromEntries(Object.entries(part).filter(([, v]) => v !== null && v !== undefined)) as Partial<T>;
}
