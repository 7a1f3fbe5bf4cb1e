import { Course } from '../testing/proceeding';
import { of, ROSTER } from '../testing/world';
import { proceedingNoticesOf } from '../proceeding/proceeding.notices';
import type { Actor } from '../actor';
import { PLAN_REVIEW, type ListedPlan, type PlanReviewCommand, type PlanReviewState } from './plan-review';

const BANNER = of('lead', 3);
const CITY = of('office', 9);
const OTHER = of('office', 4);
const line: ListedPlan = { planId: 'a', title: '方案甲', officeUnitId: 'lead', draftVersion: 4, via: null, items: 3, itemsAbove: 50, targets: 2 };
const opening: PlanReviewCommand = { type: 'sendPlans', title: '方案报审', text: '现报上，请审核', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: null, fromUnitId: 'lead', list: [line] };
type Review = Course<PlanReviewState, PlanReviewCommand>;
const given = (): Review => Course.opened(PLAN_REVIEW, '2026-01-05', BANNER, opening);
const rule = (how: 'approved' | 'returned', draftVersion = 4): PlanReviewCommand => ({ type: 'rulePlans', text: null, rulings: [{ planId: 'a', draftVersion, how, reason: how === 'returned' ? '指标未量化' : null, workingDays: 3 }] });
const returned = (): Review => given().and('2026-01-06', CITY, rule('returned'));
const object = (reason = '第三条已量化'): PlanReviewCommand => ({ type: 'objectToReturn', planId: 'a', reason });
const ruling = (upheld: boolean, change: object = {}): PlanReviewCommand => ({ type: 'ruleOnReturn', objectionId: 'r1', upheld, reason: '指标在附件中', draftVersion: 4, wentOn: false, ...change } as PlanReviewCommand);
const owed = (c: Review): [string, string, string | null, string | null][] => PLAN_REVIEW.duties(c.state, c.rules.spans[0]!, ROSTER).map((d) => [d.id, d.owedBy.unitId, d.owedBy.personId, d.day]);

