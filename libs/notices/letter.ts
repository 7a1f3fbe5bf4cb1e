import { BRIEFING_STREAM } from '#libs/supervision/briefing/briefing';
import { readable } from '#libs/supervision/rule-reason';
import { kindWords, type Words } from './notice.words';

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
function pathOf({ noticeId, itemId, proceeding, planId }: MailedNotice): string {
  if (noticeId.startsWith(BRIEFING_STREAM)) return noticeId.split('/').map(encodeURIComponent).join('/');
  if (itemId !== null) return `items/${encodeURIComponent(itemId)}`;
  return proceeding === null ? `plans/${encodeURIComponent(planId ?? '')}` : `proceedings/${proceeding.split('/').map(encodeURIComponent).join('/')}`;
}

function told(n: MailedNotice, link: (path: string) => string): string {
  const kind = kindWords(n.kind);
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
 * @param link address of a path of the interface: `items/…`, `proceedings/…`, `plans/…`, `briefings/…`
 */
export function letterOf(notices: readonly MailedNotice[], greeting: string, link: (path: string) => string): { subject: string; body: string } {
  const first = notices[0]!;
  const kind = kindWords(first.kind).zh;
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
