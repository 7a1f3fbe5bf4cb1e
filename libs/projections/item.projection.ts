import type { ClientBase } from 'pg';
import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { comesOfEvents } from '#libs/event-store/failing-event';
import { StreamFailed } from '#libs/event-store/subscription.errors';
import { readParked } from '#libs/event-store/parked-streams';
import { readStreams } from '#libs/event-store/read-streams';
import { ITEM_STREAM, partsOf } from '#libs/supervision/item/item.evolve';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BrakeSpans } from './brake.spans';
import { asItemEvent, ItemCourse, type Show } from './item.course';
import { itemRows, type ItemRows } from './item.rows';
import { beginning, heldOf, ITEM_TABLES, KEYS, type Shown, type StoredRow, Writing } from './item.shown';
import { numbersOf } from './notice.numbers';
import { NoticeWriter } from './notice.writer';
import { addBriefingNotices } from './briefing.notices';
import { addPlanNotices } from './plan.notices';
import { ProceedingProjection } from './proceeding.projection';
import { isOfRules } from '#libs/supervision/rules.streams';
import { RulesBook, type ReadUpTo } from './rules.book';
import { ItemsPassed, metByItem, metByProceeding, type Passed } from './rules.pass';

/** How much of the log stays folded between batches, in items and in what they are made of. */
export interface Capacity {
  items: number;
  /** Assignments, steps, papers, rungs that have fired; each takes some kilobyte with its rows. */
  parts: number;
}

const CAPACITY: Capacity = { items: 20_000, parts: 60_000 };

/** Items looked at again in one transaction after a change of rules. */
export const PASS = 100;

/** Fills the tables of items, their texts, proceedings and notices from the log, a batch in one transaction. */
export class ItemProjection {
  private readonly shown = new Map<string, Shown>();
  private parts = 0;
  private readonly sizes = new Map<string, number>();
  private spans: BrakeSpans | null = null;
  private book: RulesBook | null = null;
  private readonly proceedings: ProceedingProjection;
  /** Streams looked at again in one piece of a pass. */
  private reach = PASS;

  constructor(
    private readonly store: EventStore,
    /** The schema that is filled: `read`, or a shadow during a rebuild. */
    private readonly schema = 'read',
    private readonly capacity = CAPACITY,
    /** Streams that are read no further than to there; of what serves, those that the projector has parked. */
    private readonly parked: ReadUpTo | null = null,
  ) {
    this.proceedings = new ProceedingProjection(store, schema);
  }

  /** Forgets what is folded: after a failed batch, whose rows were not written. */
  reset(): void {
    this.shown.clear();
    this.sizes.clear();
    this.parts = 0;
    this.spans = null;
    this.book = null;
    this.proceedings.reset();
  }

  async apply(events: readonly RecordedEvent[], client: ClientBase): Promise<void> {
    const [first] = events;
    if (!first) return;
    const notices = new NoticeWriter(this.schema);
    const writing = new Writing(this.schema);
    const spans = (this.spans = await BrakeSpans.before(this.spans, this.store, first, client));
    const book = (this.book ??= await RulesBook.upTo(this.store, first.cursor, false, await this.readUpTo(client)));
    // What is held may be ahead (its batch was rolled back) or behind (a rebuild moved the checkpoint): then it is read anew.
    const before = new Map<string, number>();
    for (const e of events) if (e.stream.startsWith(ITEM_STREAM) && !before.has(e.stream)) before.set(e.stream, e.version - 1);
    if ([...before].some(([stream, version]) => version > 0 && this.shown.get(stream)?.version !== version)) await this.load(before, await ItemsPassed.read(client, this.schema), book, client);
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      if (event.stream.startsWith('series/')) notices.number(event);
      else if (event.stream === BRAKE_STREAM) {
        spans.add(event);
        notices.brake(event);
      } else if (isOfRules(event.stream)) book.add(event);
      if (!event.stream.startsWith(ITEM_STREAM)) continue;
      const held = event.version === 1 ? beginning(event.stream) : this.shown.get(event.stream);
      if (held?.version !== event.version - 1) throw new Error(`stream ${event.stream} comes with version ${event.version} after ${held?.version}`);
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
    await this.proceedings.apply(events, book, spans, notices, client);
    await addPlanNotices(this.store, events, spans, notices);
    await addBriefingNotices(this.store, events, spans, notices);
    await notices.flush(client);
    this.evict();
  }

