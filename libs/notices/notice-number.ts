import type { SeriesCode } from '#libs/supervision/series';

/** What a number of the series is called on paper (机关代字): the office's word and the kind of paper. */
const WORDS: Readonly<Record<SeriesCode, string>> = { DB: '督办', YT: '约谈', CB: '催办', ZG: '整改', TB: '通报', DC: '督查' };

/** The office's own word in front, where an installation names no other. */
const OFFICE_WORD = '产改';

/**
 * A number as it stands on paper: 产改督办〔2026〕12号. The year in 六角括号, the number without 第 and without leading
 * zeros, as GB/T 9704 (党政机关公文格式) has it.
 *
 * @param year the year of issue in Shanghai
 * @param n from 1 up
 * @throws RangeError for what is no year of four digits or no number of a paper
 */
export function noticeNumber(series: SeriesCode, year: number, n: number, officeWord = OFFICE_WORD): string {
  if (!Number.isInteger(year) || year < 1000 || year > 9999) throw new RangeError(`no year of a paper: ${year}`);
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`no number of a paper: ${n}`);
  return `${officeWord}${WORDS[series]}〔${year}〕${n}号`;
}
