import type { ProposedCalendar } from '#libs/commands/rules-commands';
import { Day, Figure, Flag, Id, OneOf, Several, Text } from '../core/fields';
import { effectiveMoment } from '../core/moment';

export class SpecialDayDto {
  @Day({ description: 'The day', example: '2026-02-17' }) day!: string;
  @OneOf(['holiday', 'workday'], { description: 'Public holiday, or make-up workday (调休上班)' }) kind!: 'holiday' | 'workday';
  @Text({ description: 'Its name', example: '春节' }, { min: 1, max: 50 }) name!: string;
}

/** A calendar as it is to be: whole, with the days of all years that it had before. */
export class CalendarBody {
  @Several(() => SpecialDayDto, { description: 'Every day that differs from the week, of all years' }, { max: 3000 }) days!: SpecialDayDto[];
  @Figure({ description: 'Last year with a State Council notice', example: 2026 }, { whole: true }) publishedThrough!: number;
  @Text({ description: 'From when: a day (today: at once) or a moment, never in the past. Left out: at once' }, { max: 40, nullable: true }) effectiveFrom?: string | null;
  @Text({ description: 'The notice that it rests on', example: '国办发明电〔2025〕7号' }, { min: 2, max: 500 }) basis!: string;
}

export class LatenessDto {
  @Id({ description: 'The item' }) itemId!: string;
  @Id({ description: 'Duty whose lateness is put right', example: 'step:a1-1' }) duty!: string;
  @Figure({ description: 'Its arming', example: 1 }, { min: 1, whole: true }) arming!: number;
}

/** 更正 after a calendar that came late. */
export class CorrectionsBody {
  @Text({ description: 'The basis of the correction (更正依据)', example: '国办发明电〔2026〕3号' }, { min: 2, max: 500 }) basis!: string;
  @Flag({ description: 'True: only list what the newest calendar judges otherwise' }) preview!: boolean;
  @Several(() => LatenessDto, { description: 'Which; left out: all that were sent in time after all. Work that is still owed is corrected only where it is named: it is not marked late again for that date' }, { max: 2000, nullable: true }) latenesses?: LatenessDto[] | null;
}

export function proposedCalendar(body: CalendarBody): ProposedCalendar {
  const { days, publishedThrough, basis } = body;
  return { days, publishedThrough, effectiveFrom: effectiveMoment(body.effectiveFrom), basis };
}
