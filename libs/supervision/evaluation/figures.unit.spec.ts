import fc from 'fast-check';
import { c, given, type Story } from '../testing/given';
import { draws, play, setting } from '../testing/people';
import { times } from '../testing/times';
import { of } from '../testing/world';
import { dayOf } from '../time/day';
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

  it('count a unit’s late work once that was taken from it and given back, and not at all once that is put right', () => {
    const toAndFro = (story: Story, at: string): Story => story.and(at, of('office'), c.transfer('spare')).and(at, of('office'), { ...c.transfer('lead', 'n1'), newAssignmentId: 'n2' } as never).until('2026-08-20');
    for (const back of [toAndFro(received().until('2026-07-02'), '2026-07-02'), toAndFro(received().until('2026-07-20'), '2026-07-20')]) {
      expect(['lateCount', 'redCount'].map((name) => counted(back, name).value)).toEqual(['1', '1']);
      const mark = back.state.lateness[0]!;
      const corrected = back.and('2026-08-21', verifier, { type: 'correct', duty: mark.duty, arming: mark.arming, basis: '录入日期有误' });
      expect(['lateCount', 'redCount'].map((name) => counted(corrected, name).value)).toEqual(['0', '0']);
    }
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

  it('are of the period alone: what was done after it, or before it, is of another', () => {
    const done = received().and('2026-05-18', lead, c.report(120)).and('2026-05-19', lead, c.submit()).and('2026-05-20', verifier, c.verify());
    const of_ = (from: string, to: string): string[] => ['assignments', 'completed', 'targetsSet', 'targetsMet', 'accepted', 'lateCount'].map((name) => counted(done, name, { from, to }).value);
    expect(of_('2025-01-01', '2025-12-31')).toEqual(['0', '0', '0', '0', '0', '0']);
    expect(of_('2026-01-01', '2026-03-31')).toEqual(['1', '0', '1', '0', '0', '0']);
    expect(of_('2026-04-01', '2026-06-30')).toEqual(['1', '1', '1', '1', '1', '0']);
    expect(of_('2026-07-01', '2026-12-31')).toEqual(['0', '0', '0', '0', '0', '0']);
  });

  it('take back what was put right, whenever that comes: a completion that was reopened', () => {
    const done = received().and('2026-05-19', lead, c.submit()).and('2026-05-20', verifier, c.verify());
    const reopened = done.and('2026-08-03', verifier, c.reopen('2026-09-30'));
    const half = { from: '2026-01-01', to: '2026-06-30' };
    expect(['completed', 'accepted'].map((n) => counted(done, n, half).value)).toEqual(['1', '1']);
    expect(['completed', 'accepted'].map((n) => counted(reopened, n, half).value)).toEqual(['0', '0']);
  });

  it('are of the day on which a submission was recalled, where the step turned red while it lay with its verifier', () => {
    const sent = received().and('2026-06-29', lead, c.submit()).until('2026-07-20');
    const half = { from: '2026-01-01', to: '2026-06-30' };
    const recalled = sent.and('2026-07-21', lead, c.recall());
    expect(['lateCount', 'redCount'].map((n) => counted(recalled, n, half).value)).toEqual(['0', '0']);
    expect(['lateCount', 'redCount'].map((n) => counted(recalled, n, { from: '2026-07-01', to: '2026-12-31' }).value)).toEqual(['1', '1']);
  });

  it('are of the day on which a refusal lapsed, where the step was opened again while that waited for its ruling', () => {
    const step = 'a1-2026-Q1';
    const done = given({ recurrence: 'quarterly', deadline: null, steps: [] }).and('2026-01-06', lead, c.receive()).and('2026-01-09', lead, c.submit(step)).and('2026-01-09', verifier, c.verify(step));
    const waits = done.and('2026-01-12', lead, c.decline()).and('2026-01-12', verifier, c.reopen('2026-01-13', step));
    const sent = waits.and('2026-01-15', lead, c.submit(step));
    const over = sent.and('2026-01-16', verifier, c.rule(false));
    const late = (story: Story, from: string, to: string): string => counted(story, 'lateCount', { from, to }).value;
    expect(late(sent, '2026-01-01', '2026-01-14')).toBe('0');
    expect(late(over.and('2026-01-16', verifier, c.verify(step)), '2026-01-01', '2026-01-14')).toBe('0');
    expect(late(over.and('2026-01-16', verifier, c.verify(step)), '2026-01-15', '2026-01-31')).toBe('1');
  });

  it('property: of a period are the same whenever they are counted, unless a correction was recorded', () => {
    const corrections = ['LatenessOverturned', 'ReturnOverturned', 'ValueCorrected', 'PaperVoided', 'ItemReopened'];
    const units = ['lead', 'union', 'second', 'helper', 'other', 'spare'];
    let compared = 0;
    fc.assert(
      fc.property(setting, draws, fc.integer({ min: 0, max: 99 }), (s, ds, share) => {
        const { events } = play(s, ds);
        const at = (i: number): string => events[i]!.meta.recordedAt;
        const last = Math.floor((events.length - 1) * (share / 100));
        const period = { from: '2025-01-01', to: dayOf(at(last)) };
        // The first time that anybody looks after the period: what was due in it is noted then.
        const next = events.findIndex((e) => dayOf(e.meta.recordedAt) > period.to);
        if (next < 0) return;
        const first = events.findLastIndex((e) => e.meta.recordedAt === at(next)) + 1;
        const corrected = events.findIndex((e, i) => i >= first && (corrections.includes(e.type) || dayOf(e.meta.occurredAt) < dayOf(e.meta.recordedAt)));
        const until = corrected < 0 ? events.length : corrected;
        const told = (upTo: number): unknown => countFigures({ items: [{ itemId: 'i1', events: events.slice(0, upTo) }], proceedings: [] }, units, period);
        compared += until > first ? 1 : 0;
        expect(told(until)).toEqual(told(first));
      }),
      times(60),
    );
    expect(compared).toBeGreaterThan(20);
  });

  it('of a unit that holds nothing are nothing', () => {
    const { figures } = countFigures({ items: [{ itemId: 'i1', events: received().events }], proceedings: [] }, ['second'], YEAR)[0]!;
    expect(figures.every((f) => f.value === '0' && f.events.length === 0)).toBe(true);
  });
});
