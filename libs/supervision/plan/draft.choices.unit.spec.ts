import { rosterOf, type NewRosterEvent } from '../roster/roster.events';
import { NO_TRAITS } from '../roster/unit-traits';
import { after, draftItem as item, draftOf, question } from '../testing/drafted';
import { itemIssued } from '../item/evolve/course';
import { atTime } from '../time/day';
import { CHOICES } from './draft.choices';
import { previewOf } from './draft.preview';
import { stateCouncilCalendar } from '../calendar/state-council';
import { openBlocking, questionsOf } from './draft.questions';
import { settleDecisions, settleInBulk } from './plan.decide';
import type { PlanState } from './plan.evolve';
import { itemsToIssue } from './plan.issue';

const DAY = '2026-03-05';
const unit = (unitId: string, name: string): NewRosterEvent => ({ type: 'UnitRegistered', data: { unitId, name, aliases: [], ...NO_TRAITS, parentId: null, housedIn: null, staffed: true, since: '2020-01-01' } });
const WORLD: NewRosterEvent[] = [
  unit('u1', '市人社局'), unit('u2', '市教育局'), unit('u3', '团市委'), unit('u4', '市教体局'), unit('gone', '市旧局'), unit('office', '产改办'),
  { type: 'GroupFormed', data: { groupId: 'g', name: '群团组织', aliases: [] } },
  { type: 'GroupMemberJoined', data: { groupId: 'g', unitId: 'u3', since: '2025-01-01' } },
  { type: 'UnitDissolved', data: { unitId: 'gone', until: '2025-01-01', successorId: null } },
];
const roster = rosterOf(WORLD);
const TARGET = { metric: '场次', comparison: '=' as const, value: 5, unit: '场', text: '5场' };
const LED = { leads: ['市人社局'], targets: [TARGET] };
const [LATE, OVER] = [{ from: '2026-01-01', to: '2026-12-31' }, { from: '2025-01-01', to: '2025-12-31' }];

/** What is issued of a draft, in a line an item: whatever a choice may change stands in it. */
function outcome(plan: PlanState, world = roster): string[] | string {
  const found = itemsToIssue(plan, world, new Map(), atTime(DAY, '10:00'), stateCouncilCalendar(1));
  if ('rejected' in found) return `${found.rejected.code} ${found.rejected.details?.['first'] ?? found.rejected.details?.['name'] ?? found.rejected.details?.['id'] ?? ''}`.trim();
  return found.map(({ data: d }) => {
    const state = itemIssued(d, 'i', atTime(DAY, '10:00'), null);
    const who = [...d.assignments.map((a) => `${a.unitId} ${a.role}`), ...d.openGroups.map((g) => `${g.name} open`)].join('+');
    return [d.number, d.title, who, d.deadline, d.recurrence, d.category, `${d.targets.length}t${d.targets.map((t) => (t.upper ? `=${t.value}` : '')).join('')}`, state.quantified ? 'quantified' : 'to quantify'].filter((x) => x !== null).join(' ');
  });
}

interface Case {
  plan: PlanState;
  /** By choice: the option chosen with its value, and what is issued then. */
  choices: Record<string, { option: string; value?: string; issues: string[] | string; world?: typeof roster }>;
}
type Cases = { [K in keyof typeof CHOICES]: Case & { choices: { [C in keyof (typeof CHOICES)[K]]: Case['choices'][string] } } };

const SAME = '1 技能培训 u1 lead 2026-06-30';
const registered = rosterOf([...WORLD, unit('u9', '市新局')]);
const both = [item({ ...LED, category: '甲类' }), item({ key: 'k2', number: '1', title: '宣讲', units: ['市教育局'], targets: [TARGET], deadline: '2026-05-31' }), item({ key: 'k3', number: '2', title: '表彰', ...LED })];
const third = '2 表彰 u1 lead 2026-06-30 1t quantified';
const first = '1 技能培训 u1 lead 2026-06-30 甲类 1t quantified';

