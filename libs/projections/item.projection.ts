import type { ClientBase } from 'pg';
import { type Cursor, compareCursors } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readParked } from '#libs/event-store/parked-streams';
import { ITEM_STREAM, partsOf } from '#libs/supervision/item/item.evolve';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BrakeSpans } from './brake.spans';
import { asItemEvent, ItemCourse, type Show } from './item.course';
import { itemRows, type AssignmentRow, type DutyRow, type ItemRow, type ItemRows } from './item.rows';
import { KnownRows, settle, type Held } from './known-rows';
import { NoticeWriter } from './notice.writer';
import { isOfRules, RulesBook } from './rules.book';
import { ItemsPassed, type Passed } from './rules.pass';

interface Shown {
  course: ItemCourse;
  /** Version of the newest event in it. */
  version: number;
  item: Held<ItemRow>[];
  assignments: Held<AssignmentRow>[];
  duties: Held<DutyRow>[];
}

/** How much of the log stays folded between batches, in items and in what they are made of. */
export interface Capacity {
  items: number;
  /** Assignments, steps, papers, rungs that have fired; each takes some kilobyte with its rows. */
  parts: number;
}

const CAPACITY: Capacity = { items: 20_000, parts: 60_000 };

/** Items looked at again in one transaction after a change of rules. */
const PASS = 100;

/** Fills the item, assignment, duty and notice tables from the log, a batch in one transaction. */
export class ItemProjection {
  private readonly shown = new Map<string, Shown>();
  private parts = 0;
  private readonly sizes = new Map<string, number>();
  private spans: BrakeSpans | null = null;
  private book: RulesBook | null = null;

  constructor(
    private readonly store: EventStore,
    /** The schema that is filled: `read`, or a shadow during a rebuild. */
    private readonly schema = 'read',
    private readonly capacity = CAPACITY,
  ) {}

