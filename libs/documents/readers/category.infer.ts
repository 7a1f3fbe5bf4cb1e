import type { Ledger } from './ledger';

export interface CategoryCell {
  number: string;
  /** As written, layout spaces removed; empty where the cell is blank. */
  written: string;
  /** First row after a heading that a new page repeats. */
  startsPage: boolean;
}

export interface Inferred {
  category: string | null;
  /** What a person may choose from where the paper does not say; empty where it does. */
  candidates: string[];
}

/**
 * Carries a category down its blank cells. On a new page a blank cell may belong to either neighbour: it is inferred only
 * where the category before and the next one written agree, and both ways it is said.
 */
export function inferCategories(cells: readonly CategoryCell[], ledger: Ledger): Inferred[] {
  const next: string[] = new Array<string>(cells.length).fill('');
  for (let i = cells.length - 1; i >= 0; i -= 1) next[i] = cells[i]?.written || next[i + 1] || '';
  let current = '';
  let torn = false;
  return cells.map((cell, index) => {
    if (cell.written !== '') {
      current = cell.written;
      torn = false;
      return { category: current, candidates: [] };
    }
    if (cell.startsPage) torn = true;
    if (!torn) return { category: current === '' ? null : current, candidates: [] };
    const after = next[index] ?? '';
    const candidates = [...new Set([current, after])].filter((name) => name !== '');
    if (candidates.length === 1 && candidates[0] !== undefined) {
      ledger.infer(
        cell.number,
        `类别栏空白，前后均为“${candidates[0]}”，按此推定`,
        `The category cell is blank; its neighbours say ${candidates[0]}, which is inferred`,
      );
      return { category: candidates[0], candidates };
    }
    ledger.infer(cell.number, '类别栏空白，前后类别不一致，未推定', 'The category cell is blank and its neighbours differ: nothing is inferred');
    return { category: null, candidates };
  });
}
