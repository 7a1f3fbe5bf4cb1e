import { INSPECTION } from '#libs/supervision/inspection/inspection';
import { PROGRAMME } from '#libs/supervision/programme/programme';
import { ruleReason } from '#libs/supervision/rule-reason';
import { REPORTING_ROUND } from '#libs/supervision/reporting-round/round';
import type { InspectionCommands } from './inspection-commands';
import type { JobState } from './job.events';
import { Office } from './office';
import type { Outcome } from './outcome';
import { Proceedings } from './proceedings';
import { ReportingRounds } from './reporting-rounds';
import { aDraftItem } from './testing/a-plan';
import { askedInspection, inspectingProcess } from './testing/inspecting';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

const WORDS = { basis: '市委改革办〔2026〕12号', reason: '任务并入全市工作要点' };
const WHY = ruleReason('plan-withdrawn', WORDS.basis, WORDS.reason);

describe('a plan that is withdrawn as a whole', () => {
  let system: TestSystem;
  let office: Office;
  let proceedings: Proceedings;
  let inspections: InspectionCommands;
  let rounds: ReportingRounds;
  let ids: string[];
  const unit = (name: string): string => system.units[name]!;
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const actor = () => person(unit(OFFICE), 'p-office');
  const leader = () => person(unit('市财政局'), 'p-leader');
  const plan = async () => (await system.plans.load('plan1')).state!;
  const item = async (id: string) => (await system.items.load(id)).state!;
  const must = <S>(outcome: Outcome<S>): S => {
    if (outcome.kind !== 'accepted') throw new Error(JSON.stringify(outcome));
    return outcome.state;
  };
  const anOffice = (): Office => new Office(system.store, system.references, system.clock, system.another(), system.plans);
  const frame = () => ({ planId: 'plan1', policyId: 'standard', officeUnitId: unit(OFFICE), supervisingUnitId: null, conferenceUnitId: null });
  const openRound = (id: string): ReturnType<ReportingRounds['open']> => rounds.open(id, { ...frame(), title: '三月调度', period: { from: '2026-03-01', to: '2026-03-31' }, day: '2026-03-31' }, actor(), sender(`open-${id}`));
  const openInspection = (id: string): ReturnType<InspectionCommands['open']> =>
    inspections.open(id, 'standard', askedInspection(system), actor(), sender(`open-${id}`));
  const grant = (key = 'grant-it'): Promise<Outcome<JobState>> => office.withdrawals.grant('plan1', { number: 1, reason: '同意撤回' }, leader(), { scope: 'p-leader', commandId: key });

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    ids = await issued(system, [aDraftItem('1', { deadline: '2026-11-30' }), aDraftItem('2'), aDraftItem('3', { deadline: '2026-12-20' })]);
    proceedings = new Proceedings(system.store, system.references, system.clock);
    office = new Office(system.store, system.references, system.clock, system.items, system.plans, proceedings);
    inspections = inspectingProcess(system).inspections;
    rounds = new ReportingRounds(system.store, system.references, system.clock, system.items, system.plans, proceedings);
    must(await openRound('r1'));
    must(await openInspection('x1'));
    must(await proceedings.of(PROGRAMME).execute('plan1-2026', { type: 'setEntry', entryId: null, title: '下半年督查', unitIds: [unit('市总工会')], from: '2026-09-01', to: '2026-09-30' }, actor(), sender('entry')));
  });
  afterEach(() => system.close());

  it('shows part by part what would follow, and writes nothing', async () => {
    const before = await system.pool.query<{ n: string }>('select count(*) as n from log.events');
    expect(await office.withdrawals.preview(await plan(), WORDS, actor())).toEqual([
      expect.objectContaining({ kind: 'inspection', id: 'x1', ends: 'cancelled', refusal: null }),
      expect.objectContaining({ kind: 'programme', ends: 'entriesDropped', refusal: null }),
      expect.objectContaining({ kind: 'reporting-round', id: 'r1', ends: 'calledOff', refusal: null }),
      ...ids.map((id) => expect.objectContaining({ kind: 'item', id, ends: 'withdrawn', refusal: null }) as object),
    ]);
    expect((await system.pool.query('select count(*) as n from log.events')).rows).toEqual(before.rows);
    expect(await office.withdrawals.preview(await plan(), WORDS, leader())).toMatchObject({ rejected: { code: 'not-the-office' } });
  });

  it('ends all that runs under it, each on the plan’s act as its basis', async () => {
    must(await office.withdrawals.propose('plan1', WORDS, actor(), sender('propose')));
    expect(await grant()).toMatchObject({ kind: 'accepted', state: { kind: 'planWithdrawal', of: 7 } });
    const jobId = (await plan()).withdrawals[0]!.ruling!.jobId!;
    expect((await office.jobs.run(jobId)).state).toMatchObject({ status: 'ended', done: 7, refused: [], failed: [] });
    for (const id of ids) expect((await item(id)).closed).toMatchObject({ how: 'withdrawn', reason: WORDS.reason, basis: WORDS.basis });
    expect((await system.store.readStream(`item/${ids[0]!}`)).at(-1)!.meta['actor']).toMatchObject({ personId: 'p-leader' });
    expect((await rounds.rounds.load('r1')).state?.closed).toMatchObject({ how: 'calledOff', reason: WHY });
    expect((await proceedings.of(INSPECTION).load('x1')).state?.closed).toMatchObject({ how: 'cancelled' });
    const year = (await proceedings.of(PROGRAMME).load('plan1-2026')).state!;
    expect(year.entries['e1']).toMatchObject({ status: 'dropped' });
    expect(year.places['x1']!.freed).not.toBeNull();
    // A repeat answers with the same job.
    expect(await grant()).toMatchObject({ replayed: true, state: { id: jobId, status: 'ended' } });
    expect(await grant('grant-again')).toMatchObject({ kind: 'rejected', rejection: { code: 'plan-withdrawn' } });
  });

  it('begins nothing anew: no round, no inspection, no work that was accepted', async () => {
    await system.items.execute(ids[1]!, { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '无须量化' }, actor(), sender('quantify'));
    must(await office.withdrawals.propose('plan1', WORDS, actor(), sender('propose')));
    must(await grant());
    expect(await openRound('r2')).toMatchObject({ rejection: { code: 'plan-withdrawn' } });
    expect(await openInspection('x2')).toMatchObject({ rejection: { code: 'plan-withdrawn' } });
    expect(await inspections.giveNotice('x1', { type: 'giveNotice', text: '督查通知' }, actor(), sender('notice'))).toMatchObject({ rejection: { code: 'plan-withdrawn' } });
    expect(await system.items.execute(ids[0]!, { type: 'reopen', stepId: 'a1-1', day: null, reason: '重新办理' }, actor(), sender('reopen'))).toMatchObject({ rejection: { code: 'plan-withdrawn' } });
    expect(await office.yearEnds.preview(await plan(), null, { act: 'closeUnfulfilled', reason: '未完成' }, actor())).toMatchObject({ rejected: { code: 'plan-withdrawn' } });
  });

  it('goes on after a crash where it stood, and does nothing twice', async () => {
    must(await office.withdrawals.propose('plan1', WORDS, actor(), sender('propose')));
    const job = must(await grant());
    // Some of it was done before the crash, and the job does not know of it.
    const by = (key: string) => ({ scope: `job:${job.id}`, commandId: key });
    await office.withdrawals.work(job.entries[2]!, job, by(job.entries[2]!.key));
    await office.withdrawals.work(job.entries.at(-2)!, job, by(job.entries.at(-2)!.key));
    // A unit's own act comes between.
    await system.items.execute(ids[0]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(unit('市总工会')), sender('receive-1'));
    expect(await anOffice().jobs.resume(60_000, 0)).toBe(1);
    expect((await office.jobs.load(job.id)).state).toMatchObject({ status: 'ended', done: 7, refused: [], failed: [] });
    const closings = await system.pool.query(`select stream from log.events where type in ('ItemClosed', 'RoundCalledOff', 'InspectionCancelled', 'ProgrammeEntryDropped')`);
    expect(closings.rows).toHaveLength(6);
    expect(new Set(closings.rows.map((r) => (r as { stream: string }).stream)).size).toBe(6);
  });

  it('leaves what was found to be put right: an inspection with open findings runs on, and says why', async () => {
    must(await inspections.approve('x1', { type: 'approveInspection', grant: true, text: '同意' }, person(unit(OFFICE), 'p-head'), sender('approve')));
    must(await inspections.giveNotice('x1', { type: 'giveNotice', text: '督查通知' }, actor(), sender('notice')));
    const finding = { type: 'recordFinding' as const, unitId: unit('市总工会'), itemId: null, question: null, category: null, text: '台账不全', severity: 'minor' as const, basis: '督查清单', evidenceIds: [], demand: '补齐台账', workingDays: 5, earlier: null };
    must(await proceedings.of(INSPECTION).execute('x1', finding, person(unit('市财政局'), 'p-inspector'), sender('finding')));
    must(await office.withdrawals.propose('plan1', WORDS, actor(), sender('propose')));
    const job = must(await grant());
    expect((await office.jobs.run(job.id)).state).toMatchObject({ status: 'ended', refused: [{ key: 'inspection/x1', rejection: { code: 'findings-open' } }] });
    expect((await proceedings.of(INSPECTION).load('x1')).state?.closed).toBeNull();
    expect(await office.archives.archive('plan1', actor(), sender('archive'))).toMatchObject({ rejection: { code: 'plan-open', details: { count: 2, first: 'inspection/x1' } } });
  });

  it('is archived as one package that is held against the log', async () => {
    must(await office.withdrawals.propose('plan1', WORDS, actor(), sender('propose')));
    expect(await office.archives.archive('plan1', actor(), sender('too-early'))).toMatchObject({ rejection: { code: 'too-early' } });
    await office.jobs.run(must(await grant()).id);
    // The year's programme ends with its year.
    system.clock.set('2027-01-04T01:00:00.000Z');
    must(await proceedings.of(PROGRAMME).settle('plan1-2026'));
    const archived = must(await office.archives.archive('plan1', actor(), sender('archive')));
    expect(archived).toMatchObject({ status: 'archived', archive: { items: 3, proceedings: 3 } });
    expect(archived.archived.map((s) => s.stream)).toEqual(['plan/plan1', 'inspection/x1', ...ids.map((id) => `item/${id}`), 'programme/plan1-2026', 'reporting-round/r1']);
    expect(await office.archives.missing(archived)).toEqual([]);
    // Later events stand behind the archive and change nothing in it; another event in the place of one is found.
    await system.items.execute(ids[0]!, { type: 'readNotice', noticeId: 'assigned.a1' }, person(unit('市总工会')), sender('read'));
    expect(await office.archives.missing(archived)).toEqual([]);
    const forged = { ...archived, archived: archived.archived.map((s) => (s.stream === 'reporting-round/r1' ? { ...s, hash: '0'.repeat(64) } : s)) };
    expect(await office.archives.missing(forged)).toEqual(['*', 'reporting-round/r1']);
    expect(await system.items.execute(ids[0]!, { type: 'reopen', stepId: 'a1-1', day: null, reason: '重新办理' }, actor(), sender('reopen'))).toMatchObject({ rejection: { code: 'plan-archived' } });
    expect(await office.archives.archive('plan1', actor(), sender('archive'))).toMatchObject({ replayed: true });
  });
});
