import type { Day, Instant } from '#libs/supervision/time/day';
import type { RedBecause } from '#libs/supervision/item/item.explain';
import type { Band, Block, OfficialPaper } from '../paper';
import { dateWords, momentWords } from '../words';
import { imprintOf } from './imprint';

/** 督办单 in three colours, 约谈通知, 催办单, and 督办通知单 by which a delay is told to whom it was taken up to. */
export type SlipKind = 'bluePaper' | 'yellowPaper' | 'redPaper' | 'admonition' | 'urging' | 'escalation';

/** What a slip says, every name in words. */
export interface SlipFacts {
  kind: SlipKind;
  issuer: string;
  number: string | null;
  plan: string;
  /** Empty where the item has none. */
  itemNumber: string;
  itemTitle: string;
  /** The unit whose work it is about; null where an escalation is about the item as a whole. */
  unit: string | null;
  /** What an escalation takes up, where it is another duty than the work itself: who owes what, 签收该事项, say. */
  duty: { by: string; what: string } | null;
  /** Of a red slip: what made it red. */
  because: RedBecause | null;
  step: string | null;
  /** Of the work, or of the other duty that an escalation takes up. */
  deadline: Day | null;
  /** The deadline first set, where it is another. */
  firstDeadline: Day | null;
  /** Since when the deadline is past, or the work behind. */
  since: Instant | null;
  /** Share last reported, in percent. */
  percent: number | null;
  /** Last day to answer or to come; null where none is set. */
  answerBy: Day | null;
  /** What whoever urged wrote. */
  text: string | null;
  /** Main recipients (主送), then those who get a copy. */
  to: readonly string[];
  copies: readonly string[];
  issuedOn: Day | null;
}

const NAMES: Readonly<Record<SlipKind, string>> = { bluePaper: '督办单', yellowPaper: '督办单', redPaper: '督办单', admonition: '约谈通知', urging: '催办单', escalation: '督办通知单' };
const BANDS: Readonly<Partial<Record<SlipKind, Band>>> = {
  bluePaper: { text: '蓝色督办单', colour: 'blue' }, yellowPaper: { text: '黄色督办单', colour: 'yellow' }, redPaper: { text: '红色督办单', colour: 'red' },
};

/** A supervision slip as a paper. */
export function supervisionSlip(f: SlipFacts): OfficialPaper {
  const name = NAMES[f.kind];
  return {
    form: 'official', issuer: f.issuer, number: f.number, urgency: f.kind === 'redPaper' ? '加急' : null, band: BANDS[f.kind] ?? null,
    title: `关于“${f.itemTitle}”的${name}`,
    to: f.to, blocks: [{ kind: 'text', text: opening(f) }, ...matter(f), ...demands(f)], attachments: [], signedBy: f.issuer, date: f.issuedOn,
    imprint: imprintOf(f.issuer, f.issuedOn, f.copies),
  };
}

function opening(f: SlipFacts): string {
  const called = (unit: string): string => (f.to.includes(unit) ? '你单位' : unit);
  const by = f.deadline === null ? '' : `于${dateWords(f.deadline)}前（含当日）`;
  if (f.duty !== null) return `${itemOf(f)}，${called(f.duty.by)}应${by}${f.duty.what}，至今未办理。按照提级路径，现将有关情况${f.to.includes(f.duty.by) ? '告知你单位' : '报送你处'}，请予督促。`;
  const what = `${f.unit === null ? '有关单位' : called(f.unit)}承办的${itemOf(f)}`;
  const day = by === '' ? '' : `应${by}办结，`;
  switch (f.kind) {
    case 'bluePaper': return `${what}${day}目前进度落后于计划。现予蓝色督办。`;
    case 'yellowPaper': return `${what}${day}至今未报送办结。现予黄色督办。`;
    case 'redPaper': return `${what}${day}${BECAUSE[f.because ?? 'pastGrace']}。现予红色督办。`;
    case 'admonition': return `${what}${day}经红色督办仍未办结。现就有关情况约谈你单位负责同志。`;
    case 'urging': return `${what}${day}现予催办。`;
    case 'escalation': return `${what}${day}至今未办结。按照提级路径，现将有关情况报送你处，请予督促。`;
  }
}

const BECAUSE: Readonly<Record<RedBecause, string>> = { pastGrace: '逾期已超过宽限期', unanswered: '黄色督办未按期答复', pastGraceAndUnanswered: '逾期已超过宽限期，且黄色督办未按期答复' };

/** 《方案》第12项; of an item without a number 《方案》“标题”事项. */
function itemOf({ plan, itemNumber, itemTitle }: SlipFacts): string {
  return `《${plan}》${itemNumber === '' ? `“${itemTitle}”事项` : `第${itemNumber}项`}`;
}

function matter(f: SlipFacts): Block[] {
  const lines = [
    `事项：${f.itemTitle}。`,
    ...(f.duty === null ? [] : [`未办理的应办：${f.duty.what}。`, `应办单位：${f.duty.by}。`]),
    ...(f.step === null ? [] : [`${f.duty === null ? '应完成的步骤' : '涉及的步骤'}：${f.step}。`]),
    ...(f.unit === null || f.unit === f.duty?.by ? [] : [`承办单位：${f.unit}。`]),
    ...(f.deadline === null ? [] : [`办理期限：${dateWords(f.deadline)}${f.firstDeadline !== null && f.firstDeadline !== f.deadline ? `（原定${dateWords(f.firstDeadline)}）` : ''}。`]),
    ...(f.since === null ? [] : [`${f.kind === 'bluePaper' ? '进度落后' : '逾期'}起算：${momentWords(f.since)}。`]),
    ...(f.percent === null || f.duty !== null ? [] : [`最近一次报送的进度：${f.percent}%。`]),
  ];
  return [{ kind: 'heading', level: 1, text: '督办事项' }, ...lines.map((text): Block => ({ kind: 'text', text }))];
}

function demands(f: SlipFacts): Block[] {
  const by = f.answerBy === null ? '' : `于${dateWords(f.answerBy)}前（含当日）`;
  const words = f.text ?? '';
  const asked: Readonly<Record<SlipKind, string>> = {
    bluePaper: `请分析进度落后的原因，制定赶上进度的措施，并${by || '尽快'}书面答复。`,
    yellowPaper: `请立即组织办理，${by || '尽快'}书面答复未按期办结的原因、已采取的措施和预计办结的时间。`,
    redPaper: `请主要负责同志亲自过问，限期办结，并${by || '尽快'}书面答复。`,
    admonition: `请你单位负责同志${by || '按通知的时间'}到我办说明情况，并提交书面材料。`,
    urging: '请抓紧办理，办结后及时报送。',
    escalation: f.duty === null ? '请督促承办单位尽快办结，并告知督促的情况。' : `请督促${f.duty.by}尽快办理，并告知督促的情况。`,
  };
  return [{ kind: 'heading', level: 1, text: '办理要求' }, ...(words === '' ? [] : [{ kind: 'text', text: words } as const]), { kind: 'text', text: asked[f.kind] }];
}
