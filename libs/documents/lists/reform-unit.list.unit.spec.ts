import { ROSTER } from '#libs/supervision/testing/world';
import { writeWorkbook } from '../codecs/xlsx.codec';
import { formatCsv } from '../codecs/csv.codec';
import { readReformUnitList, type ReformUnitList } from './reform-unit.list';

const HEAD = ['序号', '企业名称', '类型', '企业性质', '行业', '规模', '所在地', '批次', '级别', '列入日期', '挂钩联系单位', '一企一策'];
const ROWS = [
  ['1', '甲机械厂', '企业', '国有', '制造', '大型', '东区', '第一批', '市级', '2026年3月5日', 'lead、union', '甲机械厂实施方案'],
  ['2', 'second', '', '非公', '化工', '', '西区', '第一批', '', '2026/3/5', '', ''],
  ['3', '高新园', '园区', '', '', '', '', '', '', '', 'nobody', ''],
  ['4', '甲 机械厂', '商店', '', '', '', '', '', '', '去年', '', ''],
];
const title = ['重点改革单位名单', ...HEAD.slice(1).map(() => '')];
const read = (bytes: Uint8Array, most = 300): Promise<ReformUnitList> => readReformUnitList(bytes, ROSTER, '2026-01-01', most);

describe('a list of reform units', () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ['csv', async () => new TextEncoder().encode(formatCsv([title, HEAD, ...ROWS]))],
    ['xlsx', () => writeWorkbook('名单', [title, HEAD, ...ROWS], 2)],
  ])('is read from %s, each row with what is wrong with it', async (_, bytes) => {
    const list = await read(await bytes());
    if (!list.ok) throw new Error(list.en);
    expect(list.unknownColumns).toEqual(['序号']);
    expect(list.rows[0]).toEqual({ line: 3, particulars: { name: '甲机械厂', unitType: 'enterprise', ownership: '国有', trade: '制造', size: '大型', region: '东区', batch: '第一批', level: '市级', unitId: null }, since: '2026-03-05', ownPlan: '甲机械厂实施方案', contactUnitIds: ['lead', 'union'], problems: [] });
    expect(list.rows[1]).toMatchObject({ particulars: { unitId: 'second', level: null }, since: '2026-03-05', problems: [] });
    expect(list.rows[2]).toMatchObject({ particulars: { unitType: 'park' }, since: '2026-01-01', problems: [{ column: 'contactUnits' }] });
    expect(list.rows[3]?.problems.map((p) => p.column)).toEqual(['unitType', 'since', 'name']);
  });

  it('takes a day that csv shows as the number that a spreadsheet keeps, and no other number', async () => {
    const list = await read(new TextEncoder().encode('名称,列入日期\r\n甲厂,46086\r\n乙厂,12345\r\n'));
    if (!list.ok) throw new Error(list.en);
    expect(list.rows.map((row) => [row.since, row.problems.length])).toEqual([['2026-03-05', 0], ['2026-01-01', 1]]);
  });

  it('that bears a secrecy mark is refused; a word about secrets is none', async () => {
    const list = (note: string): Promise<ReformUnitList> => read(new TextEncoder().encode(`${note}\r\n名称,规模\r\n甲厂,大型\r\n`));
    expect(await list('机密★3年')).toMatchObject({ ok: false, code: 'classified' });
    expect(await list('保守商业秘密的企业名单')).toMatchObject({ ok: true });
  });

  it('without a column of names, empty, foreign or too long is refused', async () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(await read(bytes('行业,规模\r\n制造,大型\r\n'))).toMatchObject({ ok: false, code: 'no-items' });
    expect(await read(bytes('名称,规模\r\n'))).toMatchObject({ ok: false, code: 'empty' });
    expect(await read(bytes(''))).toMatchObject({ ok: false, code: 'empty' });
    expect(await read(new Uint8Array([0x25, 0x50, 0x44, 0x46]))).toMatchObject({ ok: false, code: 'unknown-format' });
    expect(await read(bytes(`名称\r\n${Array.from({ length: 20 }, (_, i) => `厂${i}`).join('\r\n')}\r\n`), 19)).toMatchObject({ ok: false, code: 'too-many-rows' });
  });
});
