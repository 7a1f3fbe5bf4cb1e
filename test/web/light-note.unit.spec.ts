import { decidingOf, pastOf } from '../../apps/web/pages/item/conclusion';
import { correctedOf, lastCorrected } from '../../apps/web/pages/item/corrected';
import { runsOf } from '../../apps/web/pages/item/special-days';

type Cause = Parameters<typeof pastOf>[0];
const cause = (stepId: string, more: Partial<Cause> = {}) => ({ stepId, light: 'red', rule: 'pastGrace', sentAt: null, past: { workingDays: 9, days: 13 }, graceWorkingDays: 5, deadline: { day: '2026-02-13' }, ...more });
const said = (more: Partial<Cause>) => pastOf(cause('s', more)).map(([key, { count }]) => [key, count]);

describe('the conclusion on a light', () => {
  it('is of the step that is longest past, of those of its colour', () => {
    const causes = [cause('short'), cause('green', { light: 'green', rule: 'normal' }), cause('long', { past: { workingDays: 20, days: 28 } })];
    expect(decidingOf({ light: 'red', causes }).map(({ stepId }) => stepId)).toEqual(['long', 'short']);
    expect(decidingOf({ light: 'green', causes }).map(({ stepId }) => stepId)).toEqual([]);
    expect(decidingOf({ light: 'green', causes: [cause('put right', { light: 'green', rule: 'corrected', past: null })] })).toHaveLength(1);
  });

  it.each<[string, Partial<Cause>, (string | number)[][]]>([
    ['red beyond the grace', {}, [['late', 9], ['grace', 5]]],
    ['red, and sent since', { sentAt: '2026-02-20T02:00:00.000Z', past: { workingDays: 3, days: 7 } }, [['sentLate', 3], ['grace', 5], ['sent', 3]]],
    ['yellow', { light: 'yellow', rule: 'pastDeadline', past: { workingDays: 1, days: 1 } }, [['late', 1]]],
    ['blue, some days left', { light: 'blue', rule: 'dueSoon', past: { workingDays: -3, days: -5 } }, [['left', 3]]],
    ['blue on its last day', { light: 'blue', rule: 'dueSoon', past: { workingDays: 0, days: 0 } }, [['today', 0]]],
    ['blue past its day, while an extension asked in time waits', { light: 'blue', rule: 'dueSoon', past: { workingDays: 2, days: 2 } }, [['beyond', 2]]],
    ['blue, sent in time', { light: 'blue', rule: 'dueSoon', sentAt: '2026-02-12T02:00:00.000Z', past: { workingDays: -1, days: -1 } }, [['sent', 1]]],
    ['corrected', { light: 'green', rule: 'corrected', past: null }, []],
  ])('%s: says by how many days', (_, more, expected) => expect(said(more)).toEqual(expected));
});

test('what was put right last is what the head shows', () => {
  const found = (at: string | null) => ({ overturned: at === null ? null : { at, basis: at, was: 'red' } });
  expect(correctedOf({ lateness: [found('2026-03-01'), found('2026-03-09'), found(null)] })).toMatchObject({ at: '2026-03-09' });
  expect(lastCorrected({ steps: [{ lateness: [found(null)] }, { lateness: [] }] })).toBeUndefined();
});

test('days off that follow each other are one run, two holidays that meet are two', () => {
  const day = (d: string, kind: string, name: string) => ({ day: d, kind, name });
  expect(runsOf([day('2026-02-14', 'makeUpWorkday', '春节'), day('2026-02-15', 'holiday', '春节'), day('2026-02-16', 'holiday', '春节'), day('2026-02-18', 'holiday', '春节')])).toEqual([
    { from: '2026-02-14', to: '2026-02-14', kind: 'makeUpWorkday', name: '春节' }, { from: '2026-02-15', to: '2026-02-16', kind: 'holiday', name: '春节' }, { from: '2026-02-18', to: '2026-02-18', kind: 'holiday', name: '春节' },
  ]);
  expect(runsOf([day('2025-10-05', 'holiday', '国庆节'), day('2025-10-06', 'holiday', '中秋节')]).map(({ name }) => name)).toEqual(['国庆节', '中秋节']);
});
