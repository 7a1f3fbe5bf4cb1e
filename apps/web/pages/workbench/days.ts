import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';

const DAY_MS = 86_400_000;

/** A day so many calendar days on. */
export function plus(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** 0 for a Monday, 6 for a Sunday. */
export function weekday(day: string): number {
  return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

/** Their names, from Monday on. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** Week of the year by ISO 8601: the first has the year's first Thursday in it. */
export function weekOf(day: string): number {
  const thursday = plus(day, 3 - weekday(day));
  return Math.floor((Date.parse(`${thursday}T00:00:00Z`) - Date.parse(`${thursday.slice(0, 4)}-01-01T00:00:00Z`)) / DAY_MS / 7) + 1;
}

/** The last day before this one that the city worked, by its calendar; undefined until that is known. */
export function useLastWorkingDay(today: string | undefined): string | undefined {
  const { data } = useQuery({ queryKey: ['calendar', 'versions'], queryFn: () => answer(api.GET('/calendar')), staleTime: 3_600_000 });
  if (data === undefined || today === undefined) return undefined;
  const special = new Map(data.versions.find(({ inForce }) => inForce)?.days.map((d) => [d.day, d.kind]) ?? []);
  for (let day = plus(today, -1), i = 0; i < 30; day = plus(day, -1), i++) {
    const kind = special.get(day);
    if (kind === 'workday' || (kind === undefined && weekday(day) < 5)) return day;
  }
  return plus(today, -1);
}
