import { fold } from '../text/fold';
import { isTimeLimit } from './deadline.parse';
import { withColons } from './label.forms';
import { isInnerOffice, looksLikeUnit, surelyUnit } from './unit.shape';
import { readSuffixed } from './units.clause';
import { kindOfLabel, namesUnitsUnder, type LabelKind } from './units.label';
import { parseUnitNames } from './units.list';
import { againstRole, readInlineRoles, ROLE_MARK, settleContrast } from './units.mark';
import { allNames, bare, merge, noUnits, put, unread, type NamedUnits, type UnitRole } from './units.named';

const LABEL = /(?:^|(?<=[:：]\s*)|[,;。、\s(【\]】])\s*(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\([^()]{0,20}\))?\s*(?:\*\*)?[:】]\s*/g;

/** Words up to the end of their sentence, and what stands behind it. */
function firstSentence(text: string): { words: string; behind: string } {
  const end = text.indexOf('。');
  return end < 0 ? { words: text, behind: '' } : { words: text.slice(0, end), behind: text.slice(end + 1) };
}

/** 市总工会、市妇联；6月底前: a part of a list that speaks of time alone. What is handed back is the list without it. */
function takeTime(into: NamedUnits, text: string): string {
  const parts = text.split(/([，,；;\n|])/);
  const times = parts.filter((part, at) => at % 2 === 0 && part.trim() !== '' && isTimeLimit(part));
  if (times.length === 0 || (times.length === 1 && parts.length === 1 && into.timeLimit !== null)) return text;
  into.timeLimit ??= times[0]?.trim() ?? null;
  return parts.map((part, at) => (at % 2 === 0 && times.includes(part) ? '' : part)).join('').replace(/^[，,；;\s]+|[，,；;\s]+$/g, '');
}

/** Text that no label heads: units where it is nothing else, else words for a person to see. */
function putUnlabelled(into: NamedUnits, words: string): void {
  const text = takeTime(into, words);
  const { names } = parseUnitNames(text);
  // 市总工会牵头，市财政局配合，完成时限：6月底前
  if (OWN_ROLES.test(text) && readSuffixed(bare(text))) return putCell(into, bare(text), 'unmarked');
  if (names.length > 0 && names.every(looksLikeUnit)) put(into, 'unmarked', text);
  else unread(into, text);
}

/** 市人社局牵头，市教育局按职责分工负责: words with roles of their own. */
const OWN_ROLES = /(?:牵头|牽頭|负责|負責|配合|参与|參與|协办|落实|主办)\s*(?:[,，;；。、\n]|$)/;

/** Units under a heading or a label that gives a role; marks among them come first. */
function putCell(into: NamedUnits, words: string, role: UnitRole): void {
  const text = takeTime(into, words);
  const own = OWN_ROLES.test(text) ? readSuffixed(text) : null;
  if (own) return merge(into, settleContrast(readInlineRoles(own), text));
  const named = noUnits();
  put(named, role, text);
  merge(into, role === 'unmarked' ? named : againstRole(named));
}

function putLabelled(into: NamedUnits, kind: LabelKind, label: string, text: string): void {
  if (kind === 'time') {
    into.timeLimit = text.replace(/[。，,；;]$/, '').trim();
  } else if (kind === 'person' || kind === 'watcher') {
    const { words, behind } = firstSentence(text);
    unread(into, `${label}：${bare(words)}`, kind);
    unread(into, behind);
  } else {
    const { words, behind } = firstSentence(text);
    const units = kind !== null || namesUnitsUnder(label, words);
    if (units) putCell(into, words, kind ?? 'unmarked');
    if (kind === null) unread(into, `${label}：${bare(words)}`, units ? 'unknown-label' : 'unread');
    unread(into, behind);
  }
}

/** 牵头单位：A、B，参与单位：C，完成时限：9月底前. Null where no label is about units or time. */
function readLabelled(words: string): NamedUnits | null {
  const text = withColons(words);
  const folded = fold(text);
  const labels = [...folded.matchAll(LABEL)].map((match) => ({
    label: match[1] ?? '',
    kind: kindOfLabel(match[1] ?? ''),
    from: match.index,
    to: match.index + match[0].length,
  }));
  const textOf = (index: number): string => text.slice(labels[index]?.to ?? 0, labels[index + 1]?.from ?? text.length);
  const known = labels.some(({ kind }) => kind !== null && kind !== 'person' && kind !== 'watcher');
  if (!known && !labels.some(({ kind, label }, index) => kind === null && namesUnitsUnder(label, firstSentence(textOf(index)).words))) return null;
  const result = noUnits();
  putUnlabelled(result, text.slice(0, labels[0]?.from ?? 0));
  labels.forEach(({ kind, label }, index) => putLabelled(result, kind, label, textOf(index)));
  return result;
}

