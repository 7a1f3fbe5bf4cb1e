import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { Day, Figure, Flag, Id, Nested, Part, Several, Text, Texts } from '../core/fields';
import { LIGHTS, Shown } from '../core/shown';
import { OnBehalfDto, ValueDto } from '../items/item-command.dto';
import { QualityFlagBody } from '../items/item-step.dto';
import { PlanOfBody } from './followed-step.dto';

class RoundPeriodDto {
  @Day({ description: 'First day', example: '2026-03-01' }) from!: string;
  @Day({ description: 'Last day, inclusive', example: '2026-03-31' }) to!: string;
}

export class OpenRoundBody extends PlanOfBody {
  @Text({ description: 'In a line', example: '2026年3月调度' }, { min: 2, max: 200 }) title!: string;
  @Part(() => RoundPeriodDto, { description: 'What is reported on' }) period!: RoundPeriodDto;
  @Day({ description: 'Last day to send, inclusive', example: '2026-03-31' }) day!: string;
}

export class FormEntryDto {
  @Id({ description: 'Line of the form' }) lineId!: string;
  @Id({ description: 'Step that the report is on' }, { nullable: true }) stepId?: string | null;
  @Text({ description: 'What was done', example: '举办培训 3 场，累计 24,800 人次' }) text!: string;
  @Figure({ description: 'Share done, in percent' }, { min: 0, max: 100, nullable: true }) percent?: number | null;
  @Several(() => ValueDto, { description: 'Values of targets' }, { max: 50 }) values!: ValueDto[];
  @Text({ description: 'Why there is no progress (无新进展)' }, { nullable: true, max: 2000 }) noProgressReason?: string | null;
  @Texts({ description: 'Evidence attached in the round for this line; left out: as it was' }, { max: 100, nullable: true }) evidenceIds?: string[] | null;
}

export class SaveFormBody {
  @Several(() => FormEntryDto, { description: 'Lines that were filled in or changed; the others stay' }, { max: 2_000 }) entries!: FormEntryDto[];
  @Flag({ description: 'The office fills it in for a unit without an account (代录)' }, { optional: true }) onBehalf?: boolean;
}

export class SendFormBody {
  @Nested(() => OnBehalfDto, { description: 'Set when the office sends it for a unit without an account (代录)' }) onBehalf?: OnBehalfDto | null;
}

export class BulletinBody {
  @Text({ description: 'Text of the 通报; its figures are those of the lock', example: '现将三月份报送情况通报如下' }, { min: 2 }) text!: string;
}

class FormStepBody {
  @Shown.text() stepId!: string;
  @Shown.text() title!: string;
  @Shown.day({ nullable: true }) day!: string | null;
}

class FormTargetBody {
  @Shown.text() targetId!: string;
  @Shown.text() metric!: string;
  @Shown.text({ example: '>=' }) comparison!: string;
  @Shown.number({ description: 'What is asked for, in base units' }) value!: number;
  @Shown.text() unit!: string;
  @Shown.number({ nullable: true, description: 'The unit’s own newest value when the form was drawn' }) reported!: number | null;
  @Shown.day({ nullable: true }) asOf!: string | null;
}

class FormLastBody {
  @Shown.moment() at!: string;
  @Shown.text() text!: string;
  @Shown.flag() noProgress!: boolean;
}

class FormValueBody {
  @Shown.text() targetId!: string;
  @Shown.number() value!: number;
  @Shown.day() asOf!: string;
}

export class FormEntryBody {
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.text() text!: string;
  @Shown.number({ nullable: true }) percent!: number | null;
  @Shown.several(() => FormValueBody) values!: FormValueBody[];
  @Shown.text({ nullable: true }) noProgressReason!: string | null;
  @Shown.texts({ optional: true }) evidenceIds?: string[];
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.number({ description: 'Version of the form that it came with' }) version!: number;
}

class FormLineBody {
  @Shown.text() id!: string;
  @Shown.text() itemId!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ example: 'lead' }) role!: string;
  @Shown.several(() => FormStepBody) steps!: FormStepBody[];
  @Shown.several(() => FormTargetBody) targets!: FormTargetBody[];
  @Shown.number({ nullable: true, description: 'Last share reported' }) percent!: number | null;
  @Shown.a(() => FormLastBody, { nullable: true, description: 'The last report, as known when the form was drawn' }) last!: FormLastBody | null;
  @Shown.a(() => FormEntryBody, { nullable: true, description: 'As last saved' }) entry!: FormEntryBody | null;
  @Shown.several(() => QualityFlagBody, { description: 'What the rules find wanting in it: of what was sent, or of what is saved; flags never block' }) flags!: QualityFlagBody[];
  @Shown.text({ nullable: true, description: 'Why its item did not take the report, where it did not' }) refused!: string | null;
}

class FormApprovalBody {
  @Shown.text() personId!: string;
  @Shown.text({ nullable: true, description: 'In whose place a substitute approved' }) insteadOf!: string | null;
  @Shown.moment() at!: string;
}

class FormReturnedBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text() reason!: string;
}

class FormSendingBody {
  @Shown.number() arming!: number;
  @Shown.moment() at!: string;
  @Shown.number({ description: 'Version of the event in the round’s stream' }) event!: number;
  @Shown.text() personId!: string;
  @Shown.text({ nullable: true, description: 'In whose place a substitute reported' }) insteadOf!: string | null;
  @Shown.flag() late!: boolean;
}

/** A unit's form with what is filled in. */
@ApiSchema({ description: 'A unit’s form with what is filled in' })
export class FormBody {
  @Shown.text() roundId!: string;
  @Shown.text() unitId!: string;
  @Shown.oneOf(['open', 'inApproval', 'sent', 'collected', 'dropped']) status!: string;
  @Shown.number({ description: 'The form’s ETag' }) version!: number;
  @Shown.number() arming!: number;
  @Shown.day({ description: 'Last day to send, inclusive; after a return that of the attempt' }) day!: string;
  @Shown.flag() locked!: boolean;
  @Shown.several(() => FormLineBody) lines!: FormLineBody[];
  @Shown.several(() => FormApprovalBody) approvals!: FormApprovalBody[];
  @Shown.a(() => FormReturnedBody, { nullable: true }) returned!: FormReturnedBody | null;
  @Shown.several(() => FormSendingBody) sendings!: FormSendingBody[];
}

/** What a command on a form answers. */
@ApiSchema({ description: 'The form as it now is, and its place in the log' })
export class FormAnswer {
  @ApiProperty({ type: () => FormBody })
  form!: FormBody;
  @ApiProperty({ description: 'Place in the log: give it as `after` to a list to read one’s own write' })
  position!: string;
  @ApiProperty({ description: 'The command had been carried out before; this is its first result' })
  replayed!: boolean;
}

export class FormSheetQuery {
  @ApiPropertyOptional({ enum: ['true', 'false'], description: 'The office fills it in for a unit without an account (代录)' })
  @IsOptional()
  @IsIn(['true', 'false'])
  onBehalf?: string;
}

/** What came of a workbook that was uploaded. */
@ApiSchema({ description: 'What came of a workbook that was uploaded' })
export class FormSheetAnswer extends FormAnswer {
  @ApiProperty({ type: [String], description: 'Lines that the workbook changed; the others were as it had been given out' })
  changed!: string[];
}

class RoundFormsCountBody {
  @Shown.number({ description: 'Forms that are owed; those that fell away are not among them' }) of!: number;
  @Shown.number() inTime!: number;
  @Shown.number() late!: number;
  @Shown.number() missing!: number;
  @Shown.number({ description: 'Sent again after a return' }) afterReturn!: number;
  @Shown.number({ description: 'Fell away: the unit is dissolved, or nothing is left to report' }) dropped!: number;
}

class RoundLinesCountBody {
  @Shown.number() of!: number;
  @Shown.number() progress!: number;
  @Shown.number({ description: 'Told with a reason (无新进展)' }) noProgress!: number;
  @Shown.number() missing!: number;
}

class RoundLightBody {
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.number() count!: number;
}

class RoundTotalBody {
  @Shown.text() itemId!: string;
  @Shown.text() targetId!: string;
  @Shown.text({ description: 'Number of the item in its plan' }) number!: string;
  @Shown.text({ description: 'Title of the item' }) title!: string;
  @Shown.text() metric!: string;
  @Shown.text() unit!: string;
  @Shown.number() value!: number;
  @Shown.flag({ description: 'Several told of it, and nobody has said whether they are one thing: it counts once until then' }) undecided!: boolean;
  @Shown.number({ description: 'Units that told of it' }) units!: number;
}

/** The figures of a round, as a lock would freeze them or has. */
@ApiSchema({ description: 'The round’s figures as they would be frozen now, or as they were at its lock' })
export class RoundPreviewBody {
  @Shown.moment() asOf!: string;
  @Shown.flag({ description: 'They are those of the lock' }) frozen!: boolean;
  @Shown.a(() => RoundFormsCountBody) forms!: RoundFormsCountBody;
  @Shown.a(() => RoundLinesCountBody) lines!: RoundLinesCountBody;
  @Shown.several(() => RoundLightBody, { description: 'Items by light' }) lights!: RoundLightBody[];
  @Shown.several(() => RoundTotalBody, { description: 'What units told together for each target' }) totals!: RoundTotalBody[];
}

class FieldFaultBody {
  @Shown.text() field!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

/** What would come of sending the form as it is saved. */
@ApiSchema({ description: 'What would come of sending the form as it is saved; nothing was written' })
export class FormCheckBody {
  @Shown.several(() => FieldFaultBody, { description: 'What keeps it from being sent, line by line' }) faults!: FieldFaultBody[];
  @Shown.texts({ description: 'Lines whose items have ended: they fall away' }) gone!: string[];
  @Shown.a(() => FormBody) form!: FormBody;
}
