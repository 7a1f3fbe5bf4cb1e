import { DOING, ENDS_NOUN, GUIDING } from './quantity.vocabulary';

/** A counted noun is rarely longer; beyond it the phrase is cut. */
const LONGEST_METRIC = 24;
const LONGEST_CLAUSE = 48;

const BOUNDARY = /[,。;、:!?()/\n\t]/;
const ENDS = new RegExp(ENDS_NOUN.join('|'));
/** 覆盖率 and 签订数 are measures, not acts. */
const NO_MEASURE = '(?!率|面|数|量|度|比例|占比|天数|时限|时间|时长|周期|件数|频次|次数|总额|金额|规模|能力|水平)';
/** Dates are hidden before figures are read; \uE001 is what stands for them. */
const TIME = '[—–~至-]?\uE001+年?(?:[底末内中](?:之|以)?前?|前)?|年[底末内](?:之|以)?前?|上半年|下半年|[第前]?[一二三四]季度末?前?|[一二三四五1-5]年内|十[三四五六]五(?:期间|时期)?';
const LEADING = new RegExp(`^(?:(?:${[...DOING, ...GUIDING].join('|')})${NO_MEASURE}|${TIME}|到(?!会|位|岗|场|期|户|课|账)|了|好|一批)`);
const BARE_ACT = new RegExp(`^(?:${[...DOING, ...GUIDING].join('|')})?$`);
/** Acts that are also names of what is measured: 培训覆盖率. */
const NOUNISH = ['培训', '服务', '宣传', '检查', '督查', '帮扶', '救助', '援助', '调解', '投入', '整改'];
const FIRST_DOING = new RegExp(
  DOING.filter((word) => !GUIDING.includes(word) && !NOUNISH.includes(word))
    .map((word) => `${word}${NO_MEASURE}`)
    .join('|'),
);

function tidy(phrase: string): string {
  const bare = phrase.trim().replace(/^的/, '').trim();
  const inQuotes = /^[“「『"](.*)[”」』"]$/.exec(bare)?.[1];
  return inQuotes !== undefined && !/[“”「」『』"]/.test(inQuotes) ? inQuotes : bare;
}

/** The noun behind the figure: 10家〔市级劳模创新工作室〕. With `acts`, an act counts as well: 1000人〔参加培训〕. */
function nounAfter(original: string, masked: string, from: number, acts: boolean): string {
  const reach = masked.slice(from, from + LONGEST_METRIC);
  if (/^\s*(?:[到至]\d|以|并|和|及|与|或|等|的?[,。;、)/])/.test(reach)) return '';
  const boundary = reach.search(BOUNDARY);
  let length = boundary < 0 ? reach.length : boundary;
  if (!acts && ENDS.exec(reach)?.index === 0) return '';
  const verb = reach.slice(2, length).search(ENDS);
  if (verb >= 0) length = verb + 2;
  return tidy(original.slice(from, from + length));
}

/** The noun before the figure: 选树〔工匠〕10名, 〔合同签订率〕达到95%. */
const BASE = /(?:由|从)[^\d]{0,8}\d.*$/;

function nounBefore(original: string, masked: string, until: number): string {
  let to = until;
  const start = Math.max(0, to - LONGEST_CLAUSE);
  let from = to;
  while (from > start && !BOUNDARY.test(masked.charAt(from - 1))) from -= 1;
  let clause = masked.slice(from, to);
  // 覆盖率由60%提高到85%: what it was stands between.
  const base = clause.search(BASE);
  if (base >= 0) {
    clause = clause.slice(0, base);
    to = from + base;
  }
  const among = /^(?:其中)?(?:含|包括|包含|其中)(?!量)/.exec(clause)?.[0].length ?? 0;
  if (clause.length - among >= 2) clause = clause.slice(among);
  const doing = FIRST_DOING.exec(clause);
  if (doing && clause.slice(doing.index + doing[0].length).trim() !== '') clause = clause.slice(doing.index + doing[0].length);
  const measure = /(?:率|比例|占比|比重|面)$/.test(clause.trim());
  for (
    let lead = LEADING.exec(clause);
    lead && clause.length - lead[0].length >= 2 && !(measure && NOUNISH.includes(lead[0]));
    lead = LEADING.exec(clause)
  )
    clause = clause.slice(lead[0].length);
  return tidy(
    original
      .slice(to - clause.length, to)
      .trim()
      .replace(/(?:要|应|须|将|均|都|各|占|为|达|总数|总量)+$/, ''),
  );
}

/**
 * What a figure counts, in the paper's words. A share (%) is named by what stands before it, a count by what follows,
 * and where that side says nothing, by the other.
 */
export function metricOf(original: string, masked: string, span: { start: number; end: number; unit: string }): string {
  const before = nounBefore(original, masked, span.start);
  const bare = BARE_ACT.test(before);
  // 建成基地4个　免费开放: a blank ends the statement.
  const parted = before.length >= 2 && !bare && /^\s/.test(masked.slice(span.end, span.end + 1));
  const after = parted ? '' : nounAfter(original, masked, span.end, bare);
  const share = span.unit.includes('%') || span.unit.includes('百分点') || span.unit === '倍';
  const chosen = (share ? before || after : after.length >= 2 || (bare && after !== '') ? after : before || after).replace(/^\d{1,2}[.．、]\s*(?=[\u4e00-\u9fa5])/, '');
  return chosen.length > LONGEST_METRIC ? chosen.slice(-LONGEST_METRIC) : chosen;
}
