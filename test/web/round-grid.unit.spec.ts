import { cellsOf, isOfCells, numberIn, oddity, pasteInto, rowsOf, tabOrder, type TypedColumn } from '../../apps/web/pages/proceedings/round/grid';

const line = (id: string, ...targets: string[]) => ({ id, targets: targets.map((targetId) => ({ targetId })) });

describe('the month’s table of a unit', () => {
  it('has a row for every target, and one for an item without', () => {
    expect(rowsOf([line('a', 't1', 't2'), line('b')]).map((r) => [r.line.id, r.target?.targetId ?? null, r.first])).toEqual([['a', 't1', true], ['a', 't2', false], ['b', null, true]]);
  });

  it('reads what a spreadsheet copies: rows, cells, and words with line ends in quotation marks', () => {
    expect(cellsOf('38\t60\t"举办 38 场\n其中 ""技能"" 类 5 场"\r\n24,800\t62\t已开班\r\n')).toEqual([['38', '60', '举办 38 场\n其中 "技能" 类 5 场'], ['24,800', '62', '已开班']]);
  });

  it.each([['24,800', 24800], ['24 800', 24800], ['62%', 62], ['３８', 38], ['0.5', 0.5], ['约40', null], ['-3', null], ['', null]])('reads a figure as people write it: %s', (words, value) => expect(numberIn(words)).toBe(value));

  it('pastes several cells from where one stands: rightwards, downwards, past cells that are not there', () => {
    const rows = rowsOf([line('a', 't1', 't2'), line('b'), line('c', 't1')]);
    const found = pasteInto(rows, { row: 0, column: 'value' }, [['1', '10', '甲'], ['2', '20'], ['3', '30', '乙'], ['4', '400', '丙'], ['5']], { c: { text: '原来的', values: { t1: 9 } } });
    expect(found.lines).toEqual({ a: { values: { t1: 1, t2: 2 }, percent: 10, text: '甲' }, b: { percent: 30, text: '乙' }, c: { values: { t1: 4 }, text: '丙' } });
    expect([found.filled, found.left]).toEqual([8, ['20', '3', '400', '5']]);
  });

  it('pastes words as the reason where there is no new progress, and leaves what is there where a cell is empty', () => {
    const rows = rowsOf([line('a'), line('b')]);
    expect(pasteInto(rows, { row: 0, column: 'words' }, [['等待批复'], ['']], { a: { noProgress: true, text: '' }, b: { text: '在' } }).lines).toEqual({ a: { noProgress: true, text: '', noProgressReason: '等待批复' } });
  });

  it('takes lines of prose for one cell’s words, and lines of a copied table or of figures for cells', () => {
    const prose = '一、已开班。\n二、正在招生。';
    expect([isOfCells('words', prose, ''), isOfCells('words', prose, `<p>${prose}</p>`), isOfCells('words', `"${prose}"`, '')]).toEqual([false, false, false]);
    expect([isOfCells('words', prose, '<html><table border=0><tr>'), isOfCells('words', '已开班\t62', ''), isOfCells('value', '38\r\n40\r\n', '')]).toEqual([true, true, true]);
    expect([isOfCells('value', '38\n', ''), isOfCells('words', '已开班', '<table><tr>')]).toEqual([false, false]);
  });

  it('is gone through by Tab column by column, then through every other control row by row', () => {
    const columnOf = (element: string): TypedColumn | null => (/^(value|percent|words)/.exec(element)?.[0] as TypedColumn | undefined) ?? null;
    const dom = ['link1', 'value1', 'percent1', 'words1', 'still1', 'raise1', 'link2', 'value2', 'percent2', 'words2', 'still2', 'raise2'];
    expect(tabOrder(dom, columnOf)).toEqual(['link1', 'value1', 'value2', 'percent1', 'percent2', 'words1', 'words2', 'still1', 'raise1', 'link2', 'still2', 'raise2']);
    expect(tabOrder(['link1', 'link2'], columnOf)).toEqual(['link1', 'link2']);
  });

  it('asks about a cumulative figure that falls or jumps tenfold, and about no other', () => {
    expect([oddity(30, 31), oddity(310, 31), oddity(309, 31), oddity(31, 31), oddity(5, 0), oddity(5, null), oddity(null, 5)]).toEqual(['falls', 'jumps', null, null, null, null, null]);
  });
});
