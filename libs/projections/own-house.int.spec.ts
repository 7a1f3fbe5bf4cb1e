import { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { askedInspection, inspectingProcess } from '#libs/commands/testing/inspecting';
import { wholeLog } from '#libs/event-store/testing/events';
import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import { ROLES, type Role } from '#libs/identity/roles';
import { PROJECTOR, projector } from './projector';
import { proceedingDutyPage, proceedingPage } from './queries/proceeding.query';
import type { Asked } from './queries/scope';

const INSPECTED = '市总工会';
const JUDGES: Role[] = ['signer', 'approver', 'evaluator'];
const CONDUCTS: Role[] = ['office', 'leader', 'convenor'];

/** 市总工会 is to be inspected by 市财政局, and was told nothing of it yet. */
describe('an inspection before its notice', () => {
  let system: TestSystem;
  let owner: Pool;
  let following: ReturnType<typeof projector>;

  beforeAll(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    owner = new Pool({ connectionString: system.database.ownerUrl, max: 4 });
    following = projector(system.store, (error) => {
      throw error;
    });
    void following.run();
    await issued(system, [aDraftItem('1', { deadline: '2026-11-30' })]);
    expect(await inspectingProcess(system).inspections.open('x1', 'standard', askedInspection(system), person(system.units[OFFICE]!, 'p-office'), { scope: 'p-office', commandId: 'open-x1' })).toMatchObject({ kind: 'accepted' });
    expect(await system.store.waitForCheckpoint(PROJECTOR, (await wholeLog(system.store)).at(-1)!.cursor, 60_000)).toBe(true);
  });
  afterAll(async () => {
    await following.stop();
    await owner.end();
    await system.close();
  });

  async function found(unit: string, roles: Role[], planRoles: object[] = []): Promise<[list: number, duties: number]> {
    const identity = { personId: 'p-1', unitId: system.units[unit]!, roles, planRoles } as unknown as Identity;
    const asked: Asked = { scope: readScope(identity, (await system.references.roster()).state!), today: '2026-03-05', asOf: null };
    const source = { query: async (text: string, values: unknown[]) => (await owner.query(text, values)).rows } as unknown as DataSource;
    const list = await proceedingPage(source, asked, { kind: 'inspection' }, { sort: 'opened', descending: false, offset: 0, limit: 50 });
    const duties = await proceedingDutyPage(source, asked, { kind: 'inspection' }, '2026-03-05T00:00:00.000Z', { sort: 'due', descending: false, offset: 0, limit: 50 });
    return [list.total, duties.total];
  }

  it('is in no list of the unit that is to be inspected, whatever the role but those that conduct it', async () => {
    for (const role of ROLES) expect([role, (await found(INSPECTED, [role]))[0]]).toEqual([role, CONDUCTS.includes(role) ? 1 : 0]);
    for (const role of JUDGES) {
      expect([role, (await found('市人社局', [role]))[0]]).toEqual([role, 1]);
      expect([role, (await found(INSPECTED, [], [{ role, planId: 'plan1' }]))[0]]).toEqual([role, 0]);
      expect([role, (await found('市人社局', [], [{ role, planId: 'plan1' }]))[0]]).toEqual([role, 1]);
      expect(await found(INSPECTED, [role, 'handler'])).toEqual([0, 0]);
    }
  });
});
