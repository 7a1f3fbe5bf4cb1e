import { QUALITY_RULES } from '#libs/supervision/feedback/report.quality';
import { CHANNELS } from '#libs/supervision/on-behalf';
import { LIGHTS, Shown } from '../core/shown';

export class QualityFlagBody {
  @Shown.oneOf(QUALITY_RULES, { description: '重复填报、有指标无数字、无佐证、内容空泛' }) rule!: string;
  @Shown.number({ description: 'Version of the policy whose rule fired' }) policyVersion!: number;
  @Shown.number({ description: 'What was found: percent, figures or characters' }) found!: number;
  @Shown.number({ description: 'What the rule asks for' }) asked!: number;
}

class ToldBody {
  @Shown.oneOf(CHANNELS) channel!: string;
  @Shown.text({ nullable: true, description: 'Evidence id of the scanned original' }) scanId!: string | null;
}

export class SubmissionBody {
  @Shown.number() attempt!: number;
  @Shown.moment({ description: 'Lateness is judged by it; recorded on behalf of a unit the day that it stated' }) at!: string;
  @Shown.moment({ description: 'When it was recorded, or came back to its verifier' }) pendingSince!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.text() text!: string;
  @Shown.texts() evidenceIds!: string[];
  @Shown.several(() => QualityFlagBody, { description: 'What the rules found wanting in it; flags never block' }) flags!: QualityFlagBody[];
  @Shown.a(() => ToldBody, { nullable: true, description: 'How the unit told it, where the office recorded it (代录)' }) told!: ToldBody | null;
  @Shown.oneOf(['pending', 'accepted', 'returned', 'recalled']) outcome!: string;
}

export class OverturnedBody {
  @Shown.moment() at!: string;
  @Shown.text() basis!: string;
  @Shown.oneOf(['yellow', 'red'], { description: 'The light that it had brought by then' }) was!: string;
}

export class LatenessBody {
  @Shown.text() duty!: string;
  @Shown.number() arming!: number;
  @Shown.moment() dueAt!: string;
  @Shown.number({ description: 'How many new dates the step had been given by then' }) datesBefore!: number;
  @Shown.moment() recordedAt!: string;
  @Shown.a(() => OverturnedBody, { nullable: true, description: 'Struck through, out of every count' }) overturned!: OverturnedBody | null;
}

class AsksBody {
  @Shown.text({ description: 'Template' }) template!: string;
  @Shown.text({ description: 'What must be in it' }) contents!: string;
  @Shown.day({ nullable: true, description: 'Values of every target are owed as of this day or later' }) figuresFrom!: string | null;
}

export class StepViewBody {
  @Shown.text() id!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true, description: 'Period of a recurring duty, 2026-Q2 say' }) period!: string | null;
  @Shown.oneOf(['open', 'inApproval', 'submitted', 'done', 'cancelled']) status!: string;
  @Shown.number() attempt!: number;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.day({ nullable: true, description: 'Visible for ever' }) firstDeadline!: string | null;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() completedLate!: boolean;
  @Shown.number({ nullable: true }) percent!: number | null;
  @Shown.number({ description: 'Approvals inside the unit so far' }) approvals!: number;
  @Shown.several(() => LatenessBody, { description: 'Found late; a corrected one (更正) stays, overturned with its basis' }) lateness!: LatenessBody[];
  @Shown.several(() => SubmissionBody) submissions!: SubmissionBody[];
  @Shown.flag() evidenceRequired!: boolean;
  @Shown.a(() => AsksBody, { nullable: true, description: 'What a template of a recurring duty asks for' }) asks!: AsksBody | null;
}
