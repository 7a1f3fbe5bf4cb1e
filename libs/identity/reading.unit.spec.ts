import { EMPTY_ROSTER, unitOf, type Roster, type Unit } from '#libs/supervision/roster/roster';
import { readerWords } from '#libs/supervision/item/item.readers';
import { may } from './policy/policy';
import { logSight, proceedingSight, readScope, redactItem, seesAssignment, sightOf, visibleItem } from './reading';
import type { ReadScope } from '#libs/supervision/read-scope';
import { ADMINISTRATORS, ROLES } from './roles';
import { identity } from './testing/fixtures';

const unit = (id: string, more: Partial<Unit> = {}): Unit => unitOf(id, id, '2025-01-01', more);
const roster: Roster = {
  ...EMPTY_ROSTER,
  units: Object.fromEntries([unit('office', { housedIn: 'union' }), unit('union'), unit('lead'), unit('helper'), unit('housed', { housedIn: 'lead' }), unit('watch'), unit('gone', { successorId: 'heir' }), unit('heir')].map((u) => [u.id, u])),
};
const assignment = (unitId: string, role: 'lead' | 'participant', coordinator = false) => ({ id: `a-${unitId}`, unitId, role, coordinator, held: true, light: 'yellow', contents: { person: 'p-9' } });
const item = {
  planId: 'plan-1', officeUnitId: 'office', conferenceUnitId: 'heir', supervisingUnitId: 'watch', otherVerifierUnitId: null, standingVerifierIds: ['p-standing'], title: 'joint',
  assignments: [assignment('lead', 'lead', true), assignment('helper', 'participant'), assignment('housed', 'participant'), assignment('gone', 'participant')],
  reports: [{ assignmentId: 'a-lead', text: 'lead' }, { assignmentId: 'a-helper', text: 'helper' }],
  evidence: [{ assignmentId: 'a-lead', sha256: '1' }, { assignmentId: 'a-helper', sha256: '2' }],
  requests: [{ assignmentId: 'a-helper', reason: 'flood' }],
  papers: [
    { assignmentId: 'a-helper', status: 'issued' as const, signedBy: 'p-2' },
    { assignmentId: 'a-helper', status: 'drafted' as const, signedBy: null },
    { assignmentId: 'a-helper', status: 'void' as const, signedBy: null },
    { assignmentId: 'a-lead', status: 'void' as const, signedBy: 'p-2' },
  ],
};

const inFull = (roles: Parameters<typeof identity>[0], unitId: string, more = {}): string[] | string => {
  const sight = sightOf(identity(roles, { unitId, ...more }), item, roster);
  return sight.kind === 'assignments' ? [...sight.inFull] : sight.kind;
};

