import type { PoolClient } from 'pg';
import type { RecordedEvent } from '#libs/event-store/event';
import type { BrakeSpans } from './brake.spans';
import { CopyTable } from './copy-table';
import { asItemEvent, ItemCourse, type Show } from './item.course';
import type { CoverageRow } from './coverage.rows';
import { itemRows, type AssignmentRow, type DutyRow, type ItemRow, type TextRow } from './item.rows';
import { type InboxRow, type NoticeRow, NoticeWriter } from './notice.writer';
import type { FigureRow, TargetRow } from './target.rows';
import { ASSIGNMENT_COLUMNS, COVERAGE_COLUMNS, DUTY_COLUMNS, FIGURE_COLUMNS, INBOX_COLUMNS, ITEM_COLUMNS, NOTICE_COLUMNS, TARGET_COLUMNS, TEXT_COLUMNS } from './row.columns';
import type { RulesBook } from './rules.book';
import { saysTheSame } from './same-row';

interface Held<R> {
  readonly key: string;
  readonly row: R;
  readonly from: string;
}

/** The rows of one table that one item has had: each goes to the table when it ends, or when the item's stream does. */
class Past<R extends object> {
  private held: Held<R>[] = [];

  constructor(
    private readonly table: CopyTable<R>,
    private readonly keyOf: (row: R) => string,
  ) {}

  /** What holds from `at` on. A row that held for no time at all is left out, as in {@link KnownRows}. */
  change(after: readonly R[], at: string): void {
    const before: (Held<R> | null)[] = this.held;
    this.held = after.map((row, i) => {
      const key = this.keyOf(row);
      // Mostly a row is where it was.
      const k = before[i]?.key === key ? i : before.findIndex((h) => h?.key === key);
      const held = before[k];
      if (held && saysTheSame(held.row, row)) {
        // It goes on.
        before[k] = null;
        return held;
      }
      return { key, row, from: at };
    });
    for (const h of before) if (h !== null && h.from !== at) this.table.add(h.row, h.from, at);
  }

  end(): void {
    for (const { row, from } of this.held) this.table.add(row, from, 'infinity');
    this.held = [];
  }
}

/**
 * Folds whole streams of items into rows, without a look at the tables: for a shadow, which holds nothing of them yet.
 *
 * The same rows as {@link ItemProjection} makes piece by piece; `verify` compares the two.
 */
export class ItemHistories {
  private readonly items: CopyTable<ItemRow>;
  private readonly texts: CopyTable<TextRow>;
  private readonly assignments: CopyTable<AssignmentRow>;
  private readonly duties: CopyTable<DutyRow>;
  private readonly coverage: CopyTable<CoverageRow>;
  private readonly targets: CopyTable<TargetRow>;
  private readonly figures: CopyTable<FigureRow>;
  private readonly noticeTable: CopyTable<NoticeRow>;
  private readonly inboxTable: CopyTable<InboxRow>;

  constructor(
    private readonly schema: string,
    private readonly book: RulesBook,
    private readonly spans: BrakeSpans,
  ) {
    this.items = new CopyTable(`${schema}.item`, ITEM_COLUMNS);
    this.texts = new CopyTable(`${schema}.item_text`, TEXT_COLUMNS);
    this.assignments = new CopyTable(`${schema}.assignment`, ASSIGNMENT_COLUMNS);
    this.duties = new CopyTable(`${schema}.duty`, DUTY_COLUMNS);
    this.coverage = new CopyTable(`${schema}.coverage`, COVERAGE_COLUMNS);
    this.targets = new CopyTable(`${schema}.target`, TARGET_COLUMNS);
    this.figures = new CopyTable(`${schema}.figure`, FIGURE_COLUMNS);
    this.noticeTable = new CopyTable(`${schema}.notice`, NOTICE_COLUMNS);
    this.inboxTable = new CopyTable(`${schema}.inbox`, INBOX_COLUMNS);
  }

  /** Takes in a stream from its first event to its last; a parked one goes on with events that this program does not know. */
  add(events: readonly RecordedEvent[], parked: boolean): void {
    const [first] = events;
    if (!first) return;
    const { book } = this;
    const course = new ItemCourse(first.stream);
    const item = new Past(this.items, (r) => r.item_id);
    const text = new Past(this.texts, (r) => r.item_id);
    const assignments = new Past(this.assignments, (r) => r.assignment_id);
    const duties = new Past(this.duties, (r) => `${r.duty}\u0000${r.arming}`);
    const coverage = new Past(this.coverage, (r) => `${r.part}\u0000${r.step_id}\u0000${r.period}`);
    const targets = new Past(this.targets, (r) => r.target_id);
    const figures = new Past(this.figures, (r) => `${r.target_id}\u0000${r.assignment_id}\u0000${r.as_of}`);
    const show: Show = (state, at, rules) => {
      const rows = itemRows(state, rules, at);
      item.change([rows.item], at);
      text.change([rows.text], at);
      assignments.change(rows.assignments, at);
      duties.change(rows.duties, at);
      coverage.change(rows.coverage, at);
      targets.change(rows.targets, at);
      figures.change(rows.figures, at);
    };
    const notices = new NoticeWriter(this.schema);
    for (let i = 0; i < events.length; i++) {
      const event = events[i]!;
      const state = course.happen(event, book, show);
      const rules = book.rules(state.policyId, course.met);
      notices.add(asItemEvent(event), event.cursor, state, rules.roster, this.spans);
      // Rows show what a transaction left behind, not the steps inside it.
      const next = events[i + 1];
      if (next?.cursor.transactionId !== event.cursor.transactionId) show(state, course.at, rules);
    }
    if (!parked) course.meet(book, book.count, show);
    item.end();
    text.end();
    assignments.end();
    duties.end();
    coverage.end();
    targets.end();
    figures.end();
    const { notices: issued, inbox } = notices.whole();
    for (const row of issued) this.noticeTable.add({ ...row, recipients: JSON.stringify(row.recipients) });
    for (const row of inbox) this.inboxTable.add(row);
  }

  async flush(client: PoolClient): Promise<void> {
    await this.items.flush(client, 'known_from', 'known_to');
    await this.texts.flush(client, 'known_from', 'known_to');
    await this.assignments.flush(client, 'known_from', 'known_to');
    await this.duties.flush(client, 'known_from', 'known_to');
    await this.coverage.flush(client, 'known_from', 'known_to');
    await this.targets.flush(client, 'known_from', 'known_to');
    await this.figures.flush(client, 'known_from', 'known_to');
    await this.noticeTable.flush(client);
    await this.inboxTable.flush(client);
  }
}