/** Every choice of every kind of question: a kind or a choice that is not here does not compile. */
const CASES: Cases = {
  'role-unmarked': {
    plan: draftOf([item({ units: ['市人社局', '市教育局'], targets: [TARGET] })], [question('role-unmarked:k1', ['first-leads', 'all-lead', 'lead:市教育局'], true)]),
    choices: {
      'first-leads': { option: 'first-leads', issues: ['1 技能培训 u1 lead+u2 participant 2026-06-30 1t quantified'] },
      'all-lead': { option: 'all-lead', issues: ['1 技能培训 u1 lead+u2 lead 2026-06-30 1t quantified'] },
      lead: { option: 'lead:市教育局', issues: ['1 技能培训 u1 participant+u2 lead 2026-06-30 1t quantified'] },
    },
  },
  'unit-unresolved': {
    plan: draftOf([item({ ...LED, participants: ['市新局'] })], [question('unit-unresolved:plan:市新局', ['register', 'unit:u2', 'group:g', 'remove'], true)]),
    choices: {
      register: { option: 'register', world: registered, issues: ['1 技能培训 u1 lead+u9 participant 2026-06-30 1t quantified'] },
      unit: { option: 'unit:u2', issues: ['1 技能培训 u1 lead+u2 participant 2026-06-30 1t quantified'] },
      group: { option: 'group:g', issues: ['1 技能培训 u1 lead+u3 participant 2026-06-30 1t quantified'] },
      remove: { option: 'remove', issues: [`${SAME} 1t quantified`] },
    },
  },
  'unit-ambiguous': {
    plan: draftOf([item({ ...LED, participants: ['教育'] })], [question('unit-ambiguous:plan:教育', ['unit:u2', 'group:g'], true)]),
    choices: {
      unit: { option: 'unit:u2', issues: ['1 技能培训 u1 lead+u2 participant 2026-06-30 1t quantified'] },
      group: { option: 'group:g', issues: ['1 技能培训 u1 lead+u3 participant 2026-06-30 1t quantified'] },
    },
  },
  'unit-twice': {
    plan: draftOf([item({ ...LED, participants: ['市教育局', '市人社局'] })], [question('unit-twice:k1:1', ['drop:participants:市人社局', 'drop:leads:市人社局'], true)]),
    choices: {
      drop: { option: 'drop:participants:市人社局', issues: ['1 技能培训 u1 lead+u2 participant 2026-06-30 1t quantified'] },
    },
  },
  'duplicate-number': {
    plan: draftOf(both, [question('duplicate-number:k2', ['renumber', 'merge', 'drop'], true)]),
    choices: {
      renumber: { option: 'renumber', issues: [first, '3 宣讲 u2 implementer 2026-05-31 1t quantified', third] },
      merge: { option: 'merge', issues: ['1 技能培训；宣讲 u1 lead+u2 implementer 2026-05-31 甲类 2t quantified', third] },
      drop: { option: 'drop', issues: [first, third] },
    },
  },
  'no-unit': {
    plan: draftOf([item({ targets: [TARGET] }), item({ key: 'k2', number: '2', ...LED })], [question('no-unit:k1', ['issuer', 'assign', 'drop'], true)]),
    choices: {
      issuer: { option: 'issuer', issues: ['1 技能培训 office implementer 2026-06-30 1t quantified', '2 技能培训 u1 lead 2026-06-30 1t quantified'] },
      assign: { option: 'assign', value: '市教育局', issues: ['1 技能培训 u2 implementer 2026-06-30 1t quantified', '2 技能培训 u1 lead 2026-06-30 1t quantified'] },
      drop: { option: 'drop', issues: ['2 技能培训 u1 lead 2026-06-30 1t quantified'] },
    },
  },
  'no-deadline': {
    plan: draftOf([item({ ...LED, deadline: null })], [question('no-deadline:k1', ['period-end', 'ongoing', 'set'])]),
    choices: {
      'period-end': { option: 'period-end', issues: ['1 技能培训 u1 lead 2026-12-31 1t quantified'] },
      ongoing: { option: 'ongoing', issues: ['1 技能培训 u1 lead ongoing 1t quantified'] },
      set: { option: 'set', value: '2026-09-30', issues: ['1 技能培训 u1 lead 2026-09-30 1t quantified'] },
    },
  },
  'units-without-role': {
    plan: draftOf([item({ ...LED, units: ['市教育局', '团市委'] })], [question('units-without-role:k1', ['take-part', 'all-lead', 'lead:团市委'], true)]),
    choices: {
      'take-part': { option: 'take-part', issues: ['1 技能培训 u1 lead+u2 participant+u3 participant 2026-06-30 1t quantified'] },
      'all-lead': { option: 'all-lead', issues: ['1 技能培训 u1 lead+u2 lead+u3 lead 2026-06-30 1t quantified'] },
      lead: { option: 'lead:团市委', issues: ['1 技能培训 u1 lead+u2 participant+u3 lead 2026-06-30 1t quantified'] },
    },
  },
  'impossible-date': {
    plan: draftOf([item({ ...LED, deadline: null, deadlineText: '2月30日前' })], [question('impossible-date:k1', ['set', 'period-end', 'none'])]),
    choices: {
      set: { option: 'set', value: '2026-06-30', issues: [`${SAME} 1t quantified`] },
      'period-end': { option: 'period-end', issues: ['1 技能培训 u1 lead 2026-12-31 1t quantified'] },
      none: { option: 'none', issues: ['1 技能培训 u1 lead 1t to quantify'] },
    },
  },
  'other-rhythm': {
    plan: draftOf([item({ ...LED, deadline: null, recurrence: 'monthly' })], [question('other-rhythm:k1', ['keep', 'split', 'set'])]),
    choices: {
      keep: { option: 'keep', issues: ['1 技能培训 u1 lead monthly 1t quantified'] },
      split: { option: 'split', value: 'quarterly', issues: ['1 技能培训 u1 lead monthly 1t quantified', '1-2 技能培训 u1 lead quarterly 1t quantified'] },
      set: { option: 'set', value: 'quarterly', issues: ['1 技能培训 u1 lead quarterly 1t quantified'] },
    },
  },
  'no-target': {
    plan: draftOf([item({ leads: ['市人社局'] })], [question('no-target:k1', ['await', 'none'])]),
    choices: { await: { option: 'await', issues: [`${SAME} 0t to quantify`] }, none: { option: 'none', issues: [`${SAME} 0t quantified`] } },
  },
  'group-without-roster': {
    plan: draftOf([item({ ...LED, participants: ['各高校'] })], [question('group-without-roster:plan:各高校', ['later', 'now'])]),
    choices: {
      later: { option: 'later', issues: ['1 技能培训 u1 lead+各高校 open 2026-06-30 1t quantified'] },
      now: { option: 'now', issues: 'group-without-members 各高校' },
    },
  },
  'category-inferred': {
    plan: draftOf([item({ ...LED, category: '甲类' })], [question('category-inferred:k1', ['category:甲类', 'category:乙类', 'none'])]),
    choices: { category: { option: 'category:乙类', issues: [`${SAME} 乙类 1t quantified`] }, none: { option: 'none', issues: [`${SAME} 1t quantified`] } },
  },
  'count-differs': {
    plan: draftOf([item(LED)], [question('count-differs:plan:1', ['accept', 'check'])]),
    choices: { accept: { option: 'accept', issues: [`${SAME} 1t quantified`] }, check: { option: 'check', issues: 'paper-to-be-checked count-differs:plan:1' } },
  },
  'deadline-past': {
    plan: draftOf([item({ ...LED, deadline: '2019-05-31' })], [], LATE),
    choices: {
      keep: { option: 'keep', issues: ['1 技能培训 u1 lead 2019-05-31 1t quantified'] },
      set: { option: 'set', value: DAY, issues: ['1 技能培训 u1 lead 2026-03-05 1t quantified'] },
      drop: { option: 'drop', issues: [] },
    },
  },
  'period-past': { plan: draftOf([item(LED)], [], OVER), choices: { keep: { option: 'keep', issues: [`${SAME} 1t quantified`] } } },
  'upper-share': {
    plan: draftOf([item({ ...LED, targets: [TARGET, { ...TARGET, value: 40_000, upper: { targetId: 't1', value: 40_000 } }] })]),
    choices: {
      whole: { option: 'whole', issues: [`${SAME} 2t=40000 quantified`] },
      share: { option: 'share', value: '3500', issues: [`${SAME} 2t=3500 quantified`] },
      none: { option: 'none', issues: [`${SAME} 1t quantified`] },
    },
  },
  'later-than-upper': {
    plan: draftOf([item({ ...LED, upper: { planId: 'city', itemId: 'city-1', deadline: '2026-05-31' } })]),
    choices: {
      keep: { option: 'keep', issues: [`${SAME} 1t quantified`] },
      upper: { option: 'upper', issues: ['1 技能培训 u1 lead 2026-05-31 1t quantified'] },
      set: { option: 'set', value: '2026-05-15', issues: ['1 技能培训 u1 lead 2026-05-15 1t quantified'] },
    },
  },
};

