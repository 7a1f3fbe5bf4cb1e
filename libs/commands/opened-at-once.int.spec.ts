import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { Evaluations } from './evaluation/evaluations';
import type { OpeningRound } from './evaluation/evaluation-commands';
import type { Outcome } from './outcome';
import { ReportingRounds } from './reporting-rounds';
import { aDraftItem } from './testing/a-plan';
import { askedInspection, inspectingProcess } from './testing/inspecting';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

/** What two processes open over the same thing in one instant: one of them finds the other. */
describe('two that are opened at once over one thing', () => {
  let system: TestSystem;
  const unit = (name: string): string => system.units[name]!;
  const office = () => person(unit(OFFICE), 'p-office');
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const frame = () => ({ planId: 'plan1', policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null });

  /** Handlers of a process of its own: nothing is shared but the database. */
  const aProcess = () => {
    const { proceedings, items } = inspectingProcess(system);
    return { evaluations: new Evaluations(system.store, system.clock, items, system.plans, proceedings), rounds: new ReportingRounds(system.store, system.references, system.clock, items, system.plans, proceedings) };
  };

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z', ['市总工会', '市人社局', '市财政局', '市审计局', '市统计局']);
    await issued(system, [aDraftItem('1', { deadline: '2026-11-30' })]);
  });
  afterEach(() => system.close());

  it('reporting rounds: one takes forms', async () => {
    const about = { ...frame(), title: '三月调度', period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-31' };
    const processes = [aProcess(), aProcess()];
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => processes[i % 2]!.rounds.open(`r${i}`, about, office(), sender(`open-${i}`))));
    expect(outcomes.filter((o) => o.kind === 'accepted')).toHaveLength(1);
    expect(outcomes.filter((o) => o.kind === 'rejected').map((o) => o.kind === 'rejected' && o.rejection.code)).toEqual(Array(7).fill('round-open'));
    // Sent again it is the one that it was.
    const winner = outcomes.findIndex((o) => o.kind === 'accepted');
    expect(await processes[0]!.rounds.open(`r${winner}`, about, office(), sender(`open-${winner}`))).toMatchObject({ kind: 'accepted', replayed: true });
  });

  describe('evaluation rounds', () => {
    const quality = { id: 'quality', name: '质量', kind: 'weighted' as const, points: '100', formula: null, doubledWhen: null };
    const scheme: Scheme = { fullMarks: '100', decimals: 2, rounding: 'halfUp', classes: [{ id: 'departments', name: '部门', indicators: [quality], bonusCap: null, penaltyCap: null }], grades: [{ name: '合格', from: '0', quotaPercent: null }] };
    const opening = (change: Partial<OpeningRound> = {}): OpeningRound => ({
      planId: 'plan1', title: '上半年考核', period: { from: '2026-01-01', to: '2026-06-30' }, schemeId: 'annual', schemeVersion: 1,
      units: ['市总工会', '市人社局'].map((name) => ({ unitId: unit(name), classId: 'departments', verifierUnitId: null })), memberUnitIds: ['市审计局', '市统计局'].map(unit),
      signing: { kind: 'any' }, signers: [{ unitId: unit('市财政局'), personId: null, group: null }], approver: { unitId: unit('市财政局'), personId: null },
      schedule: { selfDay: '2026-07-18', verifyDay: '2026-07-31', reviewWorkingDays: 3, signWorkingDays: 2 }, ...change,
    });
    const open = (evaluations: Evaluations, id: string, change: Partial<OpeningRound> = {}): Promise<Outcome<EvaluationState>> => evaluations.rounds.open(id, 'standard', opening(change), office(), sender(`open-${id}`));

    it('over one period by one scheme evaluate a unit once', async () => {
      const [one, two] = [aProcess().evaluations, aProcess().evaluations];
      expect(await one.schemes.set('annual', { name: '年度考核', scheme, effectiveFrom: null, basis: '会议纪要' }, office(), sender('scheme'))).toMatchObject({ kind: 'accepted' });
      const outcomes = await Promise.all(Array.from({ length: 6 }, (_, i) => open(i % 2 === 0 ? one : two, `v${i}`)));
      expect(outcomes.map((o) => (o.kind === 'rejected' ? o.rejection.code : o.kind)).sort()).toEqual(['accepted', ...Array(5).fill('evaluated-already')]);
      const winner = outcomes.findIndex((o) => o.kind === 'accepted');
      // Other units, or another period, are another matter; and one that was called off is none.
      expect(await open(two, 'v10', { units: [{ unitId: unit('市人社局'), classId: 'departments', verifierUnitId: null }] })).toMatchObject({ kind: 'rejected', rejection: { code: 'evaluated-already', field: 'units[0].unitId' } });
      expect(await open(two, 'v11', { units: [{ unitId: unit(OFFICE), classId: 'departments', verifierUnitId: null }] })).toMatchObject({ kind: 'accepted' });
      expect(await open(two, 'v12', { period: { from: '2026-01-01', to: '2026-12-31' } })).toMatchObject({ kind: 'accepted' });
      expect(await one.rounds.execute(`v${winner}`, { type: 'cancelEvaluation', reason: '另行组织' }, office(), sender('cancel'))).toMatchObject({ kind: 'accepted' });
      expect(await open(one, 'v13')).toMatchObject({ kind: 'accepted' });
    });
  });

  it('inspections: an entry of the programme is carried out once', async () => {
    const [one, two] = [inspectingProcess(system), inspectingProcess(system)];
    await one.inspections.places.openProgramme(frame(), 2026, office(), sender('programme'));
    const entry = { type: 'setEntry' as const, entryId: null, title: '春季督查', unitIds: [unit('市总工会')], from: '2026-04-01', to: '2026-04-30' };
    expect(await one.proceedings.of(PROGRAMME).execute('plan1-2026', entry, office(), sender('entry'))).toMatchObject({ kind: 'accepted' });
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? one : two).inspections.open(`x${i}`, 'standard', askedInspection(system, { entryId: 'e1' }), office(), sender(`open-${i}`))));
    expect(outcomes.map((o) => (o.kind === 'rejected' ? o.rejection.code : o.kind)).sort()).toEqual(['accepted', ...Array(7).fill('programme-entry-taken')]);
  });
});
