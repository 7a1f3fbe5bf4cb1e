import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import { RecentChanges } from './recent-changes';

const at = (n: number): { cursor: Cursor } => ({ cursor: { epoch: 1, transactionId: String(700 + Math.floor(n / 3)), position: String(n) } });
const places = (changes: readonly { cursor: Cursor }[] | null): string[] | null => changes && changes.map((c) => c.cursor.position);

describe('recent changes', () => {
  const recent = new RecentChanges(at(0).cursor, 5);
  recent.add([1, 2, 3].map(at));

  it('tells what came after a place, in order, a page at a time', () => {
    expect(places(recent.after(at(0).cursor, 10))).toEqual(['1', '2', '3']);
    expect(places(recent.after(at(1).cursor, 1))).toEqual(['2']);
    expect(places(recent.after(at(3).cursor, 10))).toEqual([]);
  });

  it('has nothing for a place that the log has not come to', () => {
    expect(places(recent.after(at(99).cursor, 10))).toEqual([]);
  });

  it('says so where it no longer keeps all that came after a place', () => {
    expect(recent.after(BEGINNING, 10)).toBeNull();
    recent.add([4, 5, 6, 7].map(at));
    expect(places(recent.after(at(2).cursor, 10))).toEqual(['3', '4', '5', '6', '7']);
    expect(recent.after(at(1).cursor, 10)).toBeNull();
  });
});
