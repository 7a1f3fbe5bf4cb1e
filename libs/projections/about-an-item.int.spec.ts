import { Difficulties } from '#libs/commands/testing/a-difficulty';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import { askedInspection, inspectingProcess } from '#libs/commands/testing/inspecting';
import { ProceedingCommands } from '#libs/commands/proceeding-commands';
import type { Identity } from '#libs/identity/identity';
import type { Role } from '#libs/identity/roles';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { INSTRUCTION } from '#libs/supervision/instruction/instruction';
import { MEETING } from '#libs/supervision/meeting/meeting';
import { proceedingPage } from './queries/proceeding.query';
import { Followed, throwing } from './testing/followed';

const [UNION, HR, FINANCE] = ['市总工会', '市人社局', '市财政局'] as const;

/** Two items: one with a difficulty, a meeting on it, an instruction, and an inspection in which both units have a finding; the other with nothing but that inspection. */
describe('what is about an item', () => {
  let system: TestSystem;
  let followed: Followed;
  let item: string;
  let other: string;

  const about = async (itemId: string, unitName: string, roles: Role[]): Promise<string[]> => {
    const identity = { personId: 'p-1', unitId: system.units[unitName]!, roles, planRoles: [] } as unknown as Identity;
    const { rows } = await proceedingPage(followed.source, await followed.asked(identity, '2026-03-05'), { itemId }, { sort: 'title', descending: false, offset: 0, limit: 50 });
    return rows.map((r) => `${r.kind}/${r.id}`).sort();
  };

  beforeAll(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z', throwing);
    ({ system } = followed);
    [item, other] = (await issued(system, [aDraftItem('1', { leads: [UNION], participants: [HR] }), aDraftItem('2', { leads: [HR] })])) as [string, string];
    const [union, hr, finance, officeUnitId] = [UNION, HR, FINANCE, OFFICE].map((name) => system.units[name]!) as [string, string, string, string];
    const [office, inspector] = [person(officeUnitId, 'p-office'), person(finance, 'p-inspector')];
    let sent = 0;
    const sender = () => ({ scope: 'p', commandId: `c-${sent++}` });
    const accepted = async (done: Promise<{ kind: string; rejection?: unknown }>): Promise<void> => {
      const { kind, rejection } = await done;
      expect({ kind, rejection }).toEqual({ kind: 'accepted', rejection: undefined });
    };

    const difficulties = new Difficulties(system);
    await difficulties.raise('elsewhere', UNION);
    const parties = { planId: 'plan1', policyId: 'standard', officeUnitId, supervisingUnitId: null, conferenceUnitId: null };
    await accepted(difficulties.commands.open('d1', 'standard', { type: 'raise', title: '兑现慢', text: '补贴兑现慢', category: null, source: { kind: 'item', ref: item }, ofUnitId: union, ofName: null, ...parties }, office, sender()));
    const meetings = new ProceedingCommands(system.store, system.references, system.clock, MEETING);
    const matter = (difficultyId: string) => ({ title: '补贴兑现', text: '', difficultyId });
    await accepted(meetings.open('m1', 'standard', { type: 'call', title: '推进会', meetingKind: '专题会', number: null, day: '2026-03-20', place: null, memberUnitIds: [union], ...parties, matters: [matter('d1')] }, office, sender()));
    await accepted(meetings.open('m2', 'standard', { type: 'call', title: '别的会', meetingKind: '专题会', number: null, day: '2026-03-20', place: null, memberUnitIds: [union], ...parties, matters: [matter('elsewhere')] }, office, sender()));
    const instructions = new ProceedingCommands(system.store, system.references, system.clock, INSTRUCTION);
    const step = { unitId: union, text: '报送方案', day: '2026-03-27' };
    await accepted(instructions.open('i1', 'standard', { type: 'instruct', title: '批示', text: '抓紧办', about: { kind: 'item', ref: item }, leader: { personId: 'p-leader', unitId: officeUnitId }, ...parties, steps: [step] }, office, sender()));

    const { inspections } = inspectingProcess(system);
    await accepted(inspections.open('x1', 'standard', askedInspection(system, { unitIds: [union, hr], itemIds: [item, other] }), office, sender()));
    await accepted(inspections.approve('x1', { type: 'approveInspection', grant: true, text: '同意' }, person(officeUnitId, 'p-leader'), sender()));
    await accepted(inspections.giveNotice('x1', { type: 'giveNotice', text: '督查通知' }, inspector, sender()));
    await accepted(inspections.open('x2', 'standard', askedInspection(system, { title: '因事项督查', unitIds: [], itemIds: [item], reason: { kind: 'item', ref: item, text: '群众反映' } }), office, sender()));
    await accepted(inspections.approve('x2', { type: 'approveInspection', grant: true, text: '同意' }, person(officeUnitId, 'p-leader'), sender()));
    await accepted(inspections.giveNotice('x2', { type: 'giveNotice', text: '督查通知' }, inspector, sender()));
    await followed.caughtUp();
  });
  afterAll(() => followed.end());

  it('is found from it by who reads it whole: raised, instructed, inspected, and on the agenda of a meeting', async () => {
    expect(await about(item, OFFICE, ['office'])).toEqual(['difficulty/d1', 'inspection/x1', 'inspection/x2', 'instruction/i1', 'meeting/m1']);
    expect(await about(other, OFFICE, ['office'])).toEqual(['inspection/x1']);
    expect(await about('nothing', OFFICE, ['office'])).toEqual([]);
  });

  it('shows a unit no more than the matter itself would: not which items are inspected, and nothing that it was not told', async () => {
    expect(await about(item, UNION, ['handler'])).toEqual(['difficulty/d1', 'inspection/x2', 'instruction/i1', 'meeting/m1']);
    expect(await about(other, HR, ['handler'])).toEqual([]);
    // Of the unit that inspects, who is not on the team reads what set it off.
    expect(await about(item, FINANCE, ['handler'])).toEqual(['inspection/x2']);
  });

  it('shows a finding’s item to the unit that was told of the finding, and to no other', async () => {
    const { inspections, proceedings } = inspectingProcess(system);
    const inspector = person(system.units[FINANCE]!, 'p-inspector');
    const finding = { type: 'recordFinding' as const, unitId: system.units[HR]!, itemId: item, question: null, category: '台账', text: '账实不符', severity: 'major' as const, basis: '要点', evidenceIds: [], demand: '限期整改', workingDays: 10, repeatedOf: null, notRepeated: null };
    expect(await inspections.recordFinding('x1', finding, inspector, { scope: 'p', commandId: 'finding' })).toMatchObject({ kind: 'accepted' });
    await followed.caughtUp();
    expect(await about(item, HR, ['handler'])).toEqual([]);
    const { state } = await proceedings.of(INSPECTION).load('x1');
    const paper = Object.values(state!.papers)[0]!;
    expect(await proceedings.of(INSPECTION).execute('x1', { type: 'signPaper', paperId: paper.id }, person(system.units[OFFICE]!, 'p-signer'), { scope: 'p', commandId: 'sign' })).toMatchObject({ kind: 'accepted' });
    await followed.caughtUp();
    expect(await about(item, HR, ['handler'])).toEqual(['inspection/x1']);
    expect(await about(item, UNION, ['handler'])).not.toContain('inspection/x1');
    expect(await about(other, HR, ['handler'])).toEqual([]);
  });
});
