import { dutiesOf, type Duty } from '#libs/supervision/item/item.duties';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { spanAt, type Rules } from '#libs/supervision/rules';
import { unitName } from './names';

type Escalated = Extract<ItemEvent, { type: 'DutyEscalated' }>;

/** The duty that an escalation took up, as it stood when it did; null where these rules know of none such. @param before the item up to that event */
export function escalatedDuty(before: ItemState, { data, meta }: Escalated, rules: Rules): Duty | null {
  return dutiesOf(before, spanAt(rules, meta.dueAt ?? meta.recordedAt), rules.roster).find((d) => d.id === data.duty && d.arming === data.arming) ?? null;
}

const PAPERS = { bluePaper: '蓝色督办单', yellowPaper: '黄色督办单', redPaper: '红色督办单', admonition: '约谈通知' } as const;
const REQUESTS = { decline: '改派申请', extension: '延期申请', reason: '正当理由说明', objection: '异议' } as const;

/** What is owed, as it stands behind 应: 签发致市人社局的黄色督办单. */
export function owedWords({ id, kind, assignmentId }: Duty, state: ItemState, rules: Rules): string {
  const unit = unitName(rules.roster, state.assignments[assignmentId ?? '']?.unitId ?? '');
  const subject = id.slice(id.indexOf(':') + 1);
  switch (kind) {
    case 'deliver': return '办结';
    case 'receive': return '签收该事项';
    case 'quantify': return '明确该事项的量化指标和时限';
    case 'approve': return '完成报送前的内部审批';
    case 'verify': return `审核${unit}报送的办理情况`;
    case 'rule': return `裁定${unit}提出的${REQUESTS[state.requests[subject]?.kind ?? 'objection']}`;
    case 'sign': return `签发致${unit}的${PAPERS[state.papers[subject]?.kind ?? 'yellowPaper']}`;
    case 'answer': return `答复${PAPERS[state.papers[subject]?.kind ?? 'yellowPaper']}`;
    case 'settleOutcome': return '对未达到的指标作出处理';
    case 'reviewSuspension': return '复核该事项的中止';
    case 'closeYear': return '办理该事项的年终办结或结转';
  }
}