  /** Forgets what is folded: after a failed batch, whose rows were not written. */
  reset(): void {
    this.shown.clear();
    this.sizes.clear();
    this.parts = 0;
    this.spans = null;
    this.book = null;
  }

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const [first] = events;
    if (!first) return;
    const notices = new NoticeWriter(this.schema);
    const writing = new Writing(this.schema);
    const spans = (this.spans = await BrakeSpans.before(this.spans, this.store, first, client));
    const book = (this.book ??= await RulesBook.upTo(this.store, first.cursor, false));
    let passed: Passed | null = null;
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      if (event.stream.startsWith('series/')) notices.number(event);
      else if (event.stream === BRAKE_STREAM) {
        spans.add(event);
        notices.brake(event);
      } else if (isOfRules(event.stream)) book.add(event);
      if (!event.stream.startsWith(ITEM_STREAM)) continue;
      // What is held may be ahead (its batch was rolled back) or behind (a rebuild moved the checkpoint): then it is read anew.
      const kept = this.shown.get(event.stream);
      const held = kept?.version === event.version - 1 ? kept : await this.load(event.stream, event.version - 1, (passed ??= await ItemsPassed.read(client, this.schema)), book, client);
      const show: Show = (state, at, rules) => writing.change(held, itemRows(state, rules, at), at);
      const state = held.course.happen(event, book, show);
      held.version = event.version;
      const rules = book.rules(state.policyId, held.course.met);
      notices.add(asItemEvent(event), event.cursor, state, rules.roster, spans);
      // Rows show what a transaction left behind, not the steps inside it.
      const next = events[i + 1];
      if (!next || next.stream !== event.stream || next.cursor.transactionId !== event.cursor.transactionId) show(state, held.course.at, rules);
      this.keep(event.stream, held);
    }
    await writing.flush(client);
    await notices.flush(client);
    this.evict();
  }

  /**
   * Looks again at some of the items that changes of rules concern and that nobody has touched since; true while more are left.
   * In the log's order for each item: one that an event has reached after the change has met it then.
   *
   * @param parkedStreams those of the projector unless told
   */
  async pass(client: ClientBase, checkpoint: Cursor, parkedStreams?: ReadonlySet<string>): Promise<boolean> {
    const book = (this.book ??= await RulesBook.upTo(this.store, checkpoint, true));
    const passed = await ItemsPassed.read(client, this.schema);
    if (passed.base === passed.through && passed.through === book.count) return false;
    if (passed.base === passed.through) passed.through = book.count;
    const concerned = await ItemsPassed.next(client, this.schema, passed, book, PASS);
    const parked = parkedStreams ?? new Set(concerned.length === 0 ? [] : (await readParked(client, 'projector')).map((p) => p.stream));
    const writing = new Writing(this.schema);
    for (const id of concerned) {
      const stream = ITEM_STREAM + id;
      if (parked.has(stream)) continue;
      const version = await this.versionAt(stream, checkpoint, client);
      const kept = this.shown.get(stream);
      const held = kept?.version === version ? kept : await this.load(stream, version, passed, book, client);
      held.course.meet(book, passed.through, (state, at, rules) => writing.change(held, itemRows(state, rules, at), at));
      this.keep(stream, held);
    }
    await writing.flush(client);
    const last = concerned.at(-1);
    await ItemsPassed.write(client, this.schema, concerned.length < PASS || last === undefined ? { base: passed.through, through: passed.through, itemId: '' } : { ...passed, itemId: last });
    this.evict();
    return concerned.length === PASS || passed.through < book.count;
  }

  private async versionAt(stream: string, place: Cursor, client: ClientBase): Promise<number> {
    const { rows } = await client.query<{ version: string | null }>({
      name: 'item-version-at',
      text: 'select max(version) as version from log.events where stream = $1 and (epoch, transaction_id, position) <= ($2::int, $3::xid8, $4::bigint)',
      values: [stream, place.epoch, place.transactionId, place.position],
    });
    return Number(rows[0]?.version ?? 0);
  }

  private keep(stream: string, shown: Shown): void {
    const size = partsOf(shown.course.state!);
    this.parts += size - (this.sizes.get(stream) ?? 0);
    this.sizes.set(stream, size);
    this.shown.delete(stream);
    this.shown.set(stream, shown);
  }

  /** Forgets what was not touched for longest. */
  private evict(): void {
    for (const stream of this.shown.keys()) {
      if (this.shown.size <= this.capacity.items && this.parts <= this.capacity.parts) break;
      this.parts -= this.sizes.get(stream) ?? 0;
      this.sizes.delete(stream);
      this.shown.delete(stream);
    }
  }

  /** An item not held: its course from the log, and the rows that hold now from the tables. */
  private async load(stream: string, version: number, passed: Passed, book: RulesBook, client: ClientBase): Promise<Shown> {
    const course = new ItemCourse(stream);
    const none: Shown = { course, version, item: [], assignments: [], duties: [] };
    if (version === 0) return none;
    let shows: ItemRows | null = null;
    const show: Show = (state, at, rules) => {
      shows = itemRows(state, rules, at);
    };
    const events = (await this.store.readStream(stream)).filter((e) => e.version <= version);
    for (const event of events) course.happen(event, book);
    const { state } = course;
    if (state === null) throw new Error(`the stream ${stream} has no event up to version ${version}`);
    show(state, course.at, book.rules(state.policyId, course.met));
    // What the pass has done for it is in the tables; what it has not is still to come.
    const met = passed.itemId >= course.id ? passed.through : passed.base;
    if (met > course.met) course.meet(book, met, show);
    const rows: ItemRows = shows!;
    const now = async <R extends object>(table: string, sample: readonly R[], key: readonly (keyof R & string)[]): Promise<Held<R>[]> => {
      const { rows: found } = await client.query<R & { known_from: Date }>(`select * from ${this.schema}.${table} where item_id = $1 and known_to = 'infinity'`, [course.id]);
      return found.map((row) => {
        const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
        const known = { ...(match ?? row), known_from: row.known_from.toISOString(), known_to: 'infinity' };
        return { row: known, text: match ? JSON.stringify(match) : '', fresh: false };
      });
    };
    return { ...none, item: await now('item', [rows.item], ['item_id']), assignments: await now('assignment', rows.assignments, ['assignment_id']), duties: await now('duty', rows.duties, ['duty', 'arming']) };
  }
}

/** The rows that a batch changes, in the three tables that show an item. */
class Writing {
  private readonly items: KnownRows<ItemRow>;
  private readonly assignments: KnownRows<AssignmentRow>;
  private readonly duties: KnownRows<DutyRow>;
  private readonly touched = new Set<Shown>();

  constructor(schema: string) {
    this.items = new KnownRows<ItemRow>(`${schema}.item`, ['item_id']);
    this.assignments = new KnownRows<AssignmentRow>(`${schema}.assignment`, ['item_id', 'assignment_id']);
    this.duties = new KnownRows<DutyRow>(`${schema}.duty`, ['item_id', 'duty', 'arming']);
  }

  change(shown: Shown, rows: ItemRows, at: string): void {
    shown.item = this.items.change(shown.item, [rows.item], at);
    shown.assignments = this.assignments.change(shown.assignments, rows.assignments, at);
    shown.duties = this.duties.change(shown.duties, rows.duties, at);
    this.touched.add(shown);
  }

  async flush(client: ClientBase): Promise<void> {
    await this.items.flush(client);
    await this.assignments.flush(client);
    await this.duties.flush(client);
    for (const { item, assignments, duties } of this.touched) [item, assignments, duties].forEach(settle);
  }
}
