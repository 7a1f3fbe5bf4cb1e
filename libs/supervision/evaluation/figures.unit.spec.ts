import { c, given, type Story } from '../testing/given';
import { of } from '../testing/world';
import { countFigures } from './figures';
import type { Figure } from './sheet';

const YEAR = { from: '2026-01-01', to: '2026-12-31' };
const lead = of('lead');
const verifier = of('office', 9);

function counted(story: Story, name: string, period = YEAR): Pick<Figure, 'value' | 'events'> {
  const { figures } = countFigures({ items: [{ itemId: 'i1', events: story.events }], proceedings: [] }, ['lead'], period)[0]!;
  const { value, events } = figures.find((f) => f.name === name)!;
  return { value, events };
}
const received = (): Story => given().and('2026-01-06', lead, c.receive());
const refsOf = (story: Story, ...types: string[]): string[] => story.events.flatMap((e, i) => (types.includes(e.type) ? [`item/i1@${i + 1}`] : []));

describe('figures', () => {
  it('count what a unit holds and what it was late with, each with its events', () => {
    const late = received().until('2026-07-10');
    expect(counted(late, 'assignments')).toEqual({ value: '1', events: ['item/i1@1'] });
    expect(counted(late, 'lateCount')).toEqual({ value: '1', events: refsOf(late, 'OverdueMarked').slice(-1) });
    expect(counted(late, 'redCount')).toEqual({ value: '1', events: refsOf(late, 'RedMarked') });
    expect(counted(late, 'accepted')).toEqual({ value: '0', events: [] });
  });

  it('count a deadline on the last day of the period in it, and in no other', () => {
    const late = received().until('2026-07-10');
    expect(counted(late, 'lateCount', { from: '2026-06-30', to: '2026-06-30' }).value).toBe('1');
    expect(counted(late, 'lateCount', { from: '2026-07-01', to: '2026-12-31' }).value).toBe('0');
  });

  it('count work that was sent in time as in time, and returns', () => {
    const done = received()
      .and('2026-06-10', lead, c.submit())
      .and('2026-06-11', verifier, c.return())
      .and('2026-06-12', lead, c.submit())
      .and('2026-07-03', verifier, c.verify());
    expect(counted(done, 'acceptedOnTime')).toEqual({ value: '1', events: refsOf(done, 'StepAccepted') });
    expect(counted(done, 'returnedCount')).toEqual({ value: '1', events: refsOf(done, 'StepReturned') });
    expect(counted(done, 'lateCount').value).toBe('0');
    expect(counted(done, 'completed').value).toBe('1');
  });

  it('leave out a lateness that was put right, and its red light', () => {
    const late = received().until('2026-07-10');
    const mark = late.state.lateness[0]!;
    const corrected = late.and('2026-07-11', verifier, { type: 'correct', duty: mark.duty, arming: mark.arming, basis: '录入日期有误' });
    expect(counted(corrected, 'lateCount')).toEqual({ value: '0', events: [] });
    expect(counted(corrected, 'redCount').value).toBe('0');
  });

  it('count targets met by their values', () => {
    const report = (value: number): Story => received().and('2026-03-01', lead, c.report(value));
    expect(counted(report(120), 'targetsMet')).toEqual({ value: '1', events: refsOf(report(120), 'ProgressReported') });
    expect(counted(report(80), 'targetsMet').value).toBe('0');
    expect(counted(report(80), 'targetsSet').value).toBe('1');
  });

  it('of a unit that holds nothing are nothing', () => {
    const { figures } = countFigures({ items: [{ itemId: 'i1', events: received().events }], proceedings: [] }, ['second'], YEAR)[0]!;
    expect(figures.every((f) => f.value === '0' && f.events.length === 0)).toBe(true);
  });
});
