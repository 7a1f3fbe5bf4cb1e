import { fold } from '../text/fold';
import { kindOfLabel, roleOfLabel } from './units.label';

/** A label and its words in the many forms that offices write them in, brought to one: 牵头单位：市总工会. */

/** 牵头单位为市总工会: as good as a colon, and as long. */
const IS = /((?:牵头|责任|参与|配合|实施|协办|主办|承办|牽頭|責任)(?:单位|部门|單位|部門)|(?:完成|办结)(?:时限|时间|期限))[为是為]/g;
/** 【牵头单位】市总工会: read like a label at the beginning of a sentence. */
const BOXED = /【([\u4e00-\u9fa5]{2,8})】/g;
/** 牵头单位　　市总工会: set apart by blanks at the head of a line. */
const SPREAD = /(^|\n)([ \t\u3000]*(?:\*\*)?)([\u4e00-\u9fa5]{3,8})((?:\*\*)?)[ \t\u3000]+(?=[\u4e00-\u9fa5\d“])/g;
const SPREAD_LABEL = /(?:单位|部门|處室|处室|科室|主体|时限|时间|期限|领导|责任人|负责人|联系人)$/;
/** （牵头）市总工会；（配合）市财政局: the mark of a role before its names. */
const MARK_FIRST = /(^|[：:；;，,。\n])(\s*)[（(](牵头|主办|主责|配合|参与|参加|协办|协同)(?:单位|部门)?[）)](?=\s*[\u4e00-\u9fa5])/g;

function isSpread(label: string): boolean {
  return SPREAD_LABEL.test(fold(label)) && kindOfLabel(label) !== null;
}

/** The text with each label of a role, a time or a person before a colon. */
export function withColons(text: string): string {
  return text
    .replace(BOXED, (box: string, label: string) => (roleOfLabel(label) === null ? box : `。${label}：`))
    .replace(IS, '$1：')
    .replace(MARK_FIRST, '$1$2$3：')
    .replace(SPREAD, (all: string, head: string, indent: string, label: string, bold: string) => (isSpread(label) ? `${head}${indent}${label}${bold}：` : all));
}

const AT_HEAD = /^\s*(?:\*\*)?([\u4e00-\u9fa5]{2,8})(?:\*\*)?(\s*[:：]|[ \t\u3000]+(?=[\u4e00-\u9fa5\d“]))/;

/** The label that a line begins with; null where it begins with none. */
export function labelAtHead(line: string): string | null {
  const match = AT_HEAD.exec(line);
  if (!match?.[1]) return null;
  return /[:：]/.test(match[2] ?? '') || isSpread(match[1]) ? match[1] : null;
}
