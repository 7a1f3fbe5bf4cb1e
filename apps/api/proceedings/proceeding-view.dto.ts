import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { CHANNELS } from '#libs/supervision/on-behalf';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import { FromReadModelsBody } from '../core/list-answer';
import { Shown } from '../core/shown';
import { ProceedingEvidenceBody } from './evidence-body.dto';

class ProceedingOwedByBody {
  @Shown.text() unitId!: string;
  @Shown.text({ example: 'liaison' }) post!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
}

class ProceedingDutyBody {
  @Shown.text({ example: 'do:s1' }) id!: string;
  @Shown.text({ example: 'do' }) kind!: string;
  @Shown.number() arming!: number;
  @Shown.a(() => ProceedingOwedByBody) owedBy!: ProceedingOwedByBody;
  @Shown.moment() since!: string;
  @Shown.day({ nullable: true, description: 'Last day, inclusive' }) day!: string | null;
  @Shown.flag() overdue!: boolean;
  @Shown.oneOf(['person', 'unit'], { nullable: true, description: 'Nobody can be expected to do it: the person has left, or the unit is dissolved. Another is to be named' }) gone!: string | null;
  @Shown.text({ nullable: true, description: 'What it is about within the proceeding' }) subject!: string | null;
}

class ProceedingEntryBody {
  @Shown.text() key!: string;
  @Shown.moment() at!: string;
  @Shown.oneOf(['own', 'markOverdue', 'remind', 'escalate']) act!: string;
  @Shown.text() duty!: string;
  @Shown.text() kind!: string;
  @Shown.number() arming!: number;
  @Shown.text({ example: 'T-3' }) rung!: string;
  @Shown.day({ nullable: true }) day!: string | null;
  @Shown.number({ optional: true }) stop?: number;
  @Shown.text({ nullable: true }) subject!: string | null;
}

class ProceedingClosedBody {
  @Shown.moment() at!: string;
  @Shown.text() how!: string;
  @Shown.text({ nullable: true }) reason!: string | null;
}

class PaperToldBody {
  @Shown.text() unitId!: string;
  @Shown.oneOf(['liaison', 'leader', 'responsible', 'office', 'signer']) post!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.oneOf(['assignee', 'escalation', 'verifier', 'ruling', 'signing', 'supervision', 'onBehalf', 'informed']) why!: string;
}

class ProceedingPaperBody {
  @Shown.text({ example: 'p1' }) id!: string;
  @Shown.text({ example: 'rectificationNotice' }) kind!: string;
  @Shown.text({ nullable: true, example: 'ZG', description: 'Series of its number; null for one without' }) series!: string | null;
  @Shown.text({ description: 'In whose name it goes out: a signer of this unit signs it' }) issuerUnitId!: string;
  @Shown.several(() => PaperToldBody) to!: PaperToldBody[];
  @Shown.text({ nullable: true }) text!: string | null;
  @Shown.day({ nullable: true, description: 'The day that it sets, last day inclusive' }) deadline!: string | null;
  @Shown.text({ nullable: true, description: 'What it is about within the proceeding' }) subject!: string | null;
  @Shown.moment() draftedAt!: string;
  @Shown.oneOf(['drafted', 'issued', 'void']) status!: string;
  @Shown.moment({ nullable: true, description: 'Issued or made void' }) settledAt!: string | null;
  @Shown.text({ nullable: true }) signedBy!: string | null;
}

class ProceedingLatenessBody {
  @Shown.text({ example: 'missing:u-7c1d' }) id!: string;
  @Shown.text() unitId!: string;
  @Shown.oneOf(['late', 'missing'], { description: 'Late, or not at all' }) what!: string;
  @Shown.day({ description: 'The day that decided, inclusive' }) day!: string;
  @Shown.moment({ description: 'When the log recorded it' }) foundAt!: string;
  @Shown.day({ description: 'Last day to object' }) lastDayToObject!: string;
  @Shown.flag({ description: 'Put right (更正): it counts no more' }) overturned!: boolean;
}

class LatenessRulingBody {
  @Shown.moment() at!: string;
  @Shown.text() personId!: string;
  @Shown.text({ optional: true }) insteadOf?: string;
  @Shown.text() reason!: string;
}

class LatenessObjectionBody {
  @Shown.text({ example: 'o1' }) id!: string;
  @Shown.text({ description: 'The lateness that it disputes' }) lateness!: string;
  @Shown.text() unitId!: string;
  @Shown.moment({ description: 'When it was made; of what the office recorded for a unit (代录) the day stated' }) at!: string;
  @Shown.moment() recordedAt!: string;
  @Shown.oneOf(CHANNELS, { nullable: true, description: 'How the unit told it, where the office recorded it' }) told!: string | null;
  @Shown.text() personId!: string;
  @Shown.text({ optional: true }) insteadOf?: string;
  @Shown.text() reason!: string;
  @Shown.texts() evidenceIds!: string[];
  @Shown.text({ nullable: true, description: 'Who decided first; null: the clock, or the rules' }) decidedBy!: string | null;
  @Shown.oneOf(['open', 'upheld', 'rejected']) status!: string;
  @Shown.a(() => LatenessRulingBody, { nullable: true }) ruling!: LatenessRulingBody | null;
}

