import type { ClientBase } from 'pg';
import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { comesOfEvents } from '#libs/event-store/failing-event';
import { StreamFailed } from '#libs/event-store/subscription';
import { readParked } from '#libs/event-store/parked-streams';
import { readStreams } from '#libs/event-store/read-streams';
import { ITEM_STREAM, partsOf } from '#libs/supervision/item/item.evolve';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BrakeSpans } from './brake.spans';
import { asItemEvent, ItemCourse, type Show } from './item.course';
import type { CoverageRow } from './coverage.rows';
import { itemRows, type AssignmentRow, type DutyRow, type ItemRow, type ItemRows, type TextRow } from './item.rows';
import { KnownRows, settle, type Held } from './known-rows';
import type { FigureRow, TargetRow } from './target.rows';
import { NoticeWriter } from './notice.writer';
import { addPlanNotices } from './plan.notices';
import { ProceedingProjection } from './proceeding.projection';
import { isOfRules, RulesBook } from './rules.book';
import { ItemsPassed, metByItem, type Passed } from './rules.pass';

interface Shown {
  course: ItemCourse;
  /** Version of the newest event in it. */
  version: number;
  item: Held<ItemRow>[];
  text: Held<TextRow>[];
  assignments: Held<AssignmentRow>[];
  duties: Held<DutyRow>[];
  coverage: Held<CoverageRow>[];
  targets: Held<TargetRow>[];
  figures: Held<FigureRow>[];
}

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
    const book = (this.book ??= await RulesBook.upTo(this.store, first.cursor, false));
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
    await notices.flush(client);
    this.evict();
  }

  /**
   * Looks again at some of the items, then of the proceedings, that changes of rules concern and that nobody has touched since; true while more are left.
   * In the log's order for each item: one that an event has reached after the change has met it then.
   *
   * @param parkedStreams those of the projector unless told
   */
  async pass(client: ClientBase, checkpoint: Cursor, parkedStreams?: ReadonlySet<string>): Promise<boolean> {
    const book = (this.book ??= await RulesBook.upTo(this.store, checkpoint, true));
    const passed = await ItemsPassed.read(client, this.schema);
    if (passed.base === passed.through && passed.through === book.count) return false;
    if (passed.base === passed.through) passed.through = book.count;
    const parked = parkedStreams ?? new Set((await readParked(client, 'projector')).map((p) => p.stream));
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
    const [items, texts] = [await this.now('item', ids, client), await this.now('item_text', ids, client)];
    const [assignments, duties] = [await this.now('assignment', ids, client), await this.now('duty', ids, client)];
    const [coverage, targets, figures] = [await this.now('coverage', ids, client), await this.now('target', ids, client), await this.now('figure', ids, client)];
    for (const [stream, version] of missing) {
      const events = (logs.get(stream) ?? []).filter((e) => e.version <= version);
      const { course, rows } = courseUpTo(stream, events, passed, book);
      this.keep(stream, {
        course,
        version,
        item: heldOf(items.get(course.id), [rows.item], ['item_id']),
        text: heldOf(texts.get(course.id), [rows.text], ['item_id']),
        assignments: heldOf(assignments.get(course.id), rows.assignments, ['assignment_id']),
        duties: heldOf(duties.get(course.id), rows.duties, ['duty', 'arming']),
        coverage: heldOf(coverage.get(course.id), rows.coverage, ['part', 'step_id', 'period']),
        targets: heldOf(targets.get(course.id), rows.targets, ['target_id']),
        figures: heldOf(figures.get(course.id), rows.figures, ['target_id', 'assignment_id', 'as_of']),
      });
    }
  }

  /** The rows of the items that hold now, by item. */
  private async now(table: 'item' | 'item_text' | 'assignment' | 'duty' | 'coverage' | 'target' | 'figure', ids: readonly string[], client: ClientBase): Promise<Map<string, StoredRow[]>> {
    // A day in a key is compared as text.
    const { rows } = await client.query<StoredRow>(`select *${table === 'figure' ? ', as_of::text as as_of' : ''} from ${this.schema}.${table} where item_id = any($1) and known_to = 'infinity'`, [ids]);
    const byItem = new Map<string, StoredRow[]>();
    for (const row of rows) byItem.set(row.item_id, [...(byItem.get(row.item_id) ?? []), row]);
    return byItem;
  }
}

function beginning(stream: string): Shown {
  return { course: new ItemCourse(stream), version: 0, item: [], text: [], assignments: [], duties: [], coverage: [], targets: [], figures: [] };
}

/** The rows that a batch changes, in the tables that show an item. */
class Writing {
  private readonly items: KnownRows<ItemRow>;
  private readonly texts: KnownRows<TextRow>;
  private readonly assignments: KnownRows<AssignmentRow>;
  private readonly duties: KnownRows<DutyRow>;
  private readonly coverage: KnownRows<CoverageRow>;
  private readonly targets: KnownRows<TargetRow>;
  private readonly figures: KnownRows<FigureRow>;
  private readonly touched = new Set<Shown>();

  constructor(schema: string) {
    this.items = new KnownRows<ItemRow>(`${schema}.item`, ['item_id']);
    this.texts = new KnownRows<TextRow>(`${schema}.item_text`, ['item_id']);
    this.assignments = new KnownRows<AssignmentRow>(`${schema}.assignment`, ['item_id', 'assignment_id']);
    this.duties = new KnownRows<DutyRow>(`${schema}.duty`, ['item_id', 'duty', 'arming']);
    this.coverage = new KnownRows<CoverageRow>(`${schema}.coverage`, ['item_id', 'part', 'step_id', 'period']);
    this.targets = new KnownRows<TargetRow>(`${schema}.target`, ['item_id', 'target_id']);
    this.figures = new KnownRows<FigureRow>(`${schema}.figure`, ['item_id', 'target_id', 'assignment_id', 'as_of']);
  }

  change(shown: Shown, rows: ItemRows, at: string): void {
    shown.item = this.items.change(shown.item, [rows.item], at);
    shown.text = this.texts.change(shown.text, [rows.text], at);
    shown.assignments = this.assignments.change(shown.assignments, rows.assignments, at);
    shown.duties = this.duties.change(shown.duties, rows.duties, at);
    shown.coverage = this.coverage.change(shown.coverage, rows.coverage, at);
    shown.targets = this.targets.change(shown.targets, rows.targets, at);
    shown.figures = this.figures.change(shown.figures, rows.figures, at);
    this.touched.add(shown);
  }

  async flush(client: ClientBase): Promise<void> {
    await this.items.flush(client);
    await this.texts.flush(client);
    await this.assignments.flush(client);
    await this.duties.flush(client);
    await this.coverage.flush(client);
    await this.targets.flush(client);
    await this.figures.flush(client);
    for (const { item, text, assignments, duties, coverage, targets, figures } of this.touched) [item, text, assignments, duties, coverage, targets, figures].forEach(settle);
  }
}

/** A row as the table gives it back. */
type StoredRow = Record<string, unknown> & { item_id: string; known_from: Date };

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

/** What a table holds, as the rows that a fold gives: a row that says something else is not taken for one of them. */
function heldOf<R extends object>(stored: readonly StoredRow[] | undefined, sample: readonly R[], key: readonly (keyof R & string)[]): Held<R>[] {
  return (stored ?? []).map((row) => {
    const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
    const known = { ...(match ?? (row as unknown as R)), known_from: row.known_from.toISOString(), known_to: 'infinity' };
    return { row: known, fresh: false };
  });
}
