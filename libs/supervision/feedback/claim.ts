import { shareOf } from '../text/figures';

/** What is not done yet, or is only meant to be: a clause with one of these claims nothing. */
const NOT_YET = /[未没尚拟]|即将|将(?:于|在|要|会)|不能|不会|预计|预期|计划(?:于|在|到|\d)|力争|确保|争取|力求|目标|下一步|有望/;
/** Shares of something else than the work: 同比增长100%, 占100%. */
const OF_SOMETHING_ELSE = /(?:增长|提高|提升|下降|降低|增加|减少|同比|环比|占比?)了?约?$/;
const OF_WORK = /完成|办结|进度|落实|达成|交付/;
const PERCENT = /百分之(?<words>[零〇一二两三四五六七八九十]+(?:点[零〇一二三四五六七八九]+)?|百)|(?<figure>\d+(?:\.\d+)?)\s*%/gu;

/**
 * The share that a text says is done, in percent: 完成率100%, 百分之百完成, or one of the phrases that say it is all done. Null where it
 * claims none. What is planned, and shares of something else (满意率100%), are no claims.
 */
export function claimedPercent(text: string, donePhrases: readonly string[]): number | null {
  const clauses = text.normalize('NFKC').split(/[,。;!?、\n]/).filter((clause) => !NOT_YET.test(clause));
  const claims = clauses.flatMap((clause) => [...(donePhrases.some((p) => clause.includes(p.normalize('NFKC'))) ? [100] : []), ...sharesIn(clause)]);
  return claims.length === 0 ? null : Math.max(...claims);
}

function sharesIn(clause: string): number[] {
  return [...clause.matchAll(PERCENT)].flatMap((m) => {
    const before = clause.slice(0, m.index);
    const after = clause.slice(m.index + m[0].length);
    const rate = /(\p{L}{2})[率度]/gu;
    const last = [...before.matchAll(rate)].at(-1)?.[0] ?? null;
    if (OF_SOMETHING_ELSE.test(before) || (last !== null && !OF_WORK.test(last))) return [];
    const value = m.groups!['words'] === undefined ? Number(m.groups!['figure']) : shareOf(m.groups!['words']);
    return value !== null && value <= 100 && (OF_WORK.test(before) || /^(?:地)?(?:完成|办结|达成)/.test(after)) ? [value] : [];
  });
}
