/** A day that a count of working days passed over, or took in though it is a weekend. */
interface Special {
  day: string;
  kind: string;
  name: string;
}

/** Days of one name and kind that follow each other, as one; the day of a run alone is its first and its last. */
export interface Run {
  from: string;
  to: string;
  kind: string;
  name: string;
}

const DAY_MS = 86_400_000;

/** Runs of days in their order: where one holiday ends and another begins on the next day, they are two. */
export function runsOf(days: readonly Special[]): Run[] {
  const runs: Run[] = [];
  for (const { day, kind, name } of days) {
    const last = runs.at(-1);
    if (last !== undefined && last.kind === kind && last.name === name && Date.parse(day) - Date.parse(last.to) === DAY_MS) last.to = day;
    else runs.push({ from: day, to: day, kind, name });
  }
  return runs;
}
