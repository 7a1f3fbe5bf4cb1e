import type { Actor } from '#libs/supervision/actor';
import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import type { ItemCommand } from '#libs/supervision/item/item.commands';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { REFORM_UNIT } from '#libs/supervision/reform-unit/reform-unit';
import { budgetOf, offersOf } from '#libs/supervision/programme/programme.places';
import type { ProgrammeState } from '#libs/supervision/programme/programme.types';
import type { AskedInspection } from './inspection-opening';
import type { Outcome } from './outcome';
import { aDraft, aDraftItem } from './testing/a-plan';
import { askedInspection, inspectingProcess, type InspectingProcess } from './testing/inspecting';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

describe('inspections of a year', () => {
  let system: TestSystem;
  let items: string[];
  let one: InspectingProcess;
  let two: InspectingProcess;
  const unit = (name: string): string => system.units[name]!;
  const actor = () => person(unit(OFFICE), 'p-office');
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });

  const open = (process: InspectingProcess, id: string, change: Partial<AskedInspection> = {}): Promise<Outcome<InspectionState>> => process.inspections.open(id, 'standard', askedInspection(system, change), actor(), sender(`open-${id}`));
  const programme = async (): Promise<ProgrammeState> => (await inspectingProcess(system).proceedings.of(PROGRAMME).load('plan1-2026')).state!;
  const bound = async (places: number): Promise<void> => {
    await one.inspections.places.openProgramme({ planId: 'plan1', policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null }, 2026, actor(), sender('programme'));
    await one.inspections.places.setBudget('plan1-2026', { type: 'setBudget', unitId: null, places, reason: '减轻基层负担' }, actor(), sender(`budget-${places}`));
  };

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    items = await issued(system, [aDraftItem('1', { deadline: '2026-03-31' }), aDraftItem('2', { deadline: '2026-11-30' })]);
    [one, two] = [inspectingProcess(system), inspectingProcess(system)];
  });
  afterEach(() => system.close());

  it('never take more places than the budget, however many open at once in two processes', async () => {
    await bound(3);
    const outcomes = await Promise.all(Array.from({ length: 16 }, (_, i) => open(i % 2 === 0 ? one : two, `x${i}`)));
    expect(outcomes.filter((o) => o.kind === 'accepted')).toHaveLength(3);
    expect(outcomes.filter((o) => o.kind === 'rejected').every((o) => o.kind === 'rejected' && o.rejection.code === 'budget-exhausted')).toBe(true);
    const year = await programme();
    expect(budgetOf(year, unit('市总工会'))).toMatchObject({ places: 3, taken: 3 });
    // A place is there for every inspection, and an inspection for every place.
    const opened = await Promise.all(Array.from({ length: 16 }, async (_, i) => (await one.proceedings.of(INSPECTION).load(`x${i}`)).state?.id));
    expect(opened.filter((id) => id !== undefined).sort()).toEqual(Object.keys(year.places).sort());
  });

  it('take the first place of a year that nobody has set up, one after the other', async () => {
    const outcomes = await Promise.all([open(one, 'x1'), open(two, 'x2')]);
    expect(outcomes.map((o) => o.kind)).toEqual(['accepted', 'accepted']);
    expect(Object.keys((await programme()).places).sort()).toEqual(['x1', 'x2']);
  });

  it('are opened once, however often they are sent, and another body is refused', async () => {
    await open(one, 'x1');
    expect(await open(two, 'x1')).toMatchObject({ kind: 'accepted', replayed: true });
    expect(await open(two, 'x1', { title: '别的督查' })).toEqual({ kind: 'differentBody' });
    expect(budgetOf(await programme(), unit('市总工会')).taken).toBe(1);
  });

  it('give their place back where they are not approved or called off before their notice', async () => {
    await bound(1);
    await open(one, 'x1');
    const leader = person(unit(OFFICE), 'p-leader');
    const refused = await two.inspections.approve('x1', { type: 'approveInspection', grant: false, text: '本季度督查已多' }, leader, sender('refuse'));
    expect(refused).toMatchObject({ kind: 'accepted', state: { closed: { how: 'notApproved' } } });
    expect(await open(two, 'x2')).toMatchObject({ kind: 'accepted' });
    expect(await one.inspections.cancel('x2', { type: 'cancelInspection', reason: '合并' }, actor(), sender('cancel'))).toMatchObject({ kind: 'accepted', state: { closed: { how: 'cancelled' } } });
    expect(await open(one, 'x3')).toMatchObject({ kind: 'accepted' });
  });

  it('find all that is red, and who answers for it', async () => {
    system.clock.set('2026-04-08T01:00:00.000Z');
    const found = await open(one, 'x1', { unitIds: [], light: { colour: 'red', since: '2026-04-01' }, reason: { kind: 'light', ref: 'red', text: '本季度全部红灯' } });
    expect(found).toMatchObject({ kind: 'accepted', state: { scope: { itemIds: [items[0]], unitIds: [unit('市总工会')] } } });
    expect(await open(one, 'x2', { unitIds: [], light: { colour: 'red', since: '2026-04-07' } })).toMatchObject({ kind: 'rejected', rejection: { code: 'nothing-open' } });
  });

  it('are refused where what is said to have set them off is not there', async () => {
    const at = async (id: string, change: Partial<AskedInspection>) => {
      const outcome = await open(one, id, change);
      return outcome.kind === 'rejected' ? [outcome.rejection.code, outcome.rejection.field ?? outcome.rejection.fields?.[0]?.field] : outcome.kind;
    };
    const reason = (kind: AskedInspection['reason']['kind'], ref: string | null = null): Partial<AskedInspection> => ({ reason: { kind, ref, text: '事由' } });
    expect(await at('x1', reason('light', 'no-such'))).toEqual(['trigger-invalid', 'reason.ref']);
    expect(await at('x2', { ...reason('light', 'yellow'), itemIds: [items[0]!], light: { colour: 'red', since: null } })).toEqual(['trigger-invalid', 'reason.ref']);
    expect(await at('x3', reason('lookBack', 'none'))).toEqual(['trigger-invalid', 'reason.ref']);
    expect(await at('x4', reason('programme'))).toEqual(['trigger-invalid', 'entryId']);
    expect(await at('x5', reason('item', items[1]!))).toEqual(['trigger-invalid', 'reason.ref']);
    expect(await at('x6', reason('unit', unit('市人社局')))).toEqual(['trigger-invalid', 'reason.ref']);
    expect(await at('x7', { ...reason('item', items[0]!), itemIds: [items[0]!] })).toBe('accepted');
  });

  it('are of reform units on the roster, and nowhere else', async () => {
    const reformUnits = one.proceedings.of(REFORM_UNIT);
    const particulars = { name: '人才集团', unitType: 'enterprise' as const, ownership: null, trade: null, size: null, region: null, batch: '第一批', level: null, unitId: unit('市人社局') };
    const asked: Partial<AskedInspection> = { reason: { kind: 'reformUnit', ref: unit('市人社局'), text: '一企一策推进慢' }, unitIds: [], reformUnitIds: [unit('市人社局')] };
    expect(await open(one, 'x1', asked)).toMatchObject({ kind: 'rejected', rejection: { code: 'reform-unit-unlisted', field: 'reformUnitIds[0]' } });
    const data = { particulars, ownPlan: null, since: '2026-03-01', planId: null, policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null, title: '人才集团' };
    expect(await reformUnits.openPrepared('r1', 'standard', { list: 'r1' }, async () => ({ command: { type: 'list', data, links: [] } }), actor(), sender('list'))).toMatchObject({ kind: 'accepted' });
    expect(await open(two, 'x2', asked)).toMatchObject({ kind: 'accepted', state: { scope: { reformUnitIds: [unit('市人社局')] }, reason: { kind: 'reformUnit' } } });
    // What opening asks for, a merge asks for as well.
    await open(one, 'x8', { unitIds: [unit('市人社局')] });
    for (const id of ['x2', 'x8']) await one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-leader'), sender(`approve-${id}`));
    await reformUnits.execute('r1', { type: 'remove', until: '2026-03-02', reason: '调出名单' }, actor(), sender('leave'));
    expect(await open(two, 'x3', asked)).toMatchObject({ kind: 'rejected', rejection: { code: 'reform-unit-unlisted', field: 'reformUnitIds[0]' } });
    expect(await two.inspections.merge('x2', { type: 'mergeInspection', intoId: 'x8', reason: '同一单位' }, actor(), sender('merge'))).toMatchObject({ kind: 'rejected', rejection: { code: 'reform-unit-unlisted' } });
  });

  it('take in what turned red within the quarter and has recovered since, and not what turned red before it', async () => {
    system.clock.set('2026-04-08T01:00:00.000Z');
    const [lead, office] = [person(unit('市总工会')), person(unit(OFFICE), 'p-verifier')];
    const done: [ItemCommand, Actor][] = [[{ type: 'receive', assignmentId: 'a1', onBehalf: null }, lead], [{ type: 'submit', stepId: 'a1-1', text: '已完成', evidenceIds: [], onBehalf: null }, lead], [{ type: 'verify', stepId: 'a1-1' }, office]];
    for (const [command, by] of done) {
      expect(await one.items.execute(items[0]!, command, by, { scope: by.kind, commandId: command.type })).toMatchObject({ kind: 'accepted' });
    }
    system.clock.set('2026-06-01T01:00:00.000Z');
    const red = (id: string, since: string | null) => open(two, id, { unitIds: [], light: { colour: 'red', since }, days: { from: '2026-06-08', to: '2026-06-12' } });
    expect(await red('x1', '2026-04-01')).toMatchObject({ kind: 'accepted', state: { scope: { itemIds: [items[0]], unitIds: [unit('市总工会')] } } });
    expect(await red('x2', '2026-05-01')).toMatchObject({ kind: 'rejected', rejection: { code: 'nothing-open' } });
    expect(await red('x3', null)).toMatchObject({ kind: 'rejected', rejection: { code: 'nothing-open' } });
  });

  it('are not merged round their approval: what nobody approved stays what it is, and so does its place', async () => {
    await open(one, 'x1', { unitIds: [unit('市总工会'), unit('市人社局')] });
    await open(one, 'x2');
    await one.inspections.approve('x2', { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-leader'), sender('approve'));
    const merged = await two.inspections.merge('x1', { type: 'mergeInspection', intoId: 'x2', reason: '同一单位' }, actor(), sender('merge'));
    expect(merged).toMatchObject({ kind: 'rejected', rejection: { code: 'inspection-not-approved' } });
    expect((await one.proceedings.of(INSPECTION).load('x2')).state).toMatchObject({ scope: { unitIds: [unit('市总工会')] }, absorbed: [] });
    expect(Object.values((await programme()).places).filter((p) => p.freed === null)).toHaveLength(2);
  });

  it('take of one budget whatever plan they are of, also where they open at once, and are offered for merging across plans', async () => {
    await issued(system, [aDraftItem('1', { deadline: '2026-11-30' })], 'plan2');
    await issued(system, [aDraftItem('1', { deadline: '2026-11-30' })], 'plan3');
    await bound(2);
    expect(await open(one, 'x1')).toMatchObject({ kind: 'accepted' });
    const outcomes = await Promise.all([open(one, 'x2', { planId: 'plan2' }), open(two, 'x3', { planId: 'plan3' })]);
    expect(outcomes.map((o) => o.kind).sort()).toEqual(['accepted', 'rejected']);
    expect(outcomes.find((o) => o.kind === 'rejected')).toMatchObject({ rejection: { code: 'budget-exhausted', details: { taken: 2, places: 2, inspections: expect.stringContaining('x1') } } });
    expect(await open(two, 'x4', { planId: 'plan3' })).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted' } });
    const other = outcomes[0]!.kind === 'accepted' ? 'x2' : 'x3';
    expect((await one.proceedings.of(INSPECTION).load(other)).state?.offers).toMatchObject([{ inspectionId: 'x1' }]);
    for (const id of ['x1', other]) await one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-leader'), sender(`approve-${id}`));
    expect(await one.inspections.merge(other, { type: 'mergeInspection', intoId: 'x1', reason: '同一单位' }, actor(), sender('merge'))).toMatchObject({ kind: 'accepted', state: { mergedInto: 'x1' } });
    // The place that was given up is there again.
    expect(await open(two, 'x5', { planId: 'plan3' })).toMatchObject({ kind: 'accepted' });
    expect(await open(one, 'x6', { planId: 'plan2' })).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted' } });
  });

  it('are offered for merging across New Year, and merged with their places', async () => {
    system.clock.set('2026-12-01T01:00:00.000Z');
    await open(one, 'x1', { days: { from: '2026-12-28', to: '2027-01-06' }, unitIds: [unit('市总工会'), unit('市人社局')] });
    expect(await open(two, 'x2', { days: { from: '2027-01-04', to: '2027-01-08' } })).toMatchObject({ kind: 'accepted', state: { offers: [{ inspectionId: 'x1' }] } });
    expect((await one.proceedings.of(INSPECTION).load('x1')).state?.offers).toMatchObject([{ inspectionId: 'x2' }]);
    for (const id of ['x1', 'x2']) await one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-leader'), sender(`approve-${id}`));
    expect(await two.inspections.merge('x1', { type: 'mergeInspection', intoId: 'x2', reason: '同一单位' }, actor(), sender('merge'))).toMatchObject({ kind: 'accepted', state: { mergedInto: 'x2' } });
    const year = async (id: string) => (await inspectingProcess(system).proceedings.of(PROGRAMME).load(id)).state!;
    expect(budgetOf(await year('plan1-2026'), unit('市总工会')).taken).toBe(0);
    expect((await year('plan1-2027')).places['x2']!.unitIds.sort()).toEqual([unit('市总工会'), unit('市人社局')].sort());
  });

  it('are offered for merging to both leaders where they are opened or moved into the same days', async () => {
    const offers = async (id: string) => (await one.proceedings.of(INSPECTION).load(id)).state?.offers;
    await open(one, 'x1');
    expect(await open(one, 'x2', { days: { from: '2026-04-15', to: '2026-04-21' } })).toMatchObject({ kind: 'accepted', state: { offers: [{ inspectionId: 'x1', unitIds: [unit('市总工会')], from: '2026-04-13', to: '2026-04-17' }] } });
    expect(await offers('x1')).toEqual([{ inspectionId: 'x2', unitIds: [unit('市总工会')], from: '2026-04-15', to: '2026-04-21' }]);
    expect(await open(one, 'x3', { days: { from: '2026-05-11', to: '2026-05-15' } })).toMatchObject({ kind: 'accepted', state: { offers: [] } });
    const moved = await one.inspections.reschedule('x3', { type: 'reschedule', days: { from: '2026-04-20', to: '2026-04-22' }, reason: '与会期错开' }, actor(), sender('move'));
    expect(moved).toMatchObject({ kind: 'accepted', state: { offers: [{ inspectionId: 'x2' }] } });
    expect((await offers('x2'))?.map((o) => o.inspectionId)).toEqual(['x1', 'x3']);
  });

  it('are merged with their places in one go, by whoever comes first', async () => {
    await open(one, 'x1', { unitIds: [unit('市总工会'), unit('市人社局')] });
    await open(one, 'x2');
    const leader = person(unit(OFFICE), 'p-leader');
    for (const id of ['x1', 'x2']) await one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, leader, sender(`approve-${id}`));
    expect(offersOf(await programme(), 'x2')).toMatchObject([{ inspectionId: 'x1' }]);
    const outcomes = await Promise.all([
      one.inspections.merge('x1', { type: 'mergeInspection', intoId: 'x2', reason: '同一单位' }, actor(), sender('merge-1')),
      two.inspections.merge('x2', { type: 'mergeInspection', intoId: 'x1', reason: '同一单位' }, actor(), sender('merge-2')),
    ]);
    expect(outcomes.map((o) => o.kind).sort()).toEqual(['accepted', 'rejected']);
    const year = await programme();
    expect([budgetOf(year, unit('市总工会')).taken, budgetOf(year, unit('市人社局')).taken]).toEqual([1, 1]);
  });

  it('owe a look-back until one is there, again where it comes to nothing, and to whom it was merged into', async () => {
    const leader = person(unit(OFFICE), 'p-leader');
    const inspector = person(unit('市财政局'), 'p-inspector');
    const approve = (id: string) => one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, leader, sender(`approve-${id}`));
    const lookBack = async () => (await one.proceedings.of(INSPECTION).load('x1')).state?.lookBack;
    await open(one, 'x1');
    await approve('x1');
    await one.inspections.giveNotice('x1', { type: 'giveNotice', text: '督查通知' }, inspector, sender('notice'));
    await one.proceedings.of(INSPECTION).execute('x1', { type: 'reportInspection', conclusion: '总体有序', lookBackOn: '2026-06-01', dropUnanswered: null }, inspector, sender('report'));
    // A look-back of somebody else is none: what is owed stays owed.
    expect(await open(one, 'x9', { lookBackOf: 'x1', unitIds: [unit('市人社局')] })).toMatchObject({ kind: 'rejected', rejection: { code: 'look-back-scope', details: { units: '市总工会' } } });
    expect(await lookBack()).toBeNull();
    expect(await open(one, 'x2', { lookBackOf: 'x1' })).toMatchObject({ kind: 'accepted' });
    expect(await lookBack()).toMatchObject({ inspectionId: 'x2' });
    await two.inspections.cancel('x2', { type: 'cancelInspection', reason: '推迟' }, actor(), sender('cancel'));
    expect(await lookBack()).toBeNull();
    await open(one, 'x3', { lookBackOf: 'x1' });
    await open(two, 'x4', { unitIds: [unit('市总工会'), unit('市人社局')] });
    for (const id of ['x3', 'x4']) await approve(id);
    await two.inspections.merge('x3', { type: 'mergeInspection', intoId: 'x4', reason: '同一单位' }, actor(), sender('merge'));
    expect((await one.proceedings.of(INSPECTION).load('x4')).state).toMatchObject({ lookBackOf: 'x1', absorbed: [{ inspectionId: 'x3', lookBackOf: 'x1' }] });
    expect(await lookBack()).toMatchObject({ inspectionId: 'x4' });
  });

  it('carry an entry of the programme out unit by unit, and not where they are called off after their notice', async () => {
    await bound(3);
    await one.proceedings.of(PROGRAMME).execute('plan1-2026', { type: 'setEntry', entryId: null, title: '春季督查', unitIds: [unit('市总工会'), unit('市人社局')], from: '2026-04-01', to: '2026-04-30' }, actor(), sender('entry'));
    await open(one, 'x1', { entryId: 'e1' });
    expect((await programme()).entries['e1']).toMatchObject({ status: 'planned', covered: { [unit('市总工会')]: 'x1' } });
    expect(await open(two, 'x2', { entryId: 'e1' })).toMatchObject({ kind: 'rejected', rejection: { code: 'programme-entry-taken' } });
    await open(two, 'x3', { entryId: 'e1', unitIds: [unit('市人社局')] });
    expect((await programme()).entries['e1']).toMatchObject({ status: 'taken' });
    await one.inspections.giveNotice('x1', { type: 'giveNotice', text: '督查通知' }, person(unit('市财政局'), 'p-inspector'), sender('notice'));
    await one.inspections.cancel('x1', { type: 'cancelInspection', reason: '突发事件' }, actor(), sender('cancel'));
    const year = await programme();
    expect(year).toMatchObject({ entries: { e1: { status: 'planned', covered: { [unit('市人社局')]: 'x3' } } }, places: { x1: { freed: null } } });
    expect(budgetOf(year, unit('市总工会')).taken).toBe(1);
  });

  describe('of two offices', () => {
    const HR = '市人社局';
    const other = () => person(unit(HR), 'p-hr-office');
    const openBy = (process: InspectingProcess, id: string, change: Partial<AskedInspection> = {}) => process.inspections.open(id, 'standard', askedInspection(system, { planId: 'plan-b', ...change }), other(), sender(`open-${id}`));
    const programmeOf = (planId: string, officeUnitId: string, by: Actor) => two.inspections.places.openProgramme({ planId, policyId: 'standard', officeUnitId, supervisingUnitId: null, conferenceUnitId: null }, 2026, by, sender(`programme-${planId}`));
    const setBudget = (id: string, places: number | null, by: Actor, unitId: string | null = null) => two.inspections.places.setBudget(id, { type: 'setBudget', unitId, places, reason: '减轻基层负担' }, by, sender(`budget-${id}-${places}-${unitId}`));
    beforeEach(() => issued(system, [aDraftItem('1', { deadline: '2026-11-30' })], 'plan-b', HR));

    it('take of one budget, whoever set it, also where they open at once', async () => {
      await bound(2);
      expect(await open(one, 'x1')).toMatchObject({ kind: 'accepted' });
      const outcomes = await Promise.all([open(one, 'x2'), openBy(two, 'x3')]);
      expect(outcomes.map((o) => o.kind).sort()).toEqual(['accepted', 'rejected']);
      // Whose bound it is, and who took how many: the other office’s inspections by number alone.
      const refused = await openBy(two, 'x4');
      expect(refused).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted', details: { name: '市总工会', taken: 2, places: 2, boundBy: OFFICE, inspections: expect.stringContaining(`${OFFICE} `) } } });
      expect(JSON.stringify(refused)).not.toContain('x1');
      expect(await openBy(one, 'x5', { unitIds: [unit(OFFICE)] })).toMatchObject({ kind: 'accepted' });
    });

    it('are offered to both for merging, and merged only by who directs both', async () => {
      await open(one, 'x1');
      expect(await openBy(two, 'x2', { team: [{ personId: 'p-second', unitId: unit('市财政局'), role: 'leader' }] })).toMatchObject({ kind: 'accepted', state: { offers: [{ inspectionId: 'x1' }] } });
      expect((await one.proceedings.of(INSPECTION).load('x1')).state?.offers).toMatchObject([{ inspectionId: 'x2' }]);
      await one.inspections.approve('x1', { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-leader'), sender('approve-x1'));
      await one.inspections.approve('x2', { type: 'approveInspection', grant: true, text: '同意' }, person(unit(HR), 'p-leader'), sender('approve-x2'));
      expect(await one.inspections.merge('x1', { type: 'mergeInspection', intoId: 'x2', reason: '同一单位' }, actor(), sender('merge-1'))).toMatchObject({ kind: 'rejected', rejection: { code: 'merge-other-office', field: 'intoId' } });
      await two.proceedings.of(INSPECTION).execute('x2', { type: 'replaceInspector', personId: 'p-second', byPersonId: 'p-inspector', byUnitId: unit('市财政局'), reason: '联合督查' }, other(), sender('replace'));
      expect(await one.inspections.merge('x1', { type: 'mergeInspection', intoId: 'x2', reason: '联合督查' }, person(unit('市财政局'), 'p-inspector'), sender('merge-2'))).toMatchObject({ kind: 'accepted', state: { mergedInto: 'x2' } });
    });

    it('have no bound set below what all of them took, nor by a body for itself', async () => {
      await programmeOf('plan-b', unit(HR), other());
      await open(one, 'x1');
      await openBy(two, 'x2');
      expect(await setBudget('plan-b-2026', 1, other())).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted', field: 'places', details: { taken: 2, places: 1 } } });
      expect(await setBudget('plan-b-2026', 2, other())).toMatchObject({ kind: 'accepted' });
      expect(await setBudget('plan-b-2026', 0, other(), unit(HR))).toMatchObject({ kind: 'rejected', rejection: { code: 'own-work', field: 'unitId' } });
      expect(await open(one, 'x3')).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted', details: { boundBy: HR } } });
    });

    it('are not held up by a bound that an office below laid down', async () => {
      const source = { name: 'lower.txt', sha256: '1'.repeat(64), format: 'txt' };
      await system.plans.draft({ planId: 'lower', draft: aDraft([aDraftItem('1')], 2026), officeUnitId: unit(HR), supervisingUnitId: null, conferenceUnitId: null, source, upper: { planId: 'plan1', officeUnitId: unit(OFFICE) } }, other(), sender('lower'));
      await programmeOf('lower', unit(HR), other());
      expect(await setBudget('lower-2026', 0, other())).toMatchObject({ kind: 'accepted' });
      expect(await open(one, 'x1')).toMatchObject({ kind: 'accepted' });
      expect(await openBy(two, 'x2')).toMatchObject({ kind: 'rejected', rejection: { code: 'budget-exhausted' } });
    });
  });

  it('take their questions over from templates, and keep them', async () => {
    const template = await one.checklists.set(null, { name: '台账', items: [{ text: '台账是否齐全', basis: '要点' }], retired: false }, actor(), sender('template'));
    if (template.kind !== 'accepted') throw new Error(template.kind);
    const { id } = template.state;
    await open(two, 'x1', { templateIds: [id] });
    await two.checklists.set(id, { name: '台账', items: [{ text: '是否逐月', basis: '要点' }], retired: true }, actor(), sender('template-2'), 1);
    expect(await two.checklists.set(id, { name: '台账', items: [{ text: '别的', basis: '' }], retired: false }, actor(), sender('template-3'), 1)).toMatchObject({ kind: 'rejected', rejection: { code: 'stale' } });
    expect((await one.proceedings.of(INSPECTION).load('x1')).state?.checklist).toEqual([{ key: `${id}.1`, text: '台账是否齐全', basis: '要点', templateId: id, templateVersion: 1 }]);
    expect(await open(one, 'x2', { templateIds: [id] })).toMatchObject({ kind: 'rejected', rejection: { code: 'not-found', field: 'templateIds[0]' } });
    expect(await one.checklists.all()).toMatchObject([{ id, version: 2, retired: true }]);
  });

  it('refuse what is not there', async () => {
    expect(await open(one, 'x1', { planId: 'none' })).toMatchObject({ kind: 'rejected', rejection: { code: 'not-found', field: 'planId' } });
    expect(await open(one, 'x2', { itemIds: ['none'] })).toMatchObject({ kind: 'rejected', rejection: { code: 'not-found', field: 'itemIds[0]' } });
    expect(await open(one, 'x3', { lookBackOf: 'none' })).toMatchObject({ kind: 'rejected', rejection: { code: 'not-found', field: 'lookBackOf' } });
    expect(await open(one, 'x4', { entryId: 'e1' })).toMatchObject({ kind: 'rejected', rejection: { code: 'not-found', field: 'entryId' } });
    await open(one, 'x5');
    expect(await open(one, 'x6', { lookBackOf: 'x5' })).toMatchObject({ kind: 'rejected', rejection: { code: 'findings-open' } });
  });
});
