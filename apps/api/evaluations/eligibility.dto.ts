import { ApiSchema } from '@nestjs/swagger';
import { FACT_GROUPS, PURPOSE_NAMES } from '#libs/supervision/eligibility/purpose';
import { FIGURE_NAMES } from '#libs/supervision/evaluation/figure.names';
import { UNIT_CLASSES } from '#libs/supervision/roster/unit-traits';
import { Shown, WordsBody } from '../core/shown';

class PutRightValueBody {
  @Shown.text() metric!: string;
  @Shown.text() unit!: string;
  @Shown.number({ description: 'What was told' }) was!: number;
  @Shown.number({ description: 'What is told now' }) now!: number;
}

class PutRightBody {
  @Shown.text({ description: 'The event that said it', example: 'item/p1-3@12' }) event!: string;
  @Shown.text({ description: 'The event that put it right', example: 'item/p1-3@17' }) by!: string;
  @Shown.moment() at!: string;
  @Shown.text({ description: 'Why (更正依据)' }) basis!: string;
  @Shown.a(() => PutRightValueBody, { nullable: true, description: 'Of a value that was corrected' }) value!: PutRightValueBody | null;
}

class EligibilityFactBody extends WordsBody {
  @Shown.oneOf(FACT_GROUPS.map((g) => g.id)) group!: string;
  @Shown.oneOf(FIGURE_NAMES) name!: string;
  @Shown.a(() => WordsBody, { description: 'What one of it is' }) unit!: WordsBody;
  @Shown.text({ description: 'A whole number, or a share from 0 to 1', example: '3' }) value!: string;
  @Shown.texts({ description: 'The events that it was counted from' }) events!: string[];
  @Shown.several(() => PutRightBody, { description: 'What counted in it once and was put right (更正): it stays visible here, and counts no more' }) putRight!: PutRightBody[];
}

class DaysBody {
  @Shown.day() from!: string;
  @Shown.day() to!: string;
}

class PublishedPlaceBody {
  @Shown.text() evaluationId!: string;
  @Shown.text() title!: string;
  @Shown.a(() => DaysBody) period!: DaysBody;
  @Shown.text() classId!: string;
  @Shown.text({ example: '87.50' }) total!: string;
  @Shown.number() rank!: number;
  @Shown.text() grade!: string;
  @Shown.text({ description: 'The event that published it' }) event!: string;
  @Shown.text({ nullable: true, description: 'The circular that this result corrects and replaces' }) replaces!: string | null;
  @Shown.flag({ description: 'It is being corrected (更正中)' }) correcting!: boolean;
}

class AsReformUnitBody {
  @Shown.text() id!: string;
  @Shown.text({ nullable: true }) ownership!: string | null;
  @Shown.text({ nullable: true }) batch!: string | null;
  @Shown.text({ nullable: true }) level!: string | null;
  @Shown.day() since!: string;
  @Shown.day({ nullable: true }) until!: string | null;
  @Shown.text({ nullable: true, description: 'Its own plan (一企一策)' }) ownPlan!: string | null;
  @Shown.texts({ description: 'Contact units (挂钩联系单位)' }) contactUnitIds!: string[];
  @Shown.number({ description: 'Instructors (改革指导员)' }) instructors!: number;
  @Shown.number({ description: 'Visits so far' }) visits!: number;
}

class EligibilityRowBody {
  @Shown.text() unitId!: string;
  @Shown.text() name!: string;
  @Shown.oneOf(UNIT_CLASSES) unitClass!: string;
  @Shown.a(() => AsReformUnitBody, { nullable: true, description: 'As the list of reform units has it; null: not on it' }) reformUnit!: AsReformUnitBody | null;
  @Shown.texts({ description: 'Plans of its own, and those in which it has or had a share' }) planIds!: string[];
  @Shown.several(() => EligibilityFactBody) facts!: EligibilityFactBody[];
  @Shown.several(() => PublishedPlaceBody, { description: 'Its places in published evaluations over days of the period' }) results!: PublishedPlaceBody[];
}

class UncountedBody {
  @Shown.text() reformUnitId!: string;
  @Shown.text() name!: string;
  @Shown.text({ nullable: true }) ownership!: string | null;
}

class OpenedEventBody {
  @Shown.text({ example: 'item/p1-3@12' }) ref!: string;
  @Shown.text({ example: 'OverdueMarked' }) type!: string;
  @Shown.moment() at!: string;
}

@ApiSchema({ description: 'Facts about enterprises for assessments (国企) and honours (非公), each with its events; no verdicts' })
export class EligibilityBody {
  @Shown.text() planId!: string;
  @Shown.oneOf(PURPOSE_NAMES) for!: string;
  @Shown.a(() => DaysBody) period!: DaysBody;
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
  @Shown.texts({ description: 'Plans that were looked at: the one asked about, and all that were issued below it' }) planIds!: string[];
  @Shown.several(() => EligibilityRowBody, { description: 'Enterprises, by name' }) rows!: EligibilityRowBody[];
  @Shown.several(() => UncountedBody, { description: 'On the list of reform units, and no unit of the roster: nothing could be counted of them' }) uncounted!: UncountedBody[];
  @Shown.several(() => OpenedEventBody, { description: 'The events that facts name' }) events!: OpenedEventBody[];
}
