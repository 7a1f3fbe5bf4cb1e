import type { DraftDecision, DraftItem, ImportReport, KnownUnits } from '#libs/supervision/plan/draft';
import { NOBODY_NAMED } from '#libs/supervision/plan/draft.questions';
import { numberKey } from '#libs/supervision/plan/item-number';
import { impossibleDates } from '../grammar/date.check';
import { findTimeLimit } from '../grammar/deadline.parse';
import { holdsRhythm } from '../grammar/rhythm.parse';
import { timesInDoubt } from '../grammar/time.unread';
import { fold } from '../text/fold';
import { option, type Option } from './decision.option';
import { nameDecisions } from './name.decisions';
import { twiceDecisions } from './twice.decisions';

function about(item: DraftItem): { itemKey: string; itemNumber: string; zh: string; en: string } {
  return item.number === ''
    ? { itemKey: item.key, itemNumber: '', zh: `未编号事项“${item.title}”`, en: `The unnumbered duty “${item.title}”` }
    : { itemKey: item.key, itemNumber: item.number, zh: `第${item.number}项“${item.title}”`, en: `Item ${item.number} “${item.title}”` };
}

function decide(item: DraftItem, kind: DraftDecision['kind'], blocking: boolean, zh: string, en: string, options: Option[]): DraftDecision {
  const { itemKey, itemNumber, zh: subject, en: subjectEn } = about(item);
  return { id: `${kind}:${itemKey}`, kind, blocking, itemKey, itemNumber, question: { zh: `${subject}${zh}`, en: `${subjectEn} ${en}` }, options };
}

/** 牵头单位：A；责任单位：B: who leads is said, what B owes is not. */
function besideLead(item: DraftItem): DraftDecision {
  const names = item.units.map((name) => `“${name}”`).join('、');
  return decide(
    item,
    'units-without-role',
    true,
    `已标明牵头单位，${names}的角色未标明，是参与还是共同牵头？`,
    `marks its lead but not the role of ${item.units.join(', ')}. Do they take part, or lead as well?`,
    [
      option('take-part', '均为参与单位', 'They take part'),
      option('all-lead', '与牵头单位共同牵头', 'They lead together with the lead'),
      ...(item.units.length > 1 ? item.units.map((name) => option(`lead:${name}`, `“${name}”共同牵头，其余参与`, `${name} leads as well; the others take part`)) : []),
    ],
  );
}

function rolesOf(item: DraftItem): DraftDecision[] {
  if (item.leads.length + item.participants.length + item.units.length === 0) {
    return [
      decide(item, 'no-unit', item.number !== '', '未写明承办单位，由谁承办？', 'names no unit. Who answers for it?', [...NOBODY_NAMED]),
    ];
  }
  if (item.leads.length > 0 && item.units.length > 0) return [besideLead(item)];
  if (item.units.length < 2) return [];
  const first = item.units[0] ?? '';
  return [
    decide(
      item,
      'role-unmarked',
      true,
      `列有${item.units.length}个单位，未标明牵头，由谁牵头？`,
      `lists ${item.units.length} units and marks no lead. Who leads?`,
      [
        option('first-leads', `排在首位的“${first}”牵头，其余参与`, `${first}, named first, leads; the others take part`),
        option('all-lead', '各单位共同牵头', 'All of them lead together'),
        ...item.units.slice(1).map((name) => option(`lead:${name}`, `“${name}”牵头，其余参与`, `${name} leads; the others take part`)),
      ],
    ),
  ];
}

/** Why an item has no day: its time limit is no date, its text speaks of time without one, or nothing does. */
function noDayOf({ deadlineText, title, content }: DraftItem, year: number | null): { zh: string; en: string } {
  if (deadlineText !== null && !/适时|定期/.test(deadlineText))
    return { zh: `时限写作“${deadlineText}”，未能读成日期，如何确定？`, en: `has a time limit, “${deadlineText}”, that is no date. Which one holds?` };
  const words = timesInDoubt(`${title}。${content}`, year ?? 2000);
  if (words.length > 0)
    return { zh: `文中写有${words.map((each) => `“${each}”`).join('、')}，未能读成时限日期，如何确定？`, en: `speaks of time without a date that can be read: ${words.join(', ')}. Which deadline holds?` };
  return { zh: '未写明完成时限，如何确定？', en: 'names no deadline. Which one holds?' };
}

