import { CLOCK, type Actor } from '../actor';
import { decideItem } from '../item/item.decide';
import { isRejected } from '../item/decide/deciding';
import type { ItemCommand } from '../item/item.commands';
import type { ItemEvent, ItemEventData, ItemEventType } from '../item/item.events';
import { evolveItem } from '../item/item.evolve';
import { recorded } from '../recorded';
import type { ItemState } from '../item/item.types';
import { spanAt, type Rules } from '../rules';
import type { RejectionCode } from '../rejection';
import { atTime, type Instant } from '../time/day';
import { itemData, of, rulesWith } from './world';

/** `2026-03-02` is ten in the morning of that day in Shanghai, `2026-03-02 17:30` its moment; an instant stays as it is. */
export function moment(text: string): Instant {
  if (text.includes('T')) return text;
  return atTime(text.slice(0, 10), text.length > 10 ? text.slice(11, 16) : '10:00');
}

/** An item on its way: what happened so far, by whichever rules. */
export class Story {
  constructor(
    readonly rules: Rules,
    readonly events: readonly ItemEvent[],
    readonly state: ItemState,
  ) {}

  /** Given also that this was done; it must have been accepted. */
  and(at: string, actor: Actor, command: ItemCommand): Story {
    const decided = decideItem(this.state, command, { now: moment(at), actor, rules: this.rules });
    if (isRejected(decided)) throw new Error(`the given ${command.type} was rejected: ${JSON.stringify(decided.rejected)}`);
    return new Story(this.rules, [...this.events, ...decided.events], decided.state);
  }

  /** Given also that time went by up to the moment and the timer ran. */
  until(at: string): Story {
    return this.and(at, CLOCK, { type: 'settle' });
  }

  /** When the command comes: what it brings about, or why not. */
  when(at: string, actor: Actor, command: ItemCommand): { rejected: RejectionCode | null; types: ItemEventType[]; events: ItemEvent[]; state: ItemState } {
    const decided = decideItem(this.state, command, { now: moment(at), actor, rules: this.rules });
    if (isRejected(decided)) return { rejected: decided.rejected.code, types: [], events: [], state: this.state };
    return { rejected: null, types: decided.events.map((e) => e.type), events: decided.events, state: decided.state };
  }
}

/** Given an item issued on 2026-01-05, with what differs from the usual one. */
export function given(change: Partial<ItemEventData['ItemIssued']> = {}, rules: Rules = rulesWith(), at = '2026-01-05'): Story {
  const now = moment(at);
  const event = recorded<ItemEvent>({ type: 'ItemIssued', data: itemData(change) }, { now, actor: of('office', 9), rules, span: spanAt(rules, now) });
  return new Story(rules, [event], evolveItem(null, event, 'i1'));
}

/** Shorthand for the commands that specs need all the time. */
export const c = {
  receive: (assignmentId = 'a1'): ItemCommand => ({ type: 'receive', assignmentId, onBehalf: null }),
  report: (values: number | null, percent: number | null = null, assignmentId = 'a1', stepId: string | null = `${assignmentId}-1`): ItemCommand => ({
    type: 'report', assignmentId, stepId, text: '进展', percent, values: values === null ? [] : [{ targetId: 't1', value: values, asOf: '2026-01-05' }], noProgressReason: null, onBehalf: null,
  }),
  submit: (stepId = 'a1-1'): ItemCommand => ({ type: 'submit', stepId, text: '已完成', evidenceIds: [], onBehalf: null }),
  verify: (stepId = 'a1-1'): ItemCommand => ({ type: 'verify', stepId }),
  return: (stepId = 'a1-1'): ItemCommand => ({ type: 'return', stepId, reason: '材料不全' }),
  recall: (stepId = 'a1-1'): ItemCommand => ({ type: 'recall', stepId }),
  extend: (day: string, requestId = 'r1', stepId = 'a1-1'): ItemCommand => ({ type: 'requestExtension', requestId, stepId, day, reason: '场地未定', onBehalf: null }),
  reason: (restUntil: string, requestId = 'r1', stepId = 'a1-1'): ItemCommand => ({ type: 'stateReason', requestId, stepId, restUntil, reason: '等待上级文件' }),
  decline: (proposedUnitId: string | null = null, requestId = 'r1', assignmentId = 'a1'): ItemCommand => ({ type: 'decline', requestId, assignmentId, reason: '不属本单位职责', proposedUnitId }),
  object: (what: 'lateness' | 'return' | 'attribution', requestId = 'o1', assignmentId = 'a1', stepId = 'a1-1'): ItemCommand => ({ type: 'object', requestId, assignmentId, stepId, what, reason: '与事实不符', onBehalf: null }),
  rule: (grant: boolean, requestId = 'r1', more: { day?: string; toUnitId?: string } = {}): ItemCommand => ({
    type: 'rule', requestId, grant, reason: '经研究', day: more.day ?? null, toUnitId: more.toUnitId ?? null, newAssignmentId: `n-${requestId}`,
  }),
  transfer: (toUnitId: string, assignmentId = 'a1'): ItemCommand => ({ type: 'transfer', assignmentId, toUnitId, newAssignmentId: 'n1', reason: '职责调整' }),
  suspend: { type: 'suspend', reason: '上级要求' } as ItemCommand,
  resume: { type: 'resume', reason: '条件具备' } as ItemCommand,
  reopen: (day: string | null = null, stepId = 'a1-1'): ItemCommand => ({ type: 'reopen', stepId, day, reason: '成果失实' }),
  sign: (paperId: string): ItemCommand => ({ type: 'signPaper', paperId }),
  answer: (paperId: string): ItemCommand => ({ type: 'answerPaper', paperId, text: '已整改', onBehalf: null }),
  settle: { type: 'settle' } as ItemCommand,
};
