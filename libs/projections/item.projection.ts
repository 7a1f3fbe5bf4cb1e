import type { ClientBase } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Rules } from '#libs/supervision/rules';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BrakeSpans } from './brake.spans';
import { itemRows, type AssignmentRow, type DutyRow, type ItemRow } from './item.rows';
import { KnownRows, settle, type Held } from './known-rows';
import { NoticeWriter } from './notice.writer';

/** The rules as they stood for an event: by the policy of the item and the versions that the event names. */
export type RulesFor = (policyId: string, event: ItemEvent) => Promise<Rules>;

interface Shown {
  state: ItemState;
  item: Held<ItemRow>[];
  assignments: Held<AssignmentRow>[];
  duties: Held<DutyRow>[];
}

/** How many items stay folded between batches, unless told. */
const CAPACITY = 20_000;

function asItemEvent(event: RecordedEvent): ItemEvent {
  return event as unknown as ItemEvent;
}

/** Fills the item, assignment, duty and notice tables from the log, a batch in one transaction. */
export class ItemProjection {
  private readonly shown = new Map<string, Shown>();
  private spans: BrakeSpans | null = null;

  constructor(
    private readonly store: EventStore,
    private readonly rulesFor: RulesFor,
    /** The schema that is filled: `read`, or a shadow during a rebuild. */
    private readonly schema = 'read',
    private readonly capacity = CAPACITY,
  ) {}

  /** Forgets what is folded: after a failed batch, whose rows were not written. */
  reset(): void {
    this.shown.clear();
    this.spans = null;
  }

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const items = new KnownRows<ItemRow>(`${this.schema}.item`, ['item_id']);
    const assignments = new KnownRows<AssignmentRow>(`${this.schema}.assignment`, ['item_id', 'assignment_id']);
    const duties = new KnownRows<DutyRow>(`${this.schema}.duty`, ['item_id', 'duty', 'arming']);
    const notices = new NoticeWriter(this.schema);
    const [first] = events;
    if (!first) return;
    const spans = (this.spans = await BrakeSpans.before(this.spans, this.store, first, client));
    const touched: Shown[] = [];
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      if (event.stream.startsWith('series/')) {
        notices.number(event);
        continue;
      }
      if (event.stream === BRAKE_STREAM) {
        spans.add(event);
        notices.brake(event);
        continue;
      }
      if (!event.stream.startsWith(ITEM_STREAM)) continue;
      const id = event.stream.slice(ITEM_STREAM.length);
      // What is held may be ahead (its batch was rolled back) or behind (a rebuild moved the checkpoint): then it is read anew.
      const kept = this.shown.get(id);
      const held = kept?.state.version === event.version - 1 ? kept : event.version > 1 ? await this.load(id, event.version - 1, client) : undefined;
      const happened = asItemEvent(event);
      const state = evolveItem(held?.state ?? null, happened, id);
      const rules = await this.rulesFor(state.policyId, happened);
      notices.add({ ...happened, cursor: event.cursor }, state, rules.roster, spans);
      // Rows show what a transaction left behind, not the steps inside it.
      const next = events[i + 1];
      if (next && next.stream === event.stream && next.cursor.transactionId === event.cursor.transactionId) {
        this.shown.set(id, { ...(held ?? { item: [], assignments: [], duties: [] }), state });
        continue;
      }
      const rows = itemRows(state, rules);
      const shown: Shown = {
        state,
        item: items.change(held?.item ?? [], [rows.item], event.recordedAt),
        assignments: assignments.change(held?.assignments ?? [], rows.assignments, event.recordedAt),
        duties: duties.change(held?.duties ?? [], rows.duties, event.recordedAt),
      };
      this.shown.delete(id);
      this.shown.set(id, shown);
      touched.push(shown);
    }
    await items.flush(client);
    await assignments.flush(client);
    await duties.flush(client);
    await notices.flush(client);
    for (const { item, assignments: a, duties: d } of touched) [item, a, d].forEach(settle);
    while (this.shown.size > this.capacity) {
      const [oldest] = this.shown.keys();
      if (oldest !== undefined) this.shown.delete(oldest);
    }
  }

  /** An item not held: its state from the log, and the rows that hold now from the tables. */
  private async load(id: string, version: number, client: ClientBase): Promise<Shown> {
    let state: ItemState | null = null;
    for (const event of await this.store.readStream(ITEM_STREAM + id)) {
      if (event.version > version) break;
      state = evolveItem(state, asItemEvent(event), id);
    }
    if (state === null) throw new Error(`the stream of item ${id} has no event up to version ${version}`);
    const now = async <R extends object>(table: string, sample: readonly R[], key: readonly (keyof R & string)[]): Promise<Held<R>[]> => {
      const { rows } = await client.query<R & { known_from: Date }>(`select * from ${this.schema}.${table} where item_id = $1 and known_to = 'infinity'`, [id]);
      return rows.map((row) => {
        const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
        const known = { ...(match ?? row), known_from: row.known_from.toISOString(), known_to: 'infinity' };
        return { row: known, text: match ? JSON.stringify(match) : '', fresh: false };
      });
    };
    const last = (await this.store.readStream(ITEM_STREAM + id, version - 1))[0];
    const rows = itemRows(state, await this.rulesFor(state.policyId, asItemEvent(last!)));
    return { state, item: await now('item', [rows.item], ['item_id']), assignments: await now('assignment', rows.assignments, ['assignment_id']), duties: await now('duty', rows.duties, ['duty', 'arming']) };
  }
}
