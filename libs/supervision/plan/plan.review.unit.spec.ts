import fc from 'fast-check';
import { stateCouncilCalendar } from '../calendar/state-council';
import { after, draftItem, draftOf } from '../testing/drafted';
import { of, ROSTER } from '../testing/world';
import { changeDraftItem } from './draft.change';
import { discardDraft, setPeriod, setParties } from './plan.decide';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { beginIssue } from './plan.issue';
import { noticesOfPlan } from './plan.notices';
import { overturnReturn, ruleOnDraft, sendUp, takeDraftBack, wentOn, type DraftRuling } from './plan.review';
import { isApproved, notApproved } from './plan.review.gate';
import { liesWith } from './plan.review.state';

const AT = '2026-01-05T02:00:00.000Z';
const [OWN, BANNER, CITY] = ['office', 'lead', 'supervisor'];
const GROUND = { roster: ROSTER, calendar: stateCouncilCalendar(1), now: AT };
type Decided = ReturnType<typeof sendUp>;

/** A draft of `office`, whose higher plan is `lead`'s; above that is `supervisor`. */
const lower = (): PlanState => ({ ...draftOf([draftItem({ leads: ['union'] })]), upper: { planId: 'up', officeUnitId: BANNER } });
const send = (plan: PlanState, reviewId = 'r1', fromUnitId: string = OWN, toUnitId: string = BANNER): Decided => sendUp(plan, { reviewId, attempt: 1, fromUnitId, toUnitId }, GROUND, of(fromUnitId));
const rule = (plan: PlanState, how: DraftRuling['how'], reviewId = 'r1', unitId: string = BANNER, to: string = OWN, draftVersion = plan.draftVersion): Decided =>
  ruleOnDraft(plan, { reviewId, attempt: 1, unitId, how, draftVersion, returned: how === 'returned' ? { toUnitId: to, reason: '指标未量化', day: '2026-01-12' } : null }, of(unitId));
const takeBack = (plan: PlanState, reviewId = 'r1', unitId: string = OWN): Decided => takeDraftBack(plan, { reviewId, unitId, reason: '需补充' }, of(unitId));
const change = (plan: PlanState, title: string): Decided => changeDraftItem(plan, 'k1', { title }, () => []);
const issue = (plan: PlanState, mode: 'approve' | 'inform' = 'approve'): Decided => beginIssue(plan, GROUND, mode);
const code = (decided: Decided): string | null => ('rejected' in decided ? decided.rejected.code : null);
const sent = (): PlanState => after(lower(), send(lower()));
const passed = (): PlanState => after(sent(), rule(sent(), 'passedOn'));
const atCity = (): PlanState => after(passed(), send(passed(), 'r2', BANNER, CITY));

