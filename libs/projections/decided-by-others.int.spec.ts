import type { Identity } from '#libs/identity/identity';
import { proceedingSight } from '#libs/identity/reading';
import type { Role } from '#libs/identity/roles';
import { PROCEEDING_POLICY } from '#libs/commands/proceeding-commands';
import { Difficulties } from '#libs/commands/testing/a-difficulty';
import { OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { DIFFICULTY } from '#libs/supervision/difficulty/difficulty';
import { judgingsOf, readerUnits } from '#libs/supervision/proceeding/judging';
import { proceedingDutyPage, proceedingPage } from './queries/proceeding.query';
import { Followed, throwing } from './testing/followed';

const UNION = '市总工会';
const WATCHING = '市人社局';

/** The office sits in 市总工会: what that unit did is accepted by the supervising unit, whom the difficulty does not concern otherwise. */
describe('what a unit decides in a proceeding', () => {
  let system: TestSystem;
  let followed: Followed;
  let difficulties: Difficulties;
  const at = '2026-03-05T00:00:00.000Z';

  beforeAll(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z', throwing);
    ({ system } = followed);
    difficulties = new Difficulties(system);
    const officeUnitId = system.units[OFFICE]!;
    await system.roster.execute({ type: 'house', unitId: officeUnitId, housedIn: system.units[UNION]! }, person(officeUnitId, 'p-admin'), { scope: 'p-admin', commandId: 'house' });
    const raise = { type: 'raise' as const, title: '补贴兑现慢', text: '企业反映补贴兑现慢', category: null, source: { kind: 'other' as const, ref: null }, ofUnitId: null, ofName: null, planId: null, policyId: PROCEEDING_POLICY, officeUnitId, supervisingUnitId: system.units[WATCHING]!, conferenceUnitId: null };
    expect(await difficulties.commands.open('d1', PROCEEDING_POLICY, raise, person(officeUnitId, 'p-office'), { scope: 'p-office', commandId: 'raise' })).toMatchObject({ kind: 'accepted' });
    await difficulties.act('d1', { type: 'coordinate', unitId: system.units[UNION]!, text: '会商兑现时限', day: '2026-03-20' });
    await difficulties.act('d1', { type: 'doStep', stepId: 's1', text: '已办结', evidenceIds: [] }, UNION, 'p-union');
    await followed.caughtUp();
  });
  afterAll(() => followed.end());

  async function seenBy(role: Role, unit: string): Promise<{ duties: string[]; list: string[]; next: (string | null)[]; page: unknown }> {
    const identity: Identity = { personId: 'p-1', unitId: system.units[unit]!, roles: [role], planRoles: [] } as unknown as Identity;
    const roster = (await system.references.roster()).state!;
    const asked = await followed.asked(identity, '2026-03-05');
    const { source } = followed;
    const duties = await proceedingDutyPage(source, asked, {}, at, { sort: 'due', descending: false, offset: 0, limit: 50 });
    const list = await proceedingPage(source, asked, {}, { sort: 'nextDue', descending: false, offset: 0, limit: 50 });
    const { state } = await difficulties.commands.load('d1');
    const page = proceedingSight(identity, { planId: null, officeUnitId: state!.officeUnitId, overUnitIds: [], judgeUnitIds: [], supervisingUnitId: state!.supervisingUnitId, unitIds: readerUnits(DIFFICULTY, state!, roster), judgings: judgingsOf(DIFFICULTY, state!, roster) }, roster);
    return { duties: duties.rows.map((d) => d.duty), list: list.rows.map((p) => p.id), next: list.rows.map((p) => p.nextDue?.toISOString() ?? null), page };
  }

  it.each(['handler', 'liaison', 'unitLeader'] as const)('is found by its %s: in the to-do list, in the list and on the page', async (role) => {
    const { duties, list, page } = await seenBy(role, WATCHING);
    expect(duties).toEqual(['accept:s1']);
    expect(list).toEqual(['d1']);
    expect(page).toEqual({ kind: 'units', unitIds: [system.units[WATCHING], system.units[UNION]] });
  });

  it('is found by its supervisor, who reads all of it', async () => {
    expect(await seenBy('supervisor', WATCHING)).toMatchObject({ list: ['d1'], page: { kind: 'all' } });
    expect((await seenBy('supervisor', WATCHING)).duties).toContain('accept:s1');
  });

  it('is told of what falls due by what each owes there: others by their own days alone', async () => {
    // Five working days from the second of March to accept; the unit that reported owes nothing any more.
    expect((await seenBy('handler', WATCHING)).next).toEqual(['2026-03-09T16:00:00.000Z']);
    expect((await seenBy('handler', UNION)).next).toEqual([null]);
    expect((await seenBy('supervisor', WATCHING)).next).not.toEqual([null]);
  });

  it('is nothing to a unit without a part in it', async () => {
    expect(await seenBy('handler', '市财政局')).toEqual({ duties: [], list: [], next: [], page: null });
  });

  it('stays in its lists once it is decided', async () => {
    await difficulties.act('d1', { type: 'takeStep', stepId: 's1' }, WATCHING, 'p-watch');
    await followed.caughtUp();
    expect(await seenBy('handler', WATCHING)).toMatchObject({ duties: [], list: ['d1'] });
  });
});
