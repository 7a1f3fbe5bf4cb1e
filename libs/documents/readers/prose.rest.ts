import type { DraftItem, NotUnderstood, ProseLine } from '#libs/supervision/plan/draft';
import { isFurniture } from '../text/source.lines';

/** Words of a paper with the lines that they stand on. */
export interface Stretch {
  text: string;
  lines: readonly number[];
}

const squeezed = (text: string): string => text.normalize('NFKC').replace(/[\s|*#_\\]+/g, '');

/** By line, the words of what stands on it: quotes of items, and what is told as not understood. */
function toldByLine(items: readonly Pick<DraftItem, 'quote' | 'place'>[], notUnderstood: readonly NotUnderstood[]): Map<number, Set<string>> {
  const told = new Map<number, Set<string>>();
  const texts = [...items.map(({ quote, place }) => ({ text: quote, place })), ...notUnderstood];
  for (const { text, place } of texts) {
    const words = squeezed(text);
    for (let line = place.fromLine; line <= place.toLine; line += 1) {
      const of = told.get(line) ?? new Set<string>();
      told.set(line, of.add(words));
    }
  }
  return told;
}

/** What a paper says that no item quotes and no remark tells of: its head, headings and prose, as written and in order. Nothing of a paper is in neither. */
export function proseOf(stretches: readonly Stretch[], items: readonly Pick<DraftItem, 'quote' | 'place'>[], notUnderstood: readonly NotUnderstood[]): ProseLine[] {
  const told = toldByLine(items, notUnderstood);
  return stretches
    .filter(({ text, lines }) => {
      const words = squeezed(text);
      return words !== '' && !isFurniture(text.trim()) && !lines.some((line) => [...(told.get(line) ?? [])].some((each) => each.includes(words)));
    })
    .map(({ text, lines }) => ({ text, place: { fromLine: Math.min(...lines), toLine: Math.max(...lines) } }))
    .sort((a, b) => a.place.fromLine - b.place.fromLine);
}
