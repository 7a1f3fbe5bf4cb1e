import type { DomainEvent } from '../event';
import type { ProceedingNotice, ToldOne } from '../proceeding/proceeding';
import { ruleReason } from '../rule-reason';
import { dayOfForm } from './round.figures';
import type { RoundEventData, RoundState } from './round.types';

/** Who hears what of a round, beside reminders and papers. */
export function noticesOfRound(event: DomainEvent, state: RoundState): ProceedingNotice[] {
  const unit = (unitId: string, why: ToldOne['why'], post: ToldOne['post'] = 'liaison'): ToldOne => ({ unitId, post, personId: null, why });
  const id = `v${state.version}`;
  switch (event.type) {
    case 'FormDrawn': {
      const { unitId } = event.data as RoundEventData['FormDrawn'];
      return [{ id, kind: 'assigned', to: [unit(unitId, 'assignee')], text: state.title, deadline: state.day, subject: unitId }];
    }
    case 'FormApprovalSought': {
      const { unitId } = event.data as RoundEventData['FormApprovalSought'];
      return [{ id, kind: 'requested', to: [unit(unitId, 'ruling', 'leader')], text: null, deadline: null, subject: unitId }];
    }
    case 'FormSentBack': {
      const { unitId, reason } = event.data as RoundEventData['FormSentBack'];
      return [{ id, kind: 'returned', to: [unit(unitId, 'assignee')], text: reason, deadline: null, subject: unitId }];
    }
    case 'FormSent': {
      const { unitId } = event.data as RoundEventData['FormSent'];
      return [{ id, kind: 'submitted', to: [unit(state.officeUnitId, 'verifier', 'office')], text: null, deadline: null, subject: unitId }];
    }
    case 'FormUrged': {
      const { unitId, awaits } = event.data as RoundEventData['FormUrged'];
      const form = state.forms[unitId];
      return [{ id, kind: 'urging', to: [unit(unitId, 'assignee', awaits === 'unit' ? 'liaison' : 'leader')], text: state.title, deadline: form === undefined ? state.day : dayOfForm(state, form), subject: unitId }];
    }
    case 'FormReturned': {
      const { unitId, reason, day } = event.data as RoundEventData['FormReturned'];
      return [{ id, kind: 'returned', to: [unit(unitId, 'assignee')], text: reason, deadline: day, subject: unitId }];
    }
    case 'FormFiled': {
      const { unitId, refused } = event.data as RoundEventData['FormFiled'];
      if (refused.length === 0) return [];
      const titles = refused.map((r) => state.forms[unitId]?.lines.find((l) => l.id === r.lineId)?.title ?? r.lineId);
      const text = ruleReason('lines-refused', String(refused.length), titles.join('；'));
      return [{ id, kind: 'returned', to: [unit(unitId, 'assignee'), unit(state.officeUnitId, 'informed', 'office')], text, deadline: null, subject: unitId }];
    }
    case 'RoundCalledOff': {
      const units = Object.values(state.forms).filter((f) => f.status !== 'dropped').map((f) => unit(f.unitId, 'informed'));
      return units.length === 0 ? [] : [{ id, kind: 'closed', to: units, text: state.closed?.reason ?? null, deadline: null, subject: null }];
    }
    default:
      return [];
  }
}
