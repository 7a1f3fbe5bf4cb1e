import type { DraftDecision, DraftItem, KnownUnits } from '#libs/supervision/plan/draft';
import { option } from './decision.option';
import { nameResolver } from './name.resolve';

/** One question for a name, however many items it occurs in: the answer holds for all of them. */
export function nameDecisions(items: readonly DraftItem[], known: KnownUnits | undefined): DraftDecision[] {
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
      return [
        {
          ...base,
          id: `unit-unresolved:plan:${name}`,
          kind: 'unit-unresolved',
          blocking: true,
          question: {
            zh: `“${name}”（见第${listed}项）未对应到已登记单位，如何处理？`,
            en: `“${name}” (items ${listed}) answers to no registered unit. What is it?`,
          },
          options: [
            option('register', '登记为新单位', 'Register it as a new unit'),
            ...result.similar.map(({ id, name: full, group }) => option(group ? `group:${id}` : `unit:${id}`, `即${group ? '单位组' : ''}“${full}”，记为别名`, `It is ${group ? 'the group ' : ''}${full}: keep it as an alias`)),
            option('remove', '不是单位，删去', 'It is no unit: remove it'),
          ],
        },
      ];
    }
    if (result.is === 'ambiguous') {
      return [
        {
          ...base,
          id: `unit-ambiguous:plan:${name}`,
          kind: 'unit-ambiguous',
          blocking: true,
          question: {
            zh: `“${name}”（见第${listed}项）对应多个已登记单位，是哪一个？`,
            en: `Several registered units answer to “${name}” (items ${listed}). Which one is meant?`,
          },
          options: result.candidates.map(({ id, name: full, group }) => option(group ? `group:${id}` : `unit:${id}`, group ? `单位组“${full}”` : full, group ? `the group ${full}` : full)),
        },
      ];
    }
    if (result.is === 'group-without-roster') {
      return [
        {
          ...base,
          id: `group-without-roster:plan:${name}`,
          kind: 'group-without-roster',
          blocking: false,
          question: { zh: `“${name}”是单位组，尚无成员名单，何时补齐？`, en: `“${name}” is a group without a roster. When is it completed?` },
          options: [
            option('later', '先导入，之后补名单', 'Import now, complete the roster later'),
            option('now', '现在填写名单（填好前不能下发）', 'Enter the roster now: until then it is not issued'),
          ],
        },
      ];
    }
    return [];
  });
}