describe('a draft that takes up a higher plan', () => {
  it('is issued once the level above has approved it as it stands', () => {
    expect(code(issue(lower()))).toBe('plan-not-approved');
    expect(code(issue(sent()))).toBe('plan-under-review');
    const approved = after(sent(), rule(sent(), 'approved'));
    expect(issue(approved)).toEqual([{ type: 'IssueBegun', data: { items: [{ key: 'k1', itemId: 'p1-1' }] } }]);
    const changed = after(approved, change(approved, '技能提升'));
    expect(code(issue(changed))).toBe('plan-not-approved');
    expect(code(send(changed))).toBeNull();
    expect(code(send(approved))).toBe('plan-approved-already');
  });

  it('needs the approval of the office of the higher plan, not of another', () => {
    const elsewhere = after(lower(), send(lower(), 'r1', OWN, 'union'));
    const approved = after(elsewhere, rule(elsewhere, 'approved', 'r1', 'union'));
    expect(code(issue(approved))).toBe('plan-not-approved');
  });

  it('takes no changes while it lies above, and says with whom', () => {
    const ways: Decided[] = [change(sent(), '甲'), setPeriod(sent(), '2026-01-01', '2026-11-30'), setParties(sent(), { supervisingUnitId: null, conferenceUnitId: null }), discardDraft(sent(), '重复')];
    expect(ways.map(code)).toEqual(Array(4).fill('plan-under-review'));
    expect(change(sent(), '甲')).toMatchObject({ rejected: { details: { unit: BANNER, review: 'r1' } } });
    const back = after(sent(), takeBack(sent()));
    expect([code(change(back, '甲')), code(discardDraft(back, '重复')), code(issue(back))]).toEqual([null, null, 'plan-not-approved']);
  });

  it('is not ruled on by who has not seen it as it is, or does not have it', () => {
    expect(code(rule(sent(), 'approved', 'r1', BANNER, OWN, 1))).toBe('draft-changed');
    expect(code(rule(sent(), 'approved', 'r1', CITY))).toBe('plan-not-here');
    expect(code(rule(lower(), 'approved'))).toBe('plan-not-here');
  });

  it('goes up level by level, and comes back the same way', () => {
    expect([liesWith(passed()), code(change(passed(), '甲')), code(issue(passed()))]).toEqual([BANNER, 'plan-under-review', 'plan-under-review']);
    expect(liesWith(atCity())).toBe(CITY);
    const back = after(atCity(), rule(atCity(), 'returned', 'r2', CITY, BANNER));
    expect([liesWith(back), code(change(back, '甲')), code(send(back, 'r2', BANNER, CITY))]).toEqual([BANNER, 'plan-under-review', null]);
    const down = after(back, rule(back, 'returned'));
    expect([liesWith(down), code(change(down, '甲')), code(discardDraft(down, '重复')), code(issue(down, 'inform'))]).toEqual([OWN, null, 'plan-under-review', 'plan-under-review']);
    const again = after(after(down, change(down, '甲')), send(after(down, change(down, '甲'))));
    // What the banner approved was another draft.
    expect(code(send(again, 'r2', BANNER, CITY))).toBe('plan-not-approved');
    const onceMore = after(again, rule(again, 'passedOn'));
    const up = after(onceMore, send(onceMore, 'r2', BANNER, CITY));
    const approved = after(up, rule(up, 'approved', 'r2', CITY));
    expect([code(issue(approved)), approved.openReviews.length]).toEqual([null, 0]);
    expect(approved.reviews.map((r) => r.act)).toEqual(['sent', 'passedOn', 'sent', 'returned', 'returned', 'sent', 'passedOn', 'sent', 'approved']);
  });

  it('is sent on unchanged only where it was not returned since', () => {
    const back = after(atCity(), rule(atCity(), 'returned', 'r2', CITY, BANNER));
    const down = after(back, rule(back, 'returned'));
    const unchanged = after(down, send(down));
    expect(code(send(unchanged, 'r2', BANNER, CITY))).toBe('plan-not-approved');
  });

  it('stays below where the level between takes back what it had returned further down', () => {
    const back = after(atCity(), rule(atCity(), 'returned', 'r2', CITY, BANNER));
    const down = after(back, rule(back, 'returned'));
    expect(liesWith(after(down, takeBack(down, 'r2', BANNER)))).toBe(OWN);
    expect(liesWith(after(atCity(), takeBack(atCity(), 'r2', BANNER)))).toBe(BANNER);
  });

  it('stays below where its return is overturned after it went further down, and comes up level by level', () => {
    const overturn = (plan: PlanState): Decided => overturnReturn(plan, { reviewId: 'r2', attempt: 1, unitId: CITY, toUnitId: CITY, reason: '退回有误' }, of(CITY));
    const back = after(atCity(), rule(atCity(), 'returned', 'r2', CITY, BANNER));
    expect([wentOn(back, 'r2'), liesWith(after(back, overturn(back)))]).toEqual([false, CITY]);
    const down = after(back, rule(back, 'returned'));
    const struck = after(down, overturn(down));
    expect([wentOn(down, 'r2'), liesWith(struck), struck.reviews.at(-1)?.act]).toEqual([true, OWN, 'returnOverturned']);
    // The return that took it further down is none the less undone where that is found wrong too.
    expect(wentOn(struck, 'r1')).toBe(false);
    expect([code(change(struck, '甲')), code(issue(struck)), code(send(struck, 'r2', BANNER, CITY))]).toEqual([null, 'plan-not-approved', 'plan-under-review']);
    expect(liesWith(after(struck, takeBack(struck, 'r2', BANNER)))).toBe(OWN);
    const again = after(struck, send(struck));
    const onceMore = after(again, rule(again, 'passedOn'));
    const up = after(onceMore, send(onceMore, 'r2', BANNER, CITY));
    expect(code(issue(after(up, rule(up, 'approved', 'r2', CITY))))).toBeNull();
    // With the level between, which has it again, it waits to be sent on.
    expect(liesWith(after(onceMore, overturn(onceMore)))).toBe(BANNER);
  });

  it('is sent whole, and nowhere but up', () => {
    const open = { ...draftOf([draftItem({ leads: ['nobody'] })]), upper: { planId: 'up', officeUnitId: BANNER } };
    expect(code(send(open))).toBe('unit-unknown');
    expect(code(send(draftOf([draftItem({ leads: ['union'] })])))).toBe('plan-has-no-upper');
    expect(code(send(lower(), 'r1', OWN, OWN))).toBe('not-the-level-above');
    expect(code(send(lower(), 'r1', CITY, BANNER))).toBe('plan-under-review');
    expect(code(send(sent(), 'r9'))).toBe('plan-under-review');
  });

  it('is only told of above where the policy says so', () => {
    expect(code(issue(lower(), 'inform'))).toBeNull();
    expect(code(issue(sent(), 'inform'))).toBe('plan-under-review');
    expect(notApproved({ ...lower(), upper: null }, 'approve')).toBeNull();
    const began = after(lower(), issue(lower(), 'inform'));
    const told = noticesOfPlan({ type: 'PlanIssued', data: { items: 1 }, meta: { actor: of(OWN), occurredAt: AT, recordedAt: AT, rules: { policy: 1, calendar: 1, roster: 1 } } }, began);
    expect(told).toMatchObject([{ kind: 'lowerPlanIssued', to: [{ unitId: BANNER, post: 'office' }] }]);
  });
});

