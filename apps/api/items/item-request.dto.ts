import { CHANNELS } from '#libs/supervision/on-behalf';
import { Shown } from '../core/shown';

export class DisputedBody {
  @Shown.oneOf(['lateness', 'return', 'attribution']) what!: string;
  @Shown.text({ nullable: true }) duty!: string | null;
  @Shown.number({ nullable: true }) arming!: number | null;
  @Shown.text({ nullable: true }) decidedBy!: string | null;
}

export class RequestBody {
  @Shown.text() id!: string;
  @Shown.oneOf(['decline', 'extension', 'reason', 'objection']) kind!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.moment({ description: 'When it was made; of what the office recorded for a unit (代录) the day stated' }) at!: string;
  @Shown.moment() recordedAt!: string;
  @Shown.oneOf(CHANNELS, { nullable: true, description: 'How the unit told it, where the office recorded it' }) told!: string | null;
  @Shown.text() personId!: string;
  @Shown.text({ optional: true, description: 'In whose place a substitute acted' }) insteadOf?: string;
  @Shown.text() unitId!: string;
  @Shown.text() reason!: string;
  @Shown.day({ nullable: true }) day!: string | null;
  @Shown.text({ nullable: true }) proposedUnitId!: string | null;
  @Shown.a(() => DisputedBody, { nullable: true }) disputed!: DisputedBody | null;
  @Shown.flag() askedInTime!: boolean;
  @Shown.oneOf(['open', 'granted', 'refused', 'lapsed']) status!: string;
  @Shown.text({ nullable: true }) ruledBy!: string | null;
  @Shown.moment({ nullable: true }) ruledAt!: string | null;
}

export class RecipientBody {
  @Shown.text() unitId!: string;
  @Shown.oneOf(['liaison', 'leader', 'responsible', 'office', 'signer']) post!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.oneOf(['assignee', 'escalation', 'verifier', 'ruling', 'signing', 'supervision', 'onBehalf', 'informed']) why!: string;
}

export class AnswerOfUnitBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text() text!: string;
}

export class PaperViewBody {
  @Shown.text({ example: 'step.a1-1.1.yellowPaper' }) id!: string;
  @Shown.oneOf(['bluePaper', 'yellowPaper', 'redPaper', 'admonition']) kind!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text() stepId!: string;
  @Shown.number() arming!: number;
  @Shown.moment() draftedAt!: string;
  @Shown.oneOf(['drafted', 'issued', 'void']) status!: string;
  @Shown.moment({ nullable: true, description: 'Issued or voided at' }) settledAt!: string | null;
  @Shown.text({ nullable: true }) signedBy!: string | null;
  @Shown.a(() => AnswerOfUnitBody, { nullable: true }) answer!: AnswerOfUnitBody | null;
  @Shown.several(() => RecipientBody) to!: RecipientBody[];
}
