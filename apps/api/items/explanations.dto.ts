import { ApiSchema } from '@nestjs/swagger';
import { LIGHTS, Shown } from '../core/shown';
import { PaperViewBody, RequestBody } from './item-request.dto';
import { LatenessBody } from './item-step.dto';
import { EntryBody } from './item-view.dto';
import { ENTRY_KINDS, type EntryKind } from './timeline.entry';

class UpcomingBody extends EntryBody {
  @Shown.text({ nullable: true, description: 'The unit that owes what is behind it' }) owedBy!: string | null;
}

/** What happens next, in order. */
@ApiSchema({ description: 'What happens next, in order' })
export class AgendaBody {
  @Shown.text() itemId!: string;
  @Shown.moment() now!: string;
  @Shown.several(() => UpcomingBody) entries!: UpcomingBody[];
}

class DeadlineLineBody {
  @Shown.oneOf(['start', 'date', 'budget', 'holiday', 'pause', 'extension', 'amendment', 'reopening', 'transfer']) what!: string;
  @Shown.day({ nullable: true }) day!: string | null;
  @Shown.number({ optional: true }) workingDays?: number;
  @Shown.moment({ optional: true }) from?: string;
  @Shown.moment({ optional: true, nullable: true }) to?: string | null;
  @Shown.text({ optional: true }) requestId?: string;
}

class DeadlineAccountBody {
  @Shown.day({ nullable: true, description: 'Last day, inclusive' }) day!: string | null;
  @Shown.day({ nullable: true, description: 'Before pauses and extensions' }) first!: string | null;
  @Shown.several(() => DeadlineLineBody) lines!: DeadlineLineBody[];
  @Shown.flag({ description: 'Past the last published calendar: it may still move' }) provisional!: boolean;
}

class SpecialDayBody {
  @Shown.day() day!: string;
  @Shown.oneOf(['holiday', 'makeUpWorkday']) kind!: string;
  @Shown.text() name!: string;
}

class DeadlineOfStepBody {
  @Shown.text() stepId!: string;
  @Shown.text() title!: string;
  @Shown.text() unitId!: string;
  @Shown.a(() => DeadlineAccountBody) account!: DeadlineAccountBody;
  @Shown.several(() => SpecialDayBody, { description: 'Holidays and make-up workdays on the way' }) specialDays!: SpecialDayBody[];
  @Shown.number() policyVersion!: number;
  @Shown.number() calendarVersion!: number;
}

/** 期限说明 */
@ApiSchema({ description: 'Why each day is the day it is (期限说明)' })
export class DeadlinesBody {
  @Shown.text() itemId!: string;
  @Shown.day({ nullable: true }) itemDeadline!: string | null;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
  @Shown.text({ nullable: true, description: 'The words of the paper' }) sourceWords!: string | null;
  @Shown.several(() => DeadlineOfStepBody) steps!: DeadlineOfStepBody[];
}

class PastBody {
  @Shown.number() workingDays!: number;
  @Shown.number() days!: number;
}

class LightCauseBody {
  @Shown.text() assignmentId!: string;
  @Shown.text() unitId!: string;
  @Shown.text() stepId!: string;
  @Shown.text() title!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.oneOf(['pastDeadline', 'pastGrace', 'unanswered', 'pastGraceAndUnanswered', 'dueSoon', 'behindSchedule', 'normal', 'notBegun', 'corrected']) rule!: string;
  @Shown.moment({ nullable: true }) since!: string | null;
  @Shown.a(() => DeadlineAccountBody) deadline!: DeadlineAccountBody;
  @Shown.moment({ nullable: true, description: 'When what waits for its verifier was sent' }) sentAt!: string | null;
  @Shown.a(() => PastBody, { nullable: true, description: 'How far the day that holds has gone by: by now, or when what waits for its verifier was sent; below nothing: still to come. Null: done, without a day, or corrected' }) past!: PastBody | null;
  @Shown.number({ description: 'Working days between yellow and red, by the unit’s rules' }) graceWorkingDays!: number;
}

class PaperReadBody extends PaperViewBody {
  @Shown.moment({ nullable: true }) readAt!: string | null;
  @Shown.text({ nullable: true, description: 'As it stands on it (文号); null while it has none' }) number!: string | null;
}

class RestsOnBody {
  @Shown.number({ description: 'Place of the newest event that it rests on, among those of the item' }) version!: number;
  @Shown.text({ description: 'That event’s link of the chain, hexadecimal' }) hash!: string;
}

