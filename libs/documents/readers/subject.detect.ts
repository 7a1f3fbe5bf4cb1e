import type { Draft } from '#libs/supervision/plan/draft';
import { fold } from '../text/fold';

const TERMS = ['领导小组', '联席会议', '协调小组', '工作要点', '工作方案', '实施意见', '实施方案', '成员单位', '改革', '贯彻落实', '贯彻', '总工会', '牵头', '责任分工', '督查', '组织领导', '工作机制', '重点任务', '试点', '各级', '有关部门'];
/** Of a narrative about a reform nearly all occur; of an unrelated text one or two by chance. */
const LEAST_TERMS = 5;

/**
 * Whether a text without items is all the same a paper about supervised work, so that an honest, partial draft helps more
 * than a refusal.
 */
export function looksLikePlan(text: string, draft: Draft): boolean {
  const folded = fold(text.slice(0, 500_000));
  const terms = TERMS.filter((term) => folded.includes(term)).length;
  const official = [draft.plan.documentNumber, draft.plan.issuer, draft.plan.issuedOn].filter((part) => part !== null).length;
  return terms >= LEAST_TERMS || (official >= 2 && terms >= 3);
}