describe.each(Object.entries(CASES))('%s', (kind, { plan, choices }: Case) => {
  const [asked] = questionsOf(plan, DAY).filter((d) => d.kind === kind);
  const settle = (option: string, value: string | null) => settleDecisions(plan, [{ decisionId: asked!.id, optionId: option, value }], { roster, today: DAY });

  test.each(Object.entries(choices))('%s', (_, { option, value, issues, world }) => {
    expect(asked?.options.map((o) => o.id)).toContain(option);
    expect(outcome(after(plan, settle(option, value ?? null)), world)).toEqual(issues);
  });

  test('no two choices do the same, and what they do is shown before', () => {
    const all = Object.values(choices);
    expect(new Set(all.map((c) => JSON.stringify(c.issues))).size).toBe(all.length);
    const shown = all.map(({ option, value }) => JSON.stringify(previewOf(plan, settle(option, value ?? null) as never)));
    // "As it is" shows nothing; every other choice shows what it does.
    expect(new Set(shown).size).toBeGreaterThanOrEqual(all.length - (kind === 'unit-unresolved' ? 0 : 1));
  });

  test('blocks the issue until it is settled, where it says so', () => {
    if (asked?.blocking) expect(outcome(plan)).toBe(`decisions-open ${asked.id}`);
    else expect(openBlocking(plan, DAY)).toEqual([]);
  });
});

