import { problemsOfFollowing, problemsOfTemplates, STANDARD_TEMPLATES, type DutyTemplate } from '../policy/duty-template';
import { STANDARD_RULES } from '../policy/policy';
import { problemsOfPolicy } from '../policy/rules-variant';
import type { Rules } from '../rules';
import { c, given, type Story } from '../testing/given';
import { FOUR, of, rulesWith } from '../testing/world';
import { deadlineOf } from './item.deadline';
import type { ItemCommand } from './item.commands';

const lead = of('lead');
const office = of('office');
const template = (change: Partial<DutyTemplate> = {}): DutyTemplate => ({ id: 'monthly-figures', name: '月度数据', cadence: 'monthly', dueWorkingDays: 3, owedBy: 'leads', contents: '截至月底的累计数', figures: false, evidence: false, retired: false, ...change });
const withTemplate = (...versions: Partial<DutyTemplate>[]): Rules => rulesWith(...versions.map((v, i) => ({ ...(i === 0 ? {} : { from: '2026-03-10T00:00:00.000Z' }), rules: { dutyTemplates: [template(v)] } })));
const issued = (rules: Rules, change: Parameters<typeof given>[0] = {}): Story =>
  given({ deadline: null, recurrence: 'monthly', dutyTemplate: 'monthly-figures', steps: [], period: { from: '2026-01-01', to: '2026-04-30' }, ...change }, rules)
    .and('2026-01-05 11:00', office, { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '按月报送' })
    .and('2026-01-06', lead, c.receive());
const dayOfStep = (story: Story, id: string): string | null => {
  const step = story.state.steps[id]!;
  const span = story.rules.spans.at(-1)!;
  return deadlineOf(step, span.calendar, span.policy.rules, story.state.lastAt).day;
};
const amend = (more: Partial<Extract<ItemCommand, { type: 'amend' }>>): ItemCommand => ({ type: 'amend', amendment: 1, basis: '调整通知', addUnits: [], dropAssignments: [], drop: false, ...more });

