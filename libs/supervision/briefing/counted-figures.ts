import { endOfDay, startOfDay, type Day, type Instant } from '../time/day';
import type { BriefingSource } from './briefing';

/**
 * What a briefing may count. `of`: what is counted once, however often it is told: a stream, or what the event names. `undoneBy`: what takes it out of
 * the count again: the domain's rule that what was withdrawn, overturned, made void or reopened leaves counts.
 */
const FIGURES = [
  { name: 'meetingsHeld', zh: '召开会议', unit: '次', prefix: 'meeting/', type: 'MeetingHeld', of: 'stream', undoneBy: [] },
  { name: 'difficultiesRaised', zh: '收集困难问题', unit: '个', prefix: 'difficulty/', type: 'DifficultyRaised', of: 'stream', undoneBy: [] },
  { name: 'difficultiesSolved', zh: '解决困难问题', unit: '个', prefix: 'difficulty/', type: 'DifficultySolved', of: 'stream', undoneBy: [] },
  { name: 'difficultiesToConference', zh: '提交联席会议研究', unit: '个', prefix: 'difficulty/', type: 'CarriedToConference', of: 'stream', undoneBy: [] },
  { name: 'inspectionsReported', zh: '完成督查', unit: '次', prefix: 'inspection/', type: 'InspectionReported', of: 'stream', undoneBy: [] },
  { name: 'findingsRecorded', zh: '发现问题', unit: '个', prefix: 'inspection/', type: 'FindingRecorded', of: 'subject', undoneBy: ['FindingWithdrawn', 'FindingOverturned'] },
  { name: 'findingsStruckOff', zh: '整改销号', unit: '个', prefix: 'inspection/', type: 'FindingStruckOff', of: 'subject', undoneBy: ['FindingWithdrawn', 'FindingOverturned'] },
  { name: 'itemsClosed', zh: '办结事项', unit: '项', prefix: 'item/', type: 'ItemClosed', of: 'stream', undoneBy: ['ItemReopened'] },
  { name: 'papersSigned', zh: '签发督办文书', unit: '份', prefix: 'item/', type: 'PaperSigned', of: 'subject', undoneBy: ['PaperVoided'] },
] as const;

export const BRIEFING_FIGURES = FIGURES.map((f) => f.name);

/** Types of the events that are counted, and of those that undo them. */
export const EVENTS_THAT_COUNT: readonly string[] = [...new Set(FIGURES.flatMap((f) => [f.type, ...f.undoneBy]))];

/** An event that may count, or undo one that does. */
export interface CountedEvent extends BriefingSource {
  type: string;
  recordedAt: Instant;
  /** Of a meeting the day on which it was held. */
  day: Day | null;
  /** The finding or paper that it is about. */
  subject: string | null;
  /** Of a meeting its kind. */
  part: string | null;
}

/** The number of some events, with which they are. */
export interface CountedEvents {
  /** 召开会议13次 */
  text: string;
  value: number;
  sources: BriefingSource[];
}

/** A figure with the events that it counts: as many as it says. */
export interface BriefingFigure extends CountedEvents {
  name: string;
  /** What it is made up of, each with its own events: of meetings their kinds, in the place's own words; of others nothing. */
  parts: CountedEvents[];
}

/**
 * Figures of a period as things are known now, each the number of what its events tell of: once for each, and not at all where it was undone since. A
 * meeting counts on the day on which it was held, the others when they were recorded: what was reopened and closed again when it was closed for good.
 *
 * @param events from the period's beginning up to now, those of a stream in their order
 */
export function countedFigures(events: readonly CountedEvent[], period: { from: Day; to: Day }): BriefingFigure[] {
  const [from, to] = [startOfDay(period.from), endOfDay(period.to)];
  const within = (e: CountedEvent): boolean => (e.day === null ? e.recordedAt >= from && e.recordedAt < to : e.day >= period.from && e.day <= period.to);
  return FIGURES.map(({ name, zh, unit, prefix, type, of, undoneBy }) => {
    const standing = new Map<string, CountedEvent>();
    for (const e of events) {
      if (!e.stream.startsWith(prefix)) continue;
      const key = of === 'stream' ? e.stream : `${e.stream} ${e.subject}`;
      if (e.type === type && !standing.has(key)) standing.set(key, e);
      else if ((undoneBy as readonly string[]).includes(e.type)) standing.delete(key);
    }
    const counted = [...standing.values()].filter(within);
    const kinds = [...new Set(counted.flatMap((e) => e.part ?? []))].sort();
    return { name, ...told(zh, unit, counted), parts: kinds.map((kind) => told(kind, unit, counted.filter((e) => e.part === kind))) };
  });
}

function told(words: string, unit: string, events: readonly CountedEvent[]): CountedEvents {
  return { text: `${words}${events.length}${unit}`, value: events.length, sources: events.map(({ stream, version }) => ({ stream, version })) };
}