function gapsOf(item: DraftItem, year: number | null): DraftDecision[] {
  const gaps: DraftDecision[] = [];
  const impossible = impossibleDates(`${item.deadlineText ?? ''}\n${item.quote}`, year);
  if (impossible.length > 0) {
    gaps.push(
      decide(
        item,
        'impossible-date',
        false,
        `所写日期不存在：${impossible.map((words) => `“${words}”`).join('、')}，未作为时限；请核对原文后填写正确日期`,
        `writes a date that does not exist: ${impossible.join(', ')}. It is not taken; check the paper and enter the right day`,
        [option('set', '另行填写日期', 'Enter a date'), option('period-end', '按计划期末', 'The end of the plan’s period'), option('none', '不设时限', 'No deadline')],
      ),
    );
  }
  const rhythms = findTimeLimit(`${item.deadlineText ?? ''}\n${item.title}。${item.content}`, year ?? 2000).others ?? [];
  const further = rhythms.filter((words) => !holdsRhythm(fold(words), item.recurrence));
  if (further.length > 0) {
    const counted = item.recurrence === null ? '未采用' : `已按“${item.deadlineText ?? item.recurrence}”`;
    gaps.push(
      decide(
        item,
        'other-rhythm',
        false,
        `另有频次${further.map((words) => `“${words}”`).join('、')}（${counted}），如何处理？`,
        `names a further rhythm: ${further.join(', ')}. One item has one rhythm. What holds?`,
        [option('keep', '按已采用的频次', 'Keep the rhythm that was taken'), option('split', '另立一项（填写其频次：monthly、quarterly、halfYearly、yearly、ongoing）', 'Make it an item of its own, with the rhythm entered: monthly, quarterly, halfYearly, yearly or ongoing'), option('set', '改为另一频次（填写频次，同上）', 'Take the other one, entered likewise')],
      ),
    );
  }
  if (item.deadline === null && item.recurrence === null && (impossible.length === 0 || item.deadlineText === null)) {
    const { zh, en } = noDayOf(item, year);
    gaps.push(
      decide(item, 'no-deadline', false, zh, en, [
        option('period-end', '按计划期末', 'The end of the plan’s period'),
        option('ongoing', '长期坚持，不设时限', 'Ongoing, without a deadline'),
        option('set', '另行填写日期', 'Enter a date'),
      ]),
    );
  }
  if (item.targets.length === 0) {
    gaps.push(
      decide(item, 'no-target', false, '没有量化指标，是否需要量化？', 'has no counted target. Shall it be quantified?', [
        option('await', '待量化，由承办单位提出', 'Awaiting quantification by its units'),
        option('none', '无需量化（没有时限的仍须提出时限）', 'No figure is needed; without a date, that is still to be given'),
      ]),
    );
  }
  return gaps;
}

function duplicatesOf(items: readonly DraftItem[]): DraftDecision[] {
  const first = new Map<string, DraftItem>();
  return items.flatMap((item) => {
    if (item.number === '') return [];
    const before = first.get(numberKey(item.number));
    if (!before) {
      first.set(numberKey(item.number), item);
      return [];
    }
    return [
      decide(item, 'duplicate-number', true, `与“${before.title}”编号重复，如何处理？`, `has the same number as “${before.title}”. What holds?`, [
        option('renumber', '后一项另行编号（可填写编号，不填则顺延）', 'Number the later one anew: as entered, else the next free number'),
        option('merge', '两项合并为前一项（单位、指标、内容并入，同一单位以前一项的角色为准，时限取较早者）', 'Merge it into the earlier one: units, targets and text of both, a unit of both in its role of the earlier one, the earlier deadline'),
        option('drop', '删去后一项', 'Drop the later one'),
      ]),
    ];
  });
}

function categoriesOf(items: readonly DraftItem[], candidates: ReadonlyMap<string, string[]>): DraftDecision[] {
  return items.flatMap((item) => {
    const names = candidates.get(item.key);
    if (!names) return [];
    return [
      decide(
        item,
        'category-inferred',
        false,
        item.category ? `类别栏空白，推定为“${item.category}”，是否正确？` : '类别栏空白，属于哪一类？',
        item.category
          ? `has a blank category cell, inferred to be ${item.category}. Is that right?`
          : 'has a blank category cell. Which category is it in?',
        [...names.map((name) => option(`category:${name}`, name, name)), option('none', '不归类', 'No category')],
      ),
    ];
  });
}

const CATEGORY = 'category:';

/** By item key: the categories between which questions of this kind leave the choice. */
export function categoryCandidates(decisions: readonly DraftDecision[]): Map<string, string[]> {
  return new Map(
    decisions.flatMap(({ kind, itemKey, options }) =>
      kind === 'category-inferred' && itemKey !== null ? [[itemKey, options.flatMap(({ id }) => (id.startsWith(CATEGORY) ? [id.slice(CATEGORY.length)] : []))] as const] : [],
    ),
  );
}

function countsOf(reconciliation: ImportReport['reconciliation']): DraftDecision[] {
  return reconciliation.flatMap((entry, index): DraftDecision[] => {
    if (entry.agrees) return [];
    return [
      {
        id: `count-differs:plan:${index + 1}`,
        kind: 'count-differs',
        blocking: false,
        itemKey: null,
        itemNumber: null,
        question: {
          zh: `${entry.what.zh}：应为${entry.announced ?? '—'}，实有${entry.found}，如何处理？`,
          en: `${entry.what.en}: ${entry.announced ?? '—'} expected, ${entry.found} found. What holds?`,
        },
        options: [
          option('accept', '以实际读到的为准', 'Take what was found'),
          option('check', '核对原文后重新导入（其间不能下发）', 'Check the paper and import again: until then it is not issued'),
        ],
      },
    ];
  });
}

export interface DecisionContext {
  known: KnownUnits | undefined;
  reconciliation: ImportReport['reconciliation'];
  /** Of the plan, for dates that name no year. */
  year?: number | null;
  /** By item key: the categories that a blank cell may mean. */
  categoryCandidates: ReadonlyMap<string, string[]>;
}

/** Every choice that the paper leaves open, in a stable order. */
export function decisionsFor(items: readonly DraftItem[], context: DecisionContext): DraftDecision[] {
  return [
    ...items.flatMap(rolesOf),
    ...twiceDecisions(items, context.known),
    ...duplicatesOf(items),
    ...nameDecisions(items, context.known),
    ...categoriesOf(items, context.categoryCandidates),
    ...items.flatMap((item) => gapsOf(item, context.year ?? null)),
    ...countsOf(context.reconciliation),
  ];
}
