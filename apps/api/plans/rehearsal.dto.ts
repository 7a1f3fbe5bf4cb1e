import { ApiSchema } from '@nestjs/swagger';
import { PEOPLE, type People } from '#libs/supervision/rehearsal/rehearse';
import { Day, Id, OneOf, Text } from '../core/fields';
import { Shown, WordsBody } from '../core/shown';

export class RehearseBody {
  @Day({ description: 'Last day of the rehearsal; left out: the end of the plan’s period', example: '2026-12-31' }, { nullable: true }) until?: string | null;
  @Id({ description: 'Lists the notices to this unit' }, { nullable: true }) unitId?: string | null;
  @Text({ description: 'Lists the notices of this month, `2026-03`, or of this day', example: '2026-03' }, { min: 7, max: 10, nullable: true }) of?: string | null;
  @OneOf(PEOPLE, { description: '`nobody`: nobody does anything · `received`: units receive, and then do nothing · `quantified`: they quantify too · `typical`: most in time, some late, a few never', example: 'typical' }) people!: People;
}

class RehearsedUnitBody {
  @Shown.text() unitId!: string;
  @Shown.byKey({ description: 'Notices by month, `2026-03`' }) months!: Record<string, number>;
  @Shown.number({ description: 'Reminders (提醒)' }) reminder!: number;
  @Shown.number({ description: 'Escalations (提级)' }) escalation!: number;
  @Shown.number({ description: 'Papers (督办单)' }) paper!: number;
  @Shown.number() total!: number;
}

class PeakBody {
  @Shown.day() day!: string;
  @Shown.number() notices!: number;
  @Shown.number() units!: number;
}

class CrowdedDueBody {
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.day() day!: string;
}

class CrowdedWeekBody {
  @Shown.text() unitId!: string;
  @Shown.day({ description: 'Its Monday' }) week!: string;
  @Shown.several(() => CrowdedDueBody) due!: CrowdedDueBody[];
}

class HolidayDeadlineBody extends CrowdedDueBody {
  @Shown.text({ nullable: true, description: 'Name of the holiday; null: a plain weekend' }) holiday!: string | null;
  @Shown.day({ description: 'By then it has to be done in truth' }) workingDayBefore!: string;
}

class ToSignBody {
  @Shown.day({ description: 'Drawn up on' }) day!: string;
  @Shown.text() itemId!: string;
  @Shown.text({ example: 'yellowPaper' }) rung!: string;
}

class RehearsedNoticeBody {
  @Shown.day() day!: string;
  @Shown.text() unitId!: string;
  @Shown.text() itemId!: string;
  @Shown.text() number!: string;
  @Shown.oneOf(['reminder', 'escalation', 'paper']) what!: string;
  @Shown.text({ example: 'yellowPaper' }) rung!: string;
}

/** What the year would bring if the plan were issued now. */
@ApiSchema({ description: 'The year as it would go: notices by unit and month, peaks, who is never told, deadlines on days off, weeks with too much at once. Nothing of it is written' })
export class RehearsalBody {
  @Shown.day() from!: string;
  @Shown.day() until!: string;
  @Shown.oneOf(PEOPLE) people!: string;
  @Shown.several(() => WordsBody, { description: 'What was taken for granted, because the draft leaves it open' }) assumptions!: WordsBody[];
  @Shown.number() items!: number;
  @Shown.number() notices!: number;
  @Shown.several(() => RehearsedUnitBody) units!: RehearsedUnitBody[];
  @Shown.several(() => PeakBody, { description: 'The days on which most goes out' }) peaks!: PeakBody[];
  @Shown.texts({ description: 'Ids of units that no notice ever reaches' }) neverTold!: string[];
  @Shown.several(() => CrowdedWeekBody, { description: 'Weeks in which a unit has three or more steps due' }) crowdedWeeks!: CrowdedWeekBody[];
  @Shown.several(() => HolidayDeadlineBody) holidayDeadlines!: HolidayDeadlineBody[];
  @Shown.several(() => ToSignBody, { description: 'Papers that will wait for a signature' }) toSign!: ToSignBody[];
  @Shown.several(() => RehearsedNoticeBody, { description: 'Where a unit, month or day was asked for: its notices, by day, at most 500 of them; else none' }) list!: RehearsedNoticeBody[];
}
