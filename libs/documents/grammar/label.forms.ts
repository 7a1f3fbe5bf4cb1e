import { fold } from '../text/fold';
import { looksLikeUnit, surelyUnit } from './unit.shape';
import { parseUnitNames } from './units.list';
import { kindOfLabel, roleOfLabel } from './units.label';

/** A label and its words in the many forms that offices write them in, brought to one: 牵头单位：市总工会. */

/** 牵头单位为市总工会: as good as a colon, and as long. */
const IS = /((?:牵头|责任|参与|配合|实施|协办|主办|承办|牽頭|責任)(?:单位|部门|單位|部門)|(?:完成|办结)(?:时限|时间|期限))[为是為]/g;
/** 【牵头单位】市总工会: read like a label at the beginning of a sentence. */
const BOXED = /【([\u4e00-\u9fa5]{2,8})】(?:\s*[:：])?/g;
/** 牵头单位　　市总工会: set apart by blanks at the head of a line. */
const SPREAD = /(^|\n)([ \t\u3000]*(?:\*\*)?)([\u4e00-\u9fa5]{3,8})((?:\*\*)?)[ \t\u3000]+(?=[\u4e00-\u9fa5\d“])/g;
/** 牵头单位市住建局，配合单位市人防办: labels that nothing parts from their names. */
const GLUED = /(^|[（(〔【[；;，,。\n、])(\s*)((?:牵头|主办|主责|责任|承办|配合|参与|参加|协办|协助)(?:单位|部门))(?![为是為])(?=([\u4e00-\u9fa5][^，,；;。\n（(）)：:]{1,60}))/g;
const SPREAD_LABEL = /(?:单位|部门|處室|处室|科室|主体|时限|时间|期限|领导|责任人|负责人|联系人)$/;
/** （牵头）市总工会；（配合）市财政局: the mark of a role before its names. */
const MARK_FIRST = /(^|[：:；;，,。\n])(\s*)[（(](牵头|主办|主责|配合|参与|参加|协办|协同)(?:单位|部门)?[）)](?=\s*[\u4e00-\u9fa5])/g;

function isList(words: string): boolean {
  const { names } = parseUnitNames(words);
  return names.every(looksLikeUnit) && names.some(surelyUnit);
}

/** 责任单位/完成时限: the day stands behind the names. */
const WITH_TIME = /(单位|部门|主体)\s*[/／]\s*(?:完成|办结)?(?:时限|时间|期限)(?=\s*[:：])/g;

function isSpread(label: string): boolean {
  return SPREAD_LABEL.test(fold(label)) && kindOfLabel(label) !== null;
}

/** The text with each label of a role, a time or a person before a colon. */
export function withColons(text: string): string {
  return text
    .replace(BOXED, (box: string, label: string, at: number, whole: string) => (roleOfLabel(label) === null ? box : `${at === 0 || whole.charAt(at - 1) === '\n' ? '' : '。'}${label}：`))
    .replace(IS, '$1：')
    .replace(WITH_TIME, '$1')
    .replace(GLUED, (all: string, head: string, indent: string, label: string, names: string) => (isList(names) ? `${head}${indent}${label}：` : all))
    .replace(MARK_FIRST, '$1$2$3：')
    .replace(SPREAD, (all: string, head: string, indent: string, label: string, bold: string) => (isSpread(label) ? `${head}${indent}${label}${bold}：` : all));
}

const BOX_AT_HEAD = /^\s*【([\u4e00-\u9fa5]{2,8})】/;
const AT_HEAD = /^\s*(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\*\*)?(\s*[:：]|[ \t\u3000]+(?=[\u4e00-\u9fa5\d“]))/;

/** The label that a line begins with; null where it begins with none. */
export function labelAtHead(line: string): string | null {
  const boxed = BOX_AT_HEAD.exec(line)?.[1];
  if (boxed !== undefined && kindOfLabel(boxed) !== null) return boxed;
  const match = AT_HEAD.exec(line);
  if (!match?.[1]) return null;
  return /[:：]/.test(match[2] ?? '') || isSpread(match[1]) ? match[1] : null;
}

/** 牵头 at the end of a line, 单位：… on the next: one label. */
export function tornLabel(before: string, label: string): boolean {
  const head = /(?:牵头|责任|配合|参与|协办|主办|承办|实施|完成|办结)$/.exec(fold(before).trimEnd())?.[0];
  return head !== undefined && /^(?:单位|部门|时限|时间|期限)$/.test(label) && kindOfLabel(head + label) !== null;
}

/** 完成时限：…, 配合：… at the head of a printed line: it begins anew, however full the line above it is. Within a bracket that is open it need not. */
export function beginsAnew(line: string, before: string): boolean {
  const label = /[:：]/.test(line.slice(0, 10)) ? labelAtHead(line) : null;
  return label !== null && kindOfLabel(label) !== null && !tornLabel(before, label) && fold(before).split(/[([【〔]/).length <= fold(before).split(/[)\]】〕]/).length;
}
