import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { plus, weekday } from './weeks';

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
