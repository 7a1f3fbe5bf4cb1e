import type { Ledger } from './ledger';
import type { Front } from './front.reader';
import { fold } from '../text/fold';

export interface PlanYear {
  year: number | null;
  period: { from: string; to: string } | null;
  /** For dates without a year; equals `year` where there is one. */
  reckoningYear: number;
}

/**
 * The year that a plan is for: from its title; else from the date of the paper, and that is said; else unknown, and dates
 * without a year are reckoned in the year of reading, which is said as well. Only a title gives a period.
 */
export function inferYear(front: Pick<Front, 'title' | 'issuedOn' | 'documentNumber' | 'headYear'>, today: string, ledger: Ledger): PlanYear {
  const title = fold(front.title ?? '');
  const span = /(20\d\d)\s*年?\s*(?:[—–~-]|至)+\s*(20\d\d)\s*年/.exec(title);
  if (span) {
    const year = Number(span[1]);
    return { year, period: { from: `${year}-01-01`, to: `${Number(span[2])}-12-31` }, reckoningYear: year };
  }
  const inTitle = /(20\d\d)\s*年/.exec(title)?.[1];
  if (inTitle) return { year: Number(inTitle), period: { from: `${inTitle}-01-01`, to: `${inTitle}-12-31` }, reckoningYear: Number(inTitle) };
  const dated = front.issuedOn?.slice(0, 4) ?? front.headYear ?? /[(〔[【](20\d\d)/.exec(fold(front.documentNumber ?? ''))?.[1];
  if (dated) {
    ledger.infer(
      null,
      `标题未写年度，按公文日期推定为${dated}年；起止日期未写明，留空`,
      `The title names no year: ${dated} is inferred from the paper's date; the period is not stated and left open`,
    );
    return { year: Number(dated), period: null, reckoningYear: Number(dated) };
  }
  const year = Number(today.slice(0, 4));
  ledger.infer(null, `未见年度；不带年份的时限按${year}年计算`, `No year is stated; dates without a year are reckoned in ${year}`);
  return { year: null, period: null, reckoningYear: year };
}