/** What every proceeding shows; its own part is `content`, whose shape its kind gives. */
@ApiSchema({ description: 'A proceeding as its readers see it' })
export class ProceedingViewBody {
  @Shown.text({ example: 'difficulty' }) kind!: string;
  @Shown.text() id!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text() policyId!: string;
  @Shown.text() status!: string;
  @Shown.flag() overdue!: boolean;
  @Shown.number({ description: 'Material version: the ETag' }) version!: number;
  @Shown.moment() openedAt!: string;
  @Shown.moment() actedUpTo!: string;
  @Shown.text() officeUnitId!: string;
  @Shown.text({ nullable: true }) supervisingUnitId!: string | null;
  @Shown.text({ nullable: true }) conferenceUnitId!: string | null;
  @Shown.texts() unitIds!: string[];
  @Shown.a(() => ProceedingClosedBody, { nullable: true }) closed!: ProceedingClosedBody | null;
  @Shown.several(() => ProceedingDutyBody) duties!: ProceedingDutyBody[];
  @Shown.a(() => ProceedingEntryBody, { nullable: true }) next!: ProceedingEntryBody | null;
  @Shown.several(() => ProceedingPaperBody) papers!: ProceedingPaperBody[];
  @Shown.several(() => ProceedingEvidenceBody, { description: 'Evidence that the reader may see' }) evidence!: ProceedingEvidenceBody[];
  @Shown.several(() => ProceedingLatenessBody, { description: 'Latenesses that figures count, to which their units may object' }) latenesses!: ProceedingLatenessBody[];
  @Shown.several(() => LatenessObjectionBody, { description: 'Objections (异议) to them' }) latenessObjections!: LatenessObjectionBody[];
  @Shown.byKey({ description: 'What is its own, by kind' }) content!: object;
}

/** What a command on a proceeding answers: it as it now is, and its place in the log. */
@ApiSchema({ description: 'The proceeding as it now is, and its place in the log' })
export class ProceedingAnswer {
  @ApiProperty({ type: () => ProceedingViewBody })
  proceeding!: ProceedingView;
  @ApiProperty({ description: 'Place in the log: give it as `after` to a list to read one’s own write' })
  position!: string;
  @ApiProperty({ description: 'The command had been carried out before; this is its first result' })
  replayed!: boolean;
}

@ApiSchema({ description: 'What happens next in the proceeding, in order' })
export class ProceedingAgendaBody {
  @Shown.text() kind!: string;
  @Shown.text() id!: string;
  @Shown.moment() now!: string;
  @Shown.several(() => ProceedingEntryBody) entries!: ProceedingEntryBody[];
}

class ProceedingListRowBody {
  @Shown.text() kind!: string;
  @Shown.text() id!: string;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text() title!: string;
  @Shown.text() status!: string;
  @Shown.flag() overdue!: boolean;
  @Shown.text({ nullable: true }) closedHow!: string | null;
  @Shown.moment({ nullable: true }) nextDue!: string | null;
  @Shown.texts() unitIds!: string[];
  @Shown.byKey({ description: 'Figures and names that lists show, by kind' }) facts!: object;
  @Shown.moment() openedAt!: string;
}

@ApiSchema({ description: 'One page of proceedings' })
export class ProceedingListBody extends FromReadModelsBody {
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.moment() asOf!: string;
  @Shown.several(() => ProceedingListRowBody) rows!: ProceedingListRowBody[];
}

class ProceedingDutyRowBody {
  @Shown.text() kind!: string;
  @Shown.text() id!: string;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text() title!: string;
  @Shown.text() duty!: string;
  @Shown.text() dutyKind!: string;
  @Shown.text() unitId!: string;
  @Shown.text() post!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.text({ nullable: true }) subject!: string | null;
  @Shown.moment() since!: string;
  @Shown.day({ nullable: true }) due!: string | null;
}

@ApiSchema({ description: 'One page of what is owed in proceedings' })
export class ProceedingDutyListBody extends FromReadModelsBody {
  @Shown.number() total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.moment() asOf!: string;
  @Shown.several(() => ProceedingDutyRowBody) rows!: ProceedingDutyRowBody[];
}

class ProceedingCountBody {
  @Shown.text({ nullable: true, description: 'Null: those that have none' }) value!: string | null;
  @Shown.number({ description: 'The total of the list with this value' }) count!: number;
}

@ApiSchema({ description: 'Counts of proceedings; each is the total of the list with that value' })
export class ProceedingCountsBody extends FromReadModelsBody {
  @Shown.text() by!: string;
  @Shown.number({ description: 'The total of the list itself' }) total!: number;
  @Shown.moment() asOf!: string;
  @Shown.several(() => ProceedingCountBody) rows!: ProceedingCountBody[];
}

class SharedCaseBody {
  @Shown.text() id!: string;
  @Shown.text() title!: string;
  @Shown.text() solution!: string;
  @Shown.text({ nullable: true }) category!: string | null;
  @Shown.moment() solvedAt!: string;
}

@ApiSchema({ description: 'One page of solved difficulties that are shared as cases' })
export class SharedCasesBody extends FromReadModelsBody {
  @Shown.number() total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => SharedCaseBody) rows!: SharedCaseBody[];
}
