import fc from 'fast-check';
import { REFORM_UNIT_TYPES } from '#libs/supervision/reform-unit/reform-unit.events';
import { normaliseName } from '#libs/supervision/roster/roster';
import { times } from '#libs/supervision/testing/times';
import { ROSTER } from '#libs/supervision/testing/world';
import { addDays } from '#libs/supervision/time/day';
import { reformUnitsCsv, reformUnitsXlsx } from './reform-unit.export';
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
    expect(list.rows[0]).toMatchObject({ line: 3, particulars: { name: '甲机械厂', unitType: 'enterprise', ownership: '国有', trade: '制造', size: '大型', region: '东区', batch: '第一批', level: '市级', unitId: null }, since: '2026-03-05', ownPlan: '甲机械厂实施方案', links: ['lead', 'union'].map((unitId) => ({ kind: 'contactUnit', unitId, person: null, since: '2026-03-05' })), left: null, problems: [] });
    expect(list.rows[0]!.said).toEqual(['name', 'unitType', 'ownership', 'trade', 'size', 'region', 'batch', 'level', 'since', 'contactUnits', 'ownPlan']);
    expect(list.rows[1]).toMatchObject({ particulars: { unitId: 'second', level: null }, since: '2026-03-05', problems: [] });
    expect(list.rows[2]).toMatchObject({ particulars: { unitType: 'park' }, since: '2026-01-01', problems: [{ column: 'contactUnits' }] });
    expect(list.rows[3]?.problems.map((p) => p.column)).toEqual(['unitType', 'since', 'name']);
  });

  it('takes a day that csv shows as the number that a spreadsheet keeps, and no other number', async () => {
    const list = await read(new TextEncoder().encode('名称,列入日期\r\n甲厂,46086\r\n乙厂,12345\r\n'));
    if (!list.ok) throw new Error(list.en);
    expect(list.rows.map((row) => [row.since, row.problems.length])).toEqual([['2026-03-05', 0], ['2026-01-01', 1]]);
  });

  it('names instructors with their units, days of links, and who left, when and why', async () => {
    const head = '名称,列入日期,挂钩联系单位,改革指导员,挂钩日期,退出日期,退出原因';
    const rows = ['甲厂,2025-03-05,lead,张三、李四（union）,2025-04-01、2025-04-02、2025-04-03,,', '乙厂,2025-03-05,lead、union,张三,,,', '丙厂,2025-03-05,second,,2025-04-01,2025-11-30,企业注销', 'second,2025-03-05,second,,,,', '丁厂,2025-03-05,,,,2026-02-01,转产', '戊厂,2025-03-05,lead,,,2025-03-04,转产', '己厂,2025-03-05,lead,,,2025-04-04,', '庚厂,2025-03-05,lead,,,,转产', '辛厂,2025-03-05,lead,王五(helper),2025-04-01、2025-04-02、2025-04-03,,'];
    const list = await read(new TextEncoder().encode([head, ...rows].join('\r\n')));
    if (!list.ok) throw new Error(list.en);
    expect(list.rows[0]).toMatchObject({ links: [{ kind: 'contactUnit', unitId: 'lead', since: '2025-04-01' }, { kind: 'instructor', unitId: 'lead', person: '张三', since: '2025-04-02' }, { kind: 'instructor', unitId: 'union', person: '李四', since: '2025-04-03' }], problems: [] });
    expect(list.rows[2]).toMatchObject({ left: { until: '2025-11-30', reason: '企业注销' }, problems: [] });
    expect(list.rows.map((r) => r.problems.map((p) => p.column))).toEqual([[], ['instructors'], [], ['contactUnits'], ['until'], ['until'], ['leftReason'], ['until'], ['linkedSince']]);
    // Who left and came back stands there twice; nobody twice at once.
    const twice = await read(new TextEncoder().encode([head, '甲厂,2024-03-05,lead,,,2024-11-30,转产', '甲厂,2025-03-05,lead,,,,', '甲厂,2025-04-05,lead,,,,'].join('\r\n')));
    if (!twice.ok) throw new Error(twice.en);
    expect(twice.rows.map((r) => r.problems.length)).toEqual([0, 0, 1]);
  });

  it('is read back as it was written, from csv and xlsx', async () => {
    const day = fc.integer({ min: 0, max: 700 }).map((n) => addDays('2024-01-01', n));
    const word = fc.string({ unit: fc.constantFrom('甲', '乙', '=', '、', '(', '）', '\\', ',', '"', '1', '|', '厂', '-'), minLength: 1, maxLength: 6 }).filter((w) => w.trim() === w);
    const maybe = fc.option(word, { nil: null });
    const unit = fc.record({
      particulars: fc.record({ name: word.map((w) => `厂${w}`), unitType: fc.constantFrom(...REFORM_UNIT_TYPES), ownership: maybe, trade: maybe, size: maybe, region: maybe, batch: maybe, level: maybe }),
      since: day, ownPlan: maybe,
      contactUnits: fc.uniqueArray(fc.constantFrom('lead', 'union', 'helper'), { maxLength: 2 }).chain((names) => fc.tuple(...names.map((name) => day.map((since) => ({ name, since }))))),
      instructors: fc.uniqueArray(fc.constantFrom('张三', '李四', '欧阳 六'), { maxLength: 2 }).chain((names) => fc.tuple(...names.map((person) => fc.record({ person: fc.constant(person), unit: fc.constantFrom('lead', 'spare'), since: day })))),
      left: fc.option(word.map((reason) => ({ until: '2026-01-01', reason })), { nil: null }),
    });
    const back = async (bytes: Uint8Array) => {
      const list = await read(bytes);
      if (!list.ok) throw new Error(list.en);
      const names = (kind: string) => (l: { kind: string }): boolean => l.kind === kind;
      return list.rows.map(({ particulars: { unitId: _unit, ...particulars }, since, ownPlan, links, left, problems }) => ({
        out: { particulars, since, ownPlan, contactUnits: links.filter(names('contactUnit')).map((l) => ({ name: l.unitId, since: l.since })), instructors: links.filter(names('instructor')).map((l) => ({ person: l.person!, unit: l.unitId, since: l.since })), left },
        problems,
      }));
    };
    await fc.assert(fc.asyncProperty(fc.uniqueArray(unit, { minLength: 1, maxLength: 3, selector: (u) => normaliseName(u.particulars.name) }), fc.boolean(), async (units, workbook) => {
      const bytes = workbook ? await reformUnitsXlsx(units) : reformUnitsCsv(units);
      expect(await back(bytes)).toEqual(units.map((out) => ({ out, problems: [] })));
    }), times(60));
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
