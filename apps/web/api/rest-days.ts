import { useQuery } from '@tanstack/react-query';
import { addDays } from '../words/days';
import { answer, api } from './client';

/** Whether one works on a day, by the city's calendar: weekends, what was made a holiday and what was made up for it. */
export function useIsRest(): (day: string) => boolean {
  const { data } = useQuery({ queryKey: ['calendar'], queryFn: () => answer(api.GET('/calendar')), staleTime: 300_000 });
  const special = new Map((data?.versions.find(({ inForce }) => inForce)?.days ?? []).map(({ day, kind }) => [day, kind]));
  return (day) => {
    const kind = special.get(day);
    if (kind !== undefined) return kind === 'holiday';
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday === 0 || weekday === 6;
  };
}

/** Working days after one day up to another, that one counted; negative where it lies before. */
export function useWorkingDays(): (from: string, to: string) => number {
  const isRest = useIsRest();
  return (from, to) => {
    const [first, last] = from < to ? [from, to] : [to, from];
    let count = 0;
    for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) if (!isRest(day)) count++;
    return from <= to ? count : -count;
  };
}
