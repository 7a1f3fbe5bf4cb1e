import type { RecordedEvent } from '#libs/event-store/event';
import type { ItemEventType, TakenIn } from '#libs/supervision/item/item.events';
import type { ItemNamed, ItemOrigin, ItemState } from '#libs/supervision/item/item.types';
import type { Words } from '#libs/supervision/proceeding/proceeding';
import { detailOf } from './timeline.detail';
import type { EntryKind } from './timeline.entry';

/** What happened, and by which kind of it a reader narrows the timeline down. */
export interface Said extends Words {
  kind: EntryKind;
}

/** Plain words for each event, in both languages. */
const WORDS: Readonly<Record<ItemEventType, Said>> = {
  ItemIssued: { kind: 'course', zh: '下发', en: 'issued' },
  AssignmentReceived: { kind: 'report', zh: '签收', en: 'received' },
  ResponsiblePersonNamed: { kind: 'report', zh: '明确责任人', en: 'responsible person named' },
  ProgressReported: { kind: 'report', zh: '报送进展', en: 'progress reported' },
  ValueCorrected: { kind: 'report', zh: '更正数值', en: 'value corrected' },
  OverlapSettled: { kind: 'ruling', zh: '判定重复计数', en: 'decided whether values are one or add up' },
  EvidenceAttached: { kind: 'report', zh: '上传佐证', en: 'evidence attached' },
  ApprovalSought: { kind: 'report', zh: '提交本单位审批', en: 'sent for the unit’s approval' },
  ApprovalGiven: { kind: 'report', zh: '本单位审批通过', en: 'approved in the unit' },
  ApprovalSentBack: { kind: 'report', zh: '本单位退回', en: 'sent back in the unit' },
  StepAdded: { kind: 'course', zh: '新增步骤', en: 'step added' },
  StepSubmitted: { kind: 'report', zh: '报送', en: 'submitted' },
  StepRecalled: { kind: 'report', zh: '撤回', en: 'recalled' },
  StepReturned: { kind: 'ruling', zh: '退回补正', en: 'returned' },
  StepAccepted: { kind: 'ruling', zh: '审核通过', en: 'accepted' },
  AssignmentCompleted: { kind: 'ruling', zh: '承办任务办结', en: 'assignment completed' },
  RequestMade: { kind: 'report', zh: '提出申请', en: 'request made' },
  RequestGranted: { kind: 'ruling', zh: '同意申请', en: 'request granted' },
  RequestRefused: { kind: 'ruling', zh: '不同意申请', en: 'request refused' },
  LatenessOverturned: { kind: 'ruling', zh: '更正逾期', en: 'lateness overturned' },
  AssignmentTransferred: { kind: 'course', zh: '转办', en: 'transferred' },
  ItemSuspended: { kind: 'course', zh: '中止', en: 'suspended' },
  ItemResumed: { kind: 'course', zh: '恢复', en: 'resumed' },
  ItemReopened: { kind: 'course', zh: '重新办理', en: 'reopened' },
  ItemClosed: { kind: 'course', zh: '结束', en: 'closed' },
  UnfulfilledCarriedOver: { kind: 'course', zh: '未完成事项结转', en: 'unfulfilled, carried over' },
  ItemQuantified: { kind: 'course', zh: '量化', en: 'quantified' },
  TargetWaived: { kind: 'ruling', zh: '免除指标', en: 'target waived' },
  OutcomeOpened: { kind: 'course', zh: '指标未达，待处理', en: 'targets unmet, to be settled' },
  ItemAmended: { kind: 'course', zh: '调整', en: 'amended' },
  AssignmentUrged: { kind: 'notice', zh: '催办', en: 'urged' },
  DueSoonMarked: { kind: 'deadline', zh: '亮蓝灯', en: 'turned blue' },
  OverdueMarked: { kind: 'deadline', zh: '逾期', en: 'overdue' },
  RedMarked: { kind: 'deadline', zh: '亮红灯', en: 'turned red' },
  ReminderIssued: { kind: 'notice', zh: '提醒', en: 'reminded' },
  PaperDrafted: { kind: 'notice', zh: '拟督办文书', en: 'paper drafted' },
  DutyEscalated: { kind: 'notice', zh: '提级', en: 'escalated' },
  EntrySkipped: { kind: 'deadline', zh: '到点时已无需处理', en: 'no longer needed when it came due' },
  PeriodOpened: { kind: 'course', zh: '新一期', en: 'period opened' },
  GroupResolved: { kind: 'course', zh: '成员单位名单已明确', en: 'members of the group known' },
  MemberJoined: { kind: 'course', zh: '新成员单位加入，增列承办', en: 'joined its group, takes part' },
  MemberLeft: { kind: 'course', zh: '成员单位退出或撤销，承办终止', en: 'left its group or was dissolved, its assignment ends' },
  AssignmentPassedOn: { kind: 'course', zh: '单位撤销或退出，承办任务移交', en: 'dissolved or left, its assignment passes on' },
  PaperSigned: { kind: 'notice', zh: '签发', en: 'signed' },
  PaperVoided: { kind: 'notice', zh: '作废', en: 'voided' },
  PaperAnswered: { kind: 'notice', zh: '回复', en: 'answered' },
  RequestLapsed: { kind: 'ruling', zh: '申请已无须裁定', en: 'request lapsed' },
  ReturnOverturned: { kind: 'ruling', zh: '更正退回', en: 'return overturned' },
  BehindMarked: { kind: 'deadline', zh: '进度滞后，亮蓝灯', en: 'behind schedule, turned blue' },
  NoticeRead: { kind: 'notice', zh: '已阅', en: 'read' },
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


/** What an event of an item is told as. @param contents whether the reader is told what it says, and not only that it happened */
export function saidOf(e: RecordedEvent, state: ItemState, contents: boolean): Said {
  const said = WORDS[e.type as ItemEventType] ?? { kind: 'course', zh: e.type, en: e.type };
  const words = e.data['handOver'] ? HANDED_OVER : (wordsOfAmendment(e) ?? (contents ? detailOf(e, state) : null));
  return { ...said, ...words };
}
