import { fold } from '../text/fold';
import { isTimeLimit } from './deadline.parse';
import { isInnerOffice, looksLikeUnit, surelyUnit } from './unit.shape';
import { parseUnitNames, splitOutsideBrackets } from './units.list';
import { readInlineRoles, settleContrast } from './units.mark';
import { allNames, noUnits, put, unread, type NamedUnits, type UnitRole } from './units.named';

/** Units by what is said that they do: 市总工会牵头，市财政局配合. */

const LEAD_WORDS = '(?:总|共同|联合|分别|具体)?牵头(?:负责|落实|实施|抓总|组织|推进|办理|制定|完成)*|主办|主责|为牵头单位|为主';
const PARTICIPANT_WORDS = '(?:按照?(?:各自)?职责(?:分工)?)?(?:积极|密切|协同|参与|共同)?(?:配合|协助|参与|参加|协办|协同|协作)(?:落实|实施|推进|做好)?';
const UNMARKED_WORDS = '(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|各自|共同|具体|分工|组织)?(?:负责|落实|实施|承办|组织实施)(?:落实|实施|推进|抓好)?';
const SUFFIXES: readonly [UnitRole, RegExp][] = [
  ['lead', new RegExp(`(?:${LEAD_WORDS})$`)],
  ['participant', new RegExp(`(?:${PARTICIPANT_WORDS})$`)],
  ['unmarked', new RegExp(`(?:${UNMARKED_WORDS})$`)],
];

const ACTS = '(?:共同|联合|具体|分别|等|按职责|分工)*(?:组织|负责|推进|落实|实施|开展|办理|抓好|做好|完成|承办)*';
/** 会同市财政局、市教育局组织实施: called in by the lead. */
const CALLED_IN = new RegExp(`^(?:并)?(?:会同|商(?=市|省|县|区|州|旗|国|各|有关|相关)|联合(?!会))(.+?)${ACTS}$`);
/** 市司法局会同市税务局落实: who calls in leads. */
const CALLS_IN = new RegExp(`^(?:由)?(.{2,60}?)会同(.+?)${ACTS}$`);

/** What is done to what: a role, and behind it more than the act alone. */
const DOES_WHAT = '(?:共同|联合|具体|分别|负责|牵头)*(?:组织|推进|落实|实施|开展|办理|抓好|做好|完成|承办|制定|制订|编制|起草|研究|建立|建设|举办|召开|发布|出台|开发|打造|修订|督促|指导)(?=.{2})';
/** 由市司法局会同市税务局开展专项检查: who calls in leads, and what is done stands behind. */
const CALLS_IN_TO = new RegExp(`^(?:由)?(.{2,60}?)(?:牵头[,、]?)?会同(.{2,80}?)${DOES_WHAT}`);

/** Units of a clause that also says what they do. Its names must surely be units: 企业会同高校开展攻关 is about something else. */
function putCallingIn(into: NamedUnits, folded: string, clause: string): boolean {
  const calls = CALLS_IN_TO.exec(folded);
  if (!calls?.[1] || !calls[2] || /负责/.test(calls[1])) return false;
  const leadAt = folded.indexOf(calls[1]);
  const helpAt = folded.indexOf('会同') + 2;
  const leads = clause.slice(leadAt, leadAt + calls[1].length);
  const helpers = clause.slice(helpAt, helpAt + calls[2].length);
  const names = [leads, helpers].flatMap((text) => parseUnitNames(text).names);
  if (!names.every((name) => surelyUnit(name))) return false;
  put(into, 'lead', leads);
  put(into, 'participant', helpers);
  return true;
}

