import type { ClientBase } from 'pg';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { DomainEvent } from '#libs/supervision/event';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import type { ProceedingKind, ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { evolveProceeding } from '#libs/supervision/proceeding/proceeding.evolve';
import { latest, type Instant } from '#libs/supervision/time/day';
import type { BrakeSpans } from './brake.spans';
import { KnownRows, settle, type Held } from './known-rows';
import type { NoticeWriter } from './notice.writer';
import { proceedingRows, type ProceedingDutyRow, type ProceedingRow } from './proceeding.rows';
import type { RulesBook } from './rules.book';

interface Shown {
  kind: ProceedingKind<ProceedingState>;
  state: ProceedingState | null;
  version: number;
  /** The newest moment so far: rows never go back. */
  at: Instant;
  proceeding: Held<ProceedingRow>[];
  duties: Held<ProceedingDutyRow>[];
}

/** Proceedings that stay folded between batches. */
const CAPACITY = 1_000;

function domain(event: RecordedEvent): DomainEvent {
  return event as unknown as DomainEvent;
}

/**
 * Fills read.proceeding and read.proceeding_duty: every kind in the same two tables. Rows are those of the rules at the
 * proceeding's newest event.
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

  /** @param book the rules up to the newest of the events at least */
  async apply(events: readonly RecordedEvent[], book: RulesBook, spans: BrakeSpans, notices: NoticeWriter, client: ClientBase): Promise<void> {
    const proceedings = new KnownRows<ProceedingRow>(`${this.schema}.proceeding`, ['kind', 'proceeding_id']);
    const duties = new KnownRows<ProceedingDutyRow>(`${this.schema}.proceeding_duty`, ['kind', 'proceeding_id', 'duty', 'arming']);
    const touched = new Set<Shown>();
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      const kind = kindOfStream(event.stream);
      if (!kind) continue;
      const shown = await this.before(kind, event, book, client);
      const id = event.stream.slice(kind.name.length + 1);
      const happened = domain(event);
      const state = (shown.state = evolveProceeding(kind, shown.state, happened, id));
      shown.version = event.version;
      shown.at = latest(shown.at, event.recordedAt);
      const rules = book.rules(state.policyId, book.countBefore(event.cursor));
      notices.addProceeding(kind, happened, event.cursor, state, rules.roster, spans);
      touched.add(shown);
      this.keep(event.stream, shown);
      // Rows show what a transaction left behind, not the steps inside it.
      const next = events[i + 1];
      if (next && next.stream === event.stream && next.cursor.transactionId === event.cursor.transactionId) continue;
      const rows = proceedingRows(kind, state, rules, shown.at);
      shown.proceeding = proceedings.change(shown.proceeding, [rows.proceeding], shown.at);
      shown.duties = duties.change(shown.duties, rows.duties, shown.at);
    }
    await proceedings.flush(client);
    await duties.flush(client);
    for (const { proceeding, duties: d } of touched) [proceeding, d].forEach(settle);
  }

  private keep(stream: string, shown: Shown): void {
    this.shown.delete(stream);
    this.shown.set(stream, shown);
    if (this.shown.size > CAPACITY) this.shown.delete(this.shown.keys().next().value!);
  }

  /** The proceeding as it was before the event: held, or read anew with the rows that hold now. */
  private async before(kind: ProceedingKind<ProceedingState>, event: RecordedEvent, book: RulesBook, client: ClientBase): Promise<Shown> {
    const held = this.shown.get(event.stream);
    if (event.version === 1) return { kind, state: null, version: 0, at: '', proceeding: [], duties: [] };
    if (held?.version === event.version - 1) return held;
    const id = event.stream.slice(kind.name.length + 1);
    let state: ProceedingState | null = null;
    let at: Instant = '';
    let last: RecordedEvent | null = null;
    for (const e of await this.store.readStream(event.stream)) {
      if (e.version >= event.version) break;
      state = evolveProceeding(kind, state, domain(e), id);
      at = latest(at, e.recordedAt);
      last = e;
    }
    if (state === null || last === null) throw new Error(`the stream ${event.stream} has no event before version ${event.version}`);
    const rows = proceedingRows(kind, state, book.rules(state.policyId, book.countBefore(last.cursor)), at);
    return {
      kind,
      state,
      version: event.version - 1,
      at,
      proceeding: await this.stored('proceeding', kind.name, id, [rows.proceeding], [], client),
      duties: await this.stored('proceeding_duty', kind.name, id, rows.duties, ['duty', 'arming'], client),
    };
  }

  /** What a table holds now, as the rows that a fold gives: a row that says something else is not taken for one of them. */
  private async stored<R extends object>(table: string, kind: string, id: string, sample: readonly R[], key: readonly (keyof R & string)[], client: ClientBase): Promise<Held<R>[]> {
    const { rows } = await client.query<R & { known_from: Date }>(`select * from ${this.schema}.${table} where kind = $1 and proceeding_id = $2 and known_to = 'infinity'`, [kind, id]);
    return rows.map((row) => {
      const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
      return { row: { ...(match ?? row), known_from: row.known_from.toISOString(), known_to: 'infinity' }, text: match ? JSON.stringify(match) : '', fresh: false };
    });
  }
}
