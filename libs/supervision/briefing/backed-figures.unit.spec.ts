import { unbackedFigures, type NamedEvent } from './backed-figures';

const reported = (stream: string, value: number): NamedEvent => ({ stream, version: 3, type: 'ProgressReported', data: { values: [{ targetId: 't1', value, asOf: '2026-06-30' }], text: '办班12期' } });
const events = [reported('item/a', 38_600), reported('item/b', 1_400), { stream: 'meeting/m', version: 2, type: 'MeetingHeld', data: { day: '2026-06-08' } }];
const sources = events.map(({ stream, version }) => ({ stream, version }));
const unbacked = (text: string, of = sources) => unbackedFigures({ sections: [{ heading: null, paragraphs: [{ text: '各单位高度重视。', sources: [] }, { text, sources: of }] }] }, events).map((u) => [u.field, u.figure]);

test('a figure that was changed and not its events stands out', () => {
  expect(unbacked('培训3.86万人次。')).toEqual([]);
  expect(unbacked('培训4.86万人次。')).toEqual([['sections[0].paragraphs[1]', '48600']]);
  expect(unbacked('培训3.86万人次。', sources.slice(1))).toEqual([['sections[0].paragraphs[1]', '38600']]);
});

test('what its events say in words, add up to, or are as many as, is said by them', () => {
  expect(unbacked('6月8日召开会议1次，2家单位共培训4万人次，办班12期，依据3件材料。')).toEqual([]);
  expect(unbacked('召开会议5次。')).toEqual([['sections[0].paragraphs[1]', '5']]);
});
