import type { ImportReport, NotUnderstood, Place } from '#libs/supervision/plan/draft';

export type LineUse = keyof ImportReport['accounted'];

/** The more telling use wins where a line serves two. */
const WEIGHT: Record<LineUse, number> = { blank: 0, prose: 1, front: 2, notUnderstood: 3, heading: 4, note: 5, item: 6 };

/** In characters; a paragraph is rarely longer. */
const LONGEST_ASIDE = 2_000;

/** Keeps account of what became of each line, of what was inferred and of what was set aside: nothing disappears in silence. */
export class Ledger {
  private readonly uses: LineUse[];
  readonly notUnderstood: NotUnderstood[] = [];
  readonly inferred: ImportReport['inferred'] = [];

  constructor(readonly lineCount: number) {
    this.uses = new Array<LineUse>(lineCount).fill('blank');
  }

  use(lines: readonly number[], use: LineUse): void {
    for (const line of lines) {
      const before = this.uses[line - 1];
      if (before !== undefined && WEIGHT[use] > WEIGHT[before]) this.uses[line - 1] = use;
    }
  }

  isItem(line: number): boolean {
    return this.uses[line - 1] === 'item';
  }

  infer(itemNumber: string | null, zh: string, en: string): void {
    this.inferred.push({ itemNumber, what: { zh, en } });
  }

  setAside(text: string, place: Place, zh: string, en: string): void {
    this.notUnderstood.push({ text: text.length > LONGEST_ASIDE ? `${text.slice(0, LONGEST_ASIDE)}…` : text, place, reason: { zh, en } });
  }

  accounted(): ImportReport['accounted'] {
    const sums = { item: 0, heading: 0, front: 0, prose: 0, note: 0, blank: 0, notUnderstood: 0 };
    for (const use of this.uses) sums[use] += 1;
    return sums;
  }
}

export function placeOf(lines: readonly number[], section?: string): Place {
  const place: Place = { fromLine: lines[0] ?? 1, toLine: lines.at(-1) ?? 1 };
  return section === undefined || section === '' ? place : { ...place, section };
}
