import type { FactInWords } from '#libs/supervision/eligibility/fact-in-words';
import type { Block } from '../paper';
import { eligibilityNote } from './eligibility.note';

const fact = (unit: string, name: string, events: string[], putRight: string[] = []): FactInWords => ({ unit, unitClass: '非公企业', group: '任务落实', fact: name, value: String(events.length), measure: '项', putRight, events });
const note = (facts: FactInWords[]) => eligibilityNote({ plan: '某市要点', purpose: '评选表彰参考', period: { from: '2026-01-01', to: '2026-12-31' }, asOf: '2027-01-12T02:00:00.000Z', facts, uncounted: [], recorded: new Map([['item/p-1@1', '2026-01-08T02:00:00.000Z']]) });
const tables = (blocks: readonly Block[]) => blocks.flatMap((b) => (b.kind === 'table' ? [b.rows] : []));

describe('facts about enterprises as a document', () => {
  it('name the records of each figure by their numbers in one list, each once, runs by first and last', () => {
    const { blocks } = note([fact('甲', '承办', ['item/p-1@1', 'item/p-2@1', 'item/p-3@1']), fact('甲', '办结', ['item/p-2@1', 'item/p-9@4']), fact('乙', '承办', ['item/p-3@1']), fact('乙', '逾期', [])]);
    const [first, second, list] = tables(blocks);
    expect(first!.map((row) => row[3])).toEqual(['1—3', '2、4']);
    expect(second!.map((row) => row[3])).toEqual(['3', '—']);
    expect(list).toEqual([['1', '2026年1月8日 10:00', 'item/p-1@1'], ['2', '—', 'item/p-2@1'], ['3', '—', 'item/p-3@1'], ['4', '—', 'item/p-9@4']]);
  });

  it('say what was put right, and number its records with the others', () => {
    const { blocks } = note([fact('甲', '逾期', ['item/p-1@3'], ['2026-08-03 更正：原计入 1，现不计（台账为证；item/p-1@14 → item/p-1@22）'])]);
    expect(blocks).toContainEqual({ kind: 'text', text: '逾期：2026-08-03 更正：原计入 1，现不计（台账为证；依据2 → 依据3）。' });
    expect(tables(blocks)[1]!.map((row) => row[2])).toEqual(['item/p-1@3', 'item/p-1@14', 'item/p-1@22']);
  });
});
