import { importPlan } from '#libs/documents/import-plan';
import { writtenNumber } from '#libs/documents/draft/written.number';
import type { DraftItem } from '#libs/supervision/plan/draft';
import { MATTERS } from './matters';
import { STRUCTURES } from './structures';
import { WHO } from './who';

const HEAD = '滨江市人民政府办公室关于印发2031年重点工作任务分工方案的通知\n\n各县（市、区）人民政府，市直各部门：\n　　现将方案印发给你们，请认真贯彻执行。\n\n滨江市2031年重点工作任务分工方案\n\n　　为做好2031年工作，制定本方案。\n\n';
const FOOT = '\n十、保障措施\n各单位要高度重视，压实责任，确保各项任务落到实处。\n\n抄送：市委办公室。\n';

const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const read = (item: DraftItem): object => ({ number: writtenNumber(item).normalize('NFKC'), title: item.title, leads: item.leads, participants: item.participants, units: item.units, deadline: item.deadline, values: ascending(item.targets.map(({ value }) => value)) });

describe.each(Object.entries(STRUCTURES))('in %s', (_, structure) => {
  it.each(Object.entries(WHO))('matters are read from %s', async (_form, who) => {
    const written = structure(MATTERS, who);
    const outcome = await importPlan(Buffer.from(`${HEAD}${written.map(([, text]) => text).join('')}${FOOT}`), { fileName: 'a.txt', today: '2031-01-15' });
    const items = outcome.ok ? outcome.draft.items.filter(({ number }) => number !== '') : [];
    expect(items.map(read)).toEqual(MATTERS.map(({ title, leads, participants, deadline, values }, i) => ({ number: written[i]?.[0]?.normalize('NFKC'), title, leads, participants, units: [], deadline, values: ascending(values) })));
  });
});
