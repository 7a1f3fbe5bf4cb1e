import type { DraftDecision, DraftItem, ImportReport, KnownUnits } from '#libs/supervision/plan/draft';
import { nameResolver } from './name.resolve';

type Option = DraftDecision['options'][number];

function option(id: string, zh: string, en: string): Option {
  return { id, zh, en };
}

function about(item: DraftItem): { itemKey: string; itemNumber: string; zh: string; en: string } {
  return item.number === ''
    ? { itemKey: item.key, itemNumber: '', zh: `未编号事项“${item.title}”`, en: `The unnumbered duty “${item.title}”` }
    : { itemKey: item.key, itemNumber: item.number, zh: `第${item.number}项“${item.title}”`, en: `Item ${item.number} “${item.title}”` };
}

function decide(item: DraftItem, kind: DraftDecision['kind'], blocking: boolean, zh: string, en: string, options: Option[]): DraftDecision {
  const { itemKey, itemNumber, zh: subject, en: subjectEn } = about(item);
  return { id: `${kind}:${itemKey}`, kind, blocking, itemKey, itemNumber, question: { zh: `${subject}${zh}`, en: `${subjectEn} ${en}` }, options };
}

function rolesOf(item: DraftItem): DraftDecision[] {
  if (item.leads.length + item.participants.length + item.units.length === 0) {
    return [decide(item, 'no-unit', true, '未写明承办单位，由谁承办？', 'names no unit. Who answers for it?', [
      option('issuer', '由发文的牵头机构承办', 'The issuing office answers for it'),
      option('assign', '另行指定', 'Name another unit'),
      option('drop', '不作为督办事项', 'Do not follow it up'),
    ])];
  }
  if (item.leads.length > 0 || item.units.length < 2) return [];
  const first = item.units[0] ?? '';
  return [decide(item, 'role-unmarked', true, `列有${item.units.length}个单位，未标明牵头，由谁牵头？`, `lists ${item.units.length} units and marks no lead. Who leads?`, [
    option('first-leads', `排在首位的“${first}”牵头，其余参与`, `${first}, named first, leads; the others take part`),
    option('all-lead', '各单位共同牵头', 'All of them lead together'),
    ...item.units.slice(1).map((name) => option(`lead:${name}`, `“${name}”牵头，其余参与`, `${name} leads; the others take part`)),
  ])];
}

function gapsOf(item: DraftItem): DraftDecision[] {
  const gaps: DraftDecision[] = [];
  if (item.deadline === null && item.recurrence === null) {
    gaps.push(decide(item, 'no-deadline', false, '未写明完成时限，如何确定？', 'names no deadline. Which one holds?', [
      option('period-end', '按计划期末', 'The end of the plan’s period'),
      option('ongoing', '长期坚持，不设时限', 'Ongoing, without a deadline'),
      option('set', '另行填写日期', 'Enter a date'),
    ]));
  }
  if (item.targets.length === 0) {
    gaps.push(decide(item, 'no-target', false, '没有量化指标，是否需要量化？', 'has no counted target. Shall it be quantified?', [
      option('await', '待量化，由承办单位提出', 'Awaiting quantification by its units'),
      option('none', '无需量化', 'No figure is needed'),
    ]));
  }
  return gaps;
}

function duplicatesOf(items: readonly DraftItem[]): DraftDecision[] {
  const first = new Map<string, DraftItem>();
  return items.flatMap((item) => {
    if (item.number === '') return [];
    const before = first.get(item.number);
    if (!before) {
      first.set(item.number, item);
      return [];
    }
    return [decide(item, 'duplicate-number', true, `与“${before.title}”编号重复，如何处理？`, `has the same number as “${before.title}”. What holds?`, [
      option('renumber', '后一项另行编号', 'Number the later one anew'),
      option('merge', '两项合并', 'Merge the two'),
      option('drop', '删去后一项', 'Drop the later one'),
    ])];
  });
}

