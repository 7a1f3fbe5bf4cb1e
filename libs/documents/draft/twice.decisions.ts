import type { DraftDecision, DraftItem, KnownUnits } from '#libs/supervision/plan/draft';
import { option, type Option } from './decision.option';
import { identityOf } from './name.resolve';

const LISTS = { leads: { zh: '牵头单位', en: 'leads' }, units: { zh: '未标明角色的单位', en: 'units without a role' }, participants: { zh: '参与单位', en: 'participants' } } as const;
type List = keyof typeof LISTS;

interface Written {
  list: List;
  name: string;
}

/** Takes one of the two away; the only lead stays, since somebody answers for the item. */
function away(item: DraftItem, { list, name }: Written, other: Written): Option[] {
  if (list !== other.list && list !== 'participants' && item.leads.length + item.units.length === 1) return [];
  const { zh, en } = LISTS[list];
  return [option(`drop:${list}:${name}`, `从${zh}中去掉“${name}”`, `Take ${name} out of the ${en}`)];
}

function askedOf(item: DraftItem, first: Written, later: Written, n: number): DraftDecision {
  const where = first.list === later.list ? { zh: `在${LISTS[first.list].zh}中列了两次`, en: `is named twice among the ${LISTS[first.list].en}` } : { zh: `既是${LISTS[first.list].zh}又是${LISTS[later.list].zh}`, en: `is among the ${LISTS[first.list].en} and the ${LISTS[later.list].en}` };
  const who = first.name === later.name ? `“${first.name}”` : `“${first.name}”与“${later.name}”是同一单位，`;
  const whoEn = first.name === later.name ? first.name : `${first.name}, which is also ${later.name},`;
  const of = item.number === '' ? { zh: `未编号事项“${item.title}”`, en: `The unnumbered duty “${item.title}”` } : { zh: `第${item.number}项“${item.title}”`, en: `Item ${item.number} “${item.title}”` };
  const options = [...away(item, later, first), ...(first.list === later.list && first.name === later.name ? [] : away(item, first, later))];
  return {
    id: `unit-twice:${item.key}:${n}`,
    kind: 'unit-twice',
    blocking: true,
    itemKey: item.key,
    itemNumber: item.number,
    question: { zh: `${of.zh}中${who}${where.zh}，以哪一处为准？如是两个单位，请先改正名称`, en: `${of.en}: ${whoEn} ${where.en}. Which one holds? If two units are meant, put the names right first` },
    options,
  };
}

/** One question for each further place in which an item names a unit or group that it has named before, under whichever name. */
export function twiceDecisions(items: readonly DraftItem[], known: KnownUnits | undefined): DraftDecision[] {
  const identity = identityOf(known);
  return items.flatMap((item) => {
    const first = new Map<string, Written>();
    const asked: DraftDecision[] = [];
    for (const list of ['leads', 'units', 'participants'] as const) {
      for (const name of item[list]) {
        const before = first.get(identity(name));
        if (before === undefined) first.set(identity(name), { list, name });
        else asked.push(askedOf(item, before, { list, name }, asked.length + 1));
      }
    }
    return asked;
  });
}
