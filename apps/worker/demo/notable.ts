import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { PaperKind } from '#libs/supervision/policy/policy';
import type { Roster } from '#libs/supervision/roster/roster';

const PAPERS: Record<PaperKind, string> = { bluePaper: '蓝色督办单 blue paper', yellowPaper: '黄色督办单 yellow paper', redPaper: '红色督办单 red paper', admonition: '约谈通知 admonition' };
const CLOSED: Record<string, string> = { completed: '办结 completed', closedUnfulfilled: '未完成 closed unfulfilled', withdrawn: '终止 withdrawn', carriedOver: '结转 carried over', dropped: '撤销 dropped' };

/** Something worth a line, and whom it concerns (empty: the item as a whole). */
export interface Notable {
  label: string;
  unit: string;
}

/** Issued notices, lights that turn, rulings and endings; null for what a newcomer need not see. */
export function notable(event: ItemEvent, state: ItemState, roster: Roster): Notable | null {
  const name = (unitId: string | undefined): string => (unitId === undefined ? '' : (roster.units[unitId]?.name ?? unitId));
  const unit = (assignmentId: string | undefined): string => name(assignmentId === undefined ? undefined : state.assignments[assignmentId]?.unitId);
  const ofStep = (stepId: string | null): string => unit(stepId === null ? undefined : state.steps[stepId]?.assignmentId);
  switch (event.type) {
    case 'OverdueMarked':
      return event.data.duty.startsWith('step:') ? { label: '亮黄灯 turns yellow', unit: ofStep(event.data.stepId) } : null;
    case 'RedMarked':
      return { label: '亮红灯 TURNS RED', unit: ofStep(event.data.stepId) };
    case 'BehindMarked':
      return { label: '亮蓝灯（进度落后）turns blue, behind', unit: ofStep(event.data.stepId) };
    case 'PaperSigned': {
      const paper = state.papers[event.data.paperId];
      return paper ? { label: `签发 signed: ${PAPERS[paper.kind]}`, unit: unit(paper.assignmentId) } : null;
    }
    case 'DutyEscalated':
      return { label: `提级 escalated, ${event.data.rung}`, unit: [...new Set(event.data.to.map((r) => name(r.unitId)))].join('、') };
    case 'AssignmentUrged':
      return { label: '催办 urged', unit: unit(event.data.assignmentId) };
    case 'StepReturned':
      return { label: '退回补正 returned', unit: ofStep(event.data.stepId) };
    case 'RequestGranted':
    case 'RequestRefused':
      return { label: event.type === 'RequestGranted' ? '同意延期 extension granted' : '不同意延期 extension refused', unit: unit(state.requests[event.data.requestId]?.assignmentId) };
    case 'ItemQuantified':
      return { label: '量化 quantified', unit: '' };
    case 'ItemClosed':
      return { label: CLOSED[event.data.how] ?? event.data.how, unit: '' };
    default:
      return null;
  }
}
