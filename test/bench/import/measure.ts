import { importPlan } from '#libs/documents/import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { lostLines } from './lost.lines';
import { labelledPapers } from './paper';
import { KINDS, percentOf, scoreOf, sumOf, type Kind, type Score } from './score';

/** What is to be reached, in per cent. Categories, metrics and heads are shown, nothing is asked of them. */
export const TO_REACH: Partial<Record<Kind, number>> = { items: 99, units: 98, targets: 95, times: 98 };

export interface Measured extends Score {
  name: string;
  /** Lines, paragraphs and cells with words that the draft shows nowhere. */
  lost: string[];
}

export async function measure(): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const paper of await labelledPapers()) {
    const outcome = await importPlan(paper.bytes, { fileName: paper.fileName, today: '2031-02-01' });
    const draft = outcome.ok ? outcome.draft : { plan: { title: '' }, items: [] };
    const score = scoreOf(draft as unknown as Draft, paper.labels);
    if (!outcome.ok) score.short.unshift(`refused: ${outcome.en}`);
    measured.push({ ...score, name: paper.name, lost: outcome.ok ? await lostLines(paper, outcome.draft) : [] });
  }
  return measured;
}

export interface Figure {
  name: string;
  value: number;
  unit: '%' | 'lines';
  target: number | null;
  reached: boolean;
}

/** All papers together. */
export function figuresOf(measured: readonly Measured[]): Figure[] {
  const shares = KINDS.map((kind): Figure => {
    const value = Number(percentOf(sumOf(measured.map(({ shares: of }) => of[kind]))).toFixed(2));
    const target = TO_REACH[kind] ?? null;
    return { name: kind, value, unit: '%', target, reached: target === null || value >= target };
  });
  const lost = measured.reduce((sum, paper) => sum + paper.lost.length, 0);
  return [...shares, { name: 'lost', value: lost, unit: 'lines', target: 0, reached: lost === 0 }];
}
