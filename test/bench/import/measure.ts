import { importPlan } from '#libs/documents/import-plan';
import { decodeText } from '#libs/documents/text/text.decode';
import { isFurniture } from '#libs/documents/text/source.lines';
import type { Draft } from '#libs/supervision/plan/draft';
import { labelledPapers, type LabelledPaper } from './paper';
import { KINDS, percentOf, scoreOf, sumOf, type Kind, type Score } from './score';

/** What is to be reached, in per cent. Categories, metrics and heads are shown, nothing is asked of them. */
export const TO_REACH: Partial<Record<Kind, number>> = { items: 99, units: 98, targets: 95, times: 98 };

export interface Measured extends Score {
  name: string;
  /** Lines with words that the importer left out of its account, or did not tell of. */
  lost: string[];
}

const squeezed = (text: string): string => text.normalize('NFKC').replace(/<br\s*\/?>|[\s|*#"_\\]+/gi, '');

/** Everything that a draft shows of its paper. */
function shownOf(draft: Draft): string {
  const { plan, items, notUnderstood } = draft;
  return squeezed([plan.title, plan.documentNumber, plan.issuer, ...plan.categories, ...items.flatMap(({ quote, category, place }) => [quote, category, place.section]), ...notUnderstood.map(({ text }) => text)].join('\n'));
}

/**
 * Lines with words that the account calls blank, and lines with a unit's role or a time limit in them that no item quotes and nobody is told
 * of: what a reader of the draft would never see.
 */
function lostLines(paper: LabelledPaper, draft: Draft): string[] {
  const decoded = paper.fileName.endsWith('.xlsx') ? null : decodeText(paper.bytes);
  if (!decoded?.ok) return [];
  const lines = decoded.text.split(/\r?\n/).filter((line) => line.trim() !== '' && !isFurniture(line.trim()));
  const { accounted, lines: count } = draft.report;
  const unaccounted = lines.length - (count - accounted.blank);
  const shown = shownOf(draft);
  const telling = lines.filter((line) => /(?:牵头|責任|责任|参与|配合|承办|完成)(?:单位|部门|單位|时限)?[:：]/.test(line));
  const unseen = telling.filter((line) => !shown.includes(squeezed(line.replace(/^\s*[-+•]\s+/, ''))) && !line.split(/[\t|,]/).every((cell) => shown.includes(squeezed(cell))));
  return [...Array.from({ length: Math.max(0, unaccounted) }, () => '（未计入的行 / a line left out of the account）'), ...unseen];
}

export async function measure(): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const paper of await labelledPapers()) {
    const outcome = await importPlan(paper.bytes, { fileName: paper.fileName, today: '2031-02-01' });
    const draft = outcome.ok ? outcome.draft : { plan: { title: '' }, items: [] };
    const score = scoreOf(draft as unknown as Draft, paper.labels);
    if (!outcome.ok) score.short.unshift(`refused: ${outcome.en}`);
    measured.push({ ...score, name: paper.name, lost: outcome.ok ? lostLines(paper, outcome.draft) : [] });
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
