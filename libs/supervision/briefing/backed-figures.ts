import { sumOfFigures } from '../text/decimal-sum';
import { figuresIn } from '../text/figures';
import type { BriefingContent, BriefingSource } from './briefing';
import { statedFigures } from './stated-figures';

/** An event that a paragraph names. */
export interface NamedEvent extends BriefingSource {
  type: string;
  data: unknown;
}

/** A figure that a paragraph states and none of its events says: whoever signs looks at it again. */
export interface UnbackedFigure {
  /** `sections[0].paragraphs[1]` */
  field: string;
  /** As a plain number: 4.86万 is 48600. */
  figure: string;
}

/**
 * Figures of a briefing that are neither said by an event of their paragraph, nor the sum of what its events told, nor the number of these events: all, of one
 * type or in how many streams. A figure may be right all the same, a rate worked out of two, say; one that was changed and not its events stands out.
 */
export function unbackedFigures({ sections }: Pick<BriefingContent, 'sections'>, events: readonly NamedEvent[]): UnbackedFigure[] {
  const byPlace = new Map(events.map((e) => [`${e.stream}@${e.version}`, e]));
  return sections.flatMap((section, i) => section.paragraphs.flatMap(({ text, sources }, j) => {
    const named = sources.flatMap((s) => byPlace.get(`${s.stream}@${s.version}`) ?? []);
    const said = saidBy(named);
    return [...new Set(statedFigures(text))].filter((figure) => !said.has(figure)).map((figure) => ({ field: `sections[${i}].paragraphs[${j}]`, figure }));
  }));
}

function saidBy(events: readonly NamedEvent[]): ReadonlySet<string> {
  const types = new Map<string, number>();
  for (const { type } of events) types.set(type, (types.get(type) ?? 0) + 1);
  const told = events.flatMap(({ data }) => numbersOf(data));
  const sum = sumOfFigures(events.flatMap(({ data }) => valuesOf(data)));
  return new Set([events.length, new Set(events.map((e) => e.stream)).size, ...types.values(), ...told, sum].map(String));
}

/** Every number that stands in an event, in its texts too. */
function numbersOf(data: unknown): (number | string)[] {
  if (typeof data === 'number') return [data];
  if (typeof data === 'string') return figuresIn(data);
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(numbersOf) : [];
}

/** What it told of targets and of places. */
function valuesOf(data: unknown): number[] {
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data).flatMap(([key, value]) => (key === 'value' && typeof value === 'number' ? [value] : valuesOf(value)));
}
