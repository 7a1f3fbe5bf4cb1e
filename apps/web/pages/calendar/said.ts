import type { Schemas } from '../../api/client';

export type Day = Schemas['SpecialDayDto'];
/** What a version of the calendar says, by day, so that two who change different days take nothing back of one another. */
export type Said = Record<string, string | number | null>;

const THROUGH = 'publishedThrough';

/** A day as one value, so that it can be compared and told. */
const valueOf = ({ kind, name }: Day): string => `${kind} ${name}`;

export function saidOf(days: readonly Day[], publishedThrough: number): Said {
  return { [THROUGH]: publishedThrough, ...Object.fromEntries(days.map((day) => [day.day, valueOf(day)])) };
}

/** The same over what was there: a day that is no longer named is named none. */
export function saidOver(before: Said, days: readonly Day[], publishedThrough: number): Said {
  return { ...Object.fromEntries(Object.keys(before).map((day) => [day, null])), ...saidOf(days, publishedThrough) };
}

export function daysOf({ [THROUGH]: publishedThrough, ...days }: Said): { days: Day[]; publishedThrough: number } {
  const named = Object.entries(days).flatMap(([day, value]): Day[] => {
    if (value === null) return [];
    const [kind, ...name] = String(value).split(' ');
    return [{ day, kind: kind as Day['kind'], name: name.join(' ') }];
  });
  return { days: named.sort((a, b) => a.day.localeCompare(b.day)), publishedThrough: Number(publishedThrough) };
}
