import fc from 'fast-check';
import { ADMINISTRATORS, BUSINESS_ROLES, ROLES, isAdministrator, isBusinessRole, type Role } from './roles';
import { conflictBetween, conflictWith, overlap, type RoleSpan } from './separation';

const at = (n: number): Date => new Date(n * 1000);

describe('the three administrators', () => {
  it('are never two of one person', () => {
    for (const a of ADMINISTRATORS) for (const b of ADMINISTRATORS) expect(conflictBetween(a, b)).toBe(a === b ? null : 'two-administrator-roles');
  });

  it('hold no business role', () => {
    for (const a of ADMINISTRATORS) for (const b of BUSINESS_ROLES) expect(conflictBetween(b, a)).toBe('administrator-with-business-role');
  });

  it('leaves the operator to those who neither grant nor audit', () => {
    expect(ROLES.filter((role) => conflictBetween('operator', role) !== null)).toEqual(['securityAdmin', 'auditor']);
  });

  it('lets business roles go together', () => {
    fc.assert(fc.property(fc.constantFrom(...BUSINESS_ROLES), fc.constantFrom(...BUSINESS_ROLES), (a, b) => conflictBetween(a, b) === null));
  });

  it('may follow one another', () => {
    const held: RoleSpan[] = [{ role: 'auditor', since: at(0), until: at(10) }];
    expect(conflictWith(held, { role: 'systemAdmin', since: at(10), until: null })).toBeNull();
    expect(conflictWith(held, { role: 'systemAdmin', since: at(9), until: null })).toBe('two-administrator-roles');
  });

  it('counts a grant promised for later', () => {
    const held: RoleSpan[] = [{ role: 'auditor', since: at(100), until: null }];
    expect(conflictWith(held, { role: 'handler', since: at(0), until: null })).toBe('administrator-with-business-role');
    expect(conflictWith(held, { role: 'handler', since: at(0), until: at(100) })).toBeNull();
  });
});

type Step = { do: 'grant'; role: Role; since: number; length: number | null } | { do: 'revoke'; index: number; now: number };
const moment = fc.integer({ min: 0, max: 60 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('grant' as const), role: fc.constantFrom(...ROLES), since: moment, length: fc.option(fc.integer({ min: 0, max: 30 })) }),
  fc.record({ do: fc.constant('revoke' as const), index: fc.nat(20), now: moment }),
);

/** As the grants of one account are kept: refused where they conflict, ended and never removed. */
function after(steps: readonly Step[]): RoleSpan[] {
  const held: RoleSpan[] = [];
  for (const s of steps) {
    if (s.do === 'grant') {
      const wanted: RoleSpan = { role: s.role, since: at(s.since), until: s.length === null ? null : at(s.since + s.length) };
      if (conflictWith(held, wanted) === null) held.push(wanted);
      continue;
    }
    const ended = held[s.index];
    if (ended !== undefined && (ended.until === null || ended.until > at(s.now))) held[s.index] = { ...ended, until: at(Math.max(s.now, ended.since.getTime() / 1000)) };
  }
  return held;
}

describe('any sequence of grants and ends', () => {
  it('gives nobody two administrator roles, nor one beside a business role, at any moment', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const held = after(steps);
        for (let now = 0; now <= 100; now++) {
          const roles = new Set(held.filter((h) => h.since <= at(now) && (h.until === null || h.until > at(now))).map((h) => h.role));
          const administrators = [...roles].filter(isAdministrator).length;
          if (administrators > 1 || (administrators === 1 && [...roles].some(isBusinessRole))) return false;
        }
        return true;
      }),
    );
  });

  it('never held, overlaps nothing', () => {
    const never: RoleSpan = { role: 'auditor', since: at(5), until: at(5) };
    expect(overlap(never, { role: 'handler', since: at(0), until: null })).toBe(false);
  });

  it('overlaps the same way from both sides', () => {
    const span = fc.record({ role: fc.constant<Role>('handler'), since: moment.map(at), until: fc.option(moment.map(at)) });
    fc.assert(fc.property(span, span, (a, b) => overlap(a, b) === overlap(b, a)));
  });
});
