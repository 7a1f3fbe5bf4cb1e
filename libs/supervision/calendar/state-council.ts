import data from './state-council.generated.json';
import { calendarOf, type Calendar, type SpecialDay } from './calendar';

/** The working calendar as announced by the State Council since 2018, make-up workdays included: version 1 of every installation. */
export const STATE_COUNCIL: { publishedThrough: number; days: SpecialDay[] } = data as { publishedThrough: number; days: SpecialDay[] };

export function stateCouncilCalendar(version = 1): Calendar {
  return calendarOf(version, STATE_COUNCIL.publishedThrough, STATE_COUNCIL.days);
}