/**
 * Reads the units in the words of a bracket or a line; null where these words are not about units.
 * Names stay in the paper's order, groups (各…, 其他…) in their place.
 */
export function readUnitWords(words: string): NamedUnits | null {
  const { text, time } = withoutTail(withoutTornLabels(words));
  const labelled = readLabelled(text);
  if (labelled && time !== null) labelled.timeLimit ??= time;
  if (labelled) return settleContrast(readInlineRoles(labelled), null);
  const suffixed = readSuffixed(words);
  if (!suffixed) return null;
  const all = allNames(suffixed);
  // A sentence in brackets may end in 负责 or 参与 as well: names must look like names.
  if ((!all.some((name) => surelyUnit(name)) && (all.length === 0 || !all.every(isInnerOffice))) || all.some((name) => name.length > 40)) return null;
  return settleContrast(readInlineRoles(suffixed), words);
}

/** （牵 at the end of a page, 头单位：市总工会 on the next: one label. */
function withoutTornLabels(words: string): string {
  return words.replace(/(^|[，,；;。\s])([\u4e00-\u9fa5]{1,4})\s*\n\s*([\u4e00-\u9fa5]{1,5})(?=\s*[:：])/g, (all: string, before: string, head: string, rest: string) =>
    kindOfLabel(head + rest) !== null ? `${before}${head}${rest}` : all,
  );
}

/** ；除已明确时限的外，均于11月底前完成: a sentence about time behind the last list of names. */
const TAIL = /[,;。]\s*(?:除[^,;。:]{2,20}外[,]?\s*)?(?:均|全部|原则上|确保|力争|务必|并)*(?:于|在)?([^,;。、:]{2,16}?(?:前|底|内|末)(?:全面|全部|基本)?(?:完成|落实|办结))[。\s]*$/;

function withoutTail(words: string): { text: string; time: string | null } {
  const folded = fold(words);
  const tail = TAIL.exec(folded);
  // Behind a label about time it is that label's own.
  const label = [...folded.slice(0, tail?.index ?? 0).matchAll(LABEL)].at(-1)?.[1];
  if (label === undefined || kindOfLabel(label) === 'time') return { text: words, time: null };
  return tail?.[1] !== undefined && isTimeLimit(tail[1]) ? { text: words.slice(0, tail.index), time: tail[1] } : { text: words, time: null };
}

/** A column of units, whose heading gives the role; marks inside the cell come first. */
export function readUnitCell(text: string, role: UnitRole): NamedUnits {
  const labelled = readLabelled(text);
  if (labelled) return settleContrast(readInlineRoles(labelled), null);
  const result = noUnits();
  putCell(result, text, role);
  return role === 'unmarked' ? readInlineRoles(result) : result;
}

/** Longer words in a bare list are a phrase. */
const LONGEST_ODD_NAME = 20;

/**
 * A bare list in brackets at an item's end: where every part surely is a unit, or most of several are and the odd ones could be names (a person
 * is asked about those). With `afterSentence` nothing else is expected in the bracket, and several likely names are enough.
 */
export function readBareList(text: string, afterSentence = false): NamedUnits | null {
  const { list, time } = withoutTime(text);
  const { names, open } = parseUnitNames(list);
  const unmarked = names.map((name) => name.replace(ROLE_MARK, ''));
  const sure = unmarked.filter((name) => surelyUnit(name) && name.length >= 3).length;
  const odd = unmarked.every((name) => name.length >= 2 && name.length <= LONGEST_ODD_NAME && !/[\d。！？“”]|负责|完成|推动|加强|提升|开展|进一步|按照|根据|包括|含|等等|例如|如/.test(name));
  const several = names.length > 1 && odd && (sure * 2 >= names.length || (afterSentence && unmarked.every(looksLikeUnit)));
  // （产改办） behind a whole sentence: a single name that ends as offices do.
  const office = names.length === 1 && afterSentence && odd && unmarked.every(isInnerOffice);
  if (names.length === 0 || (sure < names.length && !several && !office)) return null;
  return readInlineRoles({ ...noUnits(), units: names, open, timeLimit: time });
}

/** 市商务局、市科技局，年底前完成: by when it is done stands behind the names. */
function withoutTime(text: string): { list: string; time: string | null } {
  const at = Math.max(...['，', ',', '；', ';', '|', '｜'].map((mark) => text.lastIndexOf(mark)));
  const time = text.slice(at + 1).trim();
  return at > 0 && isTimeLimit(time) ? { list: text.slice(0, at), time } : { list: text, time: null };
}
