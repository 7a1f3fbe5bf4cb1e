import type { RecordedEvent } from '#libs/event-store/event';
import { seesAssignment, type ItemSight } from '#libs/identity/reading';
import type { Roster } from '#libs/supervision/roster/roster';
import type { ItemNamed, ItemOrigin, ItemState } from '#libs/supervision/item/item.types';
import type { ItemEventType, TakenIn } from '#libs/supervision/item/item.events';
import { text, timelineEntry, type TimelineEntry } from './timeline.entry';

/** Plain words for each event, in both languages. */
const WORDS: Record<ItemEventType, { zh: string; en: string }> = {
  ItemIssued: { zh: '下发', en: 'issued' },
  AssignmentReceived: { zh: '签收', en: 'received' },
  ResponsiblePersonNamed: { zh: '明确责任人', en: 'responsible person named' },
  ProgressReported: { zh: '报送进展', en: 'progress reported' },
  ValueCorrected: { zh: '更正数值', en: 'value corrected' },
  OverlapSettled: { zh: '判定重复计数', en: 'decided whether values are one or add up' },
  EvidenceAttached: { zh: '上传佐证', en: 'evidence attached' },
  ApprovalSought: { zh: '提交本单位审批', en: 'sent for the unit’s approval' },
  ApprovalGiven: { zh: '本单位审批通过', en: 'approved in the unit' },
  ApprovalSentBack: { zh: '本单位退回', en: 'sent back in the unit' },
  StepAdded: { zh: '新增步骤', en: 'step added' },
  StepSubmitted: { zh: '报送', en: 'submitted' },
  StepRecalled: { zh: '撤回', en: 'recalled' },
  StepReturned: { zh: '退回补正', en: 'returned' },
  StepAccepted: { zh: '审核通过', en: 'accepted' },
  AssignmentCompleted: { zh: '承办任务办结', en: 'assignment completed' },
  RequestMade: { zh: '提出申请', en: 'request made' },
  RequestGranted: { zh: '同意申请', en: 'request granted' },
  RequestRefused: { zh: '不同意申请', en: 'request refused' },
  LatenessOverturned: { zh: '更正逾期', en: 'lateness overturned' },
  AssignmentTransferred: { zh: '转办', en: 'transferred' },
  ItemSuspended: { zh: '中止', en: 'suspended' },
  ItemResumed: { zh: '恢复', en: 'resumed' },
  ItemReopened: { zh: '重新办理', en: 'reopened' },
  ItemClosed: { zh: '结束', en: 'closed' },
  UnfulfilledCarriedOver: { zh: '未完成事项结转', en: 'unfulfilled, carried over' },
  ItemQuantified: { zh: '量化', en: 'quantified' },
  TargetWaived: { zh: '免除指标', en: 'target waived' },
  OutcomeOpened: { zh: '指标未达，待处理', en: 'targets unmet, to be settled' },
  ItemAmended: { zh: '调整', en: 'amended' },
  AssignmentUrged: { zh: '催办', en: 'urged' },
  DueSoonMarked: { zh: '亮蓝灯', en: 'turned blue' },
  OverdueMarked: { zh: '逾期', en: 'overdue' },
  RedMarked: { zh: '亮红灯', en: 'turned red' },
  ReminderIssued: { zh: '提醒', en: 'reminded' },
  PaperDrafted: { zh: '拟督办文书', en: 'paper drafted' },
  DutyEscalated: { zh: '提级', en: 'escalated' },
  EntrySkipped: { zh: '略过（已过时）', en: 'skipped, overtaken' },
  PeriodOpened: { zh: '新一期', en: 'period opened' },
  GroupResolved: { zh: '成员单位名单已明确', en: 'members of the group known' },
  MemberJoined: { zh: '新成员单位加入，增列承办', en: 'joined its group, takes part' },
  MemberLeft: { zh: '成员单位退出或撤销，承办终止', en: 'left its group or was dissolved, its assignment ends' },
  AssignmentPassedOn: { zh: '单位撤销或退出，承办任务移交', en: 'dissolved or left, its assignment passes on' },
  PaperSigned: { zh: '签发', en: 'signed' },
  PaperVoided: { zh: '作废', en: 'voided' },
  PaperAnswered: { zh: '回复', en: 'answered' },
  RequestLapsed: { zh: '申请已无须裁定', en: 'request lapsed' },
  ReturnOverturned: { zh: '更正退回', en: 'return overturned' },
  BehindMarked: { zh: '进度滞后，亮蓝灯', en: 'behind schedule, turned blue' },
  NoticeRead: { zh: '已阅', en: 'read' },
};

