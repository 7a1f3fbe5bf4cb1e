import { addDays, dayNumber, type Day } from '../time/day';

/** A quarter's name and its first and last day: `2026Q1`. */
export interface Quarter {
  name: string;
  from: Day;
  last: Day;
}

function quarterFrom(year: number, n: number): Quarter {
  const month = (m: number): string => String(m).padStart(2, '0');
  const from = `${year}-${month(n * 3 - 2)}-01`;
  const next = n === 4 ? `${year + 1}-01-01` : `${year}-${month(n * 3 + 1)}-01`;
  return { name: `${year}Q${n}`, from, last: addDays(next, -1) };
}

export function quarterOf(day: Day): Quarter {
  return quarterFrom(Number(day.slice(0, 4)), Math.ceil(Number(day.slice(5, 7)) / 3));
}

export function quarterNamed(name: string): Quarter {
  return quarterFrom(Number(name.slice(0, 4)), Number(name.slice(5)));
}

export function nextQuarter(quarter: Quarter): Quarter {
  return quarterOf(addDays(quarter.last, 1));
}

/**
 * The days by which visits are due that are owed from a day on in its quarter: the year's count shared out evenly, the last on the quarter's last
 * day. A link that begins in the midst owes its share of the days left, rounded: from the middle on, of one visit a quarter none.
 */
export function visitDays(perQuarter: number, from: Day): Day[] {
  const { from: first, last } = quarterOf(from);
  const days = dayNumber(last) - dayNumber(first) + 1;
  const left = dayNumber(last) - dayNumber(from) + 1;
  const count = Math.round((perQuarter * left) / days);
  return Array.from({ length: count }, (_, i) => addDays(from, Math.round((left * (i + 1)) / count) - 1));
}
