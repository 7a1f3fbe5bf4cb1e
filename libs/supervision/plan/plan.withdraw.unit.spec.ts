import type { Actor } from '../actor';
import { archivePlan, type ToArchive } from './plan.archive';
import { setParties } from './plan.decide';
import type { NewPlanEvent, PlanEvent } from './plan.events';
import { evolvePlan, type PlanState } from './plan.evolve';
import { notStanding, proposeWithdrawal, ruleWithdrawal, takeWithdrawalBack } from './plan.withdraw';

const AT = '2026-03-02T01:00:00.000Z';
const person = (personId: string, unitId: string, insteadOf?: string): Actor => ({ kind: 'person', personId, unitId, ...(insteadOf === undefined ? {} : { insteadOf }) });
const OFFICE = person('p-office', 'office');
const LEADER = person('p-leader', 'lead');
const WORDS = { basis: '市委改革办〔2026〕12号', reason: '任务并入全市工作要点' };

function fold(before: PlanState | null, events: readonly NewPlanEvent[], actor: Actor = OFFICE): PlanState {
  // From JSON, as the log gives events back.
  const recorded = events.map((e) => JSON.parse(JSON.stringify({ ...e, meta: { actor, occurredAt: AT, recordedAt: AT, rules: { policy: 0, calendar: 0, roster: 0 } } })) as PlanEvent);
  return recorded.reduce<PlanState | null>((state, e) => evolvePlan(state, e, 'plan1'), before)!;
}

const DRAFTED: NewPlanEvent = {
  type: 'PlanDrafted',
  data: {
    plan: { title: '工作要点', documentNumber: null, issuer: null, year: 2026, period: { from: '2026-01-01', to: '2026-12-31' }, issuedOn: null, categories: [] },
    officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, policyId: 'standard', source: { name: 't', sha256: '0', format: 'txt' },
    report: { format: 'txt', encoding: 'utf-8', lines: 0, accounted: { item: 0, heading: 0, front: 0, prose: 0, note: 0, blank: 0, notUnderstood: 0 }, found: { items: 0, unnumbered: 0, categories: 0, units: 0, groups: 0, targets: 0, deadlines: 0 }, inferred: [], reconciliation: [] },
    notUnderstood: [],
  },
};
const drafted = fold(null, [DRAFTED]);
const issued = fold(drafted, [{ type: 'IssueBegun', data: { items: [] } }, { type: 'PlanIssued', data: { items: 0 } }]);
const decided = (events: NewPlanEvent[] | { rejected: unknown }): NewPlanEvent[] => {
  if ('rejected' in events) throw new Error(JSON.stringify(events));
  return events;
};
const proposed = fold(issued, decided(proposeWithdrawal(issued, WORDS, OFFICE)));
const granted = fold(proposed, decided(ruleWithdrawal(proposed, { number: 1, grant: true, reason: '同意' }, LEADER, 'j1')), LEADER);
const FOUND: ToArchive = { streams: [{ stream: 'plan/plan1', version: 3, hash: 'a' }], items: 0, proceedings: 0, open: [], sha256: 'b' };

