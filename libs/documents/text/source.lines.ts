/** The lines of a file, cleaned of what only layout needs, each with its number in the file. */

export interface SourceLine {
  /** Counted from 1. A form feed splits a line in two that share one number, as editors count. */
  no: number;
  text: string;
  /** The table of the file that the line is a row of, counted from 1; unknown in plain text. */
  table?: number;
  /** Further lines of the file that its words stand on: a row whose cells are wrapped. */
  more?: readonly number[];
}

export interface SourceLines {
  lines: SourceLine[];
  /** Lines of the file. */
  count: number;
}

const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD]/g;
const ODD_SPACES = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;

/** 责 任 单 位：: a label set as wide as those above and below it. */
const SET_WIDE = /^( *(?:[-*+•●○■□◆◇▪▶►▷➢➤] *)?)((?:[\u4e00-\u9fa5] +){1,7}[\u4e00-\u9fa5])(?= *[:：])/gm;

export function withoutWideLabels(text: string): string {
  return text.replace(SET_WIDE, (_, indent: string, label: string) => indent + label.replace(/ /g, ''));
}

/** Spaces around a line go, and those within a label at its head; tabs stay, since a leading tab is an empty first cell. */
export function cleanLine(text: string): string {
  const spaced = withoutWideLabels(text.replace(INVISIBLE, '').replace(ODD_SPACES, ' '));
  return spaced.trim() === '' ? '' : spaced.replace(/^ +/, '').replace(/[ \t]*$/, (tail) => tail.replace(/ /g, ''));
}

export function splitLines(text: string): SourceLines {
  const physical = text.split(/\r\n|\n|\r|\u2028|\u2029/);
  if (physical.length > 1 && physical[physical.length - 1] === '') physical.pop();
  const lines: SourceLine[] = [];
  physical.forEach((line, index) => {
    for (const part of line.split(/[\f\v]/)) lines.push({ no: index + 1, text: cleanLine(part) });
  });
  return { lines, count: physical.length };
}

const PAGE_NUMBER = /^(?:[-—–－·\s]*\d{1,4}[-—–－·\s]*|第\s*\d+\s*页(?:[\s,，/]*共\s*\d+\s*页)?|\d+\s*\/\s*\d+|page\s*\d+(?:\s*of\s*\d+)?)$/i;
const RULE = /^(?:[-*_=~─━═﹍…·.]\s*){3,}$/;

/** A line that belongs to the page and not to the text: a page number or a drawn line. */
export function isFurniture(text: string): boolean {
  return RULE.test(text) || PAGE_NUMBER.test(text);
}
