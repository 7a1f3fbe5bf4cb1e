import { EMPTY_ROSTER, type Roster, type Unit } from '#libs/supervision/roster/roster';
import { logSight, readScope, redactItem, seesAssignment, sightOf, visibleItem } from './reading';
import { ADMINISTRATORS, ROLES } from './roles';
import { identity } from './testing/fixtures';

const unit = (id: string, more: Partial<Unit> = {}): Unit => ({
  id, name: id, aliases: [], unitClass: null, parentId: null, housedIn: null, staffed: true, since: '2025-01-01', until: null, successorId: null, ...more,
});
const roster: Roster = {
  ...EMPTY_ROSTER,
  units: Object.fromEntries([unit('office', { housedIn: 'union' }), unit('union'), unit('lead'), unit('helper'), unit('housed', { housedIn: 'lead' }), unit('watch'), unit('gone', { successorId: 'heir' }), unit('heir')].map((u) => [u.id, u])),
};
const assignment = (unitId: string, role: 'lead' | 'participant', coordinator = false) => ({ id: `a-${unitId}`, unitId, role, coordinator, held: true, light: 'yellow', contents: { person: 'p-9' } });
const item = {
  planId: 'plan-1', supervisingUnitId: 'watch', otherVerifierUnitId: null, standingVerifierIds: ['p-standing'], title: 'joint',
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
  it.each(['office', 'leader', 'convenor', 'signer', 'approver', 'evaluator'] as const)('is read in full by %s', (role) => {
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
  it('shows each role what it may see an item of', () => {
    const kinds = Object.fromEntries(ROLES.map((role) => [role, readScope(identity([role])).kind]));
    expect(kinds).toEqual({
      office: 'all', leader: 'all', convenor: 'all', signer: 'all', approver: 'all', evaluator: 'all',
      handler: 'units', liaison: 'units', sectionHead: 'units', unitLeader: 'units', supervisor: 'units',
      inspector: 'none', teamLeader: 'none', systemAdmin: 'none', securityAdmin: 'none', auditor: 'none', operator: 'none',
    });
  });

  it('names units, plans and supervision', () => {
    const who = identity(['handler', 'supervisor'], { unitId: 'heir', planRoles: [{ role: 'office', planId: 'plan-7' }] });
    expect(readScope(who, roster)).toEqual({ kind: 'units', unitIds: ['heir', 'gone'], planIds: ['plan-7'], supervisingUnitIds: ['heir'] });
  });
});
