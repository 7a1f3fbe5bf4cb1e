import type { ClientBase } from 'pg';
import type { CoverageRow } from './coverage.rows';
import { ItemCourse } from './item.course';
import { textWithGrams, type AssignmentRow, type DutyRow, type ItemRow, type ItemRows, type TextRow } from './item.rows';
import { KnownRows, settle, type Held } from './known-rows';
import type { FigureRow, TargetRow } from './target.rows';

/** An item as the projector holds it between batches: folded, with the rows that hold now. */
export interface Shown {
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

export function beginning(stream: string): Shown {
  return { course: new ItemCourse(stream), version: 0, item: [], text: [], assignments: [], duties: [], coverage: [], targets: [], figures: [] };
}

/** Columns that tell the rows of one moment apart, by table. */
export const KEYS = {
  item: ['item_id'],
  text: ['item_id'],
  assignment: ['item_id', 'assignment_id'],
  duty: ['item_id', 'duty', 'arming'],
  coverage: ['item_id', 'part', 'step_id', 'period'],
  target: ['item_id', 'target_id'],
  figure: ['item_id', 'target_id', 'assignment_id', 'as_of'],
} as const;

/** The tables that show an item, by its id. */
export const ITEM_TABLES = ['item', 'item_text', 'assignment', 'duty', 'coverage', 'target', 'figure'] as const;

/** The rows that a batch changes, in the tables that show an item. */
export class Writing {
  private readonly items: KnownRows<ItemRow>;
  private readonly texts: KnownRows<TextRow>;
  private readonly assignments: KnownRows<AssignmentRow>;
  private readonly duties: KnownRows<DutyRow>;
  private readonly coverage: KnownRows<CoverageRow>;
  private readonly targets: KnownRows<TargetRow>;
  private readonly figures: KnownRows<FigureRow>;
  private readonly touched = new Set<Shown>();

  constructor(schema: string) {
    this.items = new KnownRows<ItemRow>(`${schema}.item`, KEYS.item);
    this.texts = new KnownRows<TextRow>(`${schema}.item_text`, KEYS.text, textWithGrams);
    this.assignments = new KnownRows<AssignmentRow>(`${schema}.assignment`, KEYS.assignment);
    this.duties = new KnownRows<DutyRow>(`${schema}.duty`, KEYS.duty);
    this.coverage = new KnownRows<CoverageRow>(`${schema}.coverage`, KEYS.coverage);
    this.targets = new KnownRows<TargetRow>(`${schema}.target`, KEYS.target);
    this.figures = new KnownRows<FigureRow>(`${schema}.figure`, KEYS.figure);
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

/** What tells a row of the table from others, as text, and since when it holds. */
export type StoredRow = Record<string, unknown> & { item_id: string; known_from: Date };

/** What a table holds, as the rows that a fold gives: a row that says something else is not taken for one of them. */
export function heldOf<R extends object>(stored: readonly StoredRow[] | undefined, sample: readonly R[], key: readonly (keyof R & string)[]): Held<R>[] {
  return (stored ?? []).map((row) => {
    const match = sample.find((s) => key.every((k) => String(s[k]) === String(row[k])));
    const known = { ...(match ?? (row as unknown as R)), known_from: row.known_from.toISOString(), known_to: 'infinity' };
    return { row: known, fresh: false };
  });
}
