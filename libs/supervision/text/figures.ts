import { parseNumber } from './numeral';

/** What is counted: a Chinese numeral is a figure where one of these follows, since 一体, 统一 or 进一步 count nothing. */
const COUNTED = '家个項项次场期批户件处所条份名人位天日月年季周宗台套辆座公里亩吨元万亿倍篇起门课站村镇街区校院企班';
const CHINESE = '[零〇一二两三四五六七八九十百千万亿]+';
const SCALE = '[百千]?[万亿]';

const FIGURE = new RegExp(
  [
    `百分之(?<share>${CHINESE}(?:点[零〇一二三四五六七八九]+)?|百)`,
    `(?<arabic>\\d+(?:\\.\\d+)?)(?<scale>${SCALE})?`,
    // A word of numerals alone (万一) begins with what no figure begins with.
    `(?<![统唯专])(?<chinese>[零〇一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千万亿]*)(?=[${COUNTED}])(?!次性|个性|人称)`,
  ].join('|'),
  'gu',
);

/** The figures in a text, in order: 1,200, １２００ and 一千二百人 are the same. */
export function figuresIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/(\d),(?=\d{3})/g, '$1');
  return [...plain.matchAll(FIGURE)].flatMap((m) => {
    const { share, arabic, scale, chinese } = m.groups!;
    const value = share !== undefined ? shareOf(share) : parseNumber((arabic ?? chinese)!, scale ?? '');
    return value === null ? [] : [String(value)];
  });
}

/** 九十五点五 of 百分之九十五点五; 百分之百 is all of it. */
export function shareOf(words: string): number | null {
  const [whole = '', decimals] = words.split('点');
  const value = whole === '百' ? 100 : parseNumber(whole);
  if (value === null || decimals === undefined) return value;
  const digits = [...decimals].map((d) => parseNumber(d)).join('');
  return Number(`${value}.${digits}`);
}
