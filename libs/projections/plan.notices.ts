import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import { evolvePlan, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { noticesOfPlan } from '#libs/supervision/plan/plan.notices';
import type { BrakeSpans } from './brake.spans';
import type { NoticeWriter } from './notice.writer';

/** Events of a plan that somebody hears of, or that say who has read it: few, so that its stream is read anew for each. */
const TELLS: ReadonlySet<string> = new Set(['PlanIssued', 'PlanWithdrawalProposed', 'PlanWithdrawalTakenBack', 'PlanWithdrawalRefused', 'PlanWithdrawn', 'NoticeRead'] satisfies PlanEvent['type'][]);

/** Takes in what the plans' events of a batch tell. */
export async function addPlanNotices(store: EventStore, events: readonly RecordedEvent[], spans: BrakeSpans, notices: NoticeWriter): Promise<void> {
  for (const event of events) {
    if (!event.stream.startsWith(PLAN_STREAM) || !event.known || !TELLS.has(event.type)) continue;
    const id = event.stream.slice(PLAN_STREAM.length);
    let plan: PlanState | null = null;
    for (const e of await store.readStream(event.stream)) if (e.version <= event.version) plan = evolvePlan(plan, e as unknown as PlanEvent, id);
    const told = event as unknown as PlanEvent;
    if (plan) notices.addPlan(told, event.cursor, plan, noticesOfPlan(told, plan), spans);
  }
}
