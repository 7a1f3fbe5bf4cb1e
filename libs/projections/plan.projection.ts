import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import { askedOn, openBlocking } from '#libs/supervision/plan/draft.questions';
import { evolvePlan, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { lowerStateOf, takenUpOf } from '#libs/supervision/plan/plan.lower';
import { liesWith } from '#libs/supervision/plan/plan.review.state';
import { KnownRows, type Held } from './known-rows';

interface PlanRow {
  plan_id: string;
  title: string;
  document_number: string | null;
  year: number | null;
  status: string;
  office_unit_id: string;
  items: number;
  open_blocking: number;
  drafted_at: string;
  issued_at: string | null;
  withdrawn_at: string | null;
  archived_at: string | null;
  /** Number of the proposal to withdraw it that waits for a ruling. */
  withdrawal_open: number | null;
  version: number;
  upper_plan_id: string | null;
  /** How far a plan that takes up a higher one has come; null for one that takes up none. */
  way_up: string | null;
  with_unit_id: string | null;
  taken_up: number;
  quantified: number;
  figures: number;
}

/** Fills read.plan. Plans are few; their streams are read anew when they change. */
export class PlanProjection {
  constructor(
    private readonly store: EventStore,
    private readonly schema = 'read',
  ) {}

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const spans = new Map<string, { first: number; last: number }>();
    for (const e of events) if (e.stream.startsWith(PLAN_STREAM)) spans.set(e.stream, { first: spans.get(e.stream)?.first ?? e.version, last: e.version });
    if (spans.size === 0) return;
    const plans = new KnownRows<PlanRow>(`${this.schema}.plan`, ['plan_id']);
    for (const [stream, { first, last }] of spans) {
      const all = await this.store.readStream(stream);
      const unknown = all.findIndex((e) => !e.known);
      const read = all.slice(0, unknown < 0 ? all.length : unknown).filter((e) => e.version <= last);
      let plan: PlanState | null = null;
      let held: Held<PlanRow>[] = [];
      for (const [i, e] of read.entries()) {
        plan = evolvePlan(plan, e as unknown as PlanEvent, stream.slice(PLAN_STREAM.length));
        // Rows show what a transaction left behind, not the steps inside it; unless a batch ended there, which wrote what it saw.
        const next = read[i + 1];
        if (next && next.cursor.transactionId === e.cursor.transactionId && next.version !== first) continue;
        const row = rowOf(plan, read[0]!.recordedAt);
        held = e.version < first ? [{ row: { ...row, known_from: e.recordedAt, known_to: 'infinity' }, fresh: false }] : plans.change(held, [row], e.recordedAt);
      }
    }
    await plans.flush(client);
  }
}

/** Its version is in the row, so that each transaction of a plan begins a row of its own. */
function rowOf(state: PlanState, draftedAt: string): PlanRow {
  const { title, documentNumber, year } = state.plan;
  const { upper } = state;
  const taken = upper === null ? null : takenUpOf(state);
  return {
    plan_id: state.id, title, document_number: documentNumber, year, status: state.status, office_unit_id: state.officeUnitId,
    items: state.items.length, open_blocking: openBlocking(state, askedOn(state, state.lastAt)).length, drafted_at: draftedAt, issued_at: state.issuedAt,
    withdrawn_at: state.withdrawnAt, archived_at: state.archive?.at ?? null, withdrawal_open: state.withdrawals.find((w) => w.status === 'open')?.number ?? null, version: state.version,
    upper_plan_id: upper?.planId ?? null, way_up: upper === null ? null : lowerStateOf(state), with_unit_id: upper === null ? null : liesWith(state), taken_up: taken?.items ?? 0, quantified: taken?.quantified ?? 0, figures: taken?.figures ?? 0,
  };
}
