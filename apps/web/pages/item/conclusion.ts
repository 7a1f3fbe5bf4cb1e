import { cityDay } from '../../words/moments';

/** A step's part in the light, as far as the conclusion asks for it. */
interface Cause {
  readonly light: string;
  readonly rule: string;
  readonly sentAt: string | null;
  readonly past: { readonly workingDays: number; readonly days: number } | null;
  readonly graceWorkingDays: number;
  readonly deadline: { readonly day: string | null };
}
interface Why<C extends Cause> {
  readonly light: string;
  readonly causes: readonly C[];
}
type Piece = ['late' | 'sentLate' | 'beyond' | 'today' | 'left' | 'grace' | 'sent', { day: string; count: number; days: number; at: string }];

/** The steps that give the light its colour, what is longest past first; of a green one those that were corrected. */
export function decidingOf<C extends Cause>({ light, causes }: Why<C>): C[] {
  const alike = causes.filter((c) => c.light === light && (light !== 'green' || c.rule === 'corrected'));
  return alike.sort((a, b) => (b.past?.days ?? -Infinity) - (a.past?.days ?? -Infinity) || 0);
}

/** Every step, those that give the colour first. */
export function causesInOrder<C extends Cause>(why: Why<C>): C[] {
  const deciding = decidingOf(why);
  return [...deciding, ...why.causes.filter((c) => !deciding.includes(c))];
}

/** How far its deadline has gone by, or how much is left of it, piece by piece, to be said one after the other. */
export function pastOf({ light, rule, past, sentAt, deadline, graceWorkingDays }: Cause): Piece[] {
  const of = { day: deadline.day ?? '', count: Math.abs(past?.workingDays ?? 0), days: Math.abs(past?.days ?? 0), at: sentAt === null ? '' : cityDay(sentAt) };
  const sent: Piece[] = sentAt === null ? [] : [['sent', of]];
  if (past === null) return sent;
  if (past.days <= 0) return sentAt !== null ? sent : [[past.days === 0 ? 'today' : 'left', of]];
  if (light !== 'yellow' && light !== 'red') return [['beyond', of], ...sent];
  const grace: Piece[] = rule === 'pastGrace' || rule === 'pastGraceAndUnanswered' ? [['grace', { ...of, count: graceWorkingDays }]] : [];
  return [[sentAt === null ? 'late' : 'sentLate', of], ...grace, ...sent];
}
