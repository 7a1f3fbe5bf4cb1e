import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { ResultRow } from '#libs/supervision/evaluation/sheet';
import { Dec, decimal } from './decimal';

/**
 * Ranks units within their classes and grades them. Equal totals share a rank, and the next rank counts all before it (1, 2, 2, 4).
 *
 * A grade with a quota takes the best of the class that reach it, as many as the quota has room for, rounded down; those who share
 * a rank across its edge go together into the next grade, since a quota is a bound and a tie no reason to choose.
 */
export function rankAndGrade(scheme: Scheme, totals: readonly { unitId: string; classId: string; total: string }[]): ResultRow[] {
  return scheme.classes.flatMap(({ id }) => gradeClass(scheme, totals.filter((t) => t.classId === id)));
}

function gradeClass(scheme: Scheme, of: readonly { unitId: string; classId: string; total: string }[]): ResultRow[] {
  const sorted = [...of].sort((a, b) => decimal(b.total).cmp(decimal(a.total)) || (a.unitId < b.unitId ? -1 : 1));
  const ranked = sorted.map((row) => ({ ...row, rank: sorted.findIndex((other) => decimal(other.total).eq(decimal(row.total))) + 1 }));
  const room = scheme.grades.map((g) => (g.quotaPercent === null ? Infinity : decimal(g.quotaPercent).times(of.length).div(100).floor().toNumber()));
  const graded: ResultRow[] = [];
  let least = 0;
  for (const tied of byRank(ranked)) {
    // Nobody with less is graded better than somebody with more.
    let at = least;
    while (at < scheme.grades.length - 1 && (new Dec(tied[0]!.total).lt(decimal(scheme.grades[at]!.from)) || tied.length > room[at]!)) at += 1;
    room[at]! -= tied.length;
    least = at;
    graded.push(...tied.map((row) => ({ ...row, grade: scheme.grades[at]!.name })));
  }
  return graded;
}

function byRank<R extends { rank: number }>(rows: readonly R[]): R[][] {
  const groups: R[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.rank === row.rank) last.push(row);
    else groups.push([row]);
  }
  return groups;
}
