import { fold } from '../text/fold';
import { isTimeLimit } from './deadline.parse';
import { surelyUnit } from './unit.shape';
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
}

export function noUnits(): NamedUnits {
  return { leads: [], participants: [], units: [], timeLimit: null, open: false };
}

const BODY = '(?:单位|部门|处室|科室|主体|机构|方)?';
const LABELS: readonly [UnitRole, RegExp][] = [
  ['lead', new RegExp(`^(?:总?牵头|主办|主责|第一责任|首要责任|主要责任)(?:责任|负责|实施)?${BODY}$`)],
  ['participant', new RegExp(`^(?:参与|配合|协办|参加|协同|协助|会办|共同参与|联合|支持)(?:责任|实施|落实)?${BODY}$`)],
  ['unmarked', new RegExp(`^(?:责任|实施|承办|落实|执行|完成|主管|负责|推进|任务|承接|承担|办理|责任落实|组织实施)${BODY}$|^(?:单位|部门)$`)],
];
const TIME_LABEL = /^(?:完成|办理|办结|落实|推进|工作|整改)?(?:时限|时间|期限|时间节点|节点|进度|时间要求|时限要求|日期|期限要求)$/;

/** The role that a label or a column heading means; null for one that is about something else. */
export function roleOfLabel(label: string): UnitRole | 'time' | null {
  const words = fold(label).replace(/[\s*【】[\]]|\(.*\)$/g, '');
  if (TIME_LABEL.test(words)) return 'time';
  return LABELS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const LEAD_WORDS = '牵头(?:负责|落实|实施|抓总|组织|推进|办理)?|主办|主责|为牵头单位|为主';
const PARTICIPANT_WORDS = '(?:积极|密切|协同|参与|共同)?(?:配合|协助|参与|参加|协办|协同)(?:落实|实施|推进|做好)?';
const UNMARKED_WORDS = '(?:按照?(?:各自)?职责(?:分工)?)?(?:分别|各自|共同|具体|分工|组织)?(?:负责|落实|实施|承办)(?:落实|实施|推进)?';
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
const LABEL_IS = /((?:牵头|责任|参与|配合|实施|协办|主办|承办|牽頭|責任)(?:单位|部门|單位|部門))[为是為]/g;

/** 牵头单位：A、B，参与单位：C，完成时限：9月底前. Null where no label is known. */
function readLabelled(words: string): NamedUnits | null {
  const text = words.replace(LABEL_IS, '$1：');
  const folded = fold(text);
  const labels = [...folded.matchAll(LABEL)].map((match) => ({
    role: roleOfLabel(match[1] ?? ''),
    from: match.index,
    to: match.index + match[0].length,
  }));
  if (!labels.some(({ role }) => role !== null)) return null;
  const result = noUnits();
  labels.forEach(({ role, to }, index) => {
    const after = text.slice(to, labels[index + 1]?.from ?? text.length);
    if (role === 'time') result.timeLimit = after.replace(/[。，,；;]$/, '').trim();
    else if (role !== null) put(result, role, after);
  });
  return result;
}

/** 市总工会牵头，市财政局配合，9月底前完成. Null where no part says what its units do. */
function readSuffixed(text: string): NamedUnits | null {
  const result = noUnits();
  let pending: string[] = [];
  let marked = false;
  const clauses = splitOutsideBrackets(text, ',;。')
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
  for (const clause of clauses) {
    const folded = fold(clause).replace(/\s+$/, '');
    const suffix = SUFFIXES.map(([role, pattern]) => ({ role, at: folded.search(pattern) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at)[0];
    if (suffix) {
      const names = [...pending, clause.slice(0, suffix.at)].join('、');
      if (names.replace(/[、\s]/g, '') === '') continue;
      put(result, suffix.role, names);
      pending = [];
      marked = true;
    } else if (isTimeLimit(clause)) {
      result.timeLimit = clause;
    } else {
      pending.push(clause);
    }
  }
  if (!marked) return null;
  if (pending.length > 0) put(result, 'unmarked', pending.join('、'));
  return result;
}

const ROLE_MARK = /[（(](?:牵头|主办|主责|配合|参与|协办)(?:单位)?[)）]$/;

function readInlineRoles(result: NamedUnits): NamedUnits {
  // 市总工会（牵头）、市财政局: the lead is marked at its name, so the others take part.
  const marked = result.units.filter((name) => /\((?:牵头|主办|牵头单位|主责)\)$/.test(fold(name)));
  if (marked.length === 0) return result;
  const bare = (name: string): string => name.replace(/[（(][^（()）]*[)）]$/, '');
  const others = result.units
    .filter((name) => !marked.includes(name))
    .map((name) => (/\((?:配合|参与|协办)\)$/.test(fold(name)) ? bare(name) : name));
  return { ...result, leads: [...result.leads, ...marked.map(bare)], participants: [...result.participants, ...others], units: [] };
}

/** 由A牵头，B、C负责: with a marked lead the others are its helpers. A负责，B配合: who is helped leads. */
export function settleContrast(result: NamedUnits, bySuffix: boolean): NamedUnits {
  if (result.units.length === 0) return result;
  if (result.leads.length > 0) {
    const others = result.units.filter((name) => !result.leads.includes(name) && !result.participants.includes(name));
    return { ...result, participants: [...result.participants, ...others], units: [] };
  }
  if (bySuffix && result.participants.length > 0) return { ...result, leads: result.units, units: [] };
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
  const all = [...suffixed.leads, ...suffixed.participants, ...suffixed.units];
  // A sentence in brackets may end in 负责 or 参与 as well: names must look like names.
  if (!all.some((name) => surelyUnit(name)) || all.some((name) => name.length > 40)) return null;
  return settleContrast(readInlineRoles(suffixed), true);
}

/** A column of units, whose heading gives the role; marks inside the cell come first. */
export function readUnitCell(text: string, role: UnitRole): NamedUnits {
  const own = readLabelled(text) ?? (/(?:牵头|负责|配合|参与|协办|落实|主办)\s*(?:[,，;；。\n]|$)/.test(text) ? readSuffixed(text) : null);
  if (own) return settleContrast(readInlineRoles(own), true);
  const result = noUnits();
  put(result, role, text);
  return role === 'unmarked' ? readInlineRoles(result) : result;
}

/** A bare list in brackets at an item's end: only where every part surely is a unit. */
export function readBareList(text: string): NamedUnits | null {
  const { names, open } = parseUnitNames(text);
  const bare = names.map((name) => name.replace(ROLE_MARK, ''));
  if (names.length === 0 || !bare.every((name) => surelyUnit(name) && name.length >= 3)) return null;
  return readInlineRoles({ ...noUnits(), units: names, open });
}
