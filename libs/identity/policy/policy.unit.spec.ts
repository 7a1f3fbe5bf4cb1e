import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ADMINISTRATORS, BUSINESS_ROLES, ROLES, UNIT_STAFF, type Role } from '../roles';
import { identity } from '../testing/fixtures';
import { ALL_ACTS, POLICY_MATRIX, renderMatrix } from './matrix';
import type { Act } from './acts';
import { may, whoCould } from './policy';

describe('the matrix', () => {
  it('is as it was reviewed', () => {
    const reviewed = readFileSync(join(__dirname, '..', 'policy.matrix.generated.md'), 'utf8');
    expect(renderMatrix()).toBe(reviewed);
  });

  it('agrees with may for every role and every act', () => {
    for (const role of ROLES) {
      for (const act of ALL_ACTS) {
        const reach = POLICY_MATRIX[role][act];
        const answer = may(identity([role]), act);
        expect([role, act, answer.allowed]).toEqual([role, act, reach.includes('all') || reach.includes('own')]);
        if (!answer.allowed) expect(answer.who.includes(role)).toBe(reach.length > 0);
      }
    }
  });

  it('leaves no act to nobody, but the timer\'s', () => {
    expect(ALL_ACTS.filter((act) => whoCould(act).length === 0)).toEqual(['settle']);
  });

  it('gives a person without a role nothing', () => {
    expect(ALL_ACTS.filter((act) => may(identity([]), act).allowed)).toEqual([]);
  });
});

describe('separated powers', () => {
  const allowedTo = (role: Role): Act[] => ALL_ACTS.filter((act) => POLICY_MATRIX[role][act].length > 0);
  const shared = ['roster.read', 'calendar.read', 'session.self', 'live.follow', 'feedback'];

  it.each(ADMINISTRATORS)('%s reads no contents and does no business', (role) => {
    const business = ALL_ACTS.filter((act) => !act.includes('.') && act !== 'feedback');
    const contents: Act[] = ['item.read', 'ledger.read', 'plan.read', 'evidence.read', 'todo.read', 'dashboard.read', 'notice.read'];
    expect(allowedTo(role).filter((act) => business.includes(act) || contents.includes(act))).toEqual([]);
  });

  it('keeps the acts of one administrator from the other two', () => {
    const own = ADMINISTRATORS.map((role) => allowedTo(role).filter((act) => !shared.includes(act) && !['setUp.read', 'account.read', 'operations.read', 'log.verify', 'item.readLog', 'coverage.read', 'roster.change', 'mailbox.read', 'mailbox.change'].includes(act)));
    expect(own).toEqual([['account.create', 'account.disable', 'person.erase', 'feedback.keep'], ['grant.change'], ['audit.read']]);
  });

  it('gives no business role an account, a grant or the audit', () => {
    const kept: Act[] = ['account.read', 'account.create', 'account.disable', 'grant.change', 'audit.read', 'log.verify', 'operations.read', 'operations.act'];
    for (const role of BUSINESS_ROLES) expect(allowedTo(role).filter((act) => kept.includes(act))).toEqual([]);
  });
});

describe('may', () => {
  it('keeps unit staff to their own unit', () => {
    for (const role of UNIT_STAFF) {
      expect(may(identity([role]), 'report', { unitId: 'u-1' })).toEqual({ allowed: true });
      expect(may(identity([role]), 'report', { unitId: 'u-2' })).toMatchObject({ allowed: false, because: 'unit' });
    }
  });

  it('lets the office record on behalf what it was told, and nothing else', () => {
    const office = identity(['office']);
    for (const act of ALL_ACTS) {
      const allowed = may(office, act, { unitId: 'u-2', officeUnitId: 'u-1', onBehalf: true }).allowed;
      expect([act, allowed]).toEqual([act, ['receive', 'report', 'submit', 'object', 'requestExtension', 'answerPaper', 'step.do', 'form.fill', 'reformUnit.visit', 'rectification.reply', 'rectification.object', 'evaluation.assess', 'lateness.object', 'evidence.write'].includes(act)]);
    }
    expect(may(office, 'report', { unitId: 'u-2', officeUnitId: 'u-1' })).toMatchObject({ because: 'relation' });
    expect(may(office, 'report', { unitId: 'u-2', officeUnitId: 'u-9', onBehalf: true })).toMatchObject({ because: 'unit' });
  });

  it('lets nobody else record on behalf', () => {
    for (const role of ROLES) if (role !== 'office') expect(may(identity([role]), 'receive', { unitId: 'u-2', onBehalf: true }).allowed).toBe(false);
  });

  it('leaves withdrawing to a higher leader and says who', () => {
    expect(may(identity(['office']), 'withdraw')).toEqual({ allowed: false, because: 'role', who: ['leader', 'convenor'] });
    expect(may(identity(['leader']), 'withdraw')).toEqual({ allowed: true });
  });

  it('keeps the signature from who drafts', () => {
    expect(may(identity(['office']), 'signPaper').allowed).toBe(false);
    expect(may(identity(['office', 'signer']), 'signPaper').allowed).toBe(true);
  });

  it('lets the coordinator\'s unit verify, and not its liaison', () => {
    expect(may(identity(['handler']), 'verify', { unitId: 'u-1', officeUnitId: 'u-8' }).allowed).toBe(true);
    expect(may(identity(['handler']), 'verify', { unitId: 'u-2', officeUnitId: 'u-8' })).toMatchObject({ because: 'unit' });
    expect(may(identity(['liaison']), 'verify', { unitId: 'u-1' })).toMatchObject({ because: 'role' });
  });

  it('counts a role limited to a plan in that plan alone', () => {
    const limited = identity([], { planRoles: [{ role: 'office', planId: 'plan-1' }] });
    expect(may(limited, 'transfer', { planId: 'plan-1' }).allowed).toBe(true);
    expect(may(limited, 'transfer', { planId: 'plan-2' }).allowed).toBe(false);
    expect(may(limited, 'transfer').allowed).toBe(false);
    expect(may(limited, 'policy.change').allowed).toBe(false);
    expect(may(limited, 'ledger.read').allowed).toBe(true);
    expect(may(limited, 'ledger.read', { planId: 'plan-2' }).allowed).toBe(false);
  });

  it('asks for the new password first', () => {
    const fresh = identity(['office'], { mustChangePassword: true });
    expect(ALL_ACTS.filter((act) => may(fresh, act).allowed)).toEqual(['session.self']);
    expect(may(fresh, 'plan.read')).toMatchObject({ because: 'password' });
  });
});
