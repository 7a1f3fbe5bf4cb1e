import type { Pool } from 'pg';
import { stateCouncilCalendar } from '#libs/supervision/calendar/state-council';
import { atTime, dayOf, instantOf, type Instant } from '#libs/supervision/time/day';
import { systemClock, type Clock } from './clock';
import { VirtualClock } from './virtual-clock';

/** Which clock an installation runs on, as its configuration says. */
export interface ClockChoice {
  readonly clock: 'system' | 'virtual';
  /** Where a virtual clock that was never set begins. */
  readonly clockStart?: Instant;
}

const DAYS_PER_SECOND = 1;

/** Nine o'clock of the year's first working day: plans of the year begin then, and a whole year lies ahead. */
export function firstWorkingMorning(now: Instant): Instant {
  return atTime(stateCouncilCalendar().addWorkingDays(`${dayOf(now).slice(0, 4)}-01-01`, 0), '09:00');
}

/**
 * The clock of this installation; the one place that decides it, for the API, the worker and the command line alike. The
 * first of them to open a virtual clock sets it, the others read it.
 */
export async function openClock(pool: Pool, choice: ClockChoice): Promise<Clock> {
  if (choice.clock === 'system') return systemClock;
  return VirtualClock.open(pool, choice.clockStart ?? firstWorkingMorning(instantOf(Date.now())), DAYS_PER_SECOND);
}
