import { reject } from '../../rejection';
import type { CommandOf } from '../item.commands';
import { isNoticeOf } from '../item.notices-told';
import type { ItemState } from '../item.types';
import { asTold, isOffice, isRejected, missingReason, occurredAt, ownFinishedAssignment, personOf, type DecideContext, type Decision } from './deciding';

export function readNotice(state: ItemState, command: CommandOf<'readNotice'>, context: DecideContext): Decision {
  if (context.actor.kind !== 'person') return [];
  const { personId, unitId } = context.actor;
  if (!isNoticeOf(state, command.noticeId)) return reject('not-found', { field: 'noticeId' });
  if (state.readNotices[`${command.noticeId}/${unitId}`]) return [];
  return [{ type: 'NoticeRead', data: { noticeId: command.noticeId, personId, unitId } }];
}

/** 签发: from here on the paper is issued; the number follows in log order. */
export function signPaper(state: ItemState, command: CommandOf<'signPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status !== 'drafted') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
  if (!isOffice(state, context)) return reject('not-the-office');
  return [{ type: 'PaperSigned', data: { paperId: paper.id, personId: personOf(context) } }];
}

export function voidPaper(state: ItemState, command: CommandOf<'voidPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status === 'void') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
  if (!isOffice(state, context)) return reject('not-the-office');
  return missingReason(command.reason) ?? [{ type: 'PaperVoided', reason: command.reason, data: { paperId: paper.id, personId: personOf(context), reason: command.reason } }];
}

export function answerPaper(state: ItemState, command: CommandOf<'answerPaper'>, context: DecideContext): Decision {
  const paper = state.papers[command.paperId];
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (paper.status !== 'issued') return reject('paper-not-issued', { field: 'paperId', details: { status: paper.status } });
  const a = ownFinishedAssignment(state, paper.assignmentId, context);
  if (isRejected(a)) return a;
  if (paper.answer) return reject('paper-answered', { details: { at: paper.answer.at } });
  const at = occurredAt(command.onBehalf, a.id, state, context, paper.settledAt ?? state.issuedAt);
  if (typeof at === 'object') return at;
  return missingReason(command.text, 'text') ?? [{ type: 'PaperAnswered', occurredAt: at, data: { paperId: paper.id, personId: personOf(context), text: command.text, ...asTold(command.onBehalf) } }];
}
