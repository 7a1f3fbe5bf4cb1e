import { parseMark } from '../grammar/mark.parse';
import { readUnitSentence } from '../grammar/units.clause';
import { takeUnits } from '../grammar/units.find';
import { isTextLabel, isUnitLabel } from '../grammar/units.label';
import { fold } from '../text/fold';
import type { Paragraph } from '../text/paragraph.reader';
import { columnOf } from './column.words';

/**
 * Entries of a list without ordinals: paragraphs under a heading that each begin with bold words, or each end with the units that carry them
 * out. They count only where the paper has several, and where no ordinals below its headings head the units.
 */

const LEAST_ENTRIES = 3;
const LEAST_NAMING = 0.6;
const LONGEST_LEAD = 45;
/** Paragraphs for each heading: from here on a heading has several entries. */
const SEVERAL = 1.6;

function namesUnits(text: string): boolean {
  const units = takeUnits(text).units;
  return units !== null && units.leads.length + units.participants.length + units.units.length > 0;
}

const BOXED = /^【([^【】]{2,30})】(?=\s*[^\s【：:])/;

/** 【劳动教育】创建示范校2所…: the name of an entry in a box; 【牵头单位】 is a label. */
export function boxedTitle(text: string): string | null {
  const words = BOXED.exec(text)?.[1] ?? null;
  return words === null || isUnitLabel(words) || isTextLabel(words) || columnOf(words) !== null ? null : words;
}

const bare = (words: string): string => words.replace(/\s*[:：]$/, '');

/** A label comes again, a title does not. **加强理论武装。**组织宣讲…; a bold label (**整改时限：**) is none. */
function hasTitleInBold({ boldLead, text }: Paragraph, isUnique: (words: string) => boolean): boolean {
  if (boxedTitle(text) !== null) return true;
  if (boldLead === null || boldLead.length > LONGEST_LEAD || boldLead.length >= text.length) return false;
  const words = /^(.+?)\s*[:：]$/.exec(boldLead)?.[1] ?? (/^\s*[:：]/.test(text.slice(boldLead.length)) ? boldLead : null);
  return words === null || (isUnique(words) && !isUnitLabel(words) && columnOf(words) === null);
}

const LONGEST_ENTRY = 1_000;
/** …。由学科建设办公室牵头，心血管内科参加。 */
const WHO_AT_END = /。\s*(由[^。]{3,120}?(?:牵头|负责|配合|参加|参与|协办|落实|实施))。?$/;

/** What a bracket or a sentence at its end says of who does it; a line that is nothing but labels ends no entry. */
function endsWithUnits({ text }: Paragraph): boolean {
  if (text.length >= 10 && text.length <= LONGEST_ENTRY && WHO_AT_END.test(text) && readUnitSentence(WHO_AT_END.exec(text)?.[1] ?? '') !== null) return true;
  return text.length >= 10 && /[)）】]\s*[。；;]?\s*$/.test(text) && !/^[(（【]/.test(text) && !/^[\u4e00-\u9fa5]{2,8}\s*:/.test(fold(text)) && namesUnits(text);
}

/** What stands between an entry and the next, or the next heading, with it. */
function blockOf(entry: Paragraph, paragraphs: readonly Paragraph[], entries: ReadonlySet<Paragraph>): string {
  const from = paragraphs.indexOf(entry);
  const next = paragraphs.findIndex((paragraph, at) => at > from && (entries.has(paragraph) || paragraph.heading > 0 || parseMark(paragraph.text) !== null));
  return paragraphs.slice(from, next < 0 ? undefined : next).map(({ text }) => text).join('\n');
}

/** Entries that begin in bold, each with its units on lines of their own below it, or with units for all of them below the last. */
function boldEntries(bold: readonly Paragraph[], paragraphs: readonly Paragraph[], plain: readonly Paragraph[], inner: number): ReadonlySet<Paragraph> | null {
  if (bold.length < LEAST_ENTRIES || inner > 0) return null;
  const entries = new Set(bold);
  const naming = bold.filter((entry) => namesUnits(blockOf(entry, paragraphs, entries))).length;
  const begins = bold.filter(({ text }) => text.length >= 20).length >= bold.length * LEAST_NAMING;
  return naming >= bold.length * LEAST_NAMING || (naming > 0 && begins && bold.length >= plain.length * LEAST_NAMING) ? entries : null;
}

/** 【学科建设】 on a line of its own: where several stand so, they are headings. */
export function boxedHeadings(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const found = paragraphs.filter(({ text }) => {
    const words = /^【([^【】]{2,20})】$/.exec(text.trim())?.[1];
    return words !== undefined && !isUnitLabel(words) && columnOf(words) === null;
  });
  return new Set(found.length > 1 ? found : []);
}

/** The paragraphs that begin an entry. */
export function findEntries(paragraphs: readonly Paragraph[]): ReadonlySet<Paragraph> {
  const numbered = paragraphs.filter(({ text }) => ['sub', 'point', 'subpoint'].includes(parseMark(text)?.level ?? ''));
  const inner = numbered.filter(({ text }) => namesUnits(text)).length;
  const boxes = boxedHeadings(paragraphs);
  const first = paragraphs.findIndex((paragraph) => paragraph.heading > 1 || parseMark(paragraph.text)?.level === 'section' || boxes.has(paragraph));
  if (first < 0) return new Set();
  const plain = paragraphs.slice(first).filter(({ text, heading }) => heading === 0 && parseMark(text) === null).filter((paragraph) => !boxes.has(paragraph));
  const counts = new Map<string, number>();
  for (const { boldLead } of plain) if (boldLead !== null) counts.set(bare(boldLead), (counts.get(bare(boldLead)) ?? 0) + 1);
  const bold = plain.filter((paragraph) => hasTitleInBold(paragraph, (words) => (counts.get(bare(words)) ?? 0) <= 1));
  const ends = plain.filter(endsWithUnits);
  const led = ends.length < bold.length * LEAST_NAMING ? boldEntries(bold, paragraphs.slice(first), plain, inner) : null;
  if (led) return led;
  if (ends.length < LEAST_ENTRIES || ends.length <= inner) return new Set();
  if (bold.length >= LEAST_ENTRIES && ends.length >= bold.length * LEAST_NAMING) return new Set(bold);
  // A paragraph right below a heading of its own is what that heading names.
  const marked = (paragraph: Paragraph): boolean => paragraph.heading > 1 || parseMark(paragraph.text) !== null || boxes.has(paragraph);
  const underHeading = new Set(paragraphs.filter((paragraph, at) => marked(paragraphs[at - 1] ?? paragraph)));
  const below = ends.filter((paragraph) => underHeading.has(paragraph)).length;
  const headed = plain.filter((paragraph) => underHeading.has(paragraph)).length;
  if (below > ends.length * LEAST_NAMING && plain.length < headed * SEVERAL) return new Set();
  return ends.length >= numbered.length && ends.length >= plain.length * LEAST_NAMING ? new Set(ends) : new Set();
}
