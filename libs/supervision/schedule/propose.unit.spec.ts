import * as fc from 'fast-check';
import { stateCouncilCalendar } from '../calendar/state-council';
import { changeDraftItem } from '../plan/draft.change';
import { acceptSchedules, proposedSchedules } from '../plan/plan.decide';
import { itemsToIssue } from '../plan/plan.issue';
import { after, draftItem as item, draftOf } from '../testing/drafted';
import type { Membership, Roster } from '../roster/roster';
import { ROSTER } from '../testing/world';
import { atTime } from '../time/day';
import { draftSchedule } from './draft.steps';
import { problemsOfSchedules, sharedOut, STANDARD_SCHEDULES, templateFor, type ScheduleTemplate } from './schedule-template';

const calendar = stateCouncilCalendar(1);
const TODAY = '2026-03-02';
const issue = (plan: Parameters<typeof itemsToIssue>[0], day = TODAY) => itemsToIssue(plan, ROSTER, new Map(), atTime(day, '10:00'), calendar);
const memberSince = (unitId: string, since: string): Membership => ({ unitId, since, until: null, joinedAt: `${since}T00:00:00.000Z`, joined: 1, leftAt: null, left: null });
const LED = { leads: ['lead'], participants: ['helper'], targets: [{ metric: '培训', comparison: '>=' as const, value: 5, unit: '场', text: '5场' }] };

describe('templates', () => {
  test('share out whole days that add up, each part at least one', () => {
    expect(sharedOut(20, STANDARD_SCHEDULES[0]!.parts)).toEqual([2, 14, 4]);
    expect(sharedOut(3, STANDARD_SCHEDULES[0]!.parts)).toEqual([1, 1, 1]);
    expect(sharedOut(2, STANDARD_SCHEDULES[0]!.parts)).toBeNull();
    fc.assert(fc.property(fc.integer({ min: 3, max: 1_000 }), (total) => {
      const days = sharedOut(total, STANDARD_SCHEDULES[0]!.parts)!;
      expect([days.reduce((a, b) => a + b, 0), Math.min(...days) > 0]).toEqual([total, true]);
    }));
  });

  test('of a category come before the one for all; what cannot be is named by field', () => {
    const own: ScheduleTemplate = { id: 'training', name: '培训类', categories: ['培训'], parts: [{ title: '办班', percent: 100 }] };
    expect([templateFor([...STANDARD_SCHEDULES, own], '培训')?.id, templateFor([...STANDARD_SCHEDULES, own], null)?.id, templateFor([own], '其他')]).toEqual(['training', 'three-parts', undefined]);
    expect(problemsOfSchedules([...STANDARD_SCHEDULES, own])).toEqual([]);
    expect(problemsOfSchedules([own, { ...own, id: 'again' }]).map((p) => p.field)).toEqual(['scheduleTemplates[1].categories']);
    expect(problemsOfSchedules([{ ...own, parts: [{ title: '办班', percent: 90 }] }]).map((p) => p.field)).toEqual(['scheduleTemplates[0].parts']);
    expect(problemsOfSchedules([{ ...own, parts: [{ title: '', percent: 100 }] }]).map((p) => p.field)).toEqual(['scheduleTemplates[0].parts[0].title']);
  });
});

describe('a draft without a schedule', () => {
  const plan = draftOf([item(LED), item({ ...LED, key: 'k2', number: '2', deadline: null, recurrence: 'monthly' }), item({ ...LED, key: 'k3', number: '3', deadline: '2026-03-03' })]);

  test('is proposed one for each item with a day and days enough; nothing is set by itself', () => {
    const proposed = proposedSchedules(plan, STANDARD_SCHEDULES, TODAY, calendar);
    expect(proposed.map((p) => [p.itemKey, p.steps.map((s) => [s.title, s.workingDays, s.after])])).toEqual([['k1', [['方案制定', 8, []], ['组织实施', 58, ['s1']], ['总结验收', 17, ['s2']]]]]);
    const issued = issue(plan);
    if ('rejected' in issued) throw new Error(issued.rejected.code);
    expect(issued[0]!.data.steps.map((s) => s.id)).toEqual(['a1-1', 'a2-1']);
  });

  test('accepted by a person it is issued backwards, from today to the item’s day; a unit beside has the item as its step', () => {
    const scheduled = after(plan, acceptSchedules(plan, null, STANDARD_SCHEDULES, TODAY, calendar));
    const issued = issue(scheduled);
    if ('rejected' in issued) throw new Error(issued.rejected.code);
    expect(issued[0]!.data.steps.map((s) => [s.id, s.title, s.basis, s.after ?? [], s.planned?.from ?? null])).toEqual([
      ['a1-1', '方案制定', { kind: 'date', day: '2026-03-11' }, [], '2026-03-02'],
      ['a1-2', '组织实施', { kind: 'date', day: '2026-06-04' }, ['a1-1'], '2026-03-12'],
      ['a1-3', '总结验收', { kind: 'date', day: '2026-06-30' }, ['a1-2'], '2026-06-05'],
      ['a2-1', '技能培训', { kind: 'date', day: '2026-06-30' }, [], null],
    ]);
    expect(acceptSchedules(scheduled, null, STANDARD_SCHEDULES, TODAY, calendar)).toMatchObject({ rejected: { code: 'nothing-open' } });
    expect(acceptSchedules(plan, ['k2'], STANDARD_SCHEDULES, TODAY, calendar)).toMatchObject({ rejected: { code: 'not-found', field: 'itemKeys[0]' } });
  });

  test('issued later than it was accepted, a step that is over by then is refused by its number and days', () => {
    const scheduled = after(plan, acceptSchedules(plan, ['k1'], STANDARD_SCHEDULES, TODAY, calendar));
    const late = after(scheduled, [{ type: 'DraftItemDropped', data: { itemKey: 'k3', reason: '并入其他事项' } }]);
    expect(issue(late, '2026-03-16')).toMatchObject({ rejected: { code: 'schedule-not-held', field: 'steps[0]', details: { number: '1', step: '方案制定', workingDays: 3 } } });
  });
});

