import { createHash } from 'node:crypto';
import ical, { ICalEventTransparency } from 'ical-generator';
import { addDays, type Day, type Instant } from '#libs/supervision/time/day';
import { numbered } from '../papers/words';
import { dutyWords } from './duty.words';

/** One duty with a day, every name in words. */
export interface CalendarDuty {
  /** `item/…` or `difficulty/…` */
  stream: string;
  /** Names it within that: the same through every new day that it gets. */
  duty: string;
  unitId: string;
  unit: string;
  kind: string;
  /** Number of the item; null or empty where it has none. */
  number: string | null;
  title: string;
  due: Day;
  /** Why the day is that day (期限说明); empty where there is none. */
  origin: string;
  /** Where it is opened. */
  address: string;
}

export interface CalendarFacts {
  name: string;
  duties: readonly CalendarDuty[];
  /** Duties beyond those, and such without a day. */
  more: number;
  at: Instant;
}

/** No text from a paper ends a line of its own. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

/** Stable, so that a new day moves the entry and what is done takes it away; a digest, since ids may hold any sign. */
function uidOf({ stream, duty, unitId }: CalendarDuty): string {
  return `${createHash('sha256').update(JSON.stringify([stream, duty, unitId])).digest('hex').slice(0, 40)}@duban`;
}

const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`);

/** Open duties as an iCalendar feed (RFC 5545): each an entry of a whole day that blocks no time. */
export function dutyCalendar({ name, duties, more, at }: CalendarFacts): string {
  const told = more === 0 ? '督办应办' : `督办应办；另有 ${more} 项（含未定期限的）未列入，请登录查看待办`;
  const calendar = ical({ name: oneLine(name), description: told, prodId: { company: 'Duban', product: 'duban', language: 'ZH' }, ttl: 3_600 });
  const seen = new Set<string>();
  for (const d of duties) {
    const id = uidOf(d);
    // One duty that is owed anew while its first round stands has two rows; the nearer day comes first.
    if (seen.has(id)) continue;
    seen.add(id);
    const subject = numbered(oneLine(d.number ?? ''), oneLine(d.title), ' ');
    const lines = [subject, `应办：${dutyWords(d.kind)}`, `单位：${oneLine(d.unit)}`, `期限：${d.due}（含当日）`, ...(d.origin === '' ? [] : [`期限说明：${oneLine(d.origin)}`]), d.address];
    calendar.createEvent({ id, start: atMidnight(d.due), end: atMidnight(addDays(d.due, 1)), allDay: true, stamp: new Date(at), summary: `【${dutyWords(d.kind)}】${subject}`, description: lines.join('\n'), url: d.address, transparency: ICalEventTransparency.TRANSPARENT });
  }
  return calendar.toString();
}
