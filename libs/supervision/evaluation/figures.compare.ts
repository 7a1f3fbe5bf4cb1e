import type { EvaluationEventData } from './evaluation.events';
import type { EvaluationState } from './evaluation.state';
import type { Figure } from './sheet';

/** Whether a sheet computed on one would be the same on the other. */
export function sameValues(a: readonly Figure[], b: readonly Figure[]): boolean {
  return a.length === b.length && a.every((f, i) => f.name === b[i]?.name && f.value === b[i]?.value);
}

function sameEvents(a: readonly Figure[], b: readonly Figure[]): boolean {
  return sameValues(a, b) && a.every((f, i) => same(f.events, b[i]!.events));
}

/** Whether what was counted is to the last event and version what the round rests on. */
export function sameMaterial(state: EvaluationState, { units, items, proceedings = [] }: EvaluationEventData['FiguresTaken']): boolean {
  const streams = (all: readonly { stream: string; version: number }[]): string[] => all.map((p) => `${p.stream}@${p.version}`);
  const counted = (all: readonly { itemId: string; version: number }[]): string[] => all.map((i) => `${i.itemId}@${i.version}`);
  if (!same(counted(items), counted(state.items)) || !same(streams(proceedings), streams(state.proceedings))) return false;
  return units.every(({ unitId, figures }) => sameEvents(figures, state.units[unitId]?.figures ?? []));
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
