import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import { evolvePlan, openBlocking, type PlanState } from '#libs/supervision/plan/plan.evolve';

/** Fills read.plan: one row a plan, as it is now. Plans are few; their streams are read anew when they change. */
export class PlanProjection {
  constructor(
    private readonly store: EventStore,
    private readonly schema = 'read',
  ) {}

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const last = new Map<string, number>();
    for (const e of events) if (e.stream.startsWith(PLAN_STREAM)) last.set(e.stream, e.version);
    for (const [stream, version] of last) {
      const id = stream.slice(PLAN_STREAM.length);
      let plan: PlanState | null = null;
      let draftedAt: string | null = null;
      for (const e of await this.store.readStream(stream)) {
        if (e.version > version || !e.known) break;
        draftedAt ??= e.recordedAt;
        plan = evolvePlan(plan, e as unknown as PlanEvent, id);
      }
      if (!plan) continue;
      await client.query(
        `insert into ${this.schema}.plan (plan_id, title, document_number, year, status, office_unit_id, items, open_blocking, drafted_at, issued_at, version)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)
         on conflict (plan_id) do update set title = excluded.title, document_number = excluded.document_number, year = excluded.year, status = excluded.status,
           items = excluded.items, open_blocking = excluded.open_blocking, issued_at = excluded.issued_at, version = excluded.version`,
        [id, plan.plan.title, plan.plan.documentNumber, plan.plan.year, plan.status, plan.officeUnitId, plan.items.length, openBlocking(plan).length, draftedAt, plan.issuedAt, plan.version],
      );
    }
  }
}
