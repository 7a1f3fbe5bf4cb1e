import type { ClientBase } from 'pg';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { DomainEvent } from '#libs/supervision/event';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import type { BrakeSpans } from './brake.spans';
import { KnownRows, settle, type Held } from './known-rows';
import type { NoticeWriter } from './notice.writer';
import { ProceedingCourse, type ShowProceeding } from './proceeding.course';
import type { ProceedingCoverageRow } from './coverage.rows';
import { proceedingRows, type ProceedingDutyRow, type ProceedingRow } from './proceeding.rows';
import type { RulesBook } from './rules.book';
import { ItemsPassed, metByProceeding, type Passed } from './rules.pass';

interface Shown {
  course: ProceedingCourse;
  proceeding: Held<ProceedingRow>[];
  duties: Held<ProceedingDutyRow>[];
  coverage: Held<ProceedingCoverageRow>[];
}

/** Proceedings that stay folded between batches. */
const CAPACITY = 1_000;

/**
 * Fills read.proceeding and read.proceeding_duty: every kind in the same two tables. Rows follow the rules as those of items do: a
 * change of rules changes them at its own moment, and not when somebody next touches the proceeding.
 */
export class ProceedingProjection {
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly store: EventStore,
    private readonly schema = 'read',
  ) {}

  /** Forgets what is folded: after a failed batch, whose rows were not written. */
  reset(): void {
    this.shown.clear();
  }

  /**
   * @param book the rules up to the newest of the events at least
   * @param whole the events are whole streams, and the book is all that there is: each stream then meets it to its end, or to that many changes
   * @param from events of lower versions have told their notices
   */
  async apply(events: readonly RecordedEvent[], book: RulesBook, spans: BrakeSpans, notices: NoticeWriter, client: ClientBase, whole: number | null = null, from = 1): Promise<void> {
    const writing = new Writing(this.schema);
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      const kind = kindOfStream(event.stream);
      if (!kind) continue;
      const shown = await this.before(kind, event, book, client);
      const { course } = shown;
      const show = writing.showing(shown);
      const state = course.happen(event, book, show);
      const rules = book.rules(state.policyId, course.met);
      if (event.version >= from) notices.addProceeding(kind, event as unknown as DomainEvent, event.cursor, state, rules.roster, spans);
      this.keep(event.stream, shown);
      const next = events[i + 1];
      // Rows show what a transaction left behind, not the steps inside it.
      if (!next || next.stream !== event.stream || next.cursor.transactionId !== event.cursor.transactionId) show(state, course.at, rules);
      if (whole !== null && next?.stream !== event.stream) course.meet(book, whole, show);
    }
    await writing.flush(client);
  }

  /** Shows a proceeding from its beginning on, in place of the rows that there are; nothing of another stream. */
  async showAnew(events: readonly RecordedEvent[], from: number, met: number, book: RulesBook, spans: BrakeSpans, notices: NoticeWriter, client: ClientBase): Promise<void> {
    const { stream } = events[0]!;
    const kind = kindOfStream(stream);
    if (!kind) return;
    const id = stream.slice(kind.name.length + 1);
    for (const table of ['proceeding', 'proceeding_duty', 'proceeding_coverage']) await client.query(`delete from ${this.schema}.${table} where kind = $1 and proceeding_id = $2`, [kind.name, id]);
    await this.apply(events, book, spans, notices, client, met, from);
  }

  /**
   * Has proceedings meet the changes of rules that the pass under way brings.
   *
   * @param versions of their streams, where the projector stands
   */
  async meet(versions: ReadonlyMap<string, number>, passed: Passed, book: RulesBook, client: ClientBase): Promise<void> {
    const writing = new Writing(this.schema);
    for (const [stream, version] of versions) {
      const kind = kindOfStream(stream);
      if (!kind || version === 0) continue;
      const held = this.shown.get(stream);
      const shown = held?.course.version === version ? held : await this.load(kind, stream, version, passed, book, client);
      shown.course.meet(book, passed.through, writing.showing(shown));
      this.keep(stream, shown);
    }
    await writing.flush(client);
  }

  private keep(stream: string, shown: Shown): void {
    this.shown.delete(stream);
    this.shown.set(stream, shown);
    if (this.shown.size > CAPACITY) this.shown.delete(this.shown.keys().next().value!);
  }

  /** The proceeding as it was before the event: held, or read anew with the rows that hold now. */
  private async before(kind: ProceedingKind<ProceedingState>, event: RecordedEvent, book: RulesBook, client: ClientBase): Promise<Shown> {
    if (event.version === 1) return { course: new ProceedingCourse(kind, event.stream.slice(kind.name.length + 1)), proceeding: [], duties: [], coverage: [] };
    const held = this.shown.get(event.stream);
    if (held?.course.version === event.version - 1) return held;
    return this.load(kind, event.stream, event.version - 1, await ItemsPassed.read(client, this.schema), book, client);
  }

  /** A proceeding at a version: its course from the log, and the rows that hold now from the tables. */
  private async load(kind: ProceedingKind<ProceedingState>, stream: string, version: number, passed: Passed, book: RulesBook, client: ClientBase): Promise<Shown> {
    const course = new ProceedingCourse(kind, stream.slice(kind.name.length + 1));
    for (const e of await this.store.readStream(stream)) if (e.version <= version) course.happen(e, book);
    const { state } = course;
    if (state === null || course.version !== version) throw new Error(`the stream ${stream} has no event of version ${version}`);
    let rows = proceedingRows(kind, state, book.rules(state.policyId, course.met), course.at);
    course.meet(book, metByProceeding(passed, stream), (s, at, rules) => {
      rows = proceedingRows(kind, s, rules, at);
    });
    return {
      course,
      proceeding: await this.stored('proceeding', kind.name, course.id, [rows.proceeding], [], client),
      duties: await this.stored('proceeding_duty', kind.name, course.id, rows.duties, ['duty', 'arming'], client),
      coverage: await this.stored('proceeding_coverage', kind.name, course.id, rows.coverage, ['part', 'step_id', 'period'], client),
    };
  }

  /** What a table holds now, as the rows that a fold gives: a row that says something else is not taken for one of them. */
  private async stored<R extends object>(table: string, kind: string, id: string, sample: readonly R[], key: readonly (keyof R & string)[], client: ClientBase): Promise<Held<R>[]> {
    const { rows } = await client.query<R & { known_from: Date }>(`select * from ${this.schema}.${table} where kind = $1 and proceeding_id = $2 and known_to = 'infinity'`, [kind, id]);
    return rows.map((row) => {
      const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
      return { row: { ...(match ?? row), known_from: row.known_from.toISOString(), known_to: 'infinity' }, fresh: false };
    });
  }
}

