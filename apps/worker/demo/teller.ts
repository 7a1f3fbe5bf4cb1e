import type { RecordedEvent } from '#libs/event-store/event';
import { itemLight } from '#libs/supervision/item/item.light';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { PaperKind } from '#libs/supervision/policy/policy';
import type { Roster } from '#libs/supervision/roster/roster';
import { dayNumber, type Day } from '#libs/supervision/time/day';

const WEEKDAYS = '日一二三四五六';
const PAPERS: Record<PaperKind, string> = { bluePaper: '蓝色督办单 blue paper', yellowPaper: '黄色督办单 yellow paper', redPaper: '红色督办单 red paper', admonition: '约谈通知 admonition' };
const CLOSED: Record<string, string> = { completed: '办结 completed', closedUnfulfilled: '未完成 closed unfulfilled', withdrawn: '终止 withdrawn', carriedOver: '结转 carried over', dropped: '撤销 dropped' };
/** What a day's line counts, in this order. */
const COUNTED: Partial<Record<ItemEvent['type'], string>> = { ReminderIssued: '提醒 reminders', AssignmentReceived: '签收 received', ProgressReported: '进展 reports', StepSubmitted: '报送 submitted', StepAccepted: '审核通过 accepted' };

/** Puts a year of supervision into lines: one for each thing worth a look, and one for each day with what it counted. */
export class Teller {
  private counts = new Map<string, number>();

  /** The line of what happened, if it is worth one; everything else is counted for the day's line. */
  line(recorded: RecordedEvent, state: ItemState, roster: Roster): string | null {
    if (!recorded.stream.startsWith(ITEM_STREAM)) return null;
    const event = recorded as unknown as ItemEvent;
    const counted = COUNTED[event.type];
    if (counted !== undefined) this.counts.set(counted, (this.counts.get(counted) ?? 0) + 1);
    const what = this.worthALine(event, state, roster);
    return what === null ? null : `  ${event.meta.recordedAt.slice(0, 10)} ${what} · ${state.number || '—'} ${state.title.slice(0, 24)}`;
  }

  private worthALine(event: ItemEvent, state: ItemState, roster: Roster): string | null {
    const unit = (assignmentId: string | undefined): string => {
      const id = assignmentId === undefined ? undefined : state.assignments[assignmentId]?.unitId;
      return id === undefined ? '' : (roster.units[id]?.name ?? id);
    };
    const ofStep = (stepId: string | null): string => unit(stepId === null ? undefined : state.steps[stepId]?.assignmentId);
    switch (event.type) {
      case 'OverdueMarked':
        return event.data.duty.startsWith('step:') ? `亮黄灯 yellow · ${ofStep(event.data.stepId)}` : null;
      case 'RedMarked':
        return `亮红灯 RED · ${ofStep(event.data.stepId)}`;
      case 'BehindMarked':
        return `亮蓝灯，进度落后 blue, behind · ${ofStep(event.data.stepId)} ${event.data.percent} % / ${event.data.expectedPercent} %`;
      case 'PaperSigned': {
        const paper = state.papers[event.data.paperId];
        return paper ? `签发 signed: ${PAPERS[paper.kind]} · ${unit(paper.assignmentId)}` : null;
      }
      case 'DutyEscalated':
        return `提级 escalated (${event.data.rung}) · ${event.data.to.map((r) => roster.units[r.unitId]?.name ?? r.unitId).join('、')}`;
      case 'AssignmentUrged':
        return `催办 urged · ${unit(event.data.assignmentId)}`;
      case 'StepReturned':
        return `退回 returned · ${ofStep(event.data.stepId)}`;
      case 'RequestGranted':
        return `同意延期 extension granted to ${event.data.day ?? '—'}`;
      case 'RequestRefused':
        return '不同意延期 extension refused';
      case 'ItemQuantified':
        return `量化 quantified, due ${event.data.deadline ?? '—'}`;
      case 'ItemClosed':
        return CLOSED[event.data.how] ?? event.data.how;
      default:
        return null;
    }
  }

  /** The line of a day that is over; its counts begin anew. */
  dayLine(day: Day, states: readonly ItemState[]): string {
    const lights = new Map<string, number>();
    for (const s of states) {
      const light = s.closed ? '结 closed' : { grey: '灰', green: '绿', blue: '蓝', yellow: '黄', red: '红' }[itemLight(s).light];
      lights.set(light, (lights.get(light) ?? 0) + 1);
    }
    const counts = [...this.counts].map(([what, n]) => `${what} ${n}`);
    this.counts = new Map();
    const weekday = WEEKDAYS[(dayNumber(day) + 4) % 7];
    return `${day} 周${weekday} · ${[...lights].map(([light, n]) => `${light} ${n}`).join(' ')}${counts.length > 0 ? ` · ${counts.join(', ')}` : ''}`;
  }
}