class NoticeToBody {
  @Shown.text() unitId!: string;
  @Shown.text() post!: string;
  @Shown.text({ description: 'Why it got it' }) why!: string;
  @Shown.moment({ nullable: true, description: 'When somebody of the unit read it' }) readAt!: string | null;
}

class NoticeToldBody {
  @Shown.text({ description: 'Without the item’s id, as it is read by' }) noticeId!: string;
  @Shown.oneOf(['reminder', 'escalation']) kind!: string;
  @Shown.text() duty!: string;
  @Shown.text() rung!: string;
  @Shown.text({ nullable: true, description: 'Whose work it is about; null: a duty of the item itself' }) assignmentId!: string | null;
  @Shown.moment() sentAt!: string;
  @Shown.several(() => NoticeToBody) to!: NoticeToBody[];
}

/** 亮灯说明 */
@ApiSchema({ description: 'Why the light has its colour (亮灯说明)' })
export class LightBody {
  @Shown.text() itemId!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() late!: boolean;
  @Shown.flag() paused!: boolean;
  @Shown.moment() asOf!: string;
  @Shown.oneOf(['current', 'asOf']) status!: string;
  @Shown.moment({ description: 'When this was asked' }) madeAt!: string;
  @Shown.several(() => LightCauseBody) causes!: LightCauseBody[];
  @Shown.several(() => LatenessBody) lateness!: LatenessBody[];
  @Shown.several(() => PaperReadBody) papers!: PaperReadBody[];
  @Shown.several(() => NoticeToldBody, { description: 'Reminders and escalations so far, in order' }) notices!: NoticeToldBody[];
  @Shown.several(() => RequestBody) requests!: RequestBody[];
  @Shown.number() policyVersion!: number;
  @Shown.number() calendarVersion!: number;
  @Shown.a(() => RestsOnBody) restsOn!: RestsOnBody;
}

class InsteadOfBody {
  @Shown.text() personId!: string;
  @Shown.text({ nullable: true }) name!: string | null;
}

class NamedHolderBody {
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true }) unit!: string | null;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.text({ nullable: true }) name!: string | null;
}

class HandedOverBody {
  @Shown.a(() => NamedHolderBody) from!: NamedHolderBody;
  @Shown.a(() => NamedHolderBody) to!: NamedHolderBody;
}

class TimelineActorBody {
  @Shown.text({ example: 'person' }) kind!: string;
  @Shown.text({ nullable: true }) personId!: string | null;
  @Shown.text({ nullable: true }) name!: string | null;
  @Shown.text({ nullable: true }) unitId!: string | null;
  @Shown.text({ nullable: true }) unit!: string | null;
  @Shown.text({ nullable: true, description: 'Unit that it was recorded for (代录)' }) onBehalfOf!: string | null;
  @Shown.a(() => InsteadOfBody, { nullable: true, description: 'In whose place a substitute acted (甲 代 乙)' }) insteadOf!: InsteadOfBody | null;
}

class TimelineOfBody {
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true }) unit!: string | null;
}

export class TimelineEntryBody {
  @Shown.number() version!: number;
  @Shown.text({ example: 'StepSubmitted' }) type!: string;
  @Shown.oneOf(ENTRY_KINDS, { nullable: true, description: 'Marks of the clock, what was told or ordered, what a unit did or asked, what was ruled, and the rest of its course; null where events are told by their types alone' }) kind!: EntryKind | null;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
  @Shown.moment({ description: 'When it happened' }) at!: string;
  @Shown.moment({ description: 'When it was recorded' }) recordedAt!: string;
  @Shown.moment({ nullable: true, description: 'When it fell due' }) dueAt!: string | null;
  @Shown.a(() => TimelineOfBody, { nullable: true, description: 'The unit whose part it is about; null: the whole, or not told to the reader' }) of!: TimelineOfBody | null;
  @Shown.a(() => TimelineActorBody) actor!: TimelineActorBody;
  @Shown.a(() => HandedOverBody, { nullable: true, description: 'Of a hand-over (交接): from whom to whom' }) handedOver!: HandedOverBody | null;
  @Shown.text({ nullable: true }) reason!: string | null;
  @Shown.byKey({ nullable: true, description: 'The event’s own fields; null where the reader sees only that it happened' }) data!: object | null;
  @Shown.text({ description: 'Link of the chain, hexadecimal' }) hash!: string;
}

@ApiSchema({ description: 'What happened, in order, in plain words' })
export class TimelineBody {
  @Shown.text() itemId!: string;
  @Shown.several(() => TimelineEntryBody) entries!: TimelineEntryBody[];
}
