import { noticeNumber } from './notice-number';
import { numberable, numbersFor, seriesStream, type Seen } from './numbering';

const signed = (recordedAt: string): Seen => ({ stream: 'item/p1-3', version: 9, type: 'PaperSigned', data: { paperId: 'step.a1-1.1.redPaper', personId: 'p-1' }, recordedAt });
const red = (): 'redPaper' => 'redPaper';

describe('a number', () => {
  it('stands on paper with its series, year and count', () => {
    expect(noticeNumber('DB', 2026, 12)).toBe('产改督办〔2026〕12号');
    expect(noticeNumber('YT', 2026, 1)).toBe('产改约谈〔2026〕1号');
    expect(noticeNumber('CB', 2027, 3, '庆产改组')).toBe('庆产改组催办〔2027〕3号');
    for (const wrong of [0, -1, 1.5, Number.NaN]) expect(() => noticeNumber('DB', 2026, wrong)).toThrow(RangeError);
    expect(() => noticeNumber('DB', 26, 1)).toThrow(RangeError);
  });

  it('belongs to the year of its issue in Shanghai', () => {
    expect(numberable(signed('2026-12-31T15:59:59.999Z'), red)).toEqual({ noticeId: 'p1-3/step.a1-1.1.redPaper', series: 'DB', year: 2026 });
    expect(numberable(signed('2026-12-31T16:00:00.000Z'), red)).toMatchObject({ year: 2027 });
    expect(seriesStream('DB', 2027)).toBe('series/DB/2027');
  });

  it('is given to papers that were signed and to urgings, and to nothing else', () => {
    expect(numberable({ stream: 'item/p1-3', version: 4, type: 'AssignmentUrged', data: {}, recordedAt: '2026-03-02T01:00:00.000Z' }, red)).toEqual({ noticeId: 'p1-3/v4', series: 'CB', year: 2026 });
    for (const type of ['PaperDrafted', 'PaperVoided', 'ReminderIssued']) expect(numberable({ ...signed('2026-03-02T01:00:00.000Z'), type }, red)).toBeNull();
    expect(numberable({ ...signed('2026-03-02T01:00:00.000Z'), stream: 'plan/p1' }, red)).toBeNull();
  });

  it('is given to the report of an inspection when it is drawn up', () => {
    const reported = { stream: 'inspection/i1', version: 7, type: 'InspectionReported', data: {}, recordedAt: '2026-03-20T01:00:00.000Z' };
    expect(numberable(reported, red)).toEqual({ noticeId: 'inspection/i1/report', series: 'DC', year: 2026 });
    expect(noticeNumber('DC', 2026, 3)).toBe('产改督查〔2026〕3号');
  });

  it('follows the last one, and is never given to a notice that has one', () => {
    const notices = ['x', 'y', 'z', 'y'].map((noticeId) => ({ noticeId, series: 'DB' as const, year: 2026 }));
    expect(numbersFor(notices, new Set(['x']), 7).map((n) => [n.noticeId, n.number])).toEqual([['y', 8], ['z', 9]]);
    expect(numbersFor(notices, new Set(['x', 'y', 'z']), 9)).toEqual([]);
  });
});
