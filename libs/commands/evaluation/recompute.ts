import type { RecordedEvent } from '#libs/event-store/event';
import { rankAndGrade } from '#libs/scoring/ranking';
import { classOf, scoreUnit } from '#libs/scoring/score';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { CountedStream, EvaluationEventData, FiguresOf } from '#libs/supervision/evaluation/evaluation.events';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { adjustmentsOf } from '#libs/supervision/evaluation/publication';
import { figuresOfUnit } from '#libs/supervision/evaluation/self.figures';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { DomainEvent } from '#libs/supervision/event';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import type { Day } from '#libs/supervision/time/day';
import { asDomain } from '../references';
import { totalsOf } from './evaluation-commands';
import { hashOfResult } from './material';
import { SeenLog, type RuledAdjustment, type SeenBySigner } from './seen';

/** A recorded value that, computed again, comes out otherwise. */
export interface Difference {
  /** The event that recorded it: `evaluation/<id>@<version>`. */
  event: string;
  unitId: string | null;
  what: string;
  recorded: string;
  computed: string;
}

export interface Recomputed {
  equal: boolean;
  /** How many values were compared. */
  compared: number;
  differences: Difference[];
  /** What each signer of the round saw; empty where nothing is signed. */
  seen: SeenBySigner[];
  /** Computed points that reviews replaced. */
  adjustments: RuledAdjustment[];
}

/** An event with its version in the stream. */
export interface Stored {
  version: number;
  event: DomainEvent;
}

export function asStored(event: RecordedEvent): Stored {
  return { version: event.version, event: asDomain(event) };
}

/** What a round rests on beside its own stream. */
export interface RestsOn {
  schemeOf(state: EvaluationState): Promise<Scheme>;
  /** Counts again up to the stated versions. */
  figuresAt(streams: { items: readonly { itemId: string; version: number }[]; proceedings: readonly CountedStream[] }, unitIds: readonly string[], period: { from: Day; to: Day }): Promise<FiguresOf[]>;
}

/** Computes a round again from its events, figures, sheets, ranks and the hash that was signed, and compares every digit with what was recorded. */
export async function recomputeRound(id: string, events: readonly Stored[], on: RestsOn): Promise<Recomputed> {
  const found = new Comparison(`${EVALUATION.name}/${id}`);
  const log = new SeenLog();
  let state: EvaluationState | null = null;
  for (const { event, version } of events) {
    found.event = version;
    if (state !== null) {
      await compare(found, state, event, on);
      log.note(`${EVALUATION.name}/${id}@${version}`, state, event);
      compareSeen(found, log, event);
    }
    state = evolveProceeding(EVALUATION, state, event, id);
  }
  return { ...found.made(), seen: log.seen(state), adjustments: log.adjustments };
}

/** A signature bears the hash of the very result that it names. */
function compareSeen(found: Comparison, log: SeenLog, event: DomainEvent): void {
  if (event.type !== 'ResultSigned' && event.type !== 'ResultApproved') return;
  const { unitId, material, hash } = event.data as EvaluationEventData['ResultSigned'];
  found.same(unitId, 'seen', hash, log.hashOf(material));
}

async function compare(found: Comparison, before: EvaluationState, event: DomainEvent, on: RestsOn): Promise<void> {
  switch (event.type as keyof EvaluationEventData) {
    case 'FiguresTaken': {
      const { units, items, proceedings = [] } = event.data as EvaluationEventData['FiguresTaken'];
      const again = await on.figuresAt({ items, proceedings }, units.map((u) => u.unitId), before.period);
      units.forEach((u, i) => found.figures(u, again[i]!));
      return;
    }
    case 'ScoresVerified':
    case 'ReviewRuled': {
      const { unitId, judged, adjusted = [], sheet } = event.data as EvaluationEventData['ReviewRuled'];
      if (judged === null || sheet === null) return;
      const scheme = await on.schemeOf(before);
      const unit = before.units[unitId]!;
      const scored = scoreUnit(scheme, classOf(scheme, unit.classId)!, figuresOfUnit(before, unit), judged, adjusted);
      found.same(unitId, 'sheet', sheet, 'sheet' in scored ? scored.sheet : scored.faults);
      return;
    }
    case 'ResultsDrawn': {
      const { rows, hash } = event.data as EvaluationEventData['ResultsDrawn'];
      const again = rankAndGrade(await on.schemeOf(before), totalsOf(before));
      found.same(null, 'count', rows.length, again.length);
      rows.forEach((row, i) => found.same(row.unitId, 'rank', row, again[i] ?? null));
      found.same(null, 'hash', hash, hashOfResult(before, again));
      return;
    }
    case 'EvaluationPublished': {
      const { rows, adjusted = [] } = event.data as EvaluationEventData['EvaluationPublished'];
      found.same(null, 'published', rows, before.result?.rows ?? null);
      found.same(null, 'adjusted', adjusted, adjustmentsOf(before));
      // What is published was signed as it stands: every score is settled, and the sheets give the rows and the hash.
      const again = rankAndGrade(await on.schemeOf(before), totalsOf(before));
      found.same(null, 'rank', rows, again);
      found.same(null, 'hash', before.result?.hash ?? null, hashOfResult(before, again));
      for (const { unitId, stage } of Object.values(before.units)) found.same(unitId, 'stage', 'settled', stage);
    }
  }
}

/** Gathers what came out otherwise. */
export class Comparison {
  compared = 0;
  readonly differences: Difference[] = [];
  event = 0;

  constructor(private readonly stream: string) {}

  same(unitId: string | null, what: string, recorded: unknown, computed: unknown): void {
    this.compared += 1;
    const [was, is] = [JSON.stringify(sorted(recorded)), JSON.stringify(sorted(computed))];
    if (was !== is) this.differences.push({ event: `${this.stream}@${this.event}`, unitId, what, recorded: was, computed: is ?? '' });
  }

  made(): Recomputed {
    return { equal: this.differences.length === 0, compared: this.compared, differences: this.differences, seen: [], adjustments: [] };
  }

  figures(recorded: FiguresOf, computed: FiguresOf): void {
    // By name: a figure that is counted since is no difference in what was counted before.
    for (const f of recorded.figures) this.same(recorded.unitId, f.name, f, computed.figures.find((c) => c.name === f.name) ?? null);
  }
}

/** Keys in one order: the log gives them back in its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}

