import type { RecordedEvent } from '#libs/event-store/event';
import type { ItemState, RequestKind } from '#libs/supervision/item/item.types';
import type { PaperKind } from '#libs/supervision/policy/policy';
import type { Words } from '#libs/supervision/proceeding/proceeding';
import { text } from './timeline.entry';

const PAPERS: Readonly<Record<PaperKind, Words>> = {
  bluePaper: { zh: '蓝色督办单', en: 'blue supervision order' },
  yellowPaper: { zh: '黄色督办单', en: 'yellow supervision order' },
  redPaper: { zh: '红色督办单', en: 'red supervision order' },
  admonition: { zh: '约谈通知', en: 'admonition' },
};

const REQUESTS: Readonly<Record<RequestKind, Words>> = {
  decline: { zh: '改派', en: 'reassignment' },
  extension: { zh: '延期', en: 'extension' },
  reason: { zh: '正当理由', en: 'good reason' },
  objection: { zh: '异议', en: 'objection' },
};

/** A rung of a ladder by its name; null: one that has no words of its own. */
function rungOf(rung: string): Words | null {
  const [, name, count] = /^(T|stop|weekly)-(\d+)$/.exec(rung) ?? [];
  const paper = PAPERS[rung as PaperKind];
  if (paper !== undefined) return paper;
  if (name === 'T') return { zh: `到期前 ${count} 个工作日提醒`, en: `reminded ${count} working day${count === '1' ? '' : 's'} before` };
  if (name === 'stop') return { zh: `提级通知（第 ${count} 级）`, en: `escalated (stop ${count})` };
  if (name === 'weekly') return { zh: `定期催办（第 ${count} 次）`, en: `reminded again (${count})` };
  return null;
}

/** What is owed besides the delivery of a step, by the duty's own name; null of a delivery, which the timeline need not name. */
const DUTIES: Readonly<Record<string, Words>> = {
  receipt: { zh: '签收', en: 'receipt' },
  quantify: { zh: '量化', en: 'quantification' },
  approve: { zh: '单位内审批', en: 'approval in the unit' },
  verify: { zh: '审核', en: 'review' },
  rule: { zh: '裁定', en: 'ruling' },
  sign: { zh: '签发', en: 'signature' },
  answer: { zh: '回复', en: 'answer' },
  outcome: { zh: '年终认定', en: 'settling the outcome' },
  'close-year': { zh: '年终收官', en: 'closing the year' },
  'review-suspension': { zh: '复核中止', en: 'reviewing the suspension' },
};
function dutyOf(duty: string | null): Words | null {
  return DUTIES[duty?.split(':')[0] ?? ''] ?? null;
}

/** What the clock did about a duty, with the duty's name before it. */
function ofDuty(duty: Words | null, said: Words | null): Words | null {
  return duty === null || said === null ? said : { zh: `${duty.zh}${said.zh.startsWith('到期') ? '' : ' · '}${said.zh}`, en: `${duty.en}: ${said.en}` };
}

/** A timer that found nothing to do when it came. */
function skipped(rung: string, reason: string | null): Words {
  const what = rungOf(rung);
  const why = reason === 'superseded' ? { zh: '已过时点，不再补发', en: 'its moment had passed, not sent late' } : { zh: '到点时已无需发出', en: 'no longer needed when it came due' };
  return what === null ? { zh: '到点时已无需处理', en: 'nothing was left to do when it came due' } : { zh: `${what.zh}：${why.zh}`, en: `${what.en}: ${why.en}` };
}

/** What an event says, in words that name its paper, its request or its rung; null where its type says it all. */
export function detailOf({ type, data }: RecordedEvent, state: ItemState): Words | null {
  const paper = PAPERS[(text(data['paper']) ?? state.papers[text(data['paperId']) ?? '']?.kind) as PaperKind];
  const request = state.requests[text(data['requestId']) ?? ''];
  const asked = REQUESTS[(text(data['kind']) ?? request?.kind) as RequestKind];
  const day = text(data['day']);
  const until = day === null || request?.kind === 'objection' ? { zh: '', en: '' } : { zh: `，至 ${day}`, en: `, to ${day}` };
  const rung = text(data['rung']) ?? '';
  const duty = dutyOf(text(data['duty']));
  switch (type) {
    case 'OverdueMarked':
      return duty === null ? null : { zh: `${duty.zh}逾期`, en: `${duty.en} overdue` };
    case 'EntrySkipped':
      return ofDuty(duty, skipped(rung, text(data['reason'])));
    case 'ReminderIssued':
    case 'DutyEscalated':
      return ofDuty(duty, rungOf(rung));
    case 'PaperDrafted':
      return paper === undefined ? null : { zh: `拟${paper.zh}`, en: `${paper.en} drafted` };
    case 'PaperSigned':
      return paper === undefined ? null : { zh: `签发${paper.zh}`, en: `${paper.en} signed` };
    case 'PaperVoided':
      return paper === undefined ? null : { zh: `作废${paper.zh}`, en: `${paper.en} voided` };
    case 'PaperAnswered':
      return paper === undefined ? null : { zh: `回复${paper.zh}`, en: `${paper.en} answered` };
    case 'RequestMade':
      if (asked === undefined) return null;
      return request?.kind === 'objection' ? { zh: '提出异议', en: 'objection made' } : { zh: `申请${asked.zh}${until.zh}`, en: `${asked.en} asked for${until.en}` };
    case 'RequestGranted':
      return asked === undefined ? null : { zh: `准予${asked.zh}${until.zh}`, en: `${asked.en} granted${until.en}` };
    case 'RequestRefused':
      return asked === undefined ? null : { zh: `不予${asked.zh}`, en: `${asked.en} refused` };
    default:
      return null;
  }
}
