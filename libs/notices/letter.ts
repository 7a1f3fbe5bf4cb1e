import { readable } from '#libs/supervision/rule-reason';

/** A notice as a mail tells of it. */
export interface MailedNotice {
  noticeId: string;
  /** Null for a notice of a proceeding. */
  itemId: string | null;
  /** `difficulty/d1`; null for a notice of an item. */
  proceeding: string | null;
  /** What it is about where it is about neither. */
  planId: string | null;
  itemNumber: string | null;
  title: string;
  kind: string;
  why: string;
  deadline: string | null;
  text: string | null;
}

export interface Words {
  zh: string;
  en: string;
}

const KINDS: Readonly<Record<string, Words>> = {
  assigned: { zh: '新任务', en: 'new assignment' },
  handedOver: { zh: '交接给您', en: 'handed over to you' },
  countedFigureCorrected: { zh: '考核所计数据已更正，请重新提取或更正结果', en: 'a figure that an evaluation counted has been corrected: count anew, or correct the result' },
  latenessObjected: { zh: '对逾期认定提出异议，待裁定', en: 'objection to a lateness, to be ruled on' },
  latenessOverturned: { zh: '异议成立，逾期认定已撤销', en: 'objection upheld: the lateness is overturned' },
  latenessStands: { zh: '异议不成立，维持逾期认定', en: 'objection refused: the lateness stands' },
  holderLeft: { zh: '承办人已离岗，请另行明确', en: 'a holder has left: name another' },
  reminder: { zh: '提醒', en: 'reminder' },
  urging: { zh: '催办', en: 'urging' },
  escalation: { zh: '提级', en: 'escalation' },
  bluePaper: { zh: '蓝色督办单', en: 'blue paper' },
  yellowPaper: { zh: '黄色督办单', en: 'yellow paper' },
  redPaper: { zh: '红色督办单', en: 'red paper' },
  admonition: { zh: '约谈通知', en: 'admonition' },
  submitted: { zh: '待审核', en: 'submitted, to be verified' },
  accepted: { zh: '审核通过', en: 'accepted' },
  returned: { zh: '退回补正', en: 'returned' },
  requested: { zh: '申请待裁定', en: 'request to be ruled on' },
  takenBack: { zh: '申请已撤回', en: 'request taken back' },
  ruled: { zh: '申请已裁定', en: 'request ruled on' },
  corrected: { zh: '更正', en: 'corrected' },
  closed: { zh: '事项结束', en: 'item closed' },
  suspended: { zh: '中止', en: 'suspended' },
  resumed: { zh: '恢复', en: 'resumed' },
  reopened: { zh: '重新办理', en: 'reopened' },
  released: { zh: '不再承办', en: 'no longer assigned' },
  raised: { zh: '新提出', en: 'raised' },
  planSentUp: { zh: '计划报审，待审核', en: 'plans sent up, to be ruled on' },
  planReturned: { zh: '计划退回修改', en: 'plan returned' },
  planPassedOn: { zh: '计划审核同意，将转报上级', en: 'plan approved, to be sent on' },
  planSentOn: { zh: '计划已转报上级', en: 'plan sent on to the level above' },
  planApproved: { zh: '计划审核同意，可以下发', en: 'plan approved: it may be issued' },
  planTakenBack: { zh: '计划报审已撤回', en: 'plans taken back from review' },
  lowerPlanIssued: { zh: '下级计划已下发', en: 'a lower plan was issued' },
  rectificationNotice: { zh: '整改通知书', en: 'rectification notice' },
  circular: { zh: '通报', en: 'circular' },
};

/** Why one got a notice. */
export const WHY: Readonly<Record<string, Words>> = {
  assignee: { zh: '您单位承办', en: 'your unit is assigned' },
  escalation: { zh: '按提级路径报送', en: 'it was escalated to you' },
  verifier: { zh: '由您单位审核', en: 'your unit verifies it' },
  ruling: { zh: '由您裁定', en: 'you rule on it' },
  signing: { zh: '待您签发', en: 'it waits for your signature' },
  supervision: { zh: '您单位督办', en: 'your unit supervises it' },
  onBehalf: { zh: '该单位无人注册，由办公室代录', en: 'nobody is registered in the unit: the office acts on its behalf' },
  substitute: { zh: '您代理的人员承办', en: 'it falls to a colleague whom you stand in for' },
  informed: { zh: '知会', en: 'for your information' },
};

export function whyWords(why: string): Words {
  return WHY[why] ?? WHY['informed']!;
}

const MOST_IN_SUBJECT = 60;
/** More notices than these are counted, not told: the inbox has them. */
const MOST_IN_LETTER = 200;

/** One line of a header: no text from the log ends it. */
function oneLine(text: string, most: number): string {
  const line = [...text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()];
  return line.length > most ? `${line.slice(0, most - 1).join('')}…` : line.join('');
}

/** Address of what a notice is about, below the interface's own. */
function pathOf({ itemId, proceeding, planId }: MailedNotice): string {
  if (itemId !== null) return `items/${encodeURIComponent(itemId)}`;
  return proceeding === null ? `plans/${encodeURIComponent(planId ?? '')}` : `proceedings/${proceeding.split('/').map(encodeURIComponent).join('/')}`;
}

function told(n: MailedNotice, link: (path: string) => string): string {
  const kind = KINDS[n.kind] ?? { zh: n.kind, en: n.kind };
  const why = whyWords(n.why);
  const lines = [
    `【${kind.zh}】${n.itemNumber === null ? '' : `${oneLine(n.itemNumber, 40)} `}${oneLine(n.title, 300)}${n.deadline === null ? '' : `（期限 ${n.deadline}）`}`,
    ...(n.text === null || n.text === '' ? [] : [`  ${readable(n.text).replace(/\r?\n/g, '\n  ')}`]),
    `  收到原因：${why.zh}`,
    `  ${kind.en}${n.deadline === null ? '' : `, due ${n.deadline}`}; ${why.en}`,
    `  ${link(pathOf(n))}`,
  ];
  return lines.join('\n');
}

/**
 * Subject and text of one mail.
 *
 * @param link address of a path of the interface: `items/…`, `proceedings/…`, `plans/…`
 */
export function letterOf(notices: readonly MailedNotice[], greeting: string, link: (path: string) => string): { subject: string; body: string } {
  const first = notices[0]!;
  const kind = KINDS[first.kind]?.zh ?? first.kind;
  const subject = notices.length === 1 ? `【督办】${kind}：${oneLine(first.title, MOST_IN_SUBJECT)}` : `【督办】今日 ${notices.length} 件通知`;
  const more = notices.length - MOST_IN_LETTER;
  const body = [
    ...(greeting === '' ? [] : [greeting, '']),
    ...notices.slice(0, MOST_IN_LETTER).flatMap((n) => [told(n, link), '']),
    ...(more > 0 ? [`另有 ${more} 件，请登录查看。 / ${more} more: see the inbox.`, ''] : []),
    '本邮件由督办系统自动发出，请勿回复；接收时间和方式由本单位设定。',
    'Sent by the supervision system: do not reply. Hours and form are set in the mailbox of the unit.',
  ];
  return { subject, body: body.join('\n') };
}