describe('a recurring duty by a template', () => {
  test('is due so many working days after its period, and says what must be in it', () => {
    const story = issued(withTemplate({})).until('2026-02-02');
    const step = story.state.steps['a1-2026-M01']!;
    expect(step).toMatchObject({ title: '技能培训 月度数据 2026-M01', basis: { kind: 'budget', from: '2026-01-31', workingDays: 3 }, asks: { template: 'monthly-figures', contents: '截至月底的累计数', figuresFrom: null } });
    expect(dayOfStep(story, 'a1-2026-M01')).toBe('2026-02-04');
    expect(story.state.lateness).toEqual([]);
    expect(story.until('2026-02-05').state.lateness.map((l) => l.duty)).toEqual(['step:a1-2026-M01']);
    // With no days after it, the period's last day is the day.
    expect(dayOfStep(issued(withTemplate({ dueWorkingDays: 0 })).until('2026-01-20'), 'a1-2026-M01')).toBe('2026-01-31');
  });

  test('asks for figures of its period and for evidence', () => {
    const story = issued(withTemplate({ figures: true, evidence: true })).until('2026-02-02');
    const evidenced = story.and('2026-02-02 11:00', lead, { type: 'attachEvidence', evidenceId: 'e1', assignmentId: 'a1', stepId: null, name: '名单.pdf', mediaType: 'application/pdf', bytes: 1, sha256: 'x' } as ItemCommand);
    const submit = (stepId: string): ItemCommand => ({ type: 'submit', stepId, text: '已报', evidenceIds: ['e1'], onBehalf: null });
    expect(story.when('2026-02-02 12:00', lead, c.submit('a1-2026-M01')).rejected).toBe('evidence-missing');
    expect(evidenced.when('2026-02-02 12:00', lead, submit('a1-2026-M01')).rejected).toBe('figures-missing');
    const reported = evidenced.and('2026-02-02 12:00', lead, { ...(c.report(40, null, 'a1', null) as object), values: [{ targetId: 't1', value: 40, asOf: '2026-01-31' }] } as ItemCommand);
    expect(reported.when('2026-02-02 13:00', lead, submit('a1-2026-M01')).types).toContain('StepSubmitted');
    // January's figures are none of February's.
    expect(reported.when('2026-02-10', lead, submit('a1-2026-M02')).rejected).toBe('figures-missing');
  });

  test.each([['leads', ['a1', 'a2']], ['coordinator', ['a1']], ['everyone', ['a1', 'a2', 'a3', 'a4']]] as const)('is owed by %s', (owedBy, owers) => {
    const story = issued(withTemplate({ owedBy }), { assignments: FOUR, steps: [] }).until('2026-01-20');
    expect(Object.values(story.state.steps).filter((s) => s.period === '2026-M01').map((s) => s.assignmentId)).toEqual(owers);
  });

  test.each(['coordinator', 'everyone'] as const)('owed by %s it ends with the last period, and no earlier', (owedBy) => {
    const two = { period: { from: '2026-01-01', to: '2026-02-28' }, targets: [], assignments: [FOUR[0]!, FOUR[1]!, { id: 'a3', unitId: 'helper', role: 'participant' as const, coordinator: false }], steps: [{ id: 'a3-1', assignmentId: 'a3', title: '配合', period: null, basis: null, evidenceRequired: false }] };
    const done = (story: Story, at: string, stepId: string): Story => {
      const unitId = story.state.assignments[story.state.steps[stepId]!.assignmentId]!.unitId;
      const verifier = story.state.steps[stepId]!.assignmentId === 'a3' ? lead : of('supervisor');
      return story.and(at, of(unitId), c.submit(stepId)).and(`${at} 11:00`, verifier, c.verify(stepId));
    };
    let story = done(issued(withTemplate({ owedBy }), two).and('2026-01-07', of('second'), c.receive('a2')).and('2026-01-07', of('helper'), c.receive('a3')), '2026-01-20', 'a3-1');
    for (const [at, period] of [['2026-01-30', '2026-M01'], ['2026-02-27', '2026-M02']] as const) {
      story = story.until(at);
      expect(story.state.closed).toBeNull();
      for (const id of Object.values(story.state.steps).filter((s) => s.period === period).map((s) => s.id)) story = done(story, at, id);
    }
    expect(story.state.periodsOpened).toEqual(['2026-M01', '2026-M02']);
    expect(Object.values(story.state.steps).filter((s) => s.period !== null)).toHaveLength(owedBy === 'coordinator' ? 2 : 6);
    expect(story.state.closed?.how).toBe('completed');
  });

  test('follows a new version from the next period on; what has opened stays as it was', () => {
    const story = issued(withTemplate({}, { dueWorkingDays: 10, contents: '新内容' })).until('2026-04-02');
    expect(story.state.steps['a1-2026-M03']).toMatchObject({ basis: { workingDays: 3 }, asks: { contents: '截至月底的累计数' } });
    expect(story.state.steps['a1-2026-M04']).toMatchObject({ basis: { workingDays: 10 }, asks: { contents: '新内容' } });
    // The version that decided stands with the event.
    expect(story.events.filter((e) => e.type === 'PeriodOpened').map((e) => e.meta.rules?.policy)).toEqual([1, 1, 1, 2]);
  });

  test('of a policy that no longer knows it runs on by its cadence', () => {
    const story = issued(rulesWith({ rules: { dutyTemplates: [] } })).until('2026-01-20');
    expect(story.state.steps['a1-2026-M01']).toMatchObject({ title: '技能培训 2026-M01', basis: { kind: 'date', day: '2026-01-31' } });
  });

  test('is chosen by an amendment: from then on, and what ended before is not owed', () => {
    const once = given({ period: { from: '2026-01-01', to: '2026-12-31' } }, withTemplate({})).and('2026-01-06', lead, c.receive());
    expect(once.when('2026-03-16', office, amend({ dutyTemplate: 'unknown' })).rejected).toBe('duty-template-unknown');
    expect(once.when('2026-03-16', lead, amend({ dutyTemplate: 'monthly-figures' })).rejected).toBe('not-the-office');
    const amended = once.and('2026-03-16', office, amend({ dutyTemplate: 'monthly-figures' })).until('2026-04-10');
    expect(amended.state).toMatchObject({ recurrence: 'monthly', dutyTemplate: 'monthly-figures', periodsOpened: ['2026-M03', '2026-M04'] });
    expect(amended.state.steps['a1-1']!.status).toBe('open');
    expect(amended.when('2026-04-10', office, amend({ dutyTemplate: 'monthly-figures' })).rejected).toBe('amendment-empty');
    // Taken away, no further period opens; what is open stays owed.
    const ended = amended.and('2026-04-13', office, amend({ dutyTemplate: null })).until('2026-07-10');
    expect(ended.state).toMatchObject({ recurrence: null, dutyTemplate: null, periodsOpened: ['2026-M03', '2026-M04'] });
    expect(ended.state.steps['a1-2026-M04']!.status).toBe('open');
  });

  test('that is retired is not chosen any more, and goes on where it was', () => {
    const rules = withTemplate({}, { retired: true });
    const running = issued(rules).until('2026-04-02');
    expect(running.state.periodsOpened).toContain('2026-M04');
    const once = given({}, rules).and('2026-01-06', lead, c.receive());
    expect(once.when('2026-03-16', office, amend({ dutyTemplate: 'monthly-figures' })).rejected).toBe('duty-template-unknown');
  });

  test('goes along with the work to another unit', () => {
    const moved = issued(withTemplate({ figures: true })).until('2026-01-20').and('2026-01-21', office, c.transfer('spare'));
    expect(moved.state.steps['n1-a1-2026-M01']).toMatchObject({ period: '2026-M01', asks: { figuresFrom: '2026-01-01' }, basis: { kind: 'budget', from: '2026-01-31', workingDays: 3 } });
  });
});