describe('values', () => {
  const { plan } = CASES['no-unit'];
  const assign = (value: string | null) => settleDecisions(plan, [{ decisionId: 'no-unit:k1', optionId: 'assign', value }], { roster, today: DAY });
  test.each([
    ['从未听说的单位', 'unit-unknown'], ['市旧局', 'unit-dissolved'], ['gone', 'unit-dissolved'], ['g', 'unit-is-group'], ['群团组织', 'unit-is-group'], [null, 'value-missing'], [' ', 'value-missing'], ['constructor', 'unit-unknown'],
  ])('assign %s: %s, naming the field', (value, code) => {
    expect(assign(value)).toMatchObject({ rejected: { code, field: 'settlements[0].value' } });
  });

  test('a unit is recorded by its id, and looked at again at the issue', () => {
    const decided = assign(' 市教育局 ');
    expect(decided).toMatchObject([{ data: { settlements: [{ value: 'u2' }] } }]);
    const dissolved = rosterOf([...WORLD, { type: 'UnitDissolved', data: { unitId: 'u2', until: '2026-02-01', successorId: null } }]);
    expect(outcome(after(plan, decided), dissolved)).toBe('unit-dissolved 市教育局');
  });

  test('no value where none is taken, a day that is one, a number that is free', () => {
    const refuse = (of: PlanState, decisionId: string, optionId: string, value: string) => settleDecisions(of, [{ decisionId, optionId, value }], { roster, today: DAY });
    expect(refuse(plan, 'no-unit:k1', 'issuer', 'u2')).toMatchObject({ rejected: { code: 'value-not-taken' } });
    expect(refuse(CASES['no-deadline'].plan, 'no-deadline:k1', 'set', '下月')).toMatchObject({ rejected: { code: 'date-invalid', field: 'settlements[0].value' } });
    expect(refuse(CASES['deadline-past'].plan, 'deadline-past:k1', 'set', '2026-03-04')).toMatchObject({ rejected: { code: 'date-in-the-past' } });
    expect(refuse(CASES['duplicate-number'].plan, 'duplicate-number:k2', 'renumber', '2')).toMatchObject({ rejected: { code: 'name-taken' } });
    expect(outcome(after(CASES['duplicate-number'].plan, refuse(CASES['duplicate-number'].plan, 'duplicate-number:k2', 'renumber', '9')))).toContain('9 宣讲 u2 implementer 2026-05-31 1t quantified');
  });

  test('a group is never taken for a unit, nor a unit that is gone', () => {
    const offered = draftOf([item({ ...LED, participants: ['某某'] })], [question('unit-unresolved:plan:某某', ['unit:g', 'unit:gone'])]);
    for (const [optionId, code] of [['unit:g', 'unit-is-group'], ['unit:gone', 'unit-dissolved']]) {
      expect(settleDecisions(offered, [{ decisionId: 'unit-unresolved:plan:某某', optionId: optionId!, value: null }], { roster, today: DAY })).toMatchObject({ rejected: { code } });
    }
  });
});

test('the day passes by itself: what was in time when it was read is asked about when it is issued', () => {
  const plan = draftOf([item({ ...LED, deadline: '2026-03-04' })]);
  expect(openBlocking(plan, '2026-03-04')).toEqual([]);
  expect(outcome(plan)).toBe('decisions-open deadline-past:k1');
  const kept = after(plan, settleDecisions(plan, [{ decisionId: 'deadline-past:k1', optionId: 'keep', value: null }], { roster, today: DAY }));
  expect(kept.settled['deadline-past:k1']).toMatchObject({ optionId: 'keep', personId: expect.any(String) });
  // A date that was entered, and passed before anybody issued.
  const entered = after(plan, settleDecisions(plan, [{ decisionId: 'deadline-past:k1', optionId: 'set', value: DAY }], { roster, today: DAY }));
  expect(openBlocking(entered, DAY)).toEqual([]);
  expect(openBlocking(entered, '2026-03-06').map((d) => d.id)).toEqual(['deadline-past:k1']);
});

