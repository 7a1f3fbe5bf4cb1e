import { isFurniture } from '../text/source.lines';
import type { PrintedLine } from './pdf.lines';

/** Share of a page's height that heads and feet stand in. */
const MARGIN = 0.12;
/** Of pages that show a line for it to be the page's and not the text's. */
const LEAST_SHARE = 0.5;
const LEAST_PAGES = 3;

/** The same on each page but for its number. */
function key(text: string): string {
  return text.replace(/\d+/g, '#').replace(/\s/g, '');
}

export interface PageLines {
  height: number;
  lines: readonly PrintedLine[];
}

function inMargin({ base }: PrintedLine, height: number): boolean {
  return base < height * MARGIN || base > height * (1 - MARGIN);
}

/** Running heads, feet and page numbers: lines in the margin that are numbers, or come again on most pages. */
export function marginLines(pages: readonly PageLines[]): Set<PrintedLine> {
  const counts = new Map<string, number>();
  for (const { lines, height } of pages)
    for (const each of new Set(lines.filter((line) => inMargin(line, height)).map((line) => key(line.text)))) counts.set(each, (counts.get(each) ?? 0) + 1);
  const least = Math.max(LEAST_PAGES, pages.length * LEAST_SHARE);
  return new Set(
    pages.flatMap(({ lines, height }) => {
      // Only what stands above or below all else: a text that fills its page goes into the margin as well.
      const edge = new Set([...lines.slice(0, 2), ...lines.slice(-2)]);
      return lines.filter((line) => edge.has(line) && inMargin(line, height) && (isFurniture(line.text) || (counts.get(key(line.text)) ?? 0) >= least));
    }),
  );
}
