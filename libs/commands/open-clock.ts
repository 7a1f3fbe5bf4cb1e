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

/** Why a process may not act by its clock, with what to do about it. */
export interface ClockRefusal {
  code: 'clock-skew' | 'clock-kind';
  zh: string;
  en: string;
}

/** At start: what there is to do stands in the message, in both languages. */
export class ClockNotOurs extends Error {
  constructor(readonly refusal: ClockRefusal) {
    super(`${refusal.zh}\n${refusal.en}`);
    this.name = 'ClockNotOurs';
  }
}

/** A log has the time of one clock: one that the virtual clock has driven is not gone on with by the machine's. Null where nothing is wrong. */
export async function refusalOfClock(pool: Pool, choice: ClockChoice): Promise<ClockRefusal | null> {
  if (choice.clock === 'virtual') return null;
  const { rowCount } = await pool.query('select 1 from loop.clock');
  if (rowCount === 0) return null;
  return {
    code: 'clock-kind',
    zh: '该数据库由虚拟时钟驱动（演示或演练），不能用系统时钟办理：请设 DUBAN_CLOCK=virtual，或换用正式的数据库',
    en: 'This database is driven by the virtual clock (a demonstration or rehearsal): set DUBAN_CLOCK=virtual, or use the database of the installation',
  };
}

/**
 * The clock of this installation; the one place that decides it, for the API, the worker and the command line alike. The
 * first of them to open a virtual clock sets it, the others read it. Production refuses the virtual clock in its configuration.
 *
 * @throws ClockNotOurs where the database is driven by the other kind
 */
export async function openClock(pool: Pool, choice: ClockChoice): Promise<Clock> {
  const refusal = await refusalOfClock(pool, choice);
  if (refusal) throw new ClockNotOurs(refusal);
  if (choice.clock === 'system') return systemClock;
  return VirtualClock.open(pool, choice.clockStart ?? firstWorkingMorning(instantOf(Date.now())), DAYS_PER_SECOND);
}