describe('an item', () => {
  it.each(['office', 'leader', 'convenor'] as const)('is read in full by %s', (role) => {
    expect(redactItem(identity([role], { unitId: 'office' }), item, roster)).toBe(item);
  });

  it('shows a participant its own work, and of others names and lights alone', () => {
    const seen = redactItem(identity(['handler'], { unitId: 'helper' }), item, roster);
    expect(seen?.assignments.map((a) => [a.unitId, a.light, a.contents !== null])).toEqual([['lead', 'yellow', false], ['helper', 'yellow', true], ['housed', 'yellow', false], ['gone', 'yellow', false]]);
    expect(seen?.reports).toEqual([{ assignmentId: 'a-helper', text: 'helper' }]);
    expect(seen?.evidence).toEqual([{ assignmentId: 'a-helper', sha256: '2' }]);
    expect(seen?.requests).toHaveLength(1);
    expect(seen?.papers).toEqual([{ assignmentId: 'a-helper', status: 'issued', signedBy: 'p-2' }]);
    expect(seen?.title).toBe('joint');
  });

  it('does not change what was given', () => {
    const before = JSON.stringify(item);
    redactItem(identity(['handler'], { unitId: 'helper' }), item, roster);
    expect(JSON.stringify(item)).toBe(before);
  });

  it('shows the coordinator the participants\' work that it verifies, not that of its own house', () => {
    expect(inFull(['handler'], 'lead')).toEqual(['a-lead', 'a-helper', 'a-gone']);
  });

  it('shows the supervising unit all work, and no drafts', () => {
    expect(inFull(['supervisor'], 'watch')).toEqual(['a-lead', 'a-helper', 'a-housed', 'a-gone']);
    expect(redactItem(identity(['supervisor'], { unitId: 'watch' }), item, roster)?.papers.map((p) => p.status)).toEqual(['issued', 'void']);
    expect(inFull(['supervisor'], 'lead')).toBe('none');
  });

  it.each(['handler', 'liaison', 'sectionHead', 'unitLeader'] as const)('is read by the %s of the unit that supervises it', (role) => {
    expect(inFull([role], 'watch')).toEqual(['a-lead', 'a-helper', 'a-housed', 'a-gone']);
    expect(may(identity([role], { unitId: 'watch' }), 'urge', { unitId: 'lead', officeUnitId: 'office', supervisingUnitId: 'watch' })).toMatchObject({ allowed: false });
    expect(proceedingSight(identity([role], { unitId: 'watch' }), { planId: 'plan-1', officeUnitId: 'office', overUnitIds: [], judgeUnitIds: ['office', 'watch'], supervisingUnitId: 'watch', unitIds: ['office'], judgings: [] }, roster)).toBeNull();
  });

  it.each(['handler', 'liaison', 'unitLeader'] as const)('of a proceeding shows the %s of a unit that decides in it the part that it decides on', (role) => {
    const proceeding = { planId: 'plan-1', officeUnitId: 'office', overUnitIds: [], judgeUnitIds: ['office', 'watch'], supervisingUnitId: 'watch', unitIds: ['office', 'union', 'helper', 'watch'], judgings: [{ by: 'office', of: 'helper' }, { by: 'watch', of: 'union' }] };
    expect(proceedingSight(identity([role], { unitId: 'watch' }), proceeding, roster)).toEqual({ kind: 'units', unitIds: ['watch', 'union'] });
    expect(proceedingSight(identity([role], { unitId: 'helper' }), proceeding, roster)).toEqual({ kind: 'units', unitIds: ['helper'] });
    expect(proceedingSight(identity(['supervisor'], { unitId: 'watch' }), proceeding, roster)).toEqual({ kind: 'all' });
  });

  it.each(['signer', 'approver', 'evaluator'] as const)('of a proceeding shows the %s of a unit that it asks all, but over their own house what their unit has a part in alone', (role) => {
    const before = { planId: 'plan-1', officeUnitId: 'office', overUnitIds: ['lead'], judgeUnitIds: ['office', 'helper', 'lead', 'housed'], supervisingUnitId: 'watch', unitIds: ['office', 'helper'], judgings: [] };
    const noticed = { ...before, unitIds: [...before.unitIds, 'lead'] };
    const ofPlan = (unitId: string, planId = 'plan-1'): unknown => proceedingSight(identity([], { unitId, planRoles: [{ role, planId }] }), before, roster);
    for (const unitId of ['helper', 'office']) expect(proceedingSight(identity([role], { unitId }), noticed, roster)).toEqual({ kind: 'all' });
    // Nobody asked them: a role alone reads nothing.
    expect(proceedingSight(identity([role], { unitId: 'union' }), noticed, roster)).toBeNull();
    // Not told of it yet, it is told by no role either; a body under one roof is no other.
    for (const unitId of ['lead', 'housed']) expect(proceedingSight(identity([role], { unitId }), before, roster)).toBeNull();
    expect(proceedingSight(identity([role], { unitId: 'lead' }), noticed, roster)).toEqual({ kind: 'units', unitIds: ['lead'], judges: true });
    expect(proceedingSight(identity([role, 'office'], { unitId: 'lead' }), noticed, roster)).toEqual({ kind: 'all' });
    expect([ofPlan('helper'), ofPlan('lead'), ofPlan('union'), ofPlan('helper', 'plan-2')]).toEqual([{ kind: 'all' }, null, null, { kind: 'units', unitIds: ['helper'] }]);
    // Whose office sits under the roof of who is judged conducts it all the same.
    expect(proceedingSight(identity([role], { unitId: 'office' }), { ...before, overUnitIds: ['union'] }, roster)).toEqual({ kind: 'all' });
    expect(proceedingSight(identity([role], { unitId: 'union' }), { ...before, judgeUnitIds: ['union'], overUnitIds: ['office'] }, roster)).toBeNull();
  });

  it.each(['signer', 'approver', 'evaluator'] as const)('is read by the %s where their unit is asked for it, without what is of their own house', (role) => {
    expect(inFull([role], 'office')).toBe('all');
    expect(inFull([role], 'union')).toBe('none');
    // The leading body and the supervising unit; a unit that has a share reads no more for the role.
    for (const unitId of ['heir', 'watch']) expect(inFull([role], unitId)).toEqual(['a-lead', 'a-helper', 'a-housed', 'a-gone']);
    expect(inFull([role], 'lead')).toBe('none');
    // An evaluation that asks the unit shows it the plan’s items, but for those of its own house.
    expect(inFull([role], 'housed', { serves: ['plan-1'] })).toEqual(['a-helper', 'a-gone']);
    expect(inFull([role], 'union', { serves: ['plan-2'] })).toBe('none');
    expect(inFull(['handler'], 'union', { serves: ['plan-1'] })).toBe('none');
    // By a grant for one plan.
    expect(inFull([], 'housed', { planRoles: [{ role, planId: 'plan-1' }] })).toEqual(['a-helper', 'a-gone']);
    expect(inFull([], 'office', { planRoles: [{ role, planId: 'plan-1' }] })).toBe('all');
    expect(inFull([], 'office', { planRoles: [{ role, planId: 'plan-2' }] })).toBe('none');
  });

  it('shows a person under the standing authorisation all work', () => {
    expect(inFull(['handler'], 'union', { personId: 'p-standing' })).toHaveLength(4);
  });

  it('is the successor\'s to read', () => {
    expect(inFull(['handler'], 'heir')).toEqual(['a-gone']);
  });

  it('is read by an inspector where a grant names its plan', () => {
    expect(inFull(['inspector'], 'watch')).toBe('none');
    expect(inFull([], 'watch', { planRoles: [{ role: 'inspector', planId: 'plan-1' }] })).toHaveLength(4);
    expect(inFull([], 'watch', { planRoles: [{ role: 'inspector', planId: 'plan-2' }] })).toBe('none');
  });

  it('is nothing to a unit that is not in it, to administrators, to the operator', () => {
    for (const role of ['handler', 'operator', ...ADMINISTRATORS] as const) expect(visibleItem(identity([role], { unitId: 'union' }), item, roster)).toBe(false);
    expect(redactItem(identity(['unitLeader'], { unitId: 'union' }), item, roster)).toBeNull();
  });

  it('gives out evidence by its assignment', () => {
    const sight = sightOf(identity(['liaison'], { unitId: 'helper' }), item, roster);
    expect([seesAssignment(sight, 'a-helper'), seesAssignment(sight, 'a-lead'), seesAssignment({ kind: 'none' }, 'a-helper')]).toEqual([true, false, false]);
  });

  it('lets the auditor see that something was done, not what was said', () => {
    expect(logSight(identity(['auditor']), item, roster)).toEqual({ kind: 'envelope' });
    expect(logSight(identity(['handler'], { unitId: 'helper' }), item, roster).kind).toBe('contents');
    expect(logSight(identity(['systemAdmin']), item, roster)).toEqual({ kind: 'none' });
  });
});

