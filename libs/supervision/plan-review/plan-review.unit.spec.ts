import { Course } from '../testing/proceeding';
import { of, ROSTER, rulesWith } from '../testing/world';
import { proceedingNoticesOf } from '../proceeding/proceeding.notices';
import type { Rules } from '../rules';
import { PLAN_REVIEW, type ListedPlan, type PlanReviewCommand, type PlanReviewState } from './plan-review';

const BANNER = of('lead', 3);
const CITY = of('office', 9);
const line = (planId: string, change: Partial<ListedPlan> = {}): ListedPlan => ({ planId, title: `方案${planId}`, officeUnitId: 'lead', draftVersion: 4, via: null, items: 3, itemsAbove: 50, targets: 2, ...change });
const opening = (list: ListedPlan[]): PlanReviewCommand => ({ type: 'sendPlans', title: '六家方案报审', text: '现报上，请审核', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null, fromUnitId: 'lead', list });
type Review = Course<PlanReviewState, PlanReviewCommand>;
const given = (list = [line('a'), line('b')], rules?: Rules): Review => Course.opened(PLAN_REVIEW, '2026-01-05', BANNER, opening(list), rules);
const ruling = (planId: string, how: 'approved' | 'passedOn' | 'returned' = 'approved', change: object = {}): Extract<PlanReviewCommand, { type: 'rulePlans' }>['rulings'][number] => ({ planId, draftVersion: 4, how, reason: how === 'returned' ? '指标未量化' : null, workingDays: null, ...change });
const rule = (...rulings: ReturnType<typeof ruling>[]): PlanReviewCommand => ({ type: 'rulePlans', text: null, rulings });
const again = (...list: ListedPlan[]): PlanReviewCommand => ({ type: 'sendPlansAgain', text: '已修改', list });
const standing = ({ state }: Review): Record<string, string> => Object.fromEntries(Object.values(state.plans).map((p) => [p.planId, p.status]));
const keys = (course: Review): string[] => course.events.flatMap((e) => e.agendaKey ?? []);