/** The units of one clause by the words around them; false where it has none of these words. */
function putClause(into: NamedUnits, clause: string, pending: readonly string[]): boolean {
  const folded = fold(clause).replace(/\s+$/, '');
  const before = (text: string): string => [...pending, text].join('、');
  const called = CALLED_IN.exec(folded);
  if (called?.[1]) {
    put(into, 'participant', clause.slice(folded.indexOf(called[1]), folded.indexOf(called[1]) + called[1].length));
    return true;
  }
  const calls = CALLS_IN.exec(folded);
  if (calls?.[1] && calls[2] && !/牵头|负责/.test(calls[1])) {
    const at = folded.indexOf('会同');
    put(into, 'lead', before(clause.slice(0, at)));
    put(into, 'participant', clause.slice(at + 2, at + 2 + calls[2].length));
    return true;
  }
  const suffix = SUFFIXES.map(([role, pattern]) => ({ role, at: folded.search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  if (!suffix) return false;
  const names = before(clause.slice(0, suffix.at));
  if (names.replace(/[、\s]/g, '') !== '') put(into, suffix.role, names);
  return true;
}

/** Clauses of a list of roles: 市总工会牵头、市财政局配合 are two, whatever mark stands between. */
function roleClauses(text: string): string[] {
  const marked = text.replace(/(牵头|牽頭|负责|負責|配合|参与|參與|协办|协助|主办|落实)、/g, '$1，');
  return splitOutsideBrackets(marked, ',;。')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** 主汛期前完成: by when, in words that name no day. */
const BY_WHEN = /^[^、]{2,12}(?:之|以)?前(?:全部|基本)?(?:完成|建成|到位)$/;

/** 由市数据局会同市电信公司于6月底前完成: by when it is done stands between who does it and the act. */
const DONE_BY = /^(.{3,120}?)(?:应|须|要)?[于在]([^于在]{2,16}?(?:前|底|末|内))(?:全部|基本)?(?:完成|办结|建成|落实到位|到位)$/;

interface Suffixed {
  units: NamedUnits;
  /** A clause says what they do as well. */
  saysMore: boolean;
  /** Clauses without a role behind the last one with a role. */
  rest: string[];
}

function readClauses(text: string): Suffixed | null {
  const units = noUnits();
  let pending: string[] = [];
  let marked = false;
  let saysMore = false;
  for (const written of roleClauses(text)) {
    const within = DONE_BY.exec(written);
    const clause = within?.[1] !== undefined && isTimeLimit(within[2] ?? '') ? within[1] : written;
    if (clause !== written) units.timeLimit ??= within?.[2] ?? null;
    if (isTimeLimit(clause) || BY_WHEN.test(fold(clause))) {
      units.timeLimit = clause;
    } else if (pending.length === 0 && putCallingIn(units, fold(clause), clause)) {
      marked = true;
      saysMore = true;
    } else if (putClause(units, clause, pending)) {
      pending = [];
      marked = true;
    } else {
      pending.push(clause);
    }
  }
  return marked ? { units, saysMore, rest: pending } : null;
}

/** 市总工会牵头，市财政局配合，9月底前完成. Null where no part says what its units do. */
export function readSuffixed(text: string): NamedUnits | null {
  const read = readClauses(text);
  if (!read) return null;
  // 经费来源：自筹 beside the roles is a word about something else.
  const labelled = read.rest.filter((clause) => /[:：]/.test(clause));
  const names = read.rest.filter((clause) => !labelled.includes(clause));
  if (names.length > 0) put(read.units, 'unmarked', names.join('、'));
  for (const clause of labelled) unread(read.units, clause);
  return read.units;
}

/**
 * A sentence of running text that says who does it: 由市司法局牵头，会同市税务局组织实施. `whole` where it says nothing else. Null where its
 * names are not surely units: 由企业负责 is about something else.
 */
export function readUnitSentence(text: string): { units: NamedUnits; whole: boolean } | null {
  if (/解释/.test(text)) return null;
  const read = readClauses(text);
  if (!read) return null;
  const names = allNames(read.units);
  const whole = read.rest.length === 0 && !read.saysMore;
  // Without 由 only a marked lead tells such a sentence from one that has units for its subject, or that it says nothing else: 市总工会、市妇联负责落实.
  const named = text.trimStart().startsWith('由') ? (names.some(surelyUnit) || names.every(isInnerOffice)) && names.every(looksLikeUnit) : (read.units.leads.length > 0 || whole) && names.every(surelyUnit);
  if (names.length === 0 || !named) return null;
  return { units: settleContrast(readInlineRoles(read.units), text), whole };
}