describe('a plan as a whole', () => {
  it('is proposed by its office for withdrawal, and goes on until a leader has ruled', () => {
    expect(proposed).toMatchObject({ status: 'issued', withdrawals: [{ number: 1, ...WORDS, status: 'open', proposedBy: { personId: 'p-office', unitId: 'office' }, ruling: null }] });
    expect(notStanding(proposed)).toBeNull();
    expect(granted).toMatchObject({ status: 'withdrawn', withdrawnAt: AT, withdrawals: [{ status: 'granted', ruling: { personId: 'p-leader', reason: '同意', jobId: 'j1' } }] });
    expect(notStanding(granted)).toMatchObject({ rejected: { code: 'plan-withdrawn' } });
  });

  it('is taken back by its office before a ruling: nobody rules on it then, and another may be proposed', () => {
    const back = fold(proposed, decided(takeWithdrawalBack(proposed, { number: 1, reason: '依据有误' }, OFFICE)));
    expect(back).toMatchObject({ status: 'issued', withdrawals: [{ status: 'takenBack', takenBack: { personId: 'p-office', reason: '依据有误' }, ruling: null }] });
    expect(ruleWithdrawal(back, { number: 1, grant: true, reason: '同意' }, LEADER, 'j1')).toMatchObject({ rejected: { code: 'withdrawal-not-open' } });
    expect(takeWithdrawalBack(back, { number: 1, reason: '依据有误' }, OFFICE)).toMatchObject({ rejected: { code: 'withdrawal-not-open' } });
    expect(proposeWithdrawal(back, WORDS, OFFICE)).toMatchObject([{ data: { number: 2 } }]);
    expect(takeWithdrawalBack(proposed, { number: 1, reason: '依据有误' }, LEADER)).toMatchObject({ rejected: { code: 'not-the-office' } });
    expect(takeWithdrawalBack(proposed, { number: 1, reason: '' }, OFFICE)).toMatchObject({ rejected: { code: 'reason-missing' } });
    expect(takeWithdrawalBack(granted, { number: 1, reason: '依据有误' }, OFFICE)).toMatchObject({ rejected: { code: 'plan-withdrawn' } });
  });

  it('goes on where the leader says no, and may be proposed again', () => {
    const refused = fold(proposed, decided(ruleWithdrawal(proposed, { number: 1, grant: false, reason: '继续推进' }, LEADER, '')), LEADER);
    expect(refused).toMatchObject({ status: 'issued', withdrawals: [{ status: 'refused', ruling: { reason: '继续推进', jobId: null } }] });
    expect(proposeWithdrawal(refused, WORDS, OFFICE)).toMatchObject([{ data: { number: 2 } }]);
    expect(ruleWithdrawal(refused, { number: 1, grant: true, reason: '同意' }, LEADER, 'j1')).toMatchObject({ rejected: { code: 'withdrawal-not-open' } });
  });

  it.each<[string, () => unknown, object]>([
    ['by another unit', () => proposeWithdrawal(issued, WORDS, LEADER), { code: 'not-the-office' }],
    ['by nobody', () => proposeWithdrawal(issued, WORDS, { kind: 'system', name: 'clock' }), { code: 'not-the-office' }],
    ['without a basis', () => proposeWithdrawal(issued, { ...WORDS, basis: ' ' }, OFFICE), { code: 'reason-missing', field: 'basis' }],
    ['without a reason', () => proposeWithdrawal(issued, { ...WORDS, reason: '' }, OFFICE), { code: 'reason-missing', field: 'reason' }],
    ['twice at once', () => proposeWithdrawal(proposed, WORDS, OFFICE), { code: 'withdrawal-open', details: { number: 1 } }],
    ['as a draft', () => proposeWithdrawal(drafted, WORDS, OFFICE), { code: 'plan-not-issued' }],
    ['a second time', () => proposeWithdrawal(granted, WORDS, OFFICE), { code: 'plan-withdrawn' }],
  ])('is not proposed for withdrawal %s', (_, run, rejected) => expect(run()).toMatchObject({ rejected }));

  it.each<[string, () => unknown, object]>([
    ['by who proposed it', () => ruleWithdrawal(proposed, { number: 1, grant: true, reason: '同意' }, OFFICE, 'j1'), { code: 'own-proposal' }],
    ['by a substitute of who proposed it', () => ruleWithdrawal(proposed, { number: 1, grant: true, reason: '同意' }, person('p-x', 'lead', 'p-office'), 'j1'), { code: 'own-proposal' }],
    ['of another number than was seen', () => ruleWithdrawal(proposed, { number: 2, grant: true, reason: '同意' }, LEADER, 'j1'), { code: 'withdrawal-not-open' }],
    ['without a reason', () => ruleWithdrawal(proposed, { number: 1, grant: true, reason: '' }, LEADER, 'j1'), { code: 'reason-missing' }],
    ['twice', () => ruleWithdrawal(granted, { number: 1, grant: true, reason: '同意' }, LEADER, 'j1'), { code: 'plan-withdrawn' }],
  ])('is not ruled on %s', (_, run, rejected) => expect(run()).toMatchObject({ rejected }));

  it('is archived once it is withdrawn and nothing is open, or after its period', () => {
    const archived = fold(granted, decided(archivePlan(granted, FOUND, OFFICE, AT)));
    expect(archived).toMatchObject({ status: 'archived', archive: { at: AT, personId: 'p-office', sha256: 'b' }, archived: FOUND.streams });
    expect(notStanding(archived)).toMatchObject({ rejected: { code: 'plan-archived' } });
    expect(archivePlan(issued, FOUND, OFFICE, '2026-12-31T16:00:00.000Z')).toHaveLength(2);
  });

  it.each<[string, () => unknown, object]>([
    ['before its period is over', () => archivePlan(issued, FOUND, OFFICE, '2026-12-31T15:59:59.999Z'), { code: 'too-early', details: { day: '2026-12-31' } }],
    ['with something open', () => archivePlan(granted, { ...FOUND, open: ['item/i1'] }, OFFICE, AT), { code: 'plan-open', details: { count: 1, first: 'item/i1' } }],
    ['by another unit', () => archivePlan(granted, FOUND, LEADER, AT), { code: 'not-the-office' }],
    ['while a withdrawal waits', () => archivePlan(proposed, FOUND, OFFICE, '2027-01-02T01:00:00.000Z'), { code: 'withdrawal-open' }],
    ['as a draft', () => archivePlan(drafted, FOUND, OFFICE, AT), { code: 'plan-not-issued' }],
  ])('is not archived %s', (_, run, rejected) => expect(run()).toMatchObject({ rejected }));

  it('has its parties set while it is a draft', () => {
    const parties = { supervisingUnitId: 'watch', conferenceUnitId: 'conference' };
    expect(fold(drafted, decided(setParties(drafted, parties)))).toMatchObject(parties);
    expect(setParties(issued, parties)).toMatchObject({ rejected: { code: 'plan-not-draft' } });
  });
});
