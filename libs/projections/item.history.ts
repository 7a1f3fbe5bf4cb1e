import type { PoolClient } from 'pg';
import type { RecordedEvent } from '#libs/event-store/event';
import { forgetOutlook } from '#libs/supervision/item/item.agenda';
import type { BrakeSpans } from './brake.spans';
import { CopyTable } from './copy-table';
import { asItemEvent, ItemCourse, type Show } from './item.course';
import type { CoverageRow } from './coverage.rows';
import { itemRows, textWithGrams, type AssignmentRow, type DutyRow, type ItemRow, type TextRow } from './item.rows';
import { type InboxRow, type NoticeRow, NoticeWriter } from './notice.writer';
import type { FigureRow, TargetRow } from './target.rows';
import { ASSIGNMENT_COLUMNS, COVERAGE_COLUMNS, DUTY_COLUMNS, FIGURE_COLUMNS, INBOX_COLUMNS, ITEM_COLUMNS, NOTICE_COLUMNS, TARGET_COLUMNS, TEXT_COLUMNS } from './row.columns';
import type { RulesBook } from './rules.book';
import { paired, saysTheSame } from './same-row';

interface Held<R> {
  readonly row: R;
  readonly from: string;
}

/** The rows of one table that one item has had: each goes to the table when it ends, or when the item's stream does. */
class Past<R extends object> {
  private held: Held<R>[] = [];

  constructor(
    private readonly table: Pick<CopyTable<R>, 'add'>,
    /** Whether two rows tell of the same thing, at different moments. */
    private readonly alike: (a: R, b: R) => boolean,
  ) {}

  /** What holds from `at` on. A row that held for no time at all is left out, as in {@link KnownRows}. */
  change(after: readonly R[], at: string): void {
    const { places, gone } = paired<R, Held<R>>(this.held, after, this.alike);
    this.held = after.map((row, i) => {
      const held = places[i];
      if (held && saysTheSame(held.row, row)) return held;
      if (held) this.over(held, at);
      return { row, from: at };
    });
    for (const held of gone) this.over(held, at);
  }

  private over({ row, from }: Held<R>, at: string): void {
    if (from !== at) this.table.add(row, from, at);
  }

  end(): void {
    for (const { row, from } of this.held) this.table.add(row, from, 'infinity');
    this.held = [];
  }
}

/** Of tables that have one row of an item at a time. */
const ONE = (): boolean => true;

/**
 * Folds whole streams of items into rows, without a look at the tables: for a shadow, which holds nothing of them yet.
 *
 * The same rows as {@link ItemProjection} makes piece by piece; `verify` compares the two.
 */
export class ItemHistories {
  private readonly items: CopyTable<ItemRow>;
  private readonly texts: CopyTable<TextRow, ReturnType<typeof textWithGrams>>;
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
    this.texts = new CopyTable(`${schema}.item_text`, TEXT_COLUMNS, textWithGrams);
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
    const item = new Past(this.items, ONE);
    const text = new Past(this.texts, ONE);
    const assignments = new Past(this.assignments, (a, b) => a.assignment_id === b.assignment_id);
    const duties = new Past(this.duties, (a, b) => a.duty === b.duty && a.arming === b.arming);
    const coverage = new Past(this.coverage, (a, b) => a.part === b.part && a.step_id === b.step_id && a.period === b.period);
    const targets = new Past(this.targets, (a, b) => a.target_id === b.target_id);
    const figures = new Past(this.figures, (a, b) => a.target_id === b.target_id && a.assignment_id === b.assignment_id && a.as_of === b.as_of);
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
    forgetOutlook(course.id);
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