  /**
   * Looks again at some of the items, then of the proceedings, that changes of rules concern and that nobody has touched since; true while more are left.
   * In the log's order for each item: one that an event has reached after the change has met it then.
   */
  async pass(client: ClientBase, checkpoint: Cursor): Promise<boolean> {
    const book = (this.book ??= await RulesBook.upTo(this.store, checkpoint, true, await this.readUpTo(client)));
    const passed = await ItemsPassed.read(client, this.schema);
    if (passed.base === passed.through && passed.through === book.count) return false;
    if (passed.base === passed.through) passed.through = book.count;
    const parked = await this.readUpTo(client);
    const versionsOf = (streams: readonly string[]): Promise<Map<string, number>> => this.versionsAt(streams.filter((stream) => !parked.has(stream)), checkpoint, client);
    if (passed.proceeding === null) {
      const last = await this.passItems(passed, book, client, versionsOf);
      if (last !== null) {
        await ItemsPassed.write(client, this.schema, { ...passed, itemId: last });
        return true;
      }
      passed.proceeding = '';
    }
    const limit = this.reach;
    const streams = await ItemsPassed.nextProceedings(client, this.schema, passed, book, limit);
    const versions = await versionsOf(streams);
    await this.oneByOne(versions, () => this.proceedings.meet(versions, passed, book, client));
    const last = streams.length < limit ? undefined : streams.at(-1);
    await ItemsPassed.write(client, this.schema, last === undefined ? { base: passed.through, through: passed.through, itemId: '', proceeding: null } : { ...passed, proceeding: last });
    return last !== undefined || passed.through < book.count;
  }

  private async readUpTo(client: ClientBase): Promise<ReadUpTo> {
    return this.parked ?? new Map((await readParked(client, 'projector')).map((p) => [p.stream, p]));
  }

  /**
   * Shows a stream that was set aside, from its beginning on: its rows have met no change of rules since. What its events before told
   * of notices stays told.
   *
   * @param events those that were held back, before `checkpoint`, up to which all else is shown
   */
  async takeUp(events: readonly RecordedEvent[], checkpoint: Cursor, client: ClientBase): Promise<void> {
    const [first, last] = [events[0], events.at(-1)];
    if (!first || !last) return;
    const { stream } = first;
    const book = await RulesBook.upTo(this.store, checkpoint, true, await this.readUpTo(client));
    const spans = await BrakeSpans.all(this.store);
    const passed = await ItemsPassed.read(client, this.schema);
    const notices = new NoticeWriter(this.schema);
    const whole = (await this.store.readStream(stream)).filter((e) => e.version <= last.version);
    if (stream.startsWith(ITEM_STREAM)) await this.showAnew(whole, first.version, passed, book, spans, notices, client);
    else await this.proceedings.showAnew(whole, first.version, metByProceeding(passed, stream), book, spans, notices, client);
    for (const event of events) {
      if (stream.startsWith('series/')) notices.number(event);
      else if (stream === BRAKE_STREAM) notices.brake(event);
    }
    await addPlanNotices(this.store, events, spans, notices);
    // Numbers were given meanwhile.
    for (const event of await numbersOf(notices.ids, checkpoint, this.store.types, client)) notices.number(event);
    await notices.flush(client);
  }

  /** @param from events before it have told their notices */
  private async showAnew(events: readonly RecordedEvent[], from: number, passed: Passed, book: RulesBook, spans: BrakeSpans, notices: NoticeWriter, client: ClientBase): Promise<void> {
    const held = beginning(events[0]!.stream);
    for (const table of ITEM_TABLES) await client.query(`delete from ${this.schema}.${table} where item_id = $1`, [held.course.id]);
    const writing = new Writing(this.schema);
    const show: Show = (state, at, rules) => writing.change(held, itemRows(state, rules, at), at);
    for (const [i, event] of events.entries()) {
      const state = held.course.happen(event, book, show);
      const rules = book.rules(state.policyId, held.course.met);
      if (event.version >= from) notices.add(asItemEvent(event), event.cursor, state, rules.roster, spans);
      if (events[i + 1]?.cursor.transactionId !== event.cursor.transactionId) show(state, held.course.at, rules);
    }
    held.course.meet(book, metByItem(passed, held.course.id), show);
    await writing.flush(client);
  }

  /** Some more items; returns the last of them, or null where all have been reached. */
  private async passItems(passed: Passed, book: RulesBook, client: ClientBase, versionsOf: (streams: readonly string[]) => Promise<Map<string, number>>): Promise<string | null> {
    const limit = this.reach;
    const concerned = await ItemsPassed.next(client, this.schema, passed, book, limit);
    const writing = new Writing(this.schema);
    const versions = await versionsOf(concerned.map((id) => ITEM_STREAM + id));
    await this.oneByOne(versions, async () => {
      await this.load(versions, passed, book, client);
      for (const stream of versions.keys()) {
        const held = this.shown.get(stream)!;
        held.course.meet(book, passed.through, (state, at, rules) => writing.change(held, itemRows(state, rules, at), at));
        this.keep(stream, held);
      }
      await writing.flush(client);
    });
    this.evict();
    return concerned.length < limit ? null : concerned.at(-1)!;
  }