/** The rows that a batch changes, in the two tables. */
class Writing {
  private readonly proceedings: KnownRows<ProceedingRow>;
  private readonly duties: KnownRows<ProceedingDutyRow>;
  private readonly coverage: KnownRows<ProceedingCoverageRow>;
  private readonly touched = new Set<Shown>();

  constructor(schema: string) {
    this.proceedings = new KnownRows<ProceedingRow>(`${schema}.proceeding`, ['kind', 'proceeding_id']);
    this.duties = new KnownRows<ProceedingDutyRow>(`${schema}.proceeding_duty`, ['kind', 'proceeding_id', 'duty', 'arming']);
    this.coverage = new KnownRows<ProceedingCoverageRow>(`${schema}.proceeding_coverage`, ['kind', 'proceeding_id', 'part', 'step_id', 'period']);
  }

  showing(shown: Shown): ShowProceeding {
    return (state, at, rules) => {
      const rows = proceedingRows(shown.course.kind, state, rules, at);
      shown.proceeding = this.proceedings.change(shown.proceeding, [rows.proceeding], at);
      shown.duties = this.duties.change(shown.duties, rows.duties, at);
      shown.coverage = this.coverage.change(shown.coverage, rows.coverage, at);
      this.touched.add(shown);
    };
  }

  async flush(client: ClientBase): Promise<void> {
    await this.proceedings.flush(client);
    await this.duties.flush(client);
    await this.coverage.flush(client);
    for (const { proceeding, duties, coverage } of this.touched) [proceeding, duties, coverage].forEach(settle);
  }
}