describe('a list', () => {
  const scopeOf = (...of: Parameters<typeof identity>): ReadScope => readScope(identity(...of), roster);

  it('shows each role what it may see an item of', () => {
    const kinds = Object.fromEntries(ROLES.map((role) => [role, scopeOf([role]).kind]));
    expect(kinds).toEqual({
      office: 'all', leader: 'all', convenor: 'all',
      signer: 'readers', approver: 'readers', evaluator: 'readers', handler: 'readers', liaison: 'readers', sectionHead: 'readers', unitLeader: 'readers', supervisor: 'readers', inspector: 'readers', teamLeader: 'readers',
      systemAdmin: 'none', securityAdmin: 'none', auditor: 'none', operator: 'none',
    });
  });

  it('is narrowed by the words of all that one is', () => {
    expect(scopeOf(['handler', 'supervisor'], { unitId: 'heir', planRoles: [{ role: 'office', planId: 'plan-7' }, { role: 'inspector', planId: 'plan-8' }] })).toEqual({
      kind: 'readers',
      words: ['plan:plan-7', 'plan:plan-8', 'supervises:heir', 'verifies:heir', 'assigned:heir', 'assigned:gone'],
      standing: 'standing:p-1',
      inFull: { planIds: ['plan-7'], judges: null, judgedPlanIds: [], whole: [], ownUnitIds: ['heir', 'gone'], watching: ['plan:plan-8', 'supervises:heir', 'verifies:heir'], roofUnitIds: ['heir'], unitId: 'heir', supervises: 'heir' },
    });
  });

  it('has nothing but a standing authorisation for a role that is over no plan', () => {
    expect(scopeOf(['inspector'], { unitId: 'watch' })).toMatchObject({ words: [], standing: 'standing:p-1' });
  });

  it('shows exactly the items that can be opened, whoever asks', () => {
    const items = [item, { ...item, planId: 'plan-2', supervisingUnitId: null, standingVerifierIds: [] }, { ...item, otherVerifierUnitId: 'union', assignments: [assignment('helper', 'participant')] }];
    for (const role of ROLES) {
      for (const unitId of Object.keys(roster.units)) {
        for (const more of [{}, { planRoles: [{ role: 'teamLeader' as const, planId: 'plan-2' }] }, { personId: 'p-standing' }]) {
          const who = identity([role], { unitId, ...more });
          const scope = readScope(who, roster);
          for (const one of items) {
            const words = readerWords(one);
            const listed = scope.kind === 'all' || (scope.kind === 'readers' && [...scope.words, scope.standing].some((w) => words.includes(w)));
            expect([role, unitId, more, visibleItem(who, one, roster)]).toEqual([role, unitId, more, listed]);
          }
        }
      }
    }
  });
});