/** One question for a name, however many items it occurs in: the answer holds for all of them. */
function namesOf(items: readonly DraftItem[], known: KnownUnits | undefined): DraftDecision[] {
  const resolve = nameResolver(known);
  const where = new Map<string, string[]>();
  for (const item of items) {
    for (const name of [...item.leads, ...item.participants, ...item.units]) where.set(name, [...(where.get(name) ?? []), item.number || item.title]);
  }
  return [...where].flatMap(([name, numbers]): DraftDecision[] => {
    const result = resolve(name);
    const listed = `${numbers.slice(0, 8).join('、')}${numbers.length > 8 ? '…' : ''}`;
    const base = { itemKey: null, itemNumber: null };
    if (result.is === 'unresolved') {
      return [{ ...base, id: `unit-unresolved:plan:${name}`, kind: 'unit-unresolved', blocking: true,
        question: { zh: `“${name}”（见第${listed}项）未对应到已登记单位，如何处理？`, en: `“${name}” (items ${listed}) answers to no registered unit. What is it?` },
        options: [option('register', '登记为新单位', 'Register it as a new unit'), ...result.similar.map((unit) => option(`unit:${unit.id}`, `即“${unit.name}”，记为别名`, `It is ${unit.name}: keep it as an alias`)), option('remove', '不是单位，删去', 'It is no unit: remove it')] }];
    }
    if (result.is === 'ambiguous') {
      return [{ ...base, id: `unit-ambiguous:plan:${name}`, kind: 'unit-ambiguous', blocking: true,
        question: { zh: `“${name}”（见第${listed}项）对应多个已登记单位，是哪一个？`, en: `Several registered units answer to “${name}” (items ${listed}). Which one is meant?` },
        options: result.candidates.map((unit) => option(`unit:${unit.id}`, unit.name, unit.name)) }];
    }
    if (result.is === 'group-without-roster') {
      return [{ ...base, id: `group-without-roster:plan:${name}`, kind: 'group-without-roster', blocking: false,
        question: { zh: `“${name}”是单位组，尚无成员名单，何时补齐？`, en: `“${name}” is a group without a roster. When is it completed?` },
        options: [option('later', '先导入，之后补名单', 'Import now, complete the roster later'), option('now', '现在填写名单', 'Enter the roster now')] }];
    }
    return [];
  });
}

function categoriesOf(items: readonly DraftItem[], candidates: ReadonlyMap<string, string[]>): DraftDecision[] {
  return items.flatMap((item) => {
    const names = candidates.get(item.key);
    if (!names) return [];
    return [decide(item, 'category-inferred', false, item.category ? `类别栏空白，推定为“${item.category}”，是否正确？` : '类别栏空白，属于哪一类？', item.category ? `has a blank category cell, inferred to be ${item.category}. Is that right?` : 'has a blank category cell. Which category is it in?', [
      ...names.map((name) => option(`category:${name}`, name, name)), option('none', '不归类', 'No category'),
    ])];
  });
}

function countsOf(reconciliation: ImportReport['reconciliation']): DraftDecision[] {
  return reconciliation.flatMap((entry, index): DraftDecision[] => {
    if (entry.agrees) return [];
    return [{ id: `count-differs:plan:${index + 1}`, kind: 'count-differs', blocking: false, itemKey: null, itemNumber: null,
      question: {
        zh: `${entry.what.zh}：应为${entry.announced ?? '—'}，实有${entry.found}，如何处理？`,
        en: `${entry.what.en}: ${entry.announced ?? '—'} expected, ${entry.found} found. What holds?`,
      },
      options: [option('accept', '以实际读到的为准', 'Take what was found'), option('check', '核对原文后重新导入', 'Check the paper and import again')] }];
  });
}

export interface DecisionContext {
  known: KnownUnits | undefined;
  reconciliation: ImportReport['reconciliation'];
  /** By item key: the categories that a blank cell may mean. */
  categoryCandidates: ReadonlyMap<string, string[]>;
}

/** Every choice that the paper leaves open, in a stable order. */
export function decisionsFor(items: readonly DraftItem[], context: DecisionContext): DraftDecision[] {
  return [
    ...items.flatMap(rolesOf), ...duplicatesOf(items), ...namesOf(items, context.known),
    ...categoriesOf(items, context.categoryCandidates), ...items.flatMap(gapsOf), ...countsOf(context.reconciliation),
  ];
}