describe('templates of a policy', () => {
  test('the standard ones are sound, and cover each cadence', () => {
    expect(problemsOfTemplates(STANDARD_TEMPLATES)).toEqual([]);
    expect(STANDARD_TEMPLATES.map((t) => t.cadence)).toEqual(['monthly', 'quarterly', 'halfYearly', 'yearly']);
  });
  test.each<[string, Partial<DutyTemplate>]>([['id', { id: 'A b' }], ['name', { name: '' }], ['cadence', { cadence: 'ongoing' as never }], ['dueWorkingDays', { dueWorkingDays: 1.5 }], ['dueWorkingDays', { dueWorkingDays: 61 }], ['owedBy', { owedBy: 'nobody' as never }]])('name a wrong %s', (field, change) => {
    expect(problemsOfTemplates([template(change)]).map((p) => p.field)).toEqual([`dutyTemplates[0].${field}`]);
  });
  test('are not there twice, and not apart by class of unit', () => {
    expect(problemsOfTemplates([template(), template()]).map((p) => p.field)).toEqual(['dutyTemplates[1].id']);
    expect(problemsOfPolicy(STANDARD_RULES, [{ name: '非公', when: { unitClass: 'privateEnterprise' }, differences: { dutyTemplates: [] }, guidance: null }]).map((p) => p.field)).toEqual(['variants.0.differences.dutyTemplates']);
  });
  test('stay under their id and cadence once they are there', () => {
    expect(problemsOfFollowing([], [template()])[0]?.zh).toMatch(/停用/);
    expect(problemsOfFollowing([template({ cadence: 'quarterly' })], [template()])).toHaveLength(1);
    expect(problemsOfFollowing([template({ dueWorkingDays: 9, retired: true }), template({ id: 'new' })], [template()])).toEqual([]);
  });
});
