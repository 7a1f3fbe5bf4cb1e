import { ApiSchema } from '@nestjs/swagger';
import { DUTY_SORTS, SUBJECTS } from '#libs/projections/queries/duty.query';
import { LEDGER_SORTS } from '#libs/projections/queries/ledger.query';
import { SIGNING_SORTS } from '#libs/projections/queries/signing.query';
import { FromReadModelsBody } from '../core/list-answer';
import { ITEM_STATUSES, LIGHTS, RECURRENCES, Shown, WordsBody } from '../core/shown';

/** With a minus before it: from the last to the first. */
export const bothWays = (sorts: readonly string[]): string[] => [...sorts, ...sorts.map((s) => `-${s}`)];
export const SORTS = { ledger: bothWays(LEDGER_SORTS), duties: bothWays(DUTY_SORTS), signing: bothWays(SIGNING_SORTS) };

class StateBeforeBody {
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.oneOf(ITEM_STATUSES) status!: string;
}

class NextInWordsBody {
  @Shown.text({ description: 'What happens then, as in the agenda of the item', example: 'remind' }) act!: string;
  @Shown.text({ description: 'The kind of duty that it is about', example: 'deliver' }) kind!: string;
  @Shown.text({ nullable: true, description: 'The unit that owes it' }) unitId!: string | null;
}

class ProgressBody {
  @Shown.number({ description: 'Targets that are met' }) met!: number;
  @Shown.number({ description: 'Targets that are asked for' }) of!: number;
  @Shown.number({ nullable: true, description: 'What its only target has reached; null: nothing was told, or it has several' }) reached!: number | null;
  @Shown.number({ nullable: true, description: 'What its only target asks for' }) value!: number | null;
  @Shown.text({ nullable: true }) unit!: string | null;
}

class LedgerRowBody {
  @Shown.text() itemId!: string;
  @Shown.moment({ description: 'Since when the row has been so' }) knownFrom!: string;
  @Shown.text() planId!: string;
  @Shown.text({ nullable: true }) planNumber!: string | null;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true }) category!: string | null;
  @Shown.oneOf(ITEM_STATUSES) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() late!: boolean;
  @Shown.flag() paused!: boolean;
  @Shown.flag() awaitingQuantification!: boolean;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
  @Shown.oneOf(RECURRENCES, { nullable: true }) recurrence!: string | null;
  @Shown.texts() leadUnitIds!: string[];
  @Shown.texts() unitIds!: string[];
  @Shown.moment({ nullable: true }) nextDue!: string | null;
  @Shown.text({ nullable: true }) nextKey!: string | null;
  @Shown.a(() => NextInWordsBody, { nullable: true, description: 'What falls due next; null: nothing, or of a duty that the reader is not shown' }) next!: NextInWordsBody | null;
  @Shown.a(() => ProgressBody, { nullable: true, description: 'How far its targets are; null: it has none' }) progress!: ProgressBody | null;
  @Shown.text({ nullable: true }) closedHow!: string | null;
  @Shown.number({ description: 'Items of lower plans, at whatever level, that take it up (承接)' }) lowerItems!: number;
  @Shown.oneOf(LIGHTS, { nullable: true, description: 'The worst of their lights; null where nothing takes it up' }) lowerLight!: string | null;
  @Shown.a(() => StateBeforeBody, { nullable: true, description: 'With changedSince: what it was at the end of that day; null where it was not there' }) before!: StateBeforeBody | null;
}


/** One page of the ledger (台账). */
@ApiSchema({ description: 'One page of the ledger (台账)' })
export class LedgerBody extends FromReadModelsBody {
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.moment() asOf!: string;
  @Shown.several(() => LedgerRowBody) rows!: LedgerRowBody[];
}

class LightCountBody {
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.number() count!: number;
}
class CategoryCountBody extends LightCountBody {
  @Shown.text({ nullable: true }) category!: string | null;
}
class UnitCountBody extends LightCountBody {
  @Shown.text() unitId!: string;
}
class StatusCountBody {
  @Shown.oneOf(ITEM_STATUSES) status!: string;
  @Shown.number() count!: number;
}

@ApiSchema({ description: 'Counts; each equals the total of the list behind it' })
export class DashboardBody extends FromReadModelsBody {
  @Shown.moment() asOf!: string;
  @Shown.number() total!: number;
  @Shown.several(() => LightCountBody) byLight!: LightCountBody[];
  @Shown.several(() => CategoryCountBody) byCategory!: CategoryCountBody[];
  @Shown.several(() => UnitCountBody, { description: 'An item counts once for each of its units, by the light of the item' }) byUnit!: UnitCountBody[];
  @Shown.several(() => StatusCountBody) byStatus!: StatusCountBody[];
}

class TrendPointBody {
  @Shown.day() day!: string;
  @Shown.number({ nullable: true, description: 'Items at its end; null where the day is still to come' }) total!: number | null;
  @Shown.number({ nullable: true, description: 'Of them, completed' }) completed!: number | null;
  @Shown.number({ description: 'Items whose deadline, as it is known now, is this day or before' }) due!: number;
  @Shown.several(() => LightCountBody) byLight!: LightCountBody[];
}

