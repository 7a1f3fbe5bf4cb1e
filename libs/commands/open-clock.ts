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

/** Whether the virtual clock drives the database. */
async function isVirtual(pool: Pool): Promise<boolean> {
  return ((await pool.query('select 1 from loop.clock')).rowCount ?? 0) > 0;
}

/** A log has the time of one clock: one that the virtual clock has driven is not gone on with by the machine's. Null where nothing is wrong. */
export async function refusalOfClock(pool: Pool, choice: ClockChoice): Promise<ClockRefusal | null> {
  if (choice.clock === 'virtual' || !(await isVirtual(pool))) return null;
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

/** What a command of the command line does by the clock: `reads` tells its time and writes nothing by it; `acts` writes what the log keeps for ever. */
export type ClockUse = 'reads' | 'acts';

/**
 * The clock of a command of the command line, which is not told by which kind the database is driven: it takes the database's own.
 * Production acts by the machine's clock alone, and reads by whatever there is.
 *
 * @throws ClockNotOurs where a command would act on a virtual database in production
 */
export async function openOwnClock(pool: Pool, choice: ClockChoice & { readonly production: boolean }, use: ClockUse): Promise<Clock> {
  const virtual = await isVirtual(pool);
  // A command that only reads never makes a database virtual.
  if (use === 'reads' && !virtual) return systemClock;
  if (!virtual || (use === 'acts' && choice.production)) return openClock(pool, choice);
  return openClock(pool, { ...choice, clock: 'virtual' });
}
