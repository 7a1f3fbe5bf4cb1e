import { isTimeLimit } from '../grammar/deadline.parse';
import { MARK_LEVELS, parseMark } from '../grammar/mark.parse';
import type { PaperWords } from '../grammar/paper.words';
import { looksLikeUnit, surelyUnit } from '../grammar/unit.shape';
import { isTextLabel, kindOfLabel } from '../grammar/units.label';
import { ROLE_SIGNS } from '../grammar/units.mark';
import type { UnitRole } from '../grammar/units.named';
import { fold } from '../text/fold';
import { roleByStem } from './role.stem';

/**
 * Learns from all items of a paper where it names its units: what stands at the end of most of them and looks like a list of names is one, in the
 * others as well, and so is what a label that nobody knows has behind it each time.
 */

const LEAST = 3;
/** Of the paragraphs of one level of ordinals so many must end alike. */
const HALF = 0.5;
/** Of the words at such ends so many must be able to be names, and of the names so many must look like units. */
const MOST = 0.85;
const LONGEST = 240;

const CLOSING = /[([【〔]([^()[\]【】〔〕]*(?:[([][^()[\]]{0,20}[)\]][^()[\]【】〔〕]*){0,12})[)\]】〕][\s。;,]*$/;
const LAST_SENTENCE = /(?:^|[。;\n])\s*由([^。;\n]{3,200}?(?:牵头|负责|配合|参与|落实|协助)[^。\n]{0,120})。?\s*$/;
const DASHED = /[-—–]{2}\s*([^。\n]{2,160})。?\s*$/;
/** A line of nothing but a list. */
const LIST = /^\s*([\u4e00-\u9fa5A-Za-z()]{2,20}(?:、[\u4e00-\u9fa5A-Za-z()]{2,20}){1,12})\s*$/;
const LABELLED = /^\s*(?:[-*•●]\s*)?(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\*\*)?\s*:\s*(?:\*\*)?(.{2,200})$/;
const LABEL_WITHIN = /^\s*([\u4e00-\u9fa5]{2,8})\s*:\s*/;

/** 牵头单位市住建局: a label that nothing parts from its names. */
const GLUED = /^\s*(?:牵头|主办|主责|责任|承办|配合|参与|参加|协办|协助)(?:单位|部门)(?=[\u4e00-\u9fa5])/;
const ROLES = /(?:共同|联合|分别|具体|总|按职责(?:分工)?|各自|分工|密切|协同|积极|组织)*(?:牵头|负责|配合|参与|参加|落实|实施|承办|主办|协办|协助|推进|抓总|完成)+(?:单位)?$/;
const MARK = /[([](?:牵头|主办|主责|配合|参与|参加|协办|协助|协同)(?:单位|部门)?[)\]]$/;
const SIGNS = new RegExp(`^[${ROLE_SIGNS}]+|[${ROLE_SIGNS}]+$`, 'g');
const NAME = /^[\u4e00-\u9fa5A-Za-z]{2,20}(?:\([^()]{1,16}\))?[\u4e00-\u9fa5]{0,12}$/;
const NO_NAME = /的|了|进一步|加强|提升|推动|确保|完成|达到|包括|其中|以上|以下|不少|不低|增长|开展|建设好|做好|按照|根据|长期|持续|全年|每[年月季周]|适时|试行|修订|见附|同上|含$|^含|^详见|^如|^即/;

