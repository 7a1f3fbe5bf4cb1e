import { after, draftItem, draftOf } from '../testing/drafted';
import { c, given } from '../testing/given';
import type { NewStep } from '../item/item.events';
import { FOUR, of, ROSTER, rulesWith } from '../testing/world';
import { spanAt } from '../rules';
import { carryInto } from './plan.carry-over';
import type { PlanState } from './plan.evolve';

const NOW = '2026-03-02T02:00:00.000Z';
const GROUND = { roster: ROSTER, calendar: spanAt(rulesWith(), NOW).calendar, now: NOW };
const DRAFT = draftOf([draftItem({ number: '结转４' })]);
const ISSUED = after(draftOf([draftItem()]), [{ type: 'IssueBegun', data: { items: [{ key: 'k1', itemId: 'i1' }] } }, { type: 'PlanIssued', data: { items: 1 } }]);

/** Carries items of other plans into this one, each with the number; what numbers they get. */
function numbers(into: PlanState, ...wanted: string[]): (string | undefined)[] {
  let plan = into;
  return wanted.map((number, k) => {
    const item = { ...given({ number, planId: `last-${k}` }).state, id: `last-${k}-4` };
    const carried = carryInto(plan, item, { deadline: '2026-09-30', withoutSteps: false }, GROUND);
    plan = after(plan, 'rejected' in carried ? carried : [carried.planEvent]);
    return 'rejected' in carried ? carried.rejected.code : (carried.issued?.number ?? plan.items.at(-1)?.number);
  });
}

it.each([['an issued plan', ISSUED, ['结转4', '结转４-2', '结转4-3', '', '']], ['a draft', DRAFT, ['结转4-2', '结转４-3', '结转4-4', '', '']]])('items of several plans with one number are told apart in %s', (_, plan, expected) => {
  expect(numbers(plan, '4', '４', '4', '', '')).toEqual(expected);
});

describe('scheduled steps of what is carried over', () => {
  const step = (id: string, title: string, workingDays: number, to: string, after: string[] = [], assignmentId = 'a1'): NewStep => ({ id, assignmentId, title, period: null, basis: { kind: 'date', day: to }, evidenceRequired: false, workingDays, ...(after.length === 0 ? {} : { after }), planned: { from: to, to } });
  const steps = [step('a1-1', '制定方案', 5, '2026-01-12'), step('a1-2', '组织实施', 10, '2026-01-26', ['a1-1']), step('a2-1', '配合实施', 4, '2026-01-26', ['a1-1'], 'a2'), step('a1-3', '总结验收', 3, '2026-01-29', ['a1-2', 'a2-1'])];
  const lead = of('lead');
  const item = { ...given({ number: '4', planId: 'last', assignments: FOUR.slice(0, 2), steps }).and('2026-01-06', lead, c.receive()).and('2026-01-12', lead, c.submit('a1-1')).and('2026-01-13', of('supervisor'), c.verify('a1-1')).state, id: 'last-4' };
  const carried = (plan: PlanState, how: Partial<{ deadline: string | null; withoutSteps: boolean }> = {}) => carryInto(plan, item, { deadline: '2026-09-30', withoutSteps: false, ...how }, GROUND);

  it('go along as far as they are still to be done, after one another and backwards from the new day; each with its unit', () => {
    const came = carried(ISSUED);
    const { issued } = came as Exclude<typeof came, { rejected: unknown }>;
    expect(issued!.steps.map((s) => [s.title, s.assignmentId, s.workingDays, s.planned?.to, s.after])).toEqual([
      ['组织实施', 'a1', 10, '2026-09-24', undefined], ['配合实施', 'a2', 4, '2026-09-24', undefined], ['总结验收', 'a1', 3, '2026-09-30', ['a1-1', 'a2-1']],
    ]);
  });

  it('stand in a draft for its people to change', () => {
    const came = carried(DRAFT);
    const { planEvent } = came as Exclude<typeof came, { rejected: unknown }>;
    const [draft] = (planEvent.data as { items: { steps: { title: string; unit: string; after: string[]; deadline: null }[] }[] }).items;
    expect(draft!.steps.map((s) => [s.title, s.unit, s.after, s.deadline])).toEqual([['组织实施', ROSTER.units['lead']!.name, [], null], ['配合实施', ROSTER.units['second']!.name, [], null], ['总结验收', ROSTER.units['lead']!.name, ['s1', 's2'], null]]);
  });

  it('are refused where the new day leaves them no room, and may stay behind', () => {
    expect(carried(ISSUED, { deadline: '2026-03-04' })).toMatchObject({ rejected: { code: 'schedule-not-held', details: { step: '组织实施' } } });
    const came = carried(ISSUED, { deadline: '2026-03-04', withoutSteps: true });
    expect((came as Exclude<typeof came, { rejected: unknown }>).issued!.steps.map((s) => [s.id, s.title, s.planned])).toEqual([['a1-1', item.title, undefined], ['a2-1', item.title, undefined]]);
  });
});
