import type { EventStore } from '#libs/event-store/event-store';
import type { DomainEvent } from '#libs/supervision/event';
import { figuresOf as figuresOfInspection } from '#libs/supervision/inspection/inspection.figures';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionEventData } from '#libs/supervision/inspection/inspection.events';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import { countingForms, figuresOf as figuresOfRound } from '#libs/supervision/reporting-round/round.figures';
import type { RoundEventData, RoundState } from '#libs/supervision/reporting-round/round.types';
import type { EvaluationChecks } from './evaluation-checks';
import type { RuledAdjustment, SeenBySigner } from './seen';
import { asStored, Comparison, type Difference, type Recomputed, type Stored } from './recompute';

/** Every score and every frozen figure of the log, computed again. */
export interface ScoreReport {
  equal: boolean;
  evaluations: number;
  reportingRounds: number;
  inspections: number;
  /** Values that were compared. */
  compared: number;
  differences: Difference[];
  /** What each signer of each round saw: the result's number and hash, the versions counted in it, the evidence with its hashes. */
  seen: SeenBySigner[];
  /** Computed points that reviews replaced, beside what was computed. */
  adjustments: RuledAdjustment[];
}

/**
 * Computes again, from the log alone, every evaluation's figures, sheets, ranks, hashes and published rows, the figures that locked
 * reporting rounds froze, and those of inspection reports; and says which differ. What cannot be computed again differs too.
 */
export async function verifyScores(store: EventStore, checks: EvaluationChecks, onProgress: (streams: number) => void = () => undefined): Promise<ScoreReport> {
  const report: ScoreReport = { equal: true, evaluations: 0, reportingRounds: 0, inspections: 0, compared: 0, differences: [], seen: [], adjustments: [] };
  const take = async (stream: string, again: () => Promise<Recomputed | null> | Recomputed): Promise<void> => {
    try {
      const made = await again();
      report.compared += made?.compared ?? 0;
      report.differences.push(...(made?.differences ?? []));
      report.seen.push(...(made?.seen ?? []));
      report.adjustments.push(...(made?.adjustments ?? []));
    } catch (error) {
      report.differences.push({ event: stream, unitId: null, what: 'unreadable', recorded: '', computed: error instanceof Error ? error.message : String(error) });
    }
    onProgress(report.evaluations + report.reportingRounds + report.inspections);
  };
  const read = async (stream: string): Promise<Stored[]> => (await store.readStream(stream)).map(asStored);
  for (const stream of await streamsOf(store, EVALUATION.name)) {
    report.evaluations += 1;
    await take(stream, () => checks.recompute(stream.slice(EVALUATION.name.length + 1)));
  }
  for (const stream of await streamsOf(store, REPORTING_ROUND.name)) {
    report.reportingRounds += 1;
    await take(stream, async () => recomputeFigures(stream, await read(stream)));
  }
  for (const stream of await streamsOf(store, INSPECTION.name)) {
    report.inspections += 1;
    await take(stream, async () => recomputeFigures(stream, await read(stream)));
  }
  return { ...report, equal: report.differences.length === 0 };
}

async function streamsOf(store: EventStore, kind: string): Promise<string[]> {
  const { rows } = await store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [`${kind}/`, `${kind}0`]);
  return rows.map((r) => r.stream);
}

/** Figures that an event froze, against what was folded before it: of a reporting round's lock, and of an inspection's report. */
export function recomputeFigures(stream: string, events: readonly Stored[]): Recomputed {
  const found = new Comparison(stream);
  const kind = stream.startsWith(`${REPORTING_ROUND.name}/`) ? REPORTING_ROUND : INSPECTION;
  const id = stream.slice(kind.name.length + 1);
  let state: RoundState | InspectionState | null = null;
  for (const { event, version } of events) {
    found.event = version;
    if (state !== null) compareFrozen(found, state, event);
    state = kind === REPORTING_ROUND ? evolveProceeding(REPORTING_ROUND, state as RoundState | null, event, id) : evolveProceeding(INSPECTION, state as InspectionState | null, event, id);
  }
  return found.made();
}

function compareFrozen(found: Comparison, before: RoundState | InspectionState, event: DomainEvent): void {
  if (event.type === 'RoundLocked') {
    const { figures } = event.data as RoundEventData['RoundLocked'];
    // How the items stood and what was decided in them was looked up there; each line of it names the version by which it is known.
    found.same(null, 'figures', figures, figuresOfRound(countingForms(before as RoundState), figures.standing, figures.decided, figures.asOf));
  }
  if (event.type === 'InspectionReported' || event.type === 'InspectionClosed') {
    const { figures } = event.data as InspectionEventData['InspectionReported'];
    found.same(null, 'figures', figures, figuresOfInspection(before as InspectionState));
  }
}
