import { createHash } from 'node:crypto';
import { canonicalJson } from '#libs/event-store/canonical-json';
import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import type { Actor } from '#libs/supervision/actor';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { archivePlan, OUTLIVES_A_PLAN, type ToArchive } from '#libs/supervision/plan/plan.archive';
import { PLAN_STREAM, type ArchivedStream } from '#libs/supervision/plan/plan.events';
import { itemIdsOf, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import { latest } from '#libs/supervision/time/day';
import { atOnce } from './at-once';
import type { Clock } from './clock';
import { toNewEvent, type ItemCommands } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import type { PlanCommands } from './plan-commands';
import { proceedingsOf } from './plan-parts';
import type { Proceedings } from './proceedings';

/** SHA-256 over the canonical list of an archive's streams: with the hash of each stream's last event it stands for all that was written. */
export function sealOf(streams: readonly ArchivedStream[]): string {
  return createHash('sha256').update(canonicalJson(streams as unknown as Json)).digest('hex');
}

/** 归档: the plan, its items and proceedings as one package that can be held against the log at any time. */
export class PlanArchives {
  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly items: ItemCommands,
    private readonly plans: PlanCommands,
    private readonly proceedings: Proceedings,
  ) {}

  archive(planId: string, actor: Actor, sender: Sender): Promise<Outcome<PlanState>> {
    const stream = PLAN_STREAM + planId;
    return once<PlanState>(this.store, sender, { archive: planId }, {
      attempt: async () => {
        const { state, version, headHash } = await this.plans.load(planId);
        if (state === null || headHash === null) return { rejected: { code: 'not-found', field: 'planId' }, state: null };
        const found = await this.look(state, { stream, version, hash: headHash.toString('hex') });
        const now = latest(this.clock.now(), state.lastAt);
        const decided = archivePlan(state, found, actor, now);
        if ('rejected' in decided) return { ...decided, state };
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        const guards = found.streams.filter((s) => s.stream !== stream).map(({ stream: of, version: at }) => ({ stream: of, version: at }));
        return { streams: [{ stream, expectedVersion: version, headHash, events: decided.map(({ type, data }) => toNewEvent({ type, data, meta })) }], guards };
      },
      result: async () => (await this.plans.load(planId)).state,
    });
  }

  /** Streams of the archive that are not in the log as they were archived; none, where it is whole. */
  async missing(plan: PlanState): Promise<string[]> {
    const wrong: string[] = [];
    await atOnce(plan.archived, 16, async ({ stream, version, hash }) => {
      const [event] = await this.store.readStream(stream, version - 1);
      if (event?.version !== version || event.hash.toString('hex') !== hash) wrong.push(stream);
    });
    return plan.archive !== null && sealOf(plan.archived) !== plan.archive.sha256 ? ['*', ...wrong.sort()] : wrong.sort();
  }

  private async look(plan: PlanState, own: ArchivedStream): Promise<ToArchive> {
    const outlive = (stream: string): boolean => OUTLIVES_A_PLAN.has(kindOfStream(stream)?.name ?? '');
    const proceedings = (await proceedingsOf(this.store, plan.id)).filter((s) => !outlive(s));
    const items = [...new Set(itemIdsOf(plan))].map((id) => ITEM_STREAM + id);
    const found = new Map<string, ArchivedStream & { open: boolean }>();
    await atOnce([...items, ...proceedings], 16, async (stream) => {
      const { state, version, headHash } = await this.load(stream);
      if (state && headHash) found.set(stream, { stream, version, hash: headHash.toString('hex'), open: state.closed === null });
    });
    const all = [...found.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1));
    const streams = [own, ...all.map(({ open: _open, ...s }) => s)];
    return { streams, items: items.filter((s) => found.has(s)).length, proceedings: proceedings.filter((s) => found.has(s)).length, open: all.filter((s) => s.open).map((s) => s.stream), sha256: sealOf(streams) };
  }

  private async load(stream: string): Promise<{ state: { closed: unknown } | null; version: number; headHash: Buffer | null }> {
    if (stream.startsWith(ITEM_STREAM)) return this.items.load(stream.slice(ITEM_STREAM.length));
    const kind = kindOfStream(stream)!;
    return this.proceedings.of(kind).load(stream.slice(kind.name.length + 1));
  }
}
