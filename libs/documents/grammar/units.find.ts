import { fold } from '../text/fold';
import { isTimeLimit } from './deadline.parse';
import { labelAtHead, withColons } from './label.forms';
import { parseMark } from './mark.parse';
import { looksLikeUnit, surelyUnit } from './unit.shape';
import { parseUnitNames } from './units.list';
import { readUnitSentence } from './units.clause';
import { isTextLabel, isUnitLabel, kindOfLabel, namesUnitsUnder } from './units.label';
import { noUnits, type NamedUnits } from './units.named';
import { readBareList, readUnitWords } from './units.parse';

export interface TextAndUnits {
  /** The text without the words about units. */
  text: string;
  /** Null where nothing names units. */
  units: NamedUnits | null;
  /** Words that may name units but could not be read; null where there are none. */
  doubt: string | null;
}

const OPENING = '([【〔';
const CLOSING = ')]】〕';

/** A last bracket that is never closed still names units if it begins like this. */
const UNCLOSED = /^[([【〔]\s*[\u4e00-\u9fa5]{2,8}\s*:/;

/** Outermost closed brackets of a text, whatever their width; one opened by mistake hides nothing behind it. Linear. */
function outerBrackets(folded: string): { from: number; to: number }[] {
  const open: number[] = [];
  let spans: { from: number; to: number }[] = [];
  for (let i = 0; i < folded.length; i += 1) {
    const char = folded.charAt(i);
    if (OPENING.includes(char)) {
      open.push(i);
    } else if (CLOSING.includes(char)) {
      const from = open.pop();
      if (from === undefined) continue;
      while ((spans.at(-1)?.from ?? -1) > from) spans.pop();
      spans.push({ from, to: i + 1 });
    }
  }
  const unclosed = open.at(-1);
  if (unclosed !== undefined && UNCLOSED.test(folded.slice(unclosed, unclosed + 16))) {
    spans = [...spans.filter((span) => span.to <= unclosed), { from: unclosed, to: folded.length }];
  }
  return spans;
}

function merge(into: NamedUnits, more: NamedUnits): NamedUnits {
  const union = (a: string[], b: string[]): string[] => [...new Set([...a, ...b])];
  const leads = union(into.leads, more.leads);
  return {
    leads,
    participants: union(into.participants, more.participants),
    units: union(into.units, more.units),
    timeLimit: more.timeLimit ?? into.timeLimit,
    open: into.open || more.open,
    asides: [...into.asides, ...more.asides],
  };
}

/** 牵头单位：… at the end of a line, without brackets. */
const TRAILING = /(?:^|[。;!?\n|]|[-—–]{2})\s*(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\*\*)?\s*:/g;

function trailingLabel(folded: string): number | null {
  for (const match of folded.matchAll(TRAILING)) {
    // 约谈重点单位：对事故多发的企业集中约谈 is no label: no names stand behind it.
    const label = match[1] ?? '';
    if (kindOfLabel(label) !== null || (isUnitLabel(label) && namesUnitsUnder(label, /^[^。;\n]*/.exec(folded.slice(match.index + match[0].length))?.[0] ?? ''))) return match.index + (/^(?:[。;!?\n,|]|[-—–]{2})?\s*/.exec(match[0])?.[0].length ?? 0);
  }
  return null;
}

/** A line that goes on in the list of the one before: only names, or behind a mark that says so. */
function goesOn(line: string, before: string): boolean {
  if (/[:：、，,]\s*$/.test(before) && parseMark(line) === null) return true;
  const { names } = parseUnitNames(line);
  return names.length > 0 && names.every(looksLikeUnit);
}

/**
 * Parts the lines that say who and when from those of the item's text among and behind them: 整改措施：, and the numbered steps under it. What
 * only one line in between says, and no line of text goes on from, stays with the units, where a person is told of it.
 */
function labelledLines(tail: string): { labelled: string; behind: string } {
  const kept: string[] = [];
  const behind: string[] = [];
  let inText = false;
  for (const line of tail.split('\n')) {
    const label = labelAtHead(line);
    if (label !== null && (kindOfLabel(label) !== null || namesUnitsUnder(label, line.slice(line.search(/[:：]/) + 1)))) inText = false;
    else if (label !== null) inText = isTextLabel(label);
    else if (!inText) inText = !goesOn(line, kept.at(-1) ?? '');
    (inText ? behind : kept).push(line);
  }
  return { labelled: kept.join('\n'), behind: behind.join('\n').trim() };
}

/** 由市总工会牵头，市财政局配合。 or without 由: looked for where no bracket names anybody. */
const ROLE_WORD = /牵头|负责|配合|参与|落实|实施|承办|主办|会同/;
const LONGEST_SENTENCE = 260;

/** ——市商务局、市财政局: a list behind a dash at the end. */
function bareSentence(words: string): ReturnType<typeof readUnitSentence> {
  const units = ROLE_WORD.test(fold(words)) ? null : readBareList(words, true);
  return units === null ? null : { units, whole: true };
}

/** Takes the sentences that only say who does it; one that says more stays in the text as well. */
function takeSentences(text: string): { text: string; units: NamedUnits } | null {
  let units: NamedUnits | null = null;
  let rest = '';
  for (const sentence of text.split(/(?<=[。；;\n])/)) {
    const folded = fold(sentence);
    const dash = /^\s*[-—–]{1,2}(?=[\u4e00-\u9fa5])/.exec(folded)?.[0].length ?? 0;
    const by = dash || (/^(?:[^由]{0,200}?(?:[,]|均|都))?(?=\s*由)/.exec(folded)?.[0].length ?? 0);
    // 请市财政局牵头，…: asked as good as told.
    const words = sentence.slice(by).replace(/^\s*请(?=[\u4e00-\u9fa5])/, '').replace(/[。；;\s]+$/, '');
    // …牵头，…配合；2031年12月: by when it is done stands behind who does it.
    if (units !== null && units.timeLimit === null && words.trim() !== '' && isTimeLimit(words.trim())) {
      units.timeLimit = words.trim();
      continue;
    }
    const read = words.length <= LONGEST_SENTENCE && (dash > 0 || ROLE_WORD.test(fold(words))) ? (readUnitSentence(dash > 0 ? `由${words}` : words) ?? (dash > 0 ? bareSentence(words) : null)) : null;
    if (read) units = merge(units ?? noUnits(), read.units);
    rest += read?.whole ? (by > dash ? `${sentence.slice(0, by).replace(/[，,]\s*$/, '')}。` : '') : sentence;
  }
  return units ? { text: rest, units } : null;
}

/** Last lines of nothing but units, and by when: 市住建局、市城管局 below the words. */
function takeLastLines(text: string): { text: string; units: NamedUnits } | null {
  const lines = text.trimEnd().split('\n');
  const units = noUnits();
  let from = lines.length;
  for (; from > 1; from -= 1) {
    const line = (lines[from - 1] ?? '').trim();
    const { names, open } = parseUnitNames(line);
    if (isTimeLimit(line)) units.timeLimit ??= line;
    else if (names.length > 0 && line.length <= LONGEST_SENTENCE && names.every((name) => surelyUnit(name))) {
      units.units.unshift(...names.filter((name) => !units.units.includes(name)));
      units.open ||= open;
    } else break;
  }
  return units.units.length === 0 ? null : { text: lines.slice(0, from).join('\n'), units };
}

/** The last bracket, or words with a role, where names stand that nothing could read. */
function doubtIn(text: string): string | null {
  const bracket = /[（(【]([^（()）【】]{2,200})[)）】][\s。；;]*$/.exec(text)?.[1];
  if (bracket !== undefined && parseUnitNames(bracket).names.some(looksLikeUnit)) return bracket;
  const label = /(?:^|[。；;\n，,])\s*([^。；;\n，,]{0,10}(?:单位|部门)[：:][^。\n]{2,120})/.exec(text)?.[1];
  return label ?? /(?:^|[。；;\n，,])\s*(由[^。；;\n]{2,80}(?:牵头|负责|承办|会同)[^。；;\n]{0,60})/.exec(text)?.[1] ?? null;
}

/** Parts an item's text from the units named in it: in brackets anywhere, in labelled lines, or in a last sentence 由…牵头. */
export function takeUnits(whole: string): TextAndUnits {
  const text = withColons(whole);
  let units: NamedUnits | null = null;
  let rest = '';
  let from = 0;
  const folded = fold(text);
  const spans = outerBrackets(folded);
  spans.forEach((span, index) => {
    const inner = text.slice(span.from + 1, CLOSING.includes(folded.charAt(span.to - 1)) ? span.to - 1 : span.to);
    const last = index === spans.length - 1 && /^[\s。;,.]*$/.test(folded.slice(span.to));
    const afterSentence = /(?:^|[。;!?\n])\s*$/.test(folded.slice(Math.max(0, span.from - 3), span.from));
    const bare = last ? readBareList(inner, afterSentence) : null;
    const read = readUnitWords(inner) ?? (bare && (afterSentence || bare.units.length > 1) ? bare : null);
    if (!read) return;
    units = merge(units ?? noUnits(), read);
    rest += text.slice(from, span.from);
    from = span.to;
  });
  rest += text.slice(from);
  const label = trailingLabel(fold(rest));
  if (label !== null) {
    const { labelled, behind } = labelledLines(rest.slice(label));
    const read = readUnitWords(labelled);
    if (read) {
      units = merge(units ?? noUnits(), read);
      rest = `${rest.slice(0, label).replace(/[-—–]{2}\s*$/, '').trimEnd()}${behind === '' ? '' : `\n${behind}`}`;
    }
  }
  if (!units) {
    const read = takeLastLines(rest) ?? takeSentences(rest);
    if (read) {
      units = read.units;
      rest = read.text;
    }
  }
  return { text: units ? rest.replace(/([。！？；])[。；\s]*$/, '$1').trim() : text.trim(), units, doubt: units ? null : doubtIn(text) };
}