describe('steps of a draft', () => {
  const step = (key: string, workingDays: number, more: object = {}) => ({ key, title: key, unit: null, workingDays, after: [], deadline: null, ...more });
  const change = (steps: ReturnType<typeof step>[]) => changeDraftItem(draftOf([item(LED)]), 'k1', { steps }, () => []);

  test('are changed one by one, and fall to the unit that they name', () => {
    const plan = after(draftOf([item(LED)]), change([step('a', 3), step('b', 5, { unit: 'helper', after: ['a'] }), step('c', 2, { after: ['b'], deadline: '2026-06-12' })]));
    const issued = issue(plan);
    if ('rejected' in issued) throw new Error(issued.rejected.code);
    expect(issued[0]!.data.steps.map((s) => [s.id, s.assignmentId, s.after ?? [], s.planned!.to])).toEqual([['a1-1', 'a1', [], '2026-06-03'], ['a2-1', 'a2', ['a1-1'], '2026-06-10'], ['a1-2', 'a1', ['a2-1'], '2026-06-12']]);
  });

  test('fall to a unit of the item: another one is refused while drafting, by whichever side it comes to be a stranger', () => {
    const plan = draftOf([item(LED)]);
    const stranger = { rejected: { code: 'schedule-invalid', field: 'steps[0].unit', fields: [{ zh: expect.stringContaining('先把它列入本事项') as string }] } };
    const tried = (unit: string, more: Parameters<typeof item>[0] = {}, known: Roster = ROSTER) => changeDraftItem(draftOf([item({ ...LED, ...more })]), 'k1', { steps: [step('a', 3, { unit })] }, () => [], [], known);
    expect(tried('spare')).toMatchObject(stranger);
    expect(tried('没有这个单位')).toMatchObject(stranger);
    expect(tried('helper')).toMatchObject([{ type: 'DraftItemChanged' }]);
    // By its other name, by its id, and as a member of a group that the item names.
    const roster: Roster = { ...ROSTER, units: { ...ROSTER.units, helper: { ...ROSTER.units['helper']!, name: '帮办单位', aliases: ['帮办'] } }, groups: { g: { id: 'g', name: '各成员单位', aliases: [], formedAt: '2026-01-01T00:00:00.000Z', dissolvedAt: null, members: [memberSince('spare', '2026-01-01')] } } };
    for (const unit of ['帮办', 'helper']) expect(tried(unit, { participants: ['帮办单位'] }, roster)).toMatchObject([{ type: 'DraftItemChanged' }]);
    expect(tried('spare', { participants: ['各成员单位'] }, roster)).toMatchObject([{ type: 'DraftItemChanged' }]);
    // A group that nobody has formed yet says nothing of who is in it.
    expect(tried('spare', { participants: ['其他成员单位'] })).toMatchObject([{ type: 'DraftItemChanged' }]);
    const scheduled = after(plan, tried('helper'));
    expect(changeDraftItem(scheduled, 'k1', { participants: [] }, () => [], [], ROSTER)).toMatchObject(stranger);
    expect(issue({ ...scheduled, items: [item({ ...LED, participants: [], steps: [step('a', 3, { unit: 'helper' })] })] })).toMatchObject({ rejected: { code: 'schedule-invalid', field: 'steps[0].unit', details: { number: '1' } } });
  });

  test('that cannot be scheduled are refused by field', () => {
    const fields = (steps: ReturnType<typeof step>[]) => {
      const decided = change(steps);
      return 'rejected' in decided ? decided.rejected.fields?.map((f) => f.field) : null;
    };
    expect(fields([step('a', 1, { after: ['b'] }), step('b', 1, { after: ['a'] })])).toEqual(['steps[0].after', 'steps[1].after']);
    expect(fields([step('a', 0)])).toEqual(['steps[0].workingDays']);
    expect(fields([step('a', 1, { after: ['x'] })])).toEqual(['steps[0].after[0]']);
    expect(fields([step('a', 1, { title: ' ' })])).toEqual(['steps[0].title']);
    expect(fields([])).toBeNull();
  });

  test('what cannot be held is told before the issue', () => {
    const rows = draftSchedule([step('a', 10), step('b', 10, { after: ['a'] })], '2026-03-13', TODAY, calendar);
    expect('rejected' in rows ? rows : rows.map((r) => r.shortWorkingDays)).toEqual([10, 10]);
  });
});