test('whose names were all removed names nobody: that is asked, never left to the office in silence', () => {
  const plan = draftOf([item({ leads: ['进一步压实'], targets: [TARGET] })], [question('unit-unresolved:plan:进一步压实', ['remove'])]);
  const removed = after(plan, settleDecisions(plan, [{ decisionId: 'unit-unresolved:plan:进一步压实', optionId: 'remove', value: null }], { roster, today: DAY }));
  expect(outcome(removed)).toBe('decisions-open no-unit:k1');
  expect(outcome(after(removed, settleDecisions(removed, [{ decisionId: 'no-unit:k1', optionId: 'issuer', value: null }], { roster, today: DAY })))).toEqual(['1 技能培训 office implementer 2026-06-30 1t quantified']);
  expect(outcome(after(removed, settleDecisions(removed, [{ decisionId: 'no-unit:k1', optionId: 'drop', value: null }], { roster, today: DAY })))).toEqual([]);
});

test('a bulk decision names a kind and an option that there are; where nothing of the kind is open nothing is settled', () => {
  const plan = draftOf([item({ units: ['市人社局', '市教育局'], targets: [TARGET] })], [question('role-unmarked:k1', ['first-leads', 'all-lead'], true)]);
  const all = (kind: string, option: string) => settleInBulk(plan, kind, option, { roster, today: DAY });
  expect(all('nosuch', 'keep')).toMatchObject({ rejected: { code: 'decision-unknown', field: 'kind' } });
  expect(all('role-unmarked', 'nosuch')).toMatchObject({ rejected: { code: 'option-unknown', field: 'optionId' } });
  expect(all('duplicate-number', 'keep')).toEqual([]);
  expect(all('role-unmarked', 'first-leads')).toMatchObject([{ type: 'DecisionsSettled', data: { bulk: { kind: 'role-unmarked', optionId: 'first-leads' } } }]);
});

describe('one unit in two places of an item', () => {
  const twice = (change: object, ...options: string[]) => draftOf([item({ targets: [TARGET], ...change })], options.length === 0 ? [] : [question('unit-twice:k1:1', options, true)]);
  const answered = (plan: PlanState, optionId: string) => outcome(after(plan, settleDecisions(plan, [{ decisionId: 'unit-twice:k1:1', optionId, value: null }], { roster, today: DAY })));

  it('is in neither before a person says which holds', () => {
    const plan = twice({ leads: ['市教育局', '市人社局'], participants: ['市人社局'] }, 'drop:participants:市人社局', 'drop:leads:市人社局');
    expect(outcome(plan)).toBe('decisions-open unit-twice:k1:1');
    expect(answered(plan, 'drop:participants:市人社局')).toEqual(['1 技能培训 u2 lead+u1 lead 2026-06-30 1t quantified']);
    expect(answered(plan, 'drop:leads:市人社局')).toEqual(['1 技能培训 u2 lead+u1 participant 2026-06-30 1t quantified']);
  });

  it('counts once in a list, and who implements alone does so', () => {
    expect(answered(twice({ units: ['市人社局', '市人社局'] }, 'drop:units:市人社局'), 'drop:units:市人社局')).toEqual(['1 技能培训 u1 implementer 2026-06-30 1t quantified']);
  });

  it('is refused where nobody was asked, since the roster learned only later that two names are one', () => {
    const learned = rosterOf([...WORLD, { type: 'UnitAliasAdded', data: { unitId: 'u1', alias: '市人力资源局' } } as NewRosterEvent]);
    expect(outcome(twice({ leads: ['市人社局'], participants: ['市人力资源局'] }), learned)).toBe('unit-named-twice 市人力资源局');
    expect(outcome(twice({ leads: ['群团组织', '群团组织'] }))).toBe('unit-named-twice 群团组织');
  });

  it('keeps its role of the earlier item where two are merged', () => {
    const plan = draftOf([item(LED), item({ key: 'k2', number: '1、', title: '宣讲', leads: ['市教育局'], participants: ['市人社局'] })], [question('duplicate-number:k2', ['merge'], true)]);
    expect(outcome(after(plan, settleDecisions(plan, [{ decisionId: 'duplicate-number:k2', optionId: 'merge', value: null }], { roster, today: DAY })))).toEqual(['1 技能培训；宣讲 u1 lead+u2 lead 2026-06-30 1t quantified']);
  });
});