describe('an objection to a return', () => {
  it('is owed a ruling by the office, in its days, and its rungs', () => {
    const made = returned().and('2026-01-07', BANNER, object());
    expect(made.state.objections['r1']).toMatchObject({ planId: 'a', arming: 1, status: 'open', personId: 'lead-3' });
    expect(owed(made)).toEqual([['sendAgain:a', 'lead', null, '2026-01-09'], ['objection:r1', 'office', null, '2026-01-12']]);
    expect(Object.keys(made.until('2026-01-14').state.overdue)).toContain('objection:r1/1');
    const told = made.events.flatMap((e) => proceedingNoticesOf(PLAN_REVIEW, e, made.state, ROSTER)).at(-1);
    expect(told).toMatchObject({ kind: 'planReturnObjected', to: [{ unitId: 'office', why: 'ruling' }], text: '《方案甲》：第三条已量化' });
  });

  it('upheld brings the draft back to whom it was returned by, who has days again; the return stays visible and its lateness leaves', () => {
    const late = returned().and('2026-01-07', BANNER, object()).until('2026-01-12');
    expect(PLAN_REVIEW.summary(late.state).facts).toMatchObject({ returned: 1, latePlans: 1 });
    expect(PLAN_REVIEW.latenesses!(late.state)).toMatchObject([{ id: 'sendAgain:a:1', unitId: 'lead', what: 'missing', day: '2026-01-09' }]);
    const upheld = late.and('2026-01-12', OTHER, ruling(true, { draftVersion: 6 }));
    expect(upheld.state.plans['a']).toMatchObject({ status: 'sent', attempt: 1, draftVersion: 6, rulings: [{ how: 'returned', overturned: { basis: '指标在附件中' } }] });
    expect(upheld.state.objections['r1']).toMatchObject({ status: 'upheld', ruling: { personId: 'office-4' } });
    expect(owed(upheld)).toEqual([['rule:2', 'office', null, '2026-01-19']]);
    expect([PLAN_REVIEW.summary(upheld.state).facts['latePlans'], PLAN_REVIEW.latenesses!(upheld.state)]).toEqual([0, []]);
    expect(upheld.when('2026-01-13', CITY, rule('approved')).rejected).toBe('draft-changed');
    expect(upheld.and('2026-01-13', CITY, rule('approved', 6)).state.closed).toMatchObject({ how: 'approved' });
    // Returned once more it is another return, with an arming and an objection of its own.
    const again = upheld.and('2026-01-13', CITY, rule('returned', 6));
    expect(owed(again)).toEqual([['sendAgain:a', 'lead', null, '2026-01-16']]);
    expect(again.and('2026-01-14', BANNER, object()).state.objections['r2']).toMatchObject({ arming: 2, status: 'open' });
  });

  it('upheld though the draft has gone further down: it stays there, the return leaves no lateness, and the sender has days of its own to bring it up', () => {
    const late = returned().and('2026-01-07', BANNER, object()).until('2026-01-12');
    const upheld = late.and('2026-01-12', OTHER, ruling(true, { wentOn: true }));
    expect(upheld.state.plans['a']).toMatchObject({ status: 'returned', day: '2026-01-19', rulings: [{ overturned: { basis: '指标在附件中' } }] });
    expect(PLAN_REVIEW.latenesses!(upheld.state)).toEqual([]);
    expect(owed(upheld)).toEqual([['bringUp:a', 'lead', null, '2026-01-19']]);
    expect(upheld.events.flatMap((e) => proceedingNoticesOf(PLAN_REVIEW, e, upheld.state, ROSTER)).at(-1)).toMatchObject({ kind: 'planReturnOverturned', deadline: '2026-01-19' });
    expect(upheld.when('2026-01-13', BANNER, object()).rejected).toBe('request-not-open');
    // Its own days are watched over like any: past them it is late, as the sender sees and may dispute.
    const past = upheld.until('2026-01-17').until('2026-01-21');
    expect(past.state.overdue).toEqual({ 'bringUp:a/1': expect.any(String) });
    expect([PLAN_REVIEW.latenesses!(past.state), PLAN_REVIEW.summary(past.state).facts['latePlans']]).toMatchObject([[{ id: 'bringUp:a:1', unitId: 'lead', what: 'missing', day: '2026-01-19' }], 1]);
    const disputed = past.and('2026-01-22', BANNER, { type: 'objectToLateness', lateness: 'bringUp:a:1', reason: '旗里开会未散', evidenceIds: [] } as unknown as PlanReviewCommand);
    expect(Object.values(disputed.state.latenessObjections)).toMatchObject([{ lateness: 'bringUp:a:1', status: 'open' }]);
    // Sent late it stays as late; sent in time it never was.
    const after = past.and('2026-01-27', BANNER, { type: 'sendPlansAgain', text: '转报', list: [{ ...line, draftVersion: 6 }] });
    expect(PLAN_REVIEW.latenesses!(after.state)).toMatchObject([{ id: 'bringUp:a:1', what: 'late' }]);
    const next = after.and('2026-01-28', CITY, rule('returned', 6)).until('2026-02-06');
    expect(PLAN_REVIEW.latenesses!(next.state).map((l) => [l.id, l.what])).toEqual([['bringUp:a:1', 'late'], ['sendAgain:a:2', 'missing']]);
    const sent = upheld.and('2026-01-15', BANNER, { type: 'sendPlansAgain', text: '转报', list: [{ ...line, draftVersion: 6 }] });
    expect(owed(sent)).toEqual([['rule:2', 'office', null, '2026-01-22']]);
    // Returned once more the next attempt is owed as any other.
    expect(owed(sent.and('2026-01-16', CITY, rule('returned', 6)))).toEqual([['sendAgain:a', 'lead', null, '2026-01-21']]);
  });

  it('refused leaves the return as it was; sent again meanwhile it has no matter any more', () => {
    const made = returned().and('2026-01-07', BANNER, object());
    const refused = made.and('2026-01-08', OTHER, ruling(false));
    expect(refused.state).toMatchObject({ plans: { a: { status: 'returned', day: '2026-01-09' } }, objections: { r1: { status: 'rejected' } } });
    expect(refused.when('2026-01-08', BANNER, object()).rejected).toBe('request-not-open');
    const sent = made.and('2026-01-08', BANNER, { type: 'sendPlansAgain', text: '已修改', list: [{ ...line, draftVersion: 7 }] });
    expect(sent.state.objections['r1']).toMatchObject({ status: 'lapsed' });
    expect(sent.when('2026-01-08', OTHER, ruling(true)).rejected).toBe('request-not-open');
    expect(made.and('2026-01-08', BANNER, { type: 'takePlansBack', planIds: ['a'], reason: '需补充' }).state.objections['r1']).toMatchObject({ status: 'lapsed' });
  });

  it.each<[string, string, Actor, PlanReviewCommand, string]>([
    ['by another', '2026-01-07', of('union'), object(), 'not-the-office'],
    ['without a reason', '2026-01-07', BANNER, object(' '), 'reason-missing'],
    ['after the days of the policy', '2026-01-23', BANNER, object(), 'objection-too-late'],
    ['to a plan that is not there', '2026-01-07', BANNER, { type: 'objectToReturn', planId: 'toString', reason: '异议' }, 'not-in-review'],
  ])('is not made %s', (_, at, by, command, code) => {
    expect(returned().when(at, by, command).rejected).toBe(code);
    expect(given().when('2026-01-06', BANNER, object()).rejected).toBe('plan-ruled-on');
    expect(returned().and('2026-01-07', BANNER, object()).when('2026-01-07', BANNER, object()).rejected).toBe('request-open');
  });

  it.each<[string, Actor, PlanReviewCommand, string]>([
    ['by who returned it', CITY, ruling(true), 'first-decider'],
    ['by a substitute of who returned it', { ...OTHER, insteadOf: 'office-9' } as Actor, ruling(true), 'first-decider'],
    ['by the sender', BANNER, ruling(true), 'first-decider'],
    ['by another of the sender', of('lead', 5), ruling(true), 'own-work'],
    ['by a unit that has no part', of('supervisor'), ruling(true), 'not-the-verifier'],
    ['without a reason', OTHER, ruling(true, { reason: '' }), 'reason-missing'],
    ['of one that is not there', OTHER, ruling(true, { objectionId: 'r9' }), 'not-found'],
  ])('is not ruled on %s', (_, by, command, code) => {
    expect(returned().and('2026-01-07', BANNER, object()).when('2026-01-08', by, command).rejected).toBe(code);
  });
});