/** What moved by a hand-over, whatever moves it otherwise. */
const HANDED_OVER = { zh: '交接', en: 'handed over' };

/** What a split or merge says of the other items (调整通知); null where the event is of none. */
function wordsOfAmendment({ type, data }: RecordedEvent): { zh: string; en: string } | null {
  if (type === 'ItemIssued' && data['origins']) {
    const origins = data['origins'] as unknown as ItemOrigin[];
    const direct = origins.filter((o) => o.amendment === origins.at(-1)?.amendment);
    return direct[0]?.by === 'split' ? worded('由拆分而来：', 'split off', direct) : worded('由合并而来：', 'merged from', direct);
  }
  if (type === 'ItemClosed' && data['goesOnIn']) {
    const { by, items } = data['goesOnIn'] as unknown as { by: string; items: ItemNamed[] };
    return by === 'split' ? worded('拆分为：', 'split into', items) : worded('并入：', 'merged into', items);
  }
  if (type !== 'ItemAmended') return null;
  if (data['splitOff']) return worded('拆出：', 'split off it', data['splitOff'] as unknown as ItemNamed[]);
  if (!data['takesIn']) return null;
  const { origins } = data['takesIn'] as unknown as TakenIn;
  return worded('并入了：', 'merged into it', origins.filter((o) => o.amendment === data['amendment']));
}

function worded(zh: string, en: string, items: readonly { number: string | null; title: string | null }[]): { zh: string; en: string } {
  const names = items.map((i) => [i.number, i.title].filter(Boolean).join(' '));
  return { zh: zh + names.join('；'), en: `${en}: ${names.join('; ')}` };
}

/** Types whose text belongs to one unit alone. */
const PRIVATE: ReadonlySet<string> = new Set(['ProgressReported', 'StepSubmitted', 'ApprovalSought', 'ApprovalGiven', 'ApprovalSentBack', 'EvidenceAttached', 'RequestMade', 'RequestGranted', 'RequestRefused', 'PaperDrafted', 'PaperVoided', 'PaperAnswered', 'StepReturned', 'ResponsiblePersonNamed', 'ValueCorrected', 'AssignmentUrged', 'AssignmentReceived']);

/** The assignment that an event is about, by whatever it names. */
function assignmentOf(e: RecordedEvent, state: ItemState): string | null {
  const { assignmentId, stepId, requestId, paperId } = e.data;
  return (
    text(assignmentId) ??
    state.steps[text(stepId) ?? '']?.assignmentId ??
    state.requests[text(requestId) ?? '']?.assignmentId ??
    state.papers[text(paperId) ?? '']?.assignmentId ??
    null
  );
}

/** A paper that was never signed speaks for nobody: only who sees everything sees that it was drawn up. */
function isUnsignedPaper(e: RecordedEvent, state: ItemState): boolean {
  if (e.type !== 'PaperDrafted' && e.type !== 'PaperVoided') return false;
  return (state.papers[text(e.data['paperId']) ?? '']?.signedBy ?? null) === null;
}

/** The item's events as its readers may see them; in `envelope` each with who, when and what kind, unsigned papers too, and no texts. */
export function timelineOf(events: readonly RecordedEvent[], state: ItemState, roster: Roster, names: ReadonlyMap<string, string>, seen: ItemSight | { readonly kind: 'envelope' }): TimelineEntry[] {
  const envelope = seen.kind === 'envelope';
  return events.filter((e) => envelope || seen.kind === 'all' || !isUnsignedPaper(e, state)).map((e) => {
    const words = e.data['handOver'] ? HANDED_OVER : (wordsOfAmendment(e) ?? WORDS[e.type as ItemEventType] ?? { zh: e.type, en: e.type });
    const assignment = assignmentOf(e, state);
    const hidden = !envelope && seen.kind !== 'all' && PRIVATE.has(e.type) && (assignment === null || !seesAssignment(seen, assignment));
    return timelineEntry(e, words, roster, names, { who: hidden, contents: hidden || envelope });
  });
}
