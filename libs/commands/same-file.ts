import { createHash } from 'node:crypto';
import type { StreamAppend } from '#libs/event-store/append-request';
import type { EventStore } from '#libs/event-store/event-store';
import type { Actor } from '#libs/supervision/actor';
import type { DomainEvent } from '#libs/supervision/event';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import type { Clock } from './clock';
import { FoldCache } from './fold-cache';
import { toNewEvent } from './item-commands';
import { asDomain } from './references';

/** Streams of the plans that an office read from the same bytes: `file/<digest of office and bytes>`. */
const PREFIX = 'file/';

type FileReadEvent = DomainEvent<'FileReadIntoPlan', { officeUnitId: string; sha256: string; planId: string }>;
export const FILE_EVENTS = ['FileReadIntoPlan'] as const;

/** A plan that was read from the same bytes. */
export interface SamePlan {
  planId: string;
  title: string;
  status: PlanState['status'];
  fileName: string;
}

/** What was given up is no copy: a draft made after it is no repeat. */
const GIVEN_UP: readonly PlanState['status'][] = ['discarded', 'withdrawn'];

/**
 * Which plans an office has read from one file. Another office may import the same paper: a higher level's plan comes to many.
 *
 * Whoever reads it into a plan writes the same stream, so that of two that do so in one instant the second finds the first.
 */
export class FilesRead {
  private readonly cache: FoldCache<string[]>;

  /** @param load a plan as it now is */
  constructor(
    store: EventStore,
    private readonly clock: Clock,
    private readonly load: (planId: string) => Promise<PlanState | null>,
  ) {
    this.cache = new FoldCache(store, (ids, event) => [...(ids ?? []), asDomain<FileReadEvent>(event).data.planId], { streams: 200 });
  }

  /** @returns the plans that still stand, the newest first, and what records another beside them */
  async look(sha256: string, officeUnitId: string): Promise<{ standing: SamePlan[]; record: (planId: string, actor: Actor, commandId: string) => StreamAppend }> {
    const stream = PREFIX + createHash('sha256').update(`${officeUnitId}\u0000${sha256}`).digest('hex').slice(0, 24);
    const { state, version, headHash } = await this.cache.refresh(stream);
    const record = (planId: string, actor: Actor, commandId: string): StreamAppend => {
      const now = this.clock.now();
      const meta = { actor, occurredAt: now, recordedAt: now, command: commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
      return { stream, expectedVersion: version, headHash, events: [toNewEvent({ type: 'FileReadIntoPlan', data: { officeUnitId, sha256, planId }, meta })] };
    };
    const standing: SamePlan[] = [];
    for (const planId of [...(state ?? [])].reverse()) {
      const plan = await this.load(planId);
      if (plan === null || GIVEN_UP.includes(plan.status)) continue;
      standing.push({ planId, title: plan.plan.title, status: plan.status, fileName: plan.source.name });
    }
    return { standing, record };
  }
}
