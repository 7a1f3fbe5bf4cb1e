import type { OwedVisit, Visit } from './reform-unit.events';
import { nextQuarter, quarterNamed, quarterOf } from './quarter';

/**
 * Which visit fulfils which owed one. A visit counts in the quarter in which it was made, the first made for the first owed; what a quarter
 * has more than it owes makes up for what the quarter before it lacks, which is then late. So one visit that nobody makes is one missed,
 * however many follow it in time, and it is the same in whatever order they were recorded. What is missed for ever stays so.
 */
export function allotted(owed: readonly OwedVisit[], visits: Readonly<Record<string, Visit>>): OwedVisit[] {
  const made = Object.values(visits).map((v) => ({ ...v, quarter: quarterOf(v.day).name })).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const taken = new Map<string, string>();
  const open = owed.filter((v) => !v.missed).sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const take = (due: OwedVisit, quarter: string): void => {
    const visit = made.find((v) => v.linkId === due.linkId && v.quarter === quarter && !taken.has(v.id));
    if (visit && ![...taken.values()].includes(due.id)) taken.set(visit.id, due.id);
  };
  for (const due of open) take(due, due.quarter);
  for (const due of open) take(due, nextQuarter(quarterNamed(due.quarter)).name);
  const by = new Map([...taken].map(([visitId, dueId]) => [dueId, visitId]));
  return owed.map((v) => (v.missed ? v : { ...v, doneBy: by.get(v.id) ?? null }));
}