test('no order of acts issues a plan that takes up another and that nobody above approved as it is', () => {
  const units = fc.constantFrom(OWN, BANNER, BANNER, CITY, 'union');
  // Mostly by whom the draft lies with: the others are refused.
  const by = fc.constantFrom('holder', 'holder', 'holder', OWN, BANNER, CITY);
  const act = fc.oneof(
    fc.record({ do: fc.constant('send' as const), reviewId: fc.constantFrom('r1', 'r1', 'r2'), from: by, to: units }),
    fc.record({ do: fc.constant('rule' as const), reviewId: fc.constantFrom('r1', 'r1', 'r2'), by, to: units, how: fc.constantFrom('approved' as const, 'approved' as const, 'passedOn' as const, 'returned' as const), seen: fc.constantFrom(0, 0, 1) }),
    fc.record({ do: fc.constant('takeBack' as const), reviewId: fc.constantFrom('r1', 'r1', 'r2'), by }),
    fc.record({ do: fc.constant('change' as const), title: fc.constantFrom('甲题', '乙题', '丙题') }),
    fc.record({ do: fc.constant('issue' as const) }),
  );
  let issuedOnes = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 1, maxLength: 24 }), (acts) => {
      let plan = lower();
      /** What the banner's office last agreed to, in plain sight: the text itself. */
      let agreed: string | null = null;
      let seen: string | null = null;
      const text = (): string => JSON.stringify(plan.items);
      for (const a of acts) {
        const who = 'by' in a ? a.by : 'from' in a ? a.from : OWN;
        const unit = who === 'holder' ? liesWith(plan) : who;
        const decided: NewPlanEvent[] | { rejected: unknown } =
          a.do === 'send' ? send(plan, a.reviewId, unit, a.to) : a.do === 'rule' ? rule(plan, a.how, a.reviewId, unit, a.to, plan.draftVersion - a.seen) : a.do === 'takeBack' ? takeBack(plan, a.reviewId, unit) : a.do === 'change' ? change(plan, a.title) : issue(plan);
        if ('rejected' in decided) continue;
        plan = after(plan, decided);
        if (a.do === 'send') seen = text();
        if (a.do === 'rule' && unit === BANNER) agreed = a.how === 'returned' ? null : seen;
        if (plan.status === 'issuing') {
          issuedOnes += 1;
          return agreed === text();
        }
        // Changed by nobody but its own office, while it has it.
        if (a.do !== 'change' && seen !== null && liesWith(plan) !== OWN && text() !== seen) return false;
      }
      return !isApproved(plan) || agreed === text();
    }),
    { numRuns: 3_000, seed: 11 },
  );
  expect(issuedOnes).toBeGreaterThan(10);
});
