import * as fc from 'fast-check';
import type { ItemEventData } from '../item/item.events';
import { c, given, moment, type Story } from '../testing/given';
import { of, ROSTER, rulesWith } from '../testing/world';
import { spanAt } from '../rules';
import { forecastOf, type StepForecast } from './forecast';
import { scheduledBackward } from './network';

const rules = rulesWith();
const span = spanAt(rules, '2026-01-05T00:00:00.000Z');
const { calendar } = span;
const lead = of('lead');
const sup = of('supervisor');

/** Three steps of `lead` backwards from the last day, the last one shared with `helper`: plan 5, do 10, close 3 working days. */
function scheduled(end = '2026-10-30', lengths = [5, 10, 3]): ItemEventData['ItemIssued']['steps'] {
  const bars = scheduledBackward(lengths.map((workingDays, i) => ({ id: `a1-${i + 1}`, workingDays, after: i === 0 ? [] : [`a1-${i}`] })), end, calendar);
  return lengths.map((workingDays, i) => {
    const planned = bars.get(`a1-${i + 1}`)!;
    return { id: `a1-${i + 1}`, assignmentId: 'a1', title: ['方案', '实施', '验收'][i] ?? '', period: null, basis: { kind: 'date', day: i === lengths.length - 1 ? end : planned.to }, evidenceRequired: false, workingDays, ...(i === 0 ? {} : { after: [`a1-${i}`] }), planned };
  });
}
const item = (): Story => given({ deadline: '2026-10-30', steps: scheduled() }, rules, '2026-09-01').and('2026-09-02', lead, c.receive());
const at = (story: Story, day: string) => forecastOf(story.state, span, ROSTER, moment(day)).steps;
const line = (s: StepForecast) => [s.forecast?.from ?? s.actual.from, s.forecast?.to ?? s.actual.to, s.movedWorkingDays, s.lateWorkingDays];

test('the schedule: the closing ends on the last working day, each step before the next, a make-up Saturday (10 October) among them', () => {
  expect(scheduled().map((s) => [s.planned!.from, s.planned!.to])).toEqual([['2026-10-08', '2026-10-13'], ['2026-10-14', '2026-10-27'], ['2026-10-28', '2026-10-30']]);
});

test('before anything happens the forecast is the plan, also after the receipt', () => {
  for (const s of at(item(), '2026-09-10')) expect([s.forecast, s.movedWorkingDays, s.lateWorkingDays, s.heldBy]).toEqual([s.planned, 0, 0, []]);
});

test('a step that is overdue today moves its followers by its working days; no deadline moves', () => {
  const steps = at(item().until('2026-10-19'), '2026-10-19');
  // The 14th, 15th, 16th and 19th have gone by after its last day.
  expect(line(steps[0]!)).toEqual(['2026-10-08', '2026-10-19', 4, 4]);
  expect(line(steps[1]!)).toEqual(['2026-10-20', '2026-11-02', 4, 4]);
  expect(line(steps[2]!)).toEqual(['2026-11-03', '2026-11-05', 4, 4]);
  expect(steps.map((s) => [s.deadline, s.firstDeadline])).toEqual(['2026-10-13', '2026-10-27', '2026-10-30'].map((d) => [d, d]));
  expect(steps.map((s) => [s.light, s.late, s.heldBy, s.critical])).toEqual([['red', true, [], true], ['blue', false, ['a1-1'], true], ['green', false, ['a1-2'], true]]);
});

test('the end of a day, as which a past day is asked for, is that day’s: nothing due on it has slipped', () => {
  expect(at(item(), '2026-10-13T16:00:00.000Z').map((s) => s.movedWorkingDays)).toEqual([0, 0, 0]);
  expect(at(item(), '2026-10-13T16:00:00.001Z').map((s) => s.movedWorkingDays)).toEqual([1, 1, 1]);
});

test('what was sent late counts from when it was sent; what was sent early moves nobody ahead', () => {
  const late = item().and('2026-10-16', lead, c.submit('a1-1')).and('2026-10-19', sup, c.verify('a1-1'));
  expect(at(late, '2026-10-19').map(line)).toEqual([['2026-09-02', '2026-10-16', 3, 3], ['2026-10-19', '2026-10-30', 3, 3], ['2026-11-02', '2026-11-04', 3, 3]]);
  const early = item().and('2026-10-09', lead, c.submit('a1-1')).and('2026-10-10', sup, c.verify('a1-1'));
  const steps = at(early, '2026-10-12');
  expect(steps[0]!.actual).toEqual({ from: '2026-09-02', to: '2026-10-09' });
  expect(steps.slice(1).map((s) => s.forecast)).toEqual(steps.slice(1).map((s) => s.planned));
});