  /**
   * Does a piece of a pass. Where it fails the next ones take one stream at a time, until the stream at fault is alone and is named.
   *
   * @throws StreamFailed
   */
  private async oneByOne(versions: ReadonlyMap<string, number>, work: () => Promise<void>): Promise<void> {
    const alone = this.reach === 1;
    try {
      await work();
      this.reach = Math.min(PASS, this.reach * 2);
    } catch (error) {
      this.reach = 1;
      const [only] = versions;
      if (alone && only && comesOfEvents(error)) throw new StreamFailed(only[0], only[1] + 1, error);
      throw error;
    }
  }

  private async versionsAt(streams: readonly string[], place: Cursor, client: ClientBase): Promise<Map<string, number>> {
    const { rows } = await client.query<{ stream: string; version: string }>({
      name: 'item-versions-at',
      text: 'select stream, max(version) as version from log.events where stream = any($1) and (epoch, transaction_id, position) <= ($2::int, $3::xid8, $4::bigint) group by stream',
      values: [streams, place.epoch, place.transactionId, place.position],
    });
    return new Map(rows.map((row) => [row.stream, Number(row.version)]));
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

  /** Reads the items that are not held at the version named: their courses from the log, and the rows that hold now from the tables. */
  private async load(wanted: ReadonlyMap<string, number>, passed: Passed, book: RulesBook, client: ClientBase): Promise<void> {
    const missing = [...wanted].filter(([stream, version]) => version > 0 && this.shown.get(stream)?.version !== version);
    if (missing.length === 0) return;
    const logs = await readStreams(client, this.store.types, missing.map(([stream]) => stream));
    const ids = missing.map(([stream]) => stream.slice(ITEM_STREAM.length));
    const items = await this.now('item', KEYS.item, ids, client);
    const texts = await this.now('item_text', KEYS.text, ids, client);
    const assignments = await this.now('assignment', KEYS.assignment, ids, client);
    const duties = await this.now('duty', KEYS.duty, ids, client);
    const coverage = await this.now('coverage', KEYS.coverage, ids, client);
    const targets = await this.now('target', KEYS.target, ids, client);
    const figures = await this.now('figure', KEYS.figure, ids, client);
    for (const [stream, version] of missing) {
      const events = (logs.get(stream) ?? []).filter((e) => e.version <= version);
      const { course, rows } = courseUpTo(stream, events, passed, book);
      this.keep(stream, {
        course,
        version,
        item: heldOf(items.get(course.id), [rows.item], KEYS.item),
        text: heldOf(texts.get(course.id), [rows.text], KEYS.text),
        assignments: heldOf(assignments.get(course.id), rows.assignments, KEYS.assignment),
        duties: heldOf(duties.get(course.id), rows.duties, KEYS.duty),
        coverage: heldOf(coverage.get(course.id), rows.coverage, KEYS.coverage),
        targets: heldOf(targets.get(course.id), rows.targets, KEYS.target),
        figures: heldOf(figures.get(course.id), rows.figures, KEYS.figure),
      });
    }
  }

  /** The rows of the items that hold now, by item: by what they are told apart, since what they say is known from the log. */
  private async now(table: string, key: readonly string[], ids: readonly string[], client: ClientBase): Promise<Map<string, StoredRow[]>> {
    const columns = key.map((k) => `${k}::text as ${k}`).join(', ');
    const { rows } = await client.query<StoredRow>(`select ${columns}, known_from from ${this.schema}.${table} where item_id = any($1) and known_to = 'infinity'`, [ids]);
    const byItem = new Map<string, StoredRow[]>();
    for (const row of rows) byItem.set(row.item_id, [...(byItem.get(row.item_id) ?? []), row]);
    return byItem;
  }
}

/** An item along the log, with the rows that it shows at the end: what the pass has done for it is in the tables, what it has not is still to come. */
function courseUpTo(stream: string, events: readonly RecordedEvent[], passed: Passed, book: RulesBook): { course: ItemCourse; rows: ItemRows } {
  const course = new ItemCourse(stream);
  for (const event of events) course.happen(event, book);
  const { state } = course;
  if (state === null) throw new Error(`the stream ${stream} has no event up to the one to come`);
  let rows = itemRows(state, book.rules(state.policyId, course.met), course.at);
  course.meet(book, metByItem(passed, course.id), (s, at, rules) => {
    rows = itemRows(s, rules, at);
  });
  return { course, rows };
}
