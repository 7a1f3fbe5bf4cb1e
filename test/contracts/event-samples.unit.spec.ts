import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { evolveHandOver } from '#libs/commands/hand-over.events';
import { evolveJob } from '#libs/commands/job.events';
import type { NewEvent, RecordedEvent } from '#libs/event-store/event';
import { interpret } from '#libs/event-store/event-types';
import { BRAKE_OFF, evolveBrake } from '#libs/supervision/brake';
import { evolveBriefings } from '#libs/supervision/briefing/briefing';
import { evolveCalendar, NO_CALENDAR } from '#libs/supervision/calendar/calendar.events';
import { evolveScheme } from '#libs/supervision/evaluation/scheme';
import { evolveChecklist } from '#libs/supervision/inspection/checklist';
import { evolveItem } from '#libs/supervision/item/item.evolve';
import { evolvePlan } from '#libs/supervision/plan/plan.evolve';
import { evolvePolicy, NO_POLICY } from '#libs/supervision/policy/policy.events';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { evolveRoster } from '#libs/supervision/roster/roster.events';
import { evolveSubstitutions } from '#libs/supervision/substitution/substitution';
import { evolveSuggestion } from '#libs/supervision/suggestion/suggestion';

/** A stream as it was once written. */
interface Sample {
  /** What it is folded into; of what nothing is folded, the first part of the stream's name. */
  of: string;
  /** Of one that is there in an older version too. */
  name?: string;
  /** Of one in an older version: the name of the same in the newest. */
  as?: string;
  events: NewEvent[];
}

type Fold = (state: any, event: any) => object;

const FOLDS: Readonly<Record<string, { from: unknown; fold: Fold }>> = {
  item: { from: null, fold: (s, e) => evolveItem(s, e, 'x1') },
  plan: { from: null, fold: (s, e) => evolvePlan(s, e, 'x1') },
  roster: { from: EMPTY_ROSTER, fold: evolveRoster },
  policy: { from: NO_POLICY, fold: evolvePolicy },
  calendar: { from: NO_CALENDAR, fold: evolveCalendar },
  scheme: { from: null, fold: evolveScheme },
  checklist: { from: null, fold: (s, e) => evolveChecklist(s, e, 'x1') },
  briefings: { from: null, fold: (s, e) => evolveBriefings(s, e, 'office') },
  suggestion: { from: null, fold: (s, e) => evolveSuggestion(s, e, 'x1') },
  substitutions: { from: [], fold: evolveSubstitutions },
  brake: { from: BRAKE_OFF, fold: evolveBrake },
  job: { from: null, fold: (s, e) => evolveJob(s, e, 'x1') },
  'hand-over': { from: null, fold: (s, e) => evolveHandOver(s, e, 'x1') },
  ...Object.fromEntries(PROCEEDING_KINDS.map((kind) => [kind.name, { from: null, fold: (s: any, e: any): object => evolveProceeding(kind, s, e, 'x1') }])),
};
/** Streams that are read event by event. */
const UNFOLDED: ReadonlySet<string> = new Set(['holder', 'file', 'numbers', 'opened-over', 'series', 'paper', 'rules']);

const SAMPLES = JSON.parse(readFileSync(join(__dirname, 'event-samples.json'), 'utf8')) as Sample[];

/** As the log gives it to its readers. */
function read(event: NewEvent): RecordedEvent {
  return interpret({ ...event, stream: 'x/x1', version: 1, recordedAt: event.meta.recordedAt, cursor: { epoch: 1, transactionId: '1', position: '1' }, hash: Buffer.alloc(32), known: true }, KNOWN_EVENTS);
}

function folded({ of, events }: Sample): unknown {
  const { from, fold } = FOLDS[of]!;
  return events.reduce<unknown>((state, event) => fold(state, read(event)), from);
}

/** Paths of what a fold took from an event that does not have it. */
function undefinedIn(value: unknown, path = ''): string[] {
  if (value === undefined) return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => undefinedIn(part, `${path}.${key}`));
}

describe('streams as they were once written', () => {
  it('there is one for every event type in every schema version: add one to event-samples.json with a new type or version, and change none', () => {
    const held = new Set(SAMPLES.flatMap((s) => s.events.map((e) => `${e.type} v${e.schemaVersion}`)));
    const asked = [...KNOWN_EVENTS.newestSchemaVersions!].flatMap(([type, newest]) => Array.from({ length: newest }, (_, i) => `${type} v${i + 1}`));
    expect(asked.filter((name) => !held.has(name))).toEqual([]);
    expect([...held].filter((name) => !asked.includes(name))).toEqual([]);
    expect([...new Set(SAMPLES.map((s) => s.of))].filter((of) => !(of in FOLDS) && !UNFOLDED.has(of))).toEqual([]);
  });

  it('are read in the newest version, whichever they were written in', () => {
    const late = SAMPLES.flatMap((s) => s.events.map((e) => read(e))).filter((e) => !e.known || e.schemaVersion !== KNOWN_EVENTS.newestSchemaVersions!.get(e.type));
    expect(late.map((e) => e.type)).toEqual([]);
  });

  it.each(Object.keys(FOLDS))('fold into %s, and leave nothing undefined', (of) => {
    const streams = SAMPLES.filter((s) => s.of === of);
    expect(streams.length).toBeGreaterThan(0);
    for (const sample of streams) expect([sample.events.map((e) => e.type).join(), undefinedIn(folded(sample))]).toEqual([expect.anything(), []]);
  });

  it('mean the same as when the newest version says outright what an older one left out', () => {
    const older = SAMPLES.filter((s) => s.events.some((e) => e.schemaVersion < KNOWN_EVENTS.newestSchemaVersions!.get(e.type)!));
    expect(older.length).toBeGreaterThan(0);
    for (const sample of older) {
      const twin = SAMPLES.find((s) => s.name !== undefined && s.name === sample.as);
      expect(twin).toBeDefined();
      expect(sample.events.map((e) => read(e).data)).toEqual(twin!.events.map((e) => e.data));
      expect(folded(sample)).toEqual(folded(twin!));
    }
  });
});