test('what waits for a verifier counts as sent; returned, it is under way again', () => {
  const sent = item().and('2026-10-12', lead, c.submit('a1-1'));
  expect(at(sent, '2026-10-20')[1]!.forecast!.from).toBe('2026-10-20');
  expect(at(sent, '2026-10-12')[1]!.forecast).toEqual(at(sent, '2026-10-12')[1]!.planned);
  const back = sent.and('2026-10-15', sup, c.return('a1-1'));
  expect(at(back, '2026-10-15').map((s) => s.forecast?.to)).toEqual(['2026-10-15', '2026-10-29', '2026-11-03']);
});

test('a report begins the step that it names; one that says there was no progress does not', () => {
  const told = item().and('2026-10-09', lead, { type: 'report', assignmentId: 'a1', stepId: 'a1-2', text: '提前启动', percent: null, values: [], noProgressReason: null, onBehalf: null });
  expect(at(told, '2026-10-09')[1]!.actual).toEqual({ from: '2026-10-09', to: null });
  const none = item().and('2026-10-09', lead, { type: 'report', assignmentId: 'a1', stepId: 'a1-2', text: '', percent: null, values: [], noProgressReason: '等待方案', onBehalf: null });
  expect(at(none, '2026-10-09')[1]!.actual.from).toBeNull();
});

describe('the office takes the forecast over by an amendment', () => {
  const slipped = item().until('2026-10-19');
  const amend = (steps: { stepId: string; day: string }[], deadline?: string): Parameters<Story['when']>[2] => ({ type: 'amend', amendment: 1, basis: '调整通知1号', ...(deadline === undefined ? {} : { deadline }), addUnits: [], dropAssignments: [], drop: false, steps });
  const office = of('office');
  const moves = [{ stepId: 'a1-1', day: '2026-10-19' }, { stepId: 'a1-2', day: '2026-11-02' }, { stepId: 'a1-3', day: '2026-11-05' }];

  test('its days become the deadlines, the first ones stay, and what was late stays late', () => {
    const after = slipped.and('2026-10-19', office, amend(moves, '2026-11-05'));
    const steps = at(after, '2026-10-19');
    expect(steps.map((s) => [s.firstDeadline, s.deadline, s.movedWorkingDays])).toEqual([['2026-10-13', '2026-10-19', 0], ['2026-10-27', '2026-11-02', 0], ['2026-10-30', '2026-11-05', 0]]);
    expect(after.state.lateness.filter((l) => l.overturned === null).map((l) => l.duty)).toEqual(['step:a1-1']);
    expect(steps[0]!.late).toBe(true);
    expect(steps.map((s) => s.planned)).toEqual(scheduled().map((s) => s.planned));
  });

  test('refused: a step after the item’s day, one twice, one that is not there or done, a day that is past', () => {
    expect(slipped.when('2026-10-19', office, amend(moves)).rejected).toBe('date-invalid');
    expect(slipped.when('2026-10-19', office, amend([moves[0]!, moves[0]!])).rejected).toBe('named-twice');
    expect(slipped.when('2026-10-19', office, amend([{ stepId: 'x', day: '2026-10-20' }])).rejected).toBe('step-not-found');
    expect(slipped.when('2026-10-19', office, amend([{ stepId: 'a1-1', day: '2026-10-18' }])).rejected).toBe('date-in-the-past');
    const done = slipped.and('2026-10-19', lead, c.submit('a1-1')).and('2026-10-19', sup, c.verify('a1-1'));
    expect(done.when('2026-10-20', office, amend([{ stepId: 'a1-1', day: '2026-10-21' }])).rejected).toBe('step-not-open');
  });
});

test('a step that goes on under another unit keeps its place; what waited for it waits for that', () => {
  const moved = item().and('2026-09-03', of('office'), c.transfer('spare'));
  const steps = at(moved, '2026-09-03');
  expect(steps.map((s) => [s.stepId, s.unitId, s.after, s.planned?.to])).toEqual([['n1-a1-1', 'spare', [], '2026-10-13'], ['n1-a1-2', 'spare', ['n1-a1-1'], '2026-10-27'], ['n1-a1-3', 'spare', ['n1-a1-2'], '2026-10-30']]);
});

