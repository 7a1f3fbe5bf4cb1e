import { INSPECTION } from '#libs/supervision/inspection/inspection';
import type { InspectionCommand } from '#libs/supervision/inspection/inspection.events';
import type { InspectionState } from '#libs/supervision/inspection/inspection.types';
import type { CommonCommand } from '#libs/supervision/proceeding/proceeding.decide';
import type { Actor } from '#libs/supervision/actor';
import type { AskedFinding } from './inspection-commands';
import type { Outcome } from './outcome';
import { aDraftItem } from './testing/a-plan';
import { askedInspection, inspectingProcess, type InspectingProcess } from './testing/inspecting';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

/** What was struck off comes back next year, in an inspection under the next plan. */
describe('earlier findings', () => {
  let system: TestSystem;
  let one: InspectingProcess;
  let templateId: string;
  let items: string[];
  const unit = (name: string): string => system.units[name]!;
  const [INSPECTOR, LEADER, SIGNER] = ['p-inspector', 'p-leader', 'p-signer'];
  const office = (personId: string): Actor => person(unit(OFFICE), personId);
  const inspector = (): Actor => person(unit('市财政局'), INSPECTOR);
  let sent = 0;
  const sender = () => ({ scope: 'test', commandId: `c${sent++}` });
  const must = <S>(outcome: Outcome<S>): S => {
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.state;
  };
  const act = async (id: string, command: InspectionCommand | CommonCommand, by: Actor = inspector()): Promise<InspectionState> => must(await one.proceedings.of(INSPECTION).execute(id, command, by, sender()));
  const asFinding = (change: Partial<AskedFinding> = {}): AskedFinding => ({
    type: 'recordFinding', unitId: unit('市总工会'), itemId: null, question: null, category: null, text: '台账不全', severity: 'major', basis: '要点', evidenceIds: [], demand: '补齐台账', workingDays: 5, repeatedOf: null, ...change,
  });
  const record = async (id: string, change: Partial<AskedFinding> = {}): Promise<Outcome<InspectionState>> => one.inspections.recordFinding(id, asFinding(change), inspector(), sender());

  /** Opened, approved and told to the units, as far as the work in them. */
  async function inspection(id: string, days: { from: string; to: string }, change: Partial<ReturnType<typeof askedInspection>> = {}): Promise<void> {
    must(await one.inspections.open(id, 'standard', askedInspection(system, { days, templateIds: [templateId], unitIds: [unit('市总工会'), unit('市人社局')], ...change }), office('p-office'), sender()));
    must(await one.inspections.approve(id, { type: 'approveInspection', grant: true, text: '同意' }, office(LEADER), sender()));
    must(await one.inspections.giveNotice(id, { type: 'giveNotice', text: '督查通知' }, inspector(), sender()));
  }

  async function struckOff(id: string, findingId: string, unitId = unit('市总工会')): Promise<void> {
    const { papers, findings } = (await one.proceedings.of(INSPECTION).load(id)).state!;
    await act(id, { type: 'signPaper', paperId: papers[findings[findingId]!.notices.at(-1)!.paperId]!.id }, office(SIGNER));
    await act(id, { type: 'replyRectification', findingId, text: '已整改', evidenceIds: [] }, person(unitId));
    await act(id, { type: 'strikeOff', findingId, text: '已核实', evidenceIds: [] });
  }

  beforeEach(async () => {
    system = await aSystem('2026-09-01T01:00:00.000Z');
    await issued(system, [aDraftItem('1', { category: '素质提升' })]);
    one = inspectingProcess(system);
    templateId = must(await one.checklists.set(null, { name: '台账', items: [{ text: '台账是否齐全', basis: '要点' }, { text: '是否按时', basis: '要点' }], retired: false }, office('p-office'), sender())).id;
    await inspection('x1', { from: '2026-09-07', to: '2026-09-11' });
    // f1 answers a question, f2 belongs to a category, f3 is another unit's, f4 stays open.
    must(await record('x1', { question: `${templateId}.1` }));
    must(await record('x1', { text: '学时不足', category: '素质提升' }));
    must(await record('x1', { unitId: unit('市人社局'), question: `${templateId}.1`, category: '素质提升' }));
    must(await record('x1', { text: '无方案', question: `${templateId}.1` }));
    for (const f of ['f1', 'f2'] as const) await struckOff('x1', f);
    await struckOff('x1', 'f3', unit('市人社局'));
    system.clock.set('2027-03-01T01:00:00.000Z');
    items = await issued(system, [aDraftItem('1', { category: '素质提升' }), aDraftItem('2', { category: '建功立业' })], 'plan2');
    await inspection('x2', { from: '2027-03-08', to: '2027-03-12' }, { planId: 'plan2', itemIds: items, unitIds: [unit('市总工会')] });
  });
  afterEach(() => system.close());

  it('are offered where they answer the same question or belong to the category of the item, whatever the plan', async () => {
    const offered = async (change: Partial<AskedFinding>) => {
      const { state } = await one.proceedings.of(INSPECTION).load('x2');
      return (await one.inspections.earlierFindings(state!, asFinding(change))).map(({ inspectionId, findingId, by, text }) => ({ inspectionId, findingId, by, text }));
    };
    expect(await offered({ question: `${templateId}.1` })).toEqual([{ inspectionId: 'x1', findingId: 'f1', by: 'question', text: '台账不全' }]);
    const other = { text: '经费未到位' };
    expect(await offered({ ...other, itemId: items[0]! })).toEqual([{ inspectionId: 'x1', findingId: 'f2', by: 'category', text: '学时不足' }]);
    expect(await offered({ ...other, category: '素质提升' })).toMatchObject([{ findingId: 'f2' }]);
    expect(await offered({ ...other, itemId: items[1]!, question: `${templateId}.2` })).toEqual([]);
  });

  it('are offered where they say the same, or nearly, and all of the unit’s where nothing tells what it is about', async () => {
    const offered = async (change: Partial<AskedFinding>) => {
      const { state } = await one.proceedings.of(INSPECTION).load('x2');
      return (await one.inspections.earlierFindings(state!, asFinding(change))).map(({ findingId, by }) => [findingId, by]);
    };
    const elsewhere = { itemId: items[1]!, question: `${templateId}.2` };
    expect(await offered(elsewhere)).toEqual([['f1', 'text']]);
    expect(await offered({ ...elsewhere, text: '培训台账不全。' })).toEqual([['f1', 'text']]);
    expect(await offered({ ...elsewhere, text: '学时仍不足' })).toEqual([['f2', 'text']]);
    expect(await offered({ text: '经费未到位' })).toEqual([['f2', 'unit'], ['f1', 'unit']]);
    expect(await offered({})).toEqual([['f2', 'unit'], ['f1', 'text']]);
    expect(await offered({ unitId: unit('市财政局') })).toEqual([]);
    expect(must(await record('x2', {})).findings['f1']).toMatchObject({ offered: [{ findingId: 'f2', by: 'unit' }, { findingId: 'f1', by: 'text' }], repeatDecision: null });
  });

  it('are offered as they are written, and the answer makes the finding repeated or says why it is not', async () => {
    const written = must(await record('x2', { itemId: items[0]!, question: `${templateId}.1` }));
    expect(written.findings['f1']).toMatchObject({ category: '素质提升', offered: [{ findingId: 'f2', by: 'category' }, { findingId: 'f1', by: 'question' }], repeatDecision: null });
    const yes = must(await one.inspections.decideRepeat('x2', { findingId: 'f1', repeatedOf: { inspectionId: 'x1', findingId: 'f1' }, reason: '' }, inspector(), sender()));
    expect(yes.findings['f1']).toMatchObject({ repeated: true, earlier: { inspectionId: 'x1', findingId: 'f1' } });
    expect(await one.inspections.decideRepeat('x2', { findingId: 'f1', repeatedOf: { inspectionId: 'x1', findingId: 'f4' }, reason: '' }, inspector(), sender())).toMatchObject({ kind: 'rejected', rejection: { code: 'finding-not-so' } });
    const no = must(await record('x2', { text: '学时造假', category: '素质提升', notRepeated: '性质不同' }));
    expect(no.findings['f2']).toMatchObject({ repeated: false, offered: [{ findingId: 'f2' }], repeatDecision: { earlier: null, reason: '性质不同' } });
  });

  it('are not offered any more once the year is over, nor to another unit', async () => {
    const { state } = await one.proceedings.of(INSPECTION).load('x2');
    expect(await one.inspections.earlierFindings(state!, asFinding({ unitId: unit('市财政局'), question: `${templateId}.1` }))).toEqual([]);
    system.clock.set('2027-09-01T01:00:00.000Z');
    expect(await one.inspections.earlierFindings(state!, asFinding({ question: `${templateId}.1` }))).toHaveLength(1);
    system.clock.set('2027-09-02T01:00:00.000Z');
    expect(await one.inspections.earlierFindings(state!, asFinding({ question: `${templateId}.1` }))).toEqual([]);
  });

  it('once written are sent again as the same finding', async () => {
    const by = sender();
    const asked = asFinding({ question: `${templateId}.1` });
    must(await one.inspections.recordFinding('x2', asked, inspector(), by));
    // A new candidate is no other body.
    await struckOff('x1', 'f4');
    expect(await one.inspections.recordFinding('x2', asked, inspector(), by)).toMatchObject({ kind: 'accepted', replayed: true });
  });
});
