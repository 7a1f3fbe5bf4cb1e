import { fold } from '../text/fold';
import { isTimeLimit } from './deadline.parse';
import { looksLikeUnit, surelyUnit } from './unit.shape';
import { parseUnitNames, splitOutsideBrackets } from './units.list';

export type UnitRole = 'lead' | 'participant' | 'unmarked';

/** Who is named for an item, by role, as written; and what else the same bracket says. */
export interface NamedUnits {
  leads: string[];
  participants: string[];
  /** Named without a role: 责任单位, 实施单位, …负责. */
  units: string[];
  /** Words about time in the same bracket: 9月底前完成. */
  timeLimit: string | null;
  open: boolean;
  /** What was read with doubt, or not at all: a person sees it. */
  asides: UnitAside[];
}

/**
 * Words beside the units that want a person's eye.
 *
 * - `unknown-label`: the label is not known, its units are kept without a role
 * - `person`: a leader or a responsible person; a draft has no place for persons
 * - `watcher`: who supervises or accepts, and so does not carry the item out
 * - `unread`: words that are no unit
 * - `contrast`: a role that follows from the other units' words and is not marked itself
 */
export interface UnitAside {
  kind: 'unknown-label' | 'person' | 'watcher' | 'unread' | 'contrast';
  text: string;
}

export function noUnits(): NamedUnits {
  return { leads: [], participants: [], units: [], timeLimit: null, open: false, asides: [] };
}

const BODY = '(?:单位|部门|处室|科室|主体|机构|方)?';
const LABELS: readonly [UnitRole, RegExp][] = [
  ['lead', new RegExp(`^(?:总?牵头|主办|主责|主抓|主要负责|第一责任|首要责任|主要责任)(?:责任|负责|实施|主办|承办|抓总)?${BODY}$|^负责(?:单位|部门|机构)$`)],
  ['participant', new RegExp(`^(?:参与|参加|配合|协办|协作|协同|协助|协管|辅助|联动|会办|会同|合作|共建|共同|共同参与|联合|支持|支撑|保障)(?:责任|实施|落实|配合|参与|协作|协办)?${BODY}$|^(?:各?成员|其他|其它|配合参与|参与配合)(?:单位|部门)$`)],
  ['unmarked', new RegExp(`^(?:责任|实施|承办|落实|执行|完成|主管|负责|推进|任务|承接|承担|办理|责任落实|组织实施)${BODY}$|^(?:单位|部门)$`)],
];
const TIME_LABEL = /^(?:进度安排|时序安排|时序进度|进度要求|工作安排时间)$|^(?:完成|办理|办结|落实|推进|工作|整改|起止|计划|计划完成|预计完成|实施|要求完成)?(?:时限|时间|期限|时间节点|节点|进度|时间要求|时限要求|日期|期限要求)$/;

const PERSON_LABEL =
  /^(?:第一|主要|直接|具体|分管|包保|包抓|牵头|主管|挂钩|挂帅|挂点|联系|责任|督办|协管|市级|县级|区级|部门|单位|项目)*(?:领导|县领导|市领导|区领导|责任人|负责人|负责同志|联系人|联络员|联络人|经办人|承办人|主管人|专员|人员|电话|联系电话|联系方式|专班班长|组长)$/;
const WATCHER_LABEL = /^(?:督办|督查|督导|督促|监督|监管|考核|考评|验收|审核|评估|评价)(?:责任|评价|指导)?(?:单位|部门|机构|主体|科室)$/;

type LabelKind = UnitRole | 'time' | 'person' | 'watcher' | null;

function kindOfLabel(label: string): LabelKind {
  const words = fold(label).replace(/[\s*【】[\]]|\(.*\)$/g, '');
  return roleOfLabel(words) ?? (PERSON_LABEL.test(words) ? 'person' : WATCHER_LABEL.test(words) ? 'watcher' : null);
}

/** A label about persons, or about who supervises: known, and nothing that an item is made of. */
export function isApartLabel(label: string): boolean {
  const kind = kindOfLabel(label);
  return kind === 'person' || kind === 'watcher';
}

/** Whether a label at the head of a line speaks of who carries an item out, or of the time or persons beside it. */
export function isUnitLabel(label: string): boolean {
  return kindOfLabel(label) !== null || /(?:单位|部门)$/.test(fold(label));
}

/** Whether words behind a label that nobody knows are units all the same: by the label's last word or by their own shape. */
function namesUnitsUnder(label: string, text: string): boolean {
  const { names } = parseUnitNames(text);
  if (names.length === 0) return false;
  return /(?:单位|部门|机构|主体|处室|科室)$/.test(fold(label)) ? names.some(looksLikeUnit) : names.every(surelyUnit);
}