@ApiSchema({ description: 'Counts at the ends of days; each equals the total of the list of that day' })
export class TrendBody extends FromReadModelsBody {
  @Shown.moment() asOf!: string;
  @Shown.several(() => TrendPointBody) points!: TrendPointBody[];
}

class TodoRowBody {
  @Shown.oneOf(SUBJECTS) subject!: string;
  @Shown.text({ nullable: true, description: 'Null for a duty in a proceeding' }) itemId!: string | null;
  @Shown.text({ nullable: true, example: 'difficulty/3f2a', description: 'Kind and id; null for a duty of an item' }) proceeding!: string | null;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text({ nullable: true, description: 'Of the item' }) number!: string | null;
  @Shown.text() title!: string;
  @Shown.oneOf(LIGHTS, { nullable: true, description: 'Of the item' }) light!: string | null;
  @Shown.text({ example: 'step:a1-1' }) duty!: string;
  @Shown.text({ example: 'deliver' }) kind!: string;
  @Shown.text() unitId!: string;
  @Shown.text() post!: string;
  @Shown.text({ nullable: true, description: 'Null too where the share is not the reader’s to see in full' }) personId!: string | null;
  @Shown.text({ nullable: true }) assignmentId!: string | null;
  @Shown.text({ nullable: true }) stepId!: string | null;
  @Shown.text({ nullable: true, description: 'What it is about within the proceeding' }) part!: string | null;
  @Shown.day({ nullable: true }) due!: string | null;
  @Shown.moment() since!: string;
  @Shown.text({ nullable: true, description: 'What keeps the ladder still' }) resting!: string | null;
}

/** One page of what is owed. */
@ApiSchema({ description: 'One page of what is past its day' })
export class OverdueBody extends FromReadModelsBody {
  @Shown.moment({ description: 'The present moment of the domain' }) now!: string;
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => TodoRowBody) rows!: TodoRowBody[];
}

@ApiSchema({ description: 'One page of what the unit owes (待办)' })
export class TodoBody extends OverdueBody {
  @Shown.text() unitId!: string;
}

class PaperToSignBody {
  @Shown.text({ nullable: true, description: 'Null for a paper of a proceeding' }) itemId!: string | null;
  @Shown.text({ nullable: true, example: 'difficulty/3f2a', description: 'Kind and id; null for a paper of an item' }) proceeding!: string | null;
  @Shown.text({ nullable: true }) planId!: string | null;
  @Shown.text({ nullable: true, description: 'Of the item' }) number!: string | null;
  @Shown.text() title!: string;
  @Shown.text() paperId!: string;
  @Shown.text() noticeId!: string;
  @Shown.text({ example: 'yellowPaper' }) kind!: string;
  @Shown.a(() => WordsBody) kindWords!: WordsBody;
  @Shown.text({ nullable: true }) series!: string | null;
  @Shown.text({ nullable: true }) text!: string | null;
  @Shown.day({ nullable: true, description: 'The day that the paper sets' }) deadline!: string | null;
  @Shown.records({ description: 'To whom it goes once it is signed' }) recipients!: object[];
  @Shown.moment() draftedAt!: string;
  @Shown.day({ nullable: true, description: 'Last day for the signature' }) due!: string | null;
}

/** One page of the papers that wait for a signature (待签发). */
@ApiSchema({ description: 'One page of the papers that wait for a signature (待签发)' })
export class PapersToSignBody extends FromReadModelsBody {
  @Shown.text() unitId!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.moment() asOf!: string;
  @Shown.several(() => PaperToSignBody) rows!: PaperToSignBody[];
}

class InboxRowBody {
  @Shown.text() noticeId!: string;
  @Shown.text({ nullable: true, description: 'Null for a notice of a proceeding or plan' }) itemId!: string | null;
  @Shown.text({ nullable: true, example: 'difficulty/3f2a', description: 'Kind and id; null for a notice of an item or plan' }) proceeding!: string | null;
  @Shown.text({ nullable: true, description: 'The plan that it belongs to; what it is about where it is about no item, proceeding and briefing' }) planId!: string | null;
  @Shown.text({ nullable: true, example: 'u1/b2', description: 'Office and id of the briefing that it tells of; null for any other notice' }) briefing!: string | null;
  @Shown.text({ nullable: true, description: 'Of the item' }) number!: string | null;
  @Shown.text() title!: string;
  @Shown.text({ example: 'yellowPaper' }) kind!: string;
  @Shown.a(() => WordsBody) kindWords!: WordsBody;
  @Shown.text({ example: 'assignee' }) why!: string;
  @Shown.a(() => WordsBody) whyWords!: WordsBody;
  @Shown.text() post!: string;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.text({ nullable: true }) text!: string | null;
  @Shown.text({ nullable: true }) series!: string | null;
  @Shown.number({ nullable: true }) seriesNumber!: number | null;
  @Shown.moment() deliveredAt!: string;
  @Shown.moment({ nullable: true }) readAt!: string | null;
}

/** One page of the inbox, newest first. */
@ApiSchema({ description: 'One page of the inbox, newest first' })
export class InboxBody extends FromReadModelsBody {
  @Shown.text() unitId!: string;
  @Shown.moment() asOf!: string;
  @Shown.number({ description: 'All that match' }) total!: number;
  @Shown.number() offset!: number;
  @Shown.number() limit!: number;
  @Shown.several(() => InboxRowBody) rows!: InboxRowBody[];
}