/** The words of an end that could be names, and whether all of them could. */
function namesIn(words: string): { names: string[]; others: number } {
  const names: string[] = [];
  let others = 0;
  for (const part of words.split(/[,;。|丨\n]|\s+/)) {
    // 经费来源：自筹 beside the roles is no name of who does it.
    const label = LABEL_WITHIN.exec(part)?.[1];
    if (label !== undefined && kindOfLabel(label) === null) continue;
    const clause = part.replace(LABEL_WITHIN, '').replace(GLUED, '').trim();
    if (clause === '' || isTimeLimit(clause) || isTimeLimit(clause.replace(/(?:全面|全部|基本)?(?:完成|办结|到位|落实)$/, ''))) continue;
    for (const written of clause.replace(ROLES, '').split(/[、/]|会同/)) {
      const name = written.replace(/^由|^并由|等$/g, '').replace(MARK, '').replace(SIGNS, '').replace(MARK, '').trim();
      if (name === '') continue;
      if (NAME.test(name) && !NO_NAME.test(name)) names.push(name);
      else others += 1;
    }
  }
  return { names, others };
}

/** The names of a kind of ends, where these are lists of units by all of them together. */
function learntFrom(ends: readonly string[], least: number): string[] {
  if (ends.length < least) return [];
  const read = ends.map(namesIn);
  const all = read.flatMap(({ names }) => names);
  const others = read.reduce((sum, each) => sum + each.others, 0);
  const distinct = [...new Set(all)];
  const like = distinct.filter(looksLikeUnit).length;
  const sound = all.length >= least && all.length >= (all.length + others) * MOST && like >= distinct.length * HALF;
  return sound ? distinct : [];
}

/** Every labelled stretch at the head of a line or within a bracket at the end. */
function labelled(text: string): [label: string, words: string][] {
  const found: [string, string][] = [];
  const line = LABELLED.exec(text);
  if (line?.[1] && line[2]) found.push([line[1], line[2]]);
  const inner = CLOSING.exec(text)?.[1] ?? '';
  for (const part of inner.split(/[;。|丨\n]/)) {
    const label = LABEL_WITHIN.exec(part)?.[1];
    if (label !== undefined) found.push([label, part.replace(LABEL_WITHIN, '')]);
  }
  return found;
}

function put(into: Map<string, string[]>, key: string, words: string): void {
  const own = into.get(key);
  if (own) own.push(words);
  else into.set(key, [words]);
}

/** What the paragraphs of a paper teach about its units and labels. Linear in their length. */
export function learnWords(paragraphs: readonly string[]): Pick<PaperWords, 'names' | 'labels'> {
  const lines = paragraphs.flatMap((text) => fold(text).split('\n')).filter((line) => line.trim() !== '');
  const levels = paragraphs.map((text) => parseMark(text)?.level);
  const numbered = Math.min(...MARK_LEVELS.map((level) => levels.filter((each) => each === level).length).filter((count) => count >= LEAST), paragraphs.length);
  const ends = new Map<string, string[]>();
  const behind = new Map<string, string[]>();
  for (const line of lines) {
    const tail = line.slice(-LONGEST);
    for (const [kind, pattern] of [['bracket', CLOSING], ['sentence', LAST_SENTENCE], ['dash', DASHED], ['line', LIST]] as const) {
      const words = pattern.exec(tail)?.[1];
      if (words !== undefined) put(ends, kind, words);
    }
    if (line.length <= LONGEST) for (const [label, words] of labelled(line)) put(behind, label, words);
  }
  const least = Math.max(LEAST, numbered * HALF);
  const names = [...ends.values()].flatMap((each) => learntFrom(each, least));
  const labels = new Map<string, UnitRole | 'time'>();
  for (const [label, words] of behind) {
    if (words.length < least) continue;
    const kind = kindOfLabel(label);
    if (kind === 'lead' || kind === 'participant' || kind === 'unmarked') names.push(...learntFrom(words, LEAST));
    if (kind !== null || isTextLabel(label)) continue;
    if (words.filter((each) => isTimeLimit(each.replace(/[。;]\s*$/, ''))).length >= words.length * MOST) labels.set(label, 'time');
    else {
      const own = learntFrom(words, LEAST);
      if (own.length > 0) labels.set(label, roleByStem(label));
      names.push(...own);
    }
  }
  return { names: new Set(names.filter((name) => !surelyUnit(name))), labels };
}
