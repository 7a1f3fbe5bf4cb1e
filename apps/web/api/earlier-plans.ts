/** What of a title stays from year to year. */
const lasting = (title: string): string => title.replace(/[〔（([]?\d{2,4}[〕）)\]]?年?度?|[\s"“”《》]/g, '');

function pairsOf(title: string): Set<string> {
  const words = lasting(title);
  return new Set(Array.from({ length: Math.max(0, words.length - 1) }, (_, n) => words.slice(n, n + 2)));
}

/** How much two titles have in common beside their years, 0 to 1. */
export function likeness(a: string, b: string): number {
  const [one, other] = [pairsOf(a), pairsOf(b)];
  const both = [...one].filter((pair) => other.has(pair)).length;
  return one.size + other.size === 0 ? 0 : (2 * both) / (one.size + other.size);
}

const LIKELY = 0.5;

/** Of a row of the list of plans. */
export interface EarlierPlan {
  planId: string;
  title: string;
  year: number | null;
  status: string;
  issuedAt: string | null;
  officeUnitId: string;
}

interface About {
  title: string;
  year: number | null;
  /** The office that issues it. */
  officeUnitId: string;
  /** Left out where it is no plan yet. */
  planId?: string;
}

/**
 * Plans that one may be compared with, the likeliest first: of the same office, by their titles without the year, then the newest.
 *
 * @returns the plans, and which of them is proposed; null where none is like it
 */
export function earlierPlans<P extends EarlierPlan>(plans: readonly P[], { title, year, officeUnitId, planId }: About): { plans: P[]; proposed: string | null } {
  const before = plans.filter((p) => p.planId !== planId && p.issuedAt !== null && (p.status === 'issued' || p.status === 'archived') && (year === null || p.year === null || p.year <= year));
  const rank = (p: P): number => likeness(p.title, title) + (p.officeUnitId === officeUnitId ? 1 : 0);
  const sorted = [...before].sort((a, b) => rank(b) - rank(a) || (b.year ?? 0) - (a.year ?? 0) || b.issuedAt!.localeCompare(a.issuedAt!));
  const first = sorted[0];
  return { plans: sorted, proposed: first !== undefined && likeness(first.title, title) >= LIKELY ? first.planId : null };
}