describe('who is named to rule', () => {
  const name = (personId: string | null): PlanReviewCommand => ({ type: 'nameReviewer', personId, reason: '分工' });
  const handOver = (from: string | null, to: string | null, toUnit = 'office') => ({ type: 'handOver' as const, handOverId: 'h1', from: { unitId: 'office', personId: from }, to: { unitId: toUnit, personId: to }, reason: '岗位调整', basis: null });

  it('is owed the ruling by name, hands it over inside the office, and both names stay', () => {
    const named = given().and('2026-01-05', CITY, name('office-4'));
    expect(owed(named)).toEqual([['rule:1', 'office', 'office-4', '2026-01-12']]);
    expect(named.when('2026-01-06', of('union'), name('union-1')).rejected).toBe('not-the-office');
    expect(named.when('2026-01-06', CITY, name('office-4')).types).toEqual([]);
    const moved = named.and('2026-01-06', CITY, handOver('office-4', 'office-7'));
    expect(moved.state.reviewers).toMatchObject([{ personId: 'office-4', until: expect.any(String), reason: '岗位调整' }, { personId: 'office-7', until: null }]);
    expect(owed(moved)).toEqual([['rule:1', 'office', 'office-7', '2026-01-12']]);
    expect(named.when('2026-01-06', CITY, handOver('office-4', 'lead-1', 'lead')).rejected).toBe('not-in-the-unit');
    expect(named.when('2026-01-06', CITY, handOver('office-3', 'office-7')).types).toEqual([]);
    // What the office itself owes stays with it.
    expect(named.when('2026-01-06', CITY, handOver(null, null, 'union')).rejected).toBe('holding-stays');
    expect(owed(moved.and('2026-01-07', CITY, name(null)))).toEqual([['rule:1', 'office', null, '2026-01-12']]);
    const stood = moved.and('2026-01-07', { ...OTHER, insteadOf: 'office-7' } as Actor, rule('returned'));
    expect(stood.state.plans['a']?.rulings).toMatchObject([{ personId: 'office-4', insteadOf: 'office-7' }]);
  });
});