/** The role that a label or a column heading means; null for one that is about something else. */
export function roleOfLabel(label: string): UnitRole | 'time' | null {
  const words = fold(label).replace(/[\s*【】[\]]|\(.*\)$/g, '');
  if (TIME_LABEL.test(words)) return 'time';
  return LABELS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const LEAD_WORDS = '(?:总)?牵头(?:负责|落实|实施|抓总|组织|推进|办理|制定|完成)*|主办|主责|为牵头单位|为主';
const PARTICIPANT_WORDS = '(?:积极|密切|协同|参与|共同)?(?:配合|协助|参与|参加|协办|协同|协作)(?:落实|实施|推进|做好)?';
const UNMARKED_WORDS = '(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|各自|共同|具体|分工|组织)?(?:负责|落实|实施|承办|组织实施)(?:落实|实施|推进|抓好)?';
const SUFFIXES: readonly [UnitRole, RegExp][] = [
  ['lead', new RegExp(`(?:${LEAD_WORDS})$`)],
  ['participant', new RegExp(`(?:${PARTICIPANT_WORDS})$`)],
  ['unmarked', new RegExp(`(?:${UNMARKED_WORDS})$`)],
];

function put(into: NamedUnits, role: UnitRole, text: string): void {
  const { names, open } = parseUnitNames(text);
  const list = role === 'lead' ? into.leads : role === 'participant' ? into.participants : into.units;
  for (const name of names) if (!list.includes(name)) list.push(name);
  into.open ||= open;
}

const LABEL = /(?:^|[,;。、\s(【\]】])\s*(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\([^()]{0,20}\))?\s*(?:\*\*)?[:】]\s*/g;

/** 牵头单位为市总工会: as good as a colon, and as long. */
export const LABEL_IS = /((?:牵头|责任|参与|配合|实施|协办|主办|承办|牽頭|責任)(?:单位|部门|單位|部門))[为是為]/g;

/** Words up to the end of their sentence, and what stands behind it. */
function firstSentence(text: string): { words: string; behind: string } {
  const end = text.indexOf('。');
  return end < 0 ? { words: text, behind: '' } : { words: text.slice(0, end), behind: text.slice(end + 1) };
}

const bare = (text: string): string => text.replace(/^[\s。，,；;、]+|[\s。，,；;、]+$/g, '');

function unread(into: NamedUnits, text: string, kind: UnitAside['kind'] = 'unread'): void {
  const words = bare(text);
  if (/[\u4e00-\u9fa5A-Za-z0-9]/.test(words)) into.asides.push({ kind, text: words });
}

/** Text that no label heads: units where it is nothing else, else words for a person to see. */
function putUnlabelled(into: NamedUnits, text: string): void {
  const { names } = parseUnitNames(text);
  // 市总工会牵头，市财政局配合，完成时限：6月底前
  if (OWN_ROLES.test(text) && readSuffixed(bare(text))) return putCell(into, bare(text), 'unmarked');
  if (names.length > 0 && names.every(looksLikeUnit)) put(into, 'unmarked', text);
  else unread(into, text);
}

/** 市人社局牵头，市教育局按职责分工负责: words with roles of their own. */
const OWN_ROLES = /(?:牵头|牽頭|负责|負責|配合|参与|參與|协办|落实|主办)\s*(?:[,，;；。、\n]|$)/;

/** Units under a heading or a label that gives a role; marks among them come first. */
function putCell(into: NamedUnits, text: string, role: UnitRole): void {
  const own = OWN_ROLES.test(text) ? readSuffixed(text) : null;
  if (own) return merge(into, settleContrast(readInlineRoles(own), true));
  const named = noUnits();
  put(named, role, text);
  merge(into, role === 'unmarked' ? named : againstRole(named));
}

function merge(into: NamedUnits, more: NamedUnits): void {
  for (const list of ['leads', 'participants', 'units'] as const) for (const name of more[list]) if (!into[list].includes(name)) into[list].push(name);
  into.timeLimit ??= more.timeLimit;
  into.open ||= more.open;
  into.asides.push(...more.asides);
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
  const text = words.replace(LABEL_IS, '$1：');
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

const ACTS = '(?:共同|联合|具体|分别|等|按职责|分工)*(?:组织|负责|推进|落实|实施|开展|办理|抓好|做好|完成|承办)*';
/** 会同市财政局、市教育局组织实施: called in by the lead. */
const CALLED_IN = new RegExp(`^(?:并)?(?:会同|商|联合(?!会))(.+?)${ACTS}$`);
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
  for (const clause of roleClauses(text)) {
    if (pending.length === 0 && putCallingIn(units, fold(clause), clause)) {
      marked = true;
      saysMore = true;
    } else if (putClause(units, clause, pending)) {
      pending = [];
      marked = true;
    } else if (isTimeLimit(clause)) {
      units.timeLimit = clause;
    } else {
      pending.push(clause);
    }
  }
  return marked ? { units, saysMore, rest: pending } : null;
}

/** 市总工会牵头，市财政局配合，9月底前完成. Null where no part says what its units do. */
function readSuffixed(text: string): NamedUnits | null {
  const read = readClauses(text);
  if (!read) return null;
  // 经费来源：自筹 beside the roles is a word about something else.
  const labelled = read.rest.filter((clause) => /[:：]/.test(clause));
  const names = read.rest.filter((clause) => !labelled.includes(clause));
  if (names.length > 0) put(read.units, 'unmarked', names.join('、'));
  for (const clause of labelled) unread(read.units, clause);
  return read.units;
}

const allNames = ({ leads, participants, units }: NamedUnits): string[] => [...leads, ...participants, ...units];

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
  const named = text.trimStart().startsWith('由') ? names.some(surelyUnit) && names.every(looksLikeUnit) : (read.units.leads.length > 0 || whole) && names.every(surelyUnit);
  if (names.length === 0 || !named) return null;
  return { units: settleContrast(readInlineRoles(read.units), true), whole };
}