describe('steps that are given later', () => {
  const office = of('office');
  const add = (workingDays: number, day: string | null, after: string[] = []): Parameters<Story['when']>[2] => ({ type: 'addStep', stepId: 's9', assignmentId: 'a1', title: '现场会', day, evidenceRequired: false, workingDays, after });

  test('are scheduled backwards from their day, or from the item’s', () => {
    const step = (story: Story) => story.state.steps['s9'];
    expect(step(item().and('2026-09-10', office, add(3, '2026-09-30')))).toMatchObject({ planned: { from: '2026-09-28', to: '2026-09-30' }, workingDays: 3, basis: { day: '2026-09-30' } });
    expect(step(item().and('2026-09-10', office, add(2, null, ['a1-2'])))).toMatchObject({ planned: { from: '2026-10-29', to: '2026-10-30' }, after: ['a1-2'] });
  });

  test('are refused by field: before what they wait for, in a past that nobody can hold, after nothing that is there', () => {
    const refused = (command: Parameters<Story['when']>[2]) => item().when('2026-09-10', office, command).rejected;
    expect(refused(add(5, null, ['a1-2']))).toBe('schedule-invalid');
    expect(refused(add(1, null, ['x']))).toBe('schedule-invalid');
    expect(refused(add(0, null))).toBe('schedule-invalid');
    expect(given({ deadline: null }, rules, '2026-09-01').when('2026-09-10', office, add(1, null)).rejected).toBe('deadline-none');
  });

  test('quantified with durations: each before the next, the last one on the item’s day', () => {
    const open = given({ deadline: null, steps: [], targets: [] }, rules, '2026-09-01').and('2026-09-02', lead, c.receive());
    const step = (id: string, workingDays: number, after: string[] = []) => ({ id, assignmentId: 'a1', title: id, day: null, evidenceRequired: false, workingDays, after });
    const told = open.and('2026-09-03', office, { type: 'quantify', targets: [], deadline: '2026-10-30', steps: [step('p', 5), step('d', 10, ['p']), step('z', 3, ['d'])], notNeeded: null });
    expect(at(told, '2026-09-03').map((s) => [s.stepId, s.planned])).toEqual(scheduled().map((s, i) => [['p', 'd', 'z'][i], s.planned]));
    const circle = open.when('2026-09-03', office, { type: 'quantify', targets: [], deadline: '2026-10-30', steps: [step('p', 5, ['d']), step('d', 10, ['p'])], notNeeded: null });
    expect(circle.rejected).toBe('schedule-invalid');
  });
});

describe('properties', () => {
  const ids = ['a1-1', 'a1-2', 'a1-3', 'a1-4', 'a1-5', 'a1-6'];
  const graph = fc.array(fc.record({ workingDays: fc.integer({ min: 1, max: 8 }), before: fc.array(fc.nat(5), { maxLength: 2 }) }), { minLength: 2, maxLength: 6 });
  const stepsOf = (rows: { workingDays: number; before: number[] }[]): ItemEventData['ItemIssued']['steps'] => {
    const tasks = rows.map(({ workingDays, before }, i) => ({ id: ids[i]!, workingDays, after: [...new Set(before.filter((k) => k < i).map((k) => ids[k]!))] }));
    const bars = scheduledBackward(tasks, '2026-10-30', calendar);
    return tasks.map((t) => ({ id: t.id, assignmentId: 'a1', title: t.id, period: null, basis: { kind: 'date', day: bars.get(t.id)!.to }, evidenceRequired: false, workingDays: t.workingDays, after: t.after, planned: bars.get(t.id)! }));
  };
  const below = (steps: ItemEventData['ItemIssued']['steps'], id: string): string[] => [id, ...steps.filter((s) => s.after?.includes(id)).flatMap((s) => below(steps, s.id))];

  test('moving one day moves none but its followers, and each still follows what it waits for', () => {
    fc.assert(
      fc.property(graph, fc.nat(5), fc.integer({ min: 1, max: 40 }), (rows, which, days) => {
        const steps = stepsOf(rows);
        const moved = steps[which % steps.length]!;
        const story = given({ deadline: '2026-10-30', steps }, rules, '2026-03-02');
        const before = at(story, '2026-03-02');
        const extended = { ...story.state, steps: { ...story.state.steps, [moved.id]: { ...story.state.steps[moved.id]!, extensions: [{ day: calendar.addWorkingDays(moved.planned!.to, days), by: 'extension' as const, requestId: 'r', grantedAt: '2026-03-02T02:00:00.000Z' }] } } };
        const after = forecastOf(extended, span, ROSTER, moment('2026-03-02')).steps;
        const family = new Set(below(steps, moved.id));
        for (const s of after) {
          const was = before.find((b) => b.stepId === s.stepId)!;
          if (!family.has(s.stepId)) expect(s.forecast).toEqual(was.forecast);
          else expect(s.forecast!.to >= was.forecast!.to).toBe(true);
          for (const id of s.after) expect(after.find((b) => b.stepId === id)!.forecast!.to < s.forecast!.from).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
