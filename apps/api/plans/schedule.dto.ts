import { ApiSchema } from '@nestjs/swagger';
import { Flag, Texts } from '../core/fields';
import { LIGHTS, Shown } from '../core/shown';
import { DraftStepBody, SpanBody } from './draft-view.dto';

/** Which of the proposed schedules a person accepts. */
export class AcceptSchedulesBody {
  @Texts({ description: 'Keys of the draft’s items; left out: all for which one is proposed', example: ['item-1'] }, { max: 2000, nullable: true }) itemKeys?: string[] | null;
  @Flag({ description: 'True: only show what would be accepted' }, { optional: true }) preview?: boolean;
}

class ActualBody {
  @Shown.day({ nullable: true, description: 'First report on it, or the receipt of what waits for nothing' }) from!: string | null;
  @Shown.day({ nullable: true, description: 'When what was accepted, or waits for that, had been sent' }) to!: string | null;
}

class StepForecastBody {
  @Shown.text() stepId!: string;
  @Shown.text() assignmentId!: string;
  @Shown.text() unitId!: string;
  @Shown.text() title!: string;
  @Shown.oneOf(['open', 'submitted', 'done', 'cancelled']) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag({ description: 'Was late, and not corrected' }) late!: boolean;
  @Shown.flag({ description: 'Past the day that holds and not late: the lateness was put right (更正). It has not slipped, and no day counts as late' }) corrected!: boolean;
  @Shown.number({ nullable: true }) workingDays!: number | null;
  @Shown.texts({ description: 'Steps that it waits for' }) after!: string[];
  @Shown.a(() => SpanBody, { nullable: true, description: 'As first scheduled' }) planned!: SpanBody | null;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
  @Shown.day({ nullable: true, description: 'The day that holds: lateness is judged by it, whatever the forecast' }) deadline!: string | null;
  @Shown.a(() => ActualBody) actual!: ActualBody;
  @Shown.a(() => SpanBody, { nullable: true, description: 'As it will go on from what is known; null: done, or without a day' }) forecast!: SpanBody | null;
  @Shown.number({ description: 'Working days that its end moved from the day that holds; below nothing: sooner' }) movedWorkingDays!: number;
  @Shown.number({ description: 'Working days after its deadline' }) lateWorkingDays!: number;
  @Shown.texts({ description: 'Steps before it that hold it up' }) heldBy!: string[];
  @Shown.flag({ description: 'What moves here moves the end' }) critical!: boolean;
}

class MoveBody {
  @Shown.text() stepId!: string;
  @Shown.day() day!: string;
}

class TakeOverBody {
  @Shown.day({ nullable: true, description: 'The item’s new deadline, where the steps pass it' }) deadline!: string | null;
  @Shown.several(() => MoveBody) steps!: MoveBody[];
}

class ItemForecastBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text() status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.day({ nullable: true, description: 'When the last step will be finished, or was' }) finish!: string | null;
  @Shown.several(() => StepForecastBody) steps!: StepForecastBody[];
  @Shown.a(() => TakeOverBody, { nullable: true, description: 'What a change of an amendment would say so that the forecast holds; send it to `amend`, first with a preview' }) takeOver!: TakeOverBody | null;
}

/** An item’s schedule: planned, actual and forecast. */
@ApiSchema({ description: 'An item’s schedule: planned, actual and forecast' })
export class ItemScheduleBody extends ItemForecastBody {
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
}

class CheckedStepBody extends DraftStepBody {
  @Shown.a(() => SpanBody, { description: 'Backwards from the item’s day' }) planned!: SpanBody;
  @Shown.a(() => SpanBody, { description: 'As early as it can be done' }) earliest!: SpanBody;
  @Shown.number({ description: 'Working days to spare; below nothing: it cannot be held' }) slackWorkingDays!: number;
  @Shown.flag() critical!: boolean;
  @Shown.number({ description: 'Working days by which it cannot be held' }) shortWorkingDays!: number;
}

class ProblemOfStepBody {
  @Shown.text() field!: string;
  @Shown.text() zh!: string;
  @Shown.text() en!: string;
}

export class DraftItemScheduleBody {
  @Shown.text() itemKey!: string;
  @Shown.text() number!: string;
  @Shown.text() title!: string;
  @Shown.text({ nullable: true, description: 'Template of what is only proposed; null: the item’s own steps, or none' }) template!: string | null;
  @Shown.oneOf(['has-steps', 'recurring', 'no-day', 'too-short', 'too-long', 'no-template'], { nullable: true, description: 'Why nothing is proposed' }) notProposed!: string | null;
  @Shown.several(() => CheckedStepBody) steps!: CheckedStepBody[];
  @Shown.several(() => ProblemOfStepBody, { description: 'Why its own steps cannot be scheduled' }) problems!: ProblemOfStepBody[];
}

/** A plan’s schedule: of a draft as it would be issued today, of an issued plan as it goes. */
@ApiSchema({ description: 'A plan’s schedule: of a draft as it would be issued, of an issued plan planned, actual and forecast' })
export class PlanScheduleBody {
  @Shown.text() planId!: string;
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
  @Shown.texts({ description: 'Months of the chart', example: ['2026-09', '2026-10'] }) months!: string[];
  @Shown.several(() => DraftItemScheduleBody, { description: 'Of a draft' }) draft!: DraftItemScheduleBody[];
  @Shown.several(() => ItemForecastBody, { description: 'Of an issued plan: the items that the caller may see' }) items!: ItemForecastBody[];
}

/** What would be accepted. */
@ApiSchema({ description: 'What would be accepted' })
export class SchedulesPreviewBody {
  @Shown.several(() => DraftItemScheduleBody) preview!: DraftItemScheduleBody[];
}

class ResponsibilityBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.text() item!: string;
  @Shown.text() stepId!: string;
  @Shown.text() step!: string;
  @Shown.text() unitId!: string;
  @Shown.text({ nullable: true, description: 'Person id of who answers for it (责任人), as far as the caller may know' }) personId!: string | null;
  @Shown.day({ nullable: true }) firstDeadline!: string | null;
  @Shown.day({ nullable: true }) deadline!: string | null;
  @Shown.oneOf(['open', 'submitted', 'done', 'cancelled']) status!: string;
  @Shown.oneOf(LIGHTS) light!: string;
  @Shown.flag() late!: boolean;
}

/** 责任清单: who answers for which step by when, and how it stands. */
@ApiSchema({ description: 'Responsibility list (责任清单): who answers for which step by when, and how it stands' })
export class ResponsibilitiesBody {
  @Shown.text() planId!: string;
  @Shown.moment({ description: 'As known at this moment' }) asOf!: string;
  @Shown.several(() => ResponsibilityBody) rows!: ResponsibilityBody[];
}