const MARKED_LEAD = /\((?:牵头|主办|牵头单位|主责)\)$/;
const MARKED_HELP = /\((?:配合|参与|协办)(?:单位)?\)$/;
const withoutMark = (name: string): string => name.replace(/[（(][^（()）]*[)）]$/, '');

/**
 * Marks at names that stand under another role. 牵头单位：A、B（牵头）、C: B leads, and what A and C are is a question; a mark that says no more than
 * the heading is left out.
 */
function againstRole(named: NamedUnits): NamedUnits {
  const folded = (pattern: RegExp) => (name: string) => pattern.test(fold(name));
  const marked = [...named.leads, ...named.participants].filter(folded(MARKED_LEAD));
  const helping = [...named.leads, ...named.participants].filter(folded(MARKED_HELP)).map(withoutMark);
  const unmarked = (names: string[]): string[] => names.filter((name) => !folded(MARKED_LEAD)(name) && !folded(MARKED_HELP)(name));
  const leads = unmarked(named.leads);
  const asked = marked.length > 0 && leads.length > 0;
  return {
    ...named,
    leads: marked.length > 0 ? marked.map(withoutMark) : leads,
    participants: [...unmarked(named.participants), ...helping],
    units: asked ? leads : [],
  };
}

const ROLE_MARK = /[（(](?:牵头|主办|主责|配合|参与|协办)(?:单位)?[)）]$/;

function readInlineRoles(result: NamedUnits): NamedUnits {
  // 市总工会（牵头）、市财政局: the lead is marked at its name, so the others take part.
  const marked = result.units.filter((name) => MARKED_LEAD.test(fold(name)));
  if (marked.length === 0) return result;
  const others = result.units.filter((name) => !marked.includes(name)).map((name) => (MARKED_HELP.test(fold(name)) ? withoutMark(name) : name));
  return withContrast({ ...result, leads: [...result.leads, ...marked.map(withoutMark)], participants: [...result.participants, ...others], units: [] }, others);
}

function withContrast(result: NamedUnits, names: readonly string[]): NamedUnits {
  return names.length === 0 ? result : { ...result, asides: [...result.asides, { kind: 'contrast', text: names.join('、') }] };
}

/**
 * Roles that one sentence sets against each other. 由A牵头，B、C按职责分工负责: the others help; A负责，B配合: who is helped leads; both are said as
 * inferred. Labels and columns do not contrast: 牵头单位：A；责任单位：B leaves open what B owes.
 */
export function settleContrast(result: NamedUnits, bySuffix: boolean): NamedUnits {
  if (result.units.length === 0) return result;
  const others = result.units.filter((name) => !result.leads.includes(name) && !result.participants.includes(name));
  if (!bySuffix) return { ...result, units: others };
  if (result.leads.length > 0) return withContrast({ ...result, participants: [...result.participants, ...others], units: [] }, others);
  if (result.participants.length > 0) return withContrast({ ...result, leads: result.units, units: [] }, result.units);
  return result;
}

/**
 * Reads the units in the words of a bracket or a line; null where these words are not about units.
 * Names stay in the paper's order, groups (各…, 其他…) in their place.
 */
export function readUnitWords(text: string): NamedUnits | null {
  const labelled = readLabelled(text);
  if (labelled) return settleContrast(readInlineRoles(labelled), false);
  const suffixed = readSuffixed(text);
  if (!suffixed) return null;
  const all = allNames(suffixed);
  // A sentence in brackets may end in 负责 or 参与 as well: names must look like names.
  if (!all.some((name) => surelyUnit(name)) || all.some((name) => name.length > 40)) return null;
  return settleContrast(readInlineRoles(suffixed), true);
}

/** A column of units, whose heading gives the role; marks inside the cell come first. */
export function readUnitCell(text: string, role: UnitRole): NamedUnits {
  const labelled = readLabelled(text);
  if (labelled) return settleContrast(readInlineRoles(labelled), false);
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
  const { names, open } = parseUnitNames(text);
  const unmarked = names.map((name) => name.replace(ROLE_MARK, ''));
  const sure = unmarked.filter((name) => surelyUnit(name) && name.length >= 3).length;
  const odd = unmarked.every((name) => name.length >= 2 && name.length <= LONGEST_ODD_NAME && !/[\d。！？“”]|负责|完成|推动|加强|提升|开展|进一步|按照|根据|包括|含|等等|例如|如/.test(name));
  const several = names.length > 1 && odd && (sure * 2 >= names.length || (afterSentence && unmarked.every(looksLikeUnit)));
  if (names.length === 0 || (sure < names.length && !several)) return null;
  return readInlineRoles({ ...noUnits(), units: names, open });
}
