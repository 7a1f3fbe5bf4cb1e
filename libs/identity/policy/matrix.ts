import type { Identity } from '../identity';
import { ROLES, type Role } from '../roles';
import type { Act } from './acts';
import { ACTS, may, type Relation } from './policy';

/** `all`: whatever the unit. `own`: in one's own unit, plan or supervision. `behalf`: recorded for another unit (代录). */
export type Reach = 'all' | 'own' | 'behalf';

const OWN: Relation = { unitId: 'u-own', officeUnitId: 'u-own', supervisingUnitId: 'u-own' };
const OTHER: Relation = { unitId: 'u-other', officeUnitId: 'u-other', supervisingUnitId: 'u-other' };

export const ALL_ACTS = Object.keys(ACTS) as readonly Act[];

/** Asked of `may` itself and not read off its table: what is written down is what is decided. */
function reaches(role: Role, act: Act): readonly Reach[] {
  const identity: Identity = { personId: 'p-1', sessionId: 's-1', unitId: 'u-own', roles: [role], planRoles: [], units: [{ unitId: 'u-own', roles: [role] }], mustChangePassword: false };
  const allowed = (relation: Relation): boolean => may(identity, act, relation).allowed;
  const found: Reach[] = [];
  if (allowed(OTHER)) found.push('all');
  else if (allowed(OWN)) found.push('own');
  if (allowed({ ...OWN, unitId: 'u-other', onBehalf: true })) found.push('behalf');
  return found;
}

/** What every role reaches of every act. */
export const POLICY_MATRIX: Readonly<Record<Role, Readonly<Record<Act, readonly Reach[]>>>> = Object.fromEntries(
  ROLES.map((role) => [role, Object.fromEntries(ALL_ACTS.map((act) => [act, reaches(role, act)]))]),
) as Record<Role, Record<Act, readonly Reach[]>>;

const MARKS: Readonly<Record<Reach, string>> = { all: '●', own: '◐', behalf: '代' };

/** The matrix as the checked-in page that a review reads. */
export function renderMatrix(): string {
  const row = (act: Act): string => `| ${act} | ${ROLES.map((role) => POLICY_MATRIX[role][act].map((reach) => MARKS[reach]).join('')).join(' | ')} |`;
  return [
    '# Who may do what',
    '',
    'Made by `policy/write-matrix.ts` from `policy/policy.ts`; not edited by hand.',
    '● whatever the unit · ◐ in one\'s own unit, plan or supervision · 代 recorded for another unit',
    '',
    `| act | ${ROLES.join(' | ')} |`,
    `|---|${ROLES.map(() => '---|').join('')}`,
    ...ALL_ACTS.map(row),
    '',
  ].join('\n');
}
