import { standingOn, type CoverageCell, type CoverageStanding } from '../period-coverage/cell';
import { spanAt } from '../rules';
import { c, given, type Story } from '../testing/given';
import { FOUR, of } from '../testing/world';
import { dayOf, endOfDay } from '../time/day';
import { coverageOfItem } from './item.coverage';

const lead = of('lead');
const office = of('office');
const monthly = given({ deadline: null, recurrence: 'monthly', targets: [], steps: [], period: { from: '2026-01-01', to: '2026-04-30' } })
  .and('2026-01-05 11:00', office, { type: 'quantify', targets: [], deadline: null, steps: [], notNeeded: '按月报送' })
  .and('2026-01-06', lead, c.receive());

function cells(story: Story): CoverageCell[] {
  return coverageOfItem(story.state, spanAt(story.rules, story.state.lastAt), story.rules.roster, story.state.lastAt);
}
/** By period, as known at the end of a day. */
function standing(story: Story, day: string, part = 'a1'): Record<string, CoverageStanding> {
  return Object.fromEntries(cells(story).filter((x) => x.part === part).map((x) => [x.period, standingOn(x, dayOf(endOfDay(day)))]));
}
const eventOf = (story: Story, period: string): string => story.events[cells(story).find((x) => x.period === period)!.event - 1]!.type;

describe('what a unit owes by its periods', () => {
  test('every period of the plan has its cell from the first day, and none is missing before its day has passed', () => {
    expect(standing(monthly, '2026-01-31')).toEqual({ '2026-M01': 'missing', '2026-M02': 'notDue', '2026-M03': 'notDue', '2026-M04': 'notDue' });
    expect(standing(monthly, '2026-01-30')['2026-M01']).toBe('notDue');
    expect(eventOf(monthly, '2026-M01')).toBe('PeriodOpened');
    expect(eventOf(monthly, '2026-M04')).toBe('ItemIssued');
  });

  test('reported in time, late by its working days, missing: each names its event', () => {
    const story = monthly.and('2026-01-30', lead, c.submit('a1-2026-M01')).and('2026-03-04', lead, c.submit('a1-2026-M02')).until('2026-04-10');
    expect(standing(story, '2026-04-10')).toEqual({ '2026-M01': 'inTime', '2026-M02': 'late', '2026-M03': 'missing', '2026-M04': 'notDue' });
    // 28 February 2026 is a working Saturday: 2, 3 and 4 March follow.
    expect(cells(story).find((x) => x.period === '2026-M02')).toMatchObject({ due: '2026-02-28', lateWorkingDays: 3 });
    expect(['2026-M01', '2026-M02', '2026-M03', '2026-M04'].map((p) => eventOf(story, p))).toEqual(['StepSubmitted', 'StepSubmitted', 'OverdueMarked', 'PeriodOpened']);
  });

  test('returned or recalled it is owed again; accepted it stands as it was judged', () => {
    const sent = monthly.and('2026-01-29', lead, c.submit('a1-2026-M01'));
    expect(standing(sent.and('2026-01-30', lead, c.recall('a1-2026-M01')), '2026-01-30')['2026-M01']).toBe('notDue');
    const returned = sent.and('2026-01-30', of('supervisor'), c.return('a1-2026-M01'));
    expect(standing(returned, '2026-02-03')['2026-M01']).toBe('missing');
    expect(eventOf(returned, '2026-M01')).toBe('StepReturned');
    expect(standing(sent.and('2026-02-20', of('supervisor'), c.verify('a1-2026-M01')), '2026-02-20')['2026-M01']).toBe('inTime');
  });

  test('a lateness that was corrected is excused', () => {
    const late = monthly.until('2026-02-02').and('2026-02-02 11:00', lead, c.object('lateness', 'o1', 'a1', 'a1-2026-M01'));
    const upheld = late.and('2026-02-03', of('supervisor'), c.rule(true, 'o1'));
    expect(cells(upheld).find((x) => x.period === '2026-M01')).toMatchObject({ state: 'excused', excuse: 'corrected' });
    expect(eventOf(upheld, '2026-M01')).toBe('LatenessOverturned');
  });

  test('a period within a suspension was not owed; while it lasts nothing falls due', () => {
    const suspended = monthly.and('2026-01-30', lead, c.submit('a1-2026-M01')).and('2026-01-30 11:00', of('supervisor'), c.verify('a1-2026-M01')).and('2026-01-30 12:00', office, c.suspend);
    expect(standing(suspended, '2026-03-10')).toEqual({ '2026-M01': 'inTime', '2026-M02': 'notDue', '2026-M03': 'notDue', '2026-M04': 'notDue' });
    const resumed = suspended.and('2026-03-16', office, c.resume);
    expect(standing(resumed, '2026-03-16')).toEqual({ '2026-M01': 'inTime', '2026-M02': 'excused', '2026-M03': 'notDue', '2026-M04': 'notDue' });
    expect(eventOf(resumed, '2026-M02')).toBe('EntrySkipped');
  });

  test('closed before its day it is excused; what was missing by then stays missing', () => {
    const closed = monthly.until('2026-02-10').and('2026-02-11', of('conference'), { type: 'withdraw', reason: '上级调整任务' });
    expect(standing(closed, '2026-05-10')).toEqual({ '2026-M01': 'missing', '2026-M02': 'excused' });
    expect(eventOf(closed, '2026-M02')).toBe('ItemClosed');
  });

  test('handed on before its day it is the next unit’s', () => {
    const moved = monthly.and('2026-01-20', office, c.transfer('spare')).until('2026-02-05');
    expect(cells(moved).map((x) => [x.unitId, x.period, standingOn(x, '2026-02-05')])).toEqual([
      ['lead', '2026-M01', 'excused'],
      ['spare', '2026-M01', 'missing'],
      ['spare', '2026-M02', 'notDue'],
      ['spare', '2026-M03', 'notDue'],
      ['spare', '2026-M04', 'notDue'],
    ]);
  });

  test('participants owe none, and an item that does not recur has none', () => {
    const four = given({ deadline: null, recurrence: 'quarterly', assignments: FOUR, steps: [] }).until('2026-01-20');
    expect([...new Set(cells(four).map((x) => x.part))]).toEqual(['a1', 'a2']);
    expect(cells(given())).toEqual([]);
  });
});
