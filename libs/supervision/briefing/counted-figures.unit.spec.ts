import { countedFigures, type CountedEvent } from './counted-figures';

const QUARTER = { from: '2026-04-01', to: '2026-06-30' };
const event = (stream: string, version: number, type: string, day: string, more: Partial<CountedEvent> = {}): CountedEvent => ({ stream, version, type, recordedAt: `${day}T02:00:00.000Z`, day: null, subject: null, part: null, ...more });
const count = (name: string, ...events: CountedEvent[]): [number, string[]] => {
  const figure = countedFigures(events, QUARTER).find((f) => f.name === name)!;
  expect(figure.sources).toHaveLength(figure.value);
  return [figure.value, figure.sources.map((s) => `${s.stream}@${s.version}`)];
};
const of = (subject: string): Partial<CountedEvent> => ({ subject });

describe('what was undone is not counted, whenever that was', () => {
  it('a finding that was withdrawn or overturned, though it was struck off', () => {
    const found = ['f1', 'f2', 'f3'].map((f, i) => event('inspection/a', 2 + i, 'FindingRecorded', '2026-04-10', of(f)));
    expect(count('findingsRecorded', ...found)).toEqual([3, ['inspection/a@2', 'inspection/a@3', 'inspection/a@4']]);
    const undone = [event('inspection/a', 5, 'FindingWithdrawn', '2026-04-11', of('f1')), event('inspection/a', 6, 'FindingStruckOff', '2026-05-11', of('f2')), event('inspection/a', 7, 'FindingOverturned', '2026-07-11', of('f2'))];
    expect(count('findingsRecorded', ...found, ...undone)).toEqual([1, ['inspection/a@4']]);
    expect(count('findingsStruckOff', ...found, ...undone)).toEqual([0, []]);
    // Another inspection's finding of that name stands.
    expect(count('findingsRecorded', ...found.slice(0, 1), event('inspection/b', 2, 'FindingWithdrawn', '2026-04-11', of('f1')))[0]).toBe(1);
  });
  it('a paper that was made void', () => {
    const signed = [event('item/i', 5, 'PaperSigned', '2026-04-10', of('p1')), event('item/i', 6, 'PaperSigned', '2026-04-10', of('p2'))];
    expect(count('papersSigned', ...signed, event('item/i', 7, 'PaperVoided', '2026-04-12', of('p1')))).toEqual([1, ['item/i@6']]);
  });
  it('an item that was reopened, which counts once when it is closed for good', () => {
    const course = [event('item/i', 5, 'ItemClosed', '2026-04-10'), event('item/i', 6, 'ItemReopened', '2026-04-20')];
    expect(count('itemsClosed', ...course)).toEqual([0, []]);
    expect(count('itemsClosed', ...course, event('item/i', 9, 'ItemClosed', '2026-05-20'))).toEqual([1, ['item/i@9']]);
    expect(count('itemsClosed', ...course, event('item/i', 9, 'ItemClosed', '2026-07-20'))).toEqual([0, []]);
  });
});

test('what is told twice of one thing counts once; a meeting on the day on which it was held', () => {
  expect(count('difficultiesToConference', event('difficulty/d', 3, 'CarriedToConference', '2026-04-10'), event('difficulty/d', 6, 'CarriedToConference', '2026-05-10'))).toEqual([1, ['difficulty/d@3']]);
  expect(count('meetingsHeld', event('meeting/m', 3, 'MeetingHeld', '2026-07-02', { day: '2026-06-30', part: '推进会' }), event('meeting/n', 3, 'MeetingHeld', '2026-04-02', { day: '2026-03-31' }))).toEqual([1, ['meeting/m@3']]);
  expect(count('itemsClosed', event('item/i', 3, 'ItemClosed', '2026-06-30'), event('item/j', 3, 'ItemClosed', '2026-07-01'))).toEqual([1, ['item/i@3']]);
});
