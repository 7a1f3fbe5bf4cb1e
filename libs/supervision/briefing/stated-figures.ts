import { figuresIn } from '../text/figures';

const NUMERAL = '[0-9零〇一二两三四五六七八九十]+';
/** Days, years, quarters, issues and ordinals: they say when and which, not how much. */
const WHEN_AND_WHICH = new RegExp(
  [
    '总?第[0-9零〇一二两三四五六七八九十百千]+[期号届次批个项条章节名位季]?', `〔[0-9]+〕[0-9]+号`, `${NUMERAL}(?:[—–~～至到-]${NUMERAL})?(?:年|月|日|季度|号|届)(?:份|度)?`, '[0-9]{1,2}[:：][0-9]{2}',
  ].join('|'),
  'gu',
);
/** Of these fewer than ten are counted in words too (三场, 两名); 三个方面 and 四项机制 name parts of a whole. */
const EVENTS = /^[场次期批户件份名人位家台套辆座篇起班]/;
const SINGLE = /(?<![零〇一二两三四五六七八九十百千万亿])[二两三四五六七八九](?=([^零〇一二两三四五六七八九十百千万亿]))/gu;

/**
 * The figures that a sentence of a briefing states, in order, in digits or in words: 40场, 四十场 and 上百名, but neither 6月8日, 第10期 nor 一批.
 */
export function statedFigures(text: string): string[] {
  const said = text.normalize('NFKC').replace(WHEN_AND_WHICH, '').replace(/一(?![零〇一二两三四五六七八九十百千万亿])(?<![零〇一二两三四五六七八九十百千万亿]一)/gu, '');
  return figuresIn(said.replace(SINGLE, (digit, next: string) => (EVENTS.test(next) ? digit : '')));
}
