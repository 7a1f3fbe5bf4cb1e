import { createHash } from 'node:crypto';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd } from '#libs/event-store/read-by-stream';
import type { Actor } from '#libs/supervision/actor';
import { CHECKLIST_STREAM, evolveChecklist, type ChecklistEvent, type ChecklistEventData, type ChecklistTemplate } from '#libs/supervision/inspection/checklist';
import { reject } from '#libs/supervision/rejection';
import type { Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';
import { FoldCache, type Folded } from './fold-cache';
import { toNewEvent } from './item-commands';
import { once } from './once';
import type { Outcome, Sender } from './outcome';
import { asDomain } from './references';

/** Versions of templates read to list them; a city has some tens. */
const MOST_LISTED = 5_000;

export type ProposedChecklist = ChecklistEventData['ChecklistTemplateSet'];

/** The same for a command that is sent again. */
export function checklistIdFor(sender: Sender): string {
  return `t${createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 10)}`;
}

/** The command handler of checklist templates (督查清单): each a stream of whole versions. */
export class ChecklistCommands {
  private readonly templates: FoldCache<ChecklistTemplate>;

  constructor(
    private readonly store: EventStore,
    private readonly clock: Clock,
  ) {
    this.templates = new FoldCache(store, (state, e) => evolveChecklist(state, asDomain<ChecklistEvent>(e), e.stream.slice(CHECKLIST_STREAM.length)), { streams: 200 });
  }

  load(id: string): Promise<Folded<ChecklistTemplate>> {
    return this.templates.refresh(CHECKLIST_STREAM + id);
  }

  /** Every template in its newest version, by name. @param at as known at this moment; null: now */
  async all(at: Instant | null = null): Promise<ChecklistTemplate[]> {
    const end = await readEnd(this.store.pool);
    if (end === null) return [];
    const found = new Map<string, ChecklistTemplate>();
    for (const stored of await readByStream(this.store.pool, this.store.types, CHECKLIST_STREAM, null, end, MOST_LISTED)) {
      const id = stored.stream.slice(CHECKLIST_STREAM.length);
      const event = stored.event();
      if (at === null || event.recordedAt <= at) found.set(id, evolveChecklist(found.get(id) ?? null, asDomain<ChecklistEvent>(event), id));
    }
    return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /**
   * Sets the next version of a template.
   *
   * @param id of one that is there; null for a new one
   * @param ifMatch version that the sender saw
   */
  set(id: string | null, proposed: ProposedChecklist, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<ChecklistTemplate>> {
    const stream = CHECKLIST_STREAM + (id ?? checklistIdFor(sender));
    return once<ChecklistTemplate>(this.store, sender, { checklist: id, proposed: { ...proposed }, ifMatch: ifMatch ?? null }, {
      attempt: async () => {
        const { state, version, headHash } = await this.templates.refresh(stream);
        if (id !== null && state === null) return { rejected: { code: 'not-found', field: 'id' }, state: null };
        if (ifMatch !== undefined && ifMatch !== version) return { ...reject('stale', { details: { seen: ifMatch, now: version } }), state };
        if (proposed.name.trim() === '' || proposed.items.length === 0 || proposed.items.some((i) => i.text.trim() === '')) return { ...reject('nothing-substantial', { field: 'items' }), state };
        const now = this.clock.now();
        const meta = { actor, occurredAt: now, recordedAt: now, command: sender.commandId, rules: { policy: 0, calendar: 0, roster: 0 } };
        return { streams: [{ stream, expectedVersion: version, headHash, events: [toNewEvent({ type: 'ChecklistTemplateSet', data: proposed, meta })] }], guards: [] };
      },
      result: async () => (await this.templates.refresh(stream)).state,
    });
  }
}
