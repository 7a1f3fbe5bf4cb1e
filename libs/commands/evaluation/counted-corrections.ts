import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { CLOCK } from '#libs/supervision/actor';
import { countedUpTo } from '#libs/supervision/evaluation/corrections';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { sameValues } from '#libs/supervision/evaluation/figures.compare';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { DomainEvent } from '#libs/supervision/event';
import { dayOf } from '#libs/supervision/time/day';
import { asDomain } from '../references';
import type { Proceedings } from '../proceedings';
import type { EvaluationFigures } from './evaluation-figures';

/** Events by which something that figures count is put right (更正), or taken back: whether they move a figure of the period is counted. */
const CORRECTIONS: ReadonlySet<string> = new Set([
  'LatenessOverturned', 'ReturnOverturned', 'ValueCorrected', 'PaperVoided', 'LatenessObjectionRuled', 'FindingOverturned', 'FindingWithdrawn', 'RectificationLatenessOverturned', 'RectificationReturnOverturned',
  'ItemReopened', 'ItemAmended', 'StepReturned', 'TargetWaived', 'RepeatDecided', 'VisitRecorded',
]);

const PREFIX = `${EVALUATION.name}/`;

/** Also what is recorded on a later day than that on which it happened (代录). */
function isCorrection(event: RecordedEvent): boolean {
  if (CORRECTIONS.has(event.type)) return true;
  const { occurredAt, recordedAt } = asDomain<Partial<DomainEvent> & { type: string }>(event).meta ?? {};
  return occurredAt !== undefined && recordedAt !== undefined && dayOf(occurredAt) < dayOf(recordedAt);
}

/**
 * Tells evaluation rounds, published ones too, of corrections to what they have counted, so that their office counts anew or corrects
 * the result. A correction that moves no figure of an evaluated unit in the period is told to nobody. Comes at least once, and tells once.
 */
export class CountedCorrections {
  constructor(
    private readonly store: EventStore,
    private readonly proceedings: Proceedings,
    private readonly figures: EvaluationFigures,
  ) {}

  async follow(events: readonly RecordedEvent[]): Promise<void> {
    const corrections = events.filter(isCorrection);
    if (corrections.length > 0) for (const state of await this.rounds()) for (const event of corrections) await this.tell(state, event);
    for (const { stream } of events.filter((e) => e.type === 'CorrectionDropped')) await this.lookAgain(stream.slice(PREFIX.length));
  }

  /** What the dropped correction had counted, and nobody was told of since it was counted, is counted no more. */
  private async lookAgain(id: string): Promise<void> {
    const { state } = await this.proceedings.of(EVALUATION).load(id);
    if (state === null) return;
    const streams = [...state.items.map((i) => ITEM_STREAM + i.itemId), ...state.proceedings.map((p) => p.stream)];
    for (const stream of streams) for (const event of (await this.store.readStream(stream)).filter(isCorrection)) await this.tell(state, event);
  }

  private async rounds(): Promise<EvaluationState[]> {
    const { rows } = await this.store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [PREFIX, `${EVALUATION.name}0`]);
    const found: EvaluationState[] = [];
    for (const { stream } of rows) {
      const { state } = await this.proceedings.of(EVALUATION).load(stream.slice(PREFIX.length));
      if (state !== null && state.closed?.how !== 'cancelled') found.push(state);
    }
    return found;
  }

  private async tell(state: EvaluationState, { stream, version }: RecordedEvent): Promise<void> {
    const counted = countedUpTo(state, stream);
    if (counted === null || counted >= version) return;
    const moved = await this.moved(state, stream, version);
    if (moved.unitIds.length === 0) return;
    const by = `${stream}@${version}`;
    const outcome = await this.proceedings.of(EVALUATION).execute(state.id, { type: 'noteCorrected', by, ...moved }, CLOCK, { scope: 'system:corrections', commandId: `${state.id}/${by}` });
    if (outcome.kind === 'busy') throw new Error(`${EVALUATION.name}/${state.id} is being written without pause`);
  }

  /** What the event itself moves, and not what came before it: the stream counted up to it, and just before. */
  private async moved(state: EvaluationState, stream: string, version: number): Promise<{ unitIds: string[]; figures: string[] }> {
    const at = (upTo: number): ReturnType<EvaluationFigures['at']> =>
      this.figures.at(stream.startsWith(ITEM_STREAM) ? { items: [{ itemId: stream.slice(ITEM_STREAM.length), version: upTo }], proceedings: [] } : { items: [], proceedings: [{ stream, version: upTo }] }, Object.keys(state.units), state.period);
    const [before, after] = [await at(version - 1), await at(version)];
    const changed = after.filter((u, i) => !sameValues(u.figures, before[i]!.figures));
    const names = changed.flatMap((u) => u.figures.filter((f) => before.find((b) => b.unitId === u.unitId)!.figures.find((b) => b.name === f.name)?.value !== f.value).map((f) => f.name));
    return { unitIds: changed.map((u) => u.unitId), figures: [...new Set(names)] };
  }
}