describe('a review of plans', () => {
  it('is ruled on plan by plan, and ends with the last', () => {
    const one = given().and('2026-01-06', CITY, rule(ruling('a')));
    expect([standing(one), one.state.closed]).toEqual([{ a: 'approved', b: 'sent' }, null]);
    const both = one.and('2026-01-07', CITY, rule(ruling('b')));
    expect(both.state.closed).toMatchObject({ how: 'approved' });
    expect(PLAN_REVIEW.summary(both.state)).toMatchObject({ status: 'approved', unitIds: ['lead', 'office'], facts: { plans: 2, approved: 2, latePlans: 0 } });
    expect(both.until('2026-12-01').events).toHaveLength(both.events.length);
  });

  it('reminds, marks and escalates who rules; one duty for a list', () => {
    const course = ['2026-01-12', '2026-01-13', '2026-01-20'].reduce((c, at) => c.until(at), given());
    expect(keys(course).slice(0, 3)).toEqual(['rule:1/1/T-1', 'rule:1/1/overdue', 'rule:1/1/stop-1']);
    expect(course.events.find((e) => e.type === 'ReminderIssued')?.data).toMatchObject({ to: [{ unitId: 'office', post: 'office' }], deadline: '2026-01-12' });
    const quick = given(undefined, rulesWith({ rules: { planReviewWorkingDays: 1 } }));
    expect(PLAN_REVIEW.duties(quick.state, quick.rules.spans[0]!, ROSTER)).toMatchObject([{ id: 'rule:1', day: '2026-01-06', subject: null }]);
  });

  it('returns with a reason: the next attempt has its days, its reminders and its lateness', () => {
    const returned = given().and('2026-01-06', CITY, rule(ruling('a', 'returned', { workingDays: 3 }), ruling('b')));
    expect(returned.state.plans['a']).toMatchObject({ status: 'returned', day: '2026-01-09', rulings: [{ reason: '指标未量化', attempt: 1 }] });
    const late = returned.until('2026-01-09').until('2026-01-12 10:00');
    expect(keys(late)).toEqual(['sendAgain:a/1/T-1', 'sendAgain:a/1/overdue', 'sendAgain:a/1/stop-1']);
    expect(late.events.find((e) => e.type === 'ReminderIssued')?.data).toMatchObject({ to: [{ unitId: 'lead', post: 'office' }] });
    const sent = late.and('2026-01-13', BANNER, again(line('a', { draftVersion: 7 })));
    expect(sent.state.plans['a']).toMatchObject({ status: 'sent', attempt: 2, sending: 2, draftVersion: 7 });
    expect(PLAN_REVIEW.view(sent.state, { kind: 'all' })).toMatchObject({ plans: [{ planId: 'a', late: true }, { planId: 'b', late: false }] });
    // Approving what was seen before is no approval of this.
    expect(sent.when('2026-01-13', CITY, rule(ruling('a'))).rejected).toBe('draft-changed');
    expect(sent.and('2026-01-13', CITY, rule(ruling('a', 'approved', { draftVersion: 7 }))).state.closed).toMatchObject({ how: 'approved' });
  });

  it('is taken back by its sender, in part or whole', () => {
    const back = given().and('2026-01-06', BANNER, { type: 'takePlansBack', planIds: ['a'], reason: '需补充' });
    expect(standing(back)).toEqual({ a: 'takenBack', b: 'sent' });
    expect(back.and('2026-01-06', CITY, rule(ruling('b'))).state.closed).toMatchObject({ how: 'partlyApproved' });
    expect(given().and('2026-01-06', BANNER, { type: 'takePlansBack', planIds: ['a', 'b'], reason: '需补充' }).state.closed).toMatchObject({ how: 'takenBack' });
  });

  it('passes on: who passed owes the sending on, until that is said to be done; the last word comes from above', () => {
    const passed = given().and('2026-01-06', CITY, rule(ruling('a', 'passedOn'), ruling('b', 'passedOn')));
    expect(PLAN_REVIEW.duties(passed.state, passed.rules.spans[0]!, ROSTER)).toMatchObject([{ id: 'sendOn:1', kind: 'sendOn', owedBy: { unitId: 'office' }, day: '2026-01-13' }]);
    const on = passed.and('2026-01-07', CITY, { type: 'notePlansSentOn', planIds: ['a', 'b'], reviewId: 'up' });
    expect(PLAN_REVIEW.duties(on.state, on.rules.spans[0]!, ROSTER)).toEqual([]);
    const back = on.and('2026-01-08', CITY, { type: 'notePlansBack', planIds: ['a'], reviewId: 'up' });
    expect(PLAN_REVIEW.duties(back.state, back.rules.spans[0]!, ROSTER)).toMatchObject([{ id: 'sendOn:2', subject: 'a' }]);
    const settled = on.and('2026-01-09', of('supervisor'), { type: 'notePlansSettled', planIds: ['a', 'b'], reviewId: 'up', unitId: 'supervisor' });
    expect(settled.state.closed).toMatchObject({ how: 'approved' });
  });

  it('returns further down what came back from above, and owes it there after the next approval', () => {
    const down = given([line('a')]).and('2026-01-06', CITY, rule(ruling('a', 'passedOn'))).and('2026-01-07', CITY, { type: 'notePlansSentOn', planIds: ['a'], reviewId: 'up' })
      .and('2026-01-08', CITY, rule(ruling('a', 'returned')));
    const once = down.and('2026-01-09', BANNER, again(line('a', { draftVersion: 8 }))).and('2026-01-09', CITY, rule(ruling('a', 'passedOn', { draftVersion: 8 })));
    expect(once.state.plans['a']).toMatchObject({ status: 'sentOn', onward: 'up', attempt: 2 });
    expect(PLAN_REVIEW.duties(once.state, once.rules.spans[0]!, ROSTER)).toEqual([]);
  });

  it('tells who rules, who sends again, and by when', () => {
    const returned = given().and('2026-01-06', CITY, rule(ruling('a', 'returned'), ruling('b')));
    const told = returned.events.flatMap((e) => proceedingNoticesOf(PLAN_REVIEW, e, returned.state, ROSTER));
    expect(told.map((n) => [n.kind, n.to[0]?.unitId, n.deadline])).toEqual([['planSentUp', 'office', null], ['planReturned', 'lead', '2026-01-13'], ['planApproved', 'lead', null]]);
    expect(told[1]!.text).toBe('《方案a》：指标未量化');
  });

  it.each<[string, PlanReviewCommand, typeof CITY, string]>([
    ['by another unit', rule(ruling('a')), of('union'), 'not-the-office'],
    ['by its sender', rule(ruling('a')), BANNER, 'not-the-office'],
    ['of a plan that is not in it', rule(ruling('z')), CITY, 'not-in-review'],
    ['twice of one', rule(ruling('a'), ruling('a')), CITY, 'name-taken'],
    ['of nothing', rule(), CITY, 'nothing-substantial'],
    ['a return without a reason', rule(ruling('a', 'returned', { reason: ' ' })), CITY, 'reason-missing'],
    ['a return for no day', rule(ruling('a', 'returned', { workingDays: 0 })), CITY, 'value-invalid'],
    ['another draft', rule(ruling('a', 'approved', { draftVersion: 3 })), CITY, 'draft-changed'],
    ['again, of what was not returned', again(line('a')), BANNER, 'plan-ruled-on'],
    ['again, by who rules', again(line('a')), CITY, 'not-the-office'],
    ['back by who rules', { type: 'takePlansBack', planIds: ['a'], reason: '需补充' }, CITY, 'not-the-office'],
    ['back without a reason', { type: 'takePlansBack', planIds: ['a'], reason: '' }, BANNER, 'reason-missing'],
    ['on, of what was not passed', { type: 'notePlansSentOn', planIds: ['a'], reviewId: 'up' }, CITY, 'plan-ruled-on'],
    ['on, by its sender', { type: 'notePlansSentOn', planIds: ['a'], reviewId: 'up' }, BANNER, 'not-the-office'],
  ])('refuses %s', (_what, command, by, code) => {
    expect(given().when('2026-01-06', by, command).rejected).toBe(code);
  });

  it.each<[string, Partial<Extract<PlanReviewCommand, { type: 'sendPlans' }>>, string]>([
    ['no plan', { list: [] }, 'nothing-substantial'],
    ['one plan twice', { list: [line('a'), line('a')] }, 'name-taken'],
    ['more than fit', { list: Array.from({ length: 101 }, (_x, i) => line(`p${i}`)) }, 'list-too-long'],
    ['no title', { title: '' }, 'nothing-substantial'],
    ['no covering text', { text: ' ' }, 'nothing-substantial'],
    ['to itself', { officeUnitId: 'lead' }, 'not-the-level-above'],
    ['to a unit that is gone', { officeUnitId: 'gone' }, 'unit-unknown'],
    ['for another', { fromUnitId: 'union' }, 'not-the-office'],
  ])('is not opened with %s', (_what, change, code) => {
    const command = { ...opening([line('a')]), ...change } as PlanReviewCommand;
    expect(() => Course.opened(PLAN_REVIEW, '2026-01-05', BANNER, command)).toThrow(code);
  });
});
