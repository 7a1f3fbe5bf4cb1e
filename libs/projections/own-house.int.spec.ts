import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { askedInspection, inspectingProcess } from '#libs/commands/testing/inspecting';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { Identity } from '#libs/identity/identity';
import { ROLES, type Role } from '#libs/identity/roles';
import { proceedingDutyPage, proceedingPage } from './queries/proceeding.query';
import { Followed, throwing } from './testing/followed';

const INSPECTED = '市总工会';
const JUDGES: Role[] = ['signer', 'approver', 'evaluator'];
const CONDUCTS: Role[] = ['office', 'leader', 'convenor'];

/** 市总工会 is to be inspected by 市财政局, and was told nothing of it yet. */
describe('an inspection before its notice', () => {
  let system: TestSystem;
  let followed: Followed;

  beforeAll(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z', throwing);
    ({ system } = followed);
    await issued(system, [aDraftItem('1', { deadline: '2026-11-30' })]);
    expect(await inspectingProcess(system).inspections.open('x1', 'standard', askedInspection(system), person(system.units[OFFICE]!, 'p-office'), { scope: 'p-office', commandId: 'open-x1' })).toMatchObject({ kind: 'accepted' });
    await followed.caughtUp();
  });
  afterAll(() => followed.end());

  async function found(unit: string, roles: Role[], planRoles: object[] = []): Promise<[list: number, duties: number]> {
    const identity = { personId: 'p-1', unitId: system.units[unit]!, roles, planRoles } as unknown as Identity;
    const asked = await followed.asked(identity, '2026-03-05');
    const { source } = followed;
    const list = await proceedingPage(source, asked, { kind: 'inspection' }, { sort: 'opened', descending: false, offset: 0, limit: 50 });
    const duties = await proceedingDutyPage(source, asked, { kind: 'inspection' }, '2026-03-05T00:00:00.000Z', { sort: 'due', descending: false, offset: 0, limit: 50 });
    return [list.total, duties.total];
  }

  it('is in no list of the unit that is to be inspected, whatever the role but those that conduct it', async () => {
    for (const role of ROLES) expect([role, (await found(INSPECTED, [role]))[0]]).toEqual([role, CONDUCTS.includes(role) ? 1 : 0]);
    for (const role of JUDGES) {
      // Whom nobody asked to sign or approve it reads nothing for the role; the office's signer does.
      expect([role, (await found('市人社局', [role]))[0]]).toEqual([role, 0]);
      expect([role, (await found(OFFICE, [role]))[0]]).toEqual([role, 1]);
      expect([role, (await found(INSPECTED, [], [{ role, planId: 'plan1' }]))[0]]).toEqual([role, 0]);
      expect([role, (await found('市人社局', [], [{ role, planId: 'plan1' }]))[0]]).toEqual([role, 0]);
      expect([role, (await found(OFFICE, [], [{ role, planId: 'plan1' }]))[0]]).toEqual([role, 1]);
      expect(await found(INSPECTED, [role, 'handler'])).toEqual([0, 0]);
    }
  });

  it('once told shows a unit what concerns it: nothing of what was found elsewhere, and nothing by asking for it', async () => {
    const { inspections, proceedings } = inspectingProcess(system);
    const [office, inspector] = [person(system.units[OFFICE]!, 'p-office'), person(system.units['市财政局']!, 'p-inspector')];
    const sender = (commandId: string) => ({ scope: 'p', commandId });
    const [own, other] = [INSPECTED, '市人社局'].map((name) => system.units[name]!);
    expect(await inspections.open('x2', 'standard', askedInspection(system, { unitIds: [own!, other!], reason: { kind: 'unit', ref: null, text: '群众反映' } }), office, sender('open-x2'))).toMatchObject({ kind: 'accepted' });
    await inspections.approve('x2', { type: 'approveInspection', grant: true, text: '同意' }, person(system.units[OFFICE]!, 'p-leader'), sender('approve'));
    await inspections.giveNotice('x2', { type: 'giveNotice', text: '督查通知' }, inspector, sender('notice'));
    const finding = { type: 'recordFinding' as const, unitId: other!, itemId: null, question: null, category: '台账', text: '账实不符', severity: 'major' as const, basis: '要点', evidenceIds: [], demand: '限期整改', workingDays: 10, repeatedOf: null, notRepeated: null };
    expect(await inspections.recordFinding('x2', finding, inspector, sender('finding'))).toMatchObject({ kind: 'accepted' });
    expect((await proceedings.of(INSPECTION).load('x2')).state?.findings['f1']).toBeDefined();
    await followed.caughtUp();
    const list = async (unitName: string, roles: Role[], filter: object = {}) => {
      const identity = { personId: 'p-1', unitId: system.units[unitName]!, roles, planRoles: [] } as unknown as Identity;
      return proceedingPage(followed.source, await followed.asked(identity, '2026-03-05'), { kind: 'inspection', ...filter }, { sort: 'opened', descending: false, offset: 0, limit: 50 });
    };
    const { rows } = await list(INSPECTED, ['handler']);
    expect(rows).toMatchObject([{ id: 'x2', facts: { reason: 'unit', from: '2026-04-13', to: '2026-04-17', leader: 'p-inspector' } }]);
    expect(Object.keys(rows[0]!.facts).sort()).toEqual(['from', 'leader', 'reason', 'to']);
    expect([...rows[0]!.unitIds].sort()).toEqual([own, system.units[OFFICE], system.units['市财政局']].sort());
    const asked = [{ text: '账实不符' }, { facts: { findings: '1' } }, { unitId: other }];
    for (const filter of asked) expect([filter, (await list(INSPECTED, ['handler'], filter)).total, (await list(OFFICE, ['office'], filter)).total]).toEqual([filter, 0, 1]);
    expect((await list(INSPECTED, ['handler'], { text: '群众反映', facts: { leader: 'p-inspector' }, unitId: own })).total).toBe(1);
  });
});
