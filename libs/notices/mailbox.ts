import type { Calendar } from '#libs/supervision/calendar/calendar';
import { addDays, atTime, dayOf, latest, type Instant } from '#libs/supervision/time/day';

/** How a unit or a person wants to be told by e-mail. Times are of the day in Shanghai, `HH:mm`. */
export interface MailboxSettings {
  /** daily: one mail a working day for what can wait; none: each notice by itself. */
  digest: 'daily' | 'none';
  /** When the daily mail goes; within the hours. */
  digestAt: string;
  /** Nothing goes outside of these, on working days; null: at any time of any day. */
  hours: { from: string; to: string } | null;
  /** Whether what is urgent goes in quiet hours too. */
  urgentAnyTime: boolean;
  /** Put before the notices of every mail. */
  greeting: string;
}

export const STANDARD_SETTINGS: MailboxSettings = { digest: 'daily', digestAt: '08:30', hours: { from: '08:30', to: '17:30' }, urgentAnyTime: false, greeting: '' };

export interface MailboxOwner {
  kind: 'unit' | 'person';
  id: string;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** One mailbox each; no list syntax, no display name, nothing that could end a header line. */
const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;

export function isAddress(text: string): boolean {
  return text.length <= 254 && ADDRESS.test(text);
}

/** What is wrong with the settings, as the name of the field; null where nothing is. */
export function wrongSetting({ digest, digestAt, hours }: MailboxSettings): 'digestAt' | 'hours' | null {
  if (!TIME.test(digestAt)) return 'digestAt';
  if (hours === null) return null;
  if (!TIME.test(hours.from) || !TIME.test(hours.to) || hours.from >= hours.to) return 'hours';
  return digest === 'daily' && (digestAt < hours.from || digestAt > hours.to) ? 'digestAt' : null;
}

const ALWAYS_URGENT: ReadonlySet<string> = new Set(['escalation', 'urging', 'bluePaper', 'yellowPaper', 'redPaper', 'admonition', 'rectificationNotice']);

/** Overdue, escalations, 催办 and papers do not wait for a digest. */
export function isUrgent(kind: string, deadline: string | null, deliveredAt: Instant): boolean {
  return ALWAYS_URGENT.has(kind) || (kind === 'reminder' && deadline !== null && deadline < dayOf(deliveredAt));
}

/**
 * When a notice goes out by mail, on the clock of the domain. In quiet hours, and on days that are not worked, what is urgent
 * waits for the hours to begin; the rest goes with the next daily mail, so that a weekend is one mail.
 */
export function sendAt(urgent: boolean, deliveredAt: Instant, settings: MailboxSettings, calendar: Pick<Calendar, 'isWorkingDay' | 'addWorkingDays'>): Instant {
  if (urgent && settings.urgentAnyTime) return deliveredAt;
  if (urgent || settings.digest === 'none') return withinHours(deliveredAt, settings.hours, calendar);
  const today = dayOf(deliveredAt);
  const worked = (day: string): boolean => settings.hours === null || calendar.isWorkingDay(day);
  if (worked(today) && atTime(today, settings.digestAt) >= deliveredAt) return atTime(today, settings.digestAt);
  return atTime(settings.hours === null ? addDays(today, 1) : calendar.addWorkingDays(today, 1), settings.digestAt);
}

function withinHours(at: Instant, hours: MailboxSettings['hours'], calendar: Pick<Calendar, 'isWorkingDay' | 'addWorkingDays'>): Instant {
  if (hours === null) return at;
  const today = dayOf(at);
  if (calendar.isWorkingDay(today) && at <= atTime(today, hours.to)) return latest(at, atTime(today, hours.from));
  return atTime(calendar.addWorkingDays(today, 1), hours.from);
}
