import fc from 'fast-check';
import type { Actor } from '../actor';
import { Course } from '../testing/proceeding';
import { of, rulesWith } from '../testing/world';
import { times } from '../testing/times';
import { addDays, dayNumber } from '../time/day';
import { nextQuarter, quarterOf, visitDays } from './quarter';
import { REFORM_UNIT, type ReformUnitCommand, type ReformUnitState } from './reform-unit';

const OFFICE = of('office', 9);
const particulars = { name: '某机械厂', unitType: 'enterprise' as const, ownership: '国有', trade: '制造', size: '大型', region: '东区', batch: '第一批', level: '市级', unitId: 'second' };
const list: Extract<ReformUnitCommand, { type: 'list' }> = {
  type: 'list',
  data: { title: particulars.name, particulars, since: '2025-12-01', ownPlan: null, planId: null, policyId: 'standard', officeUnitId: 'office', supervisingUnitId: null, conferenceUnitId: null },
  links: [{ kind: 'contactUnit', unitId: 'lead', personId: null, since: '2025-12-01' }],
};
type C = Course<ReformUnitState, ReformUnitCommand>;
const listed = (change: Partial<Extract<ReformUnitCommand, { type: 'list' }>> = {}, at = '2026-01-01', rules = rulesWith()): C => Course.opened(REFORM_UNIT, at, OFFICE, { ...list, ...change } as ReformUnitCommand, rules);
const unlinked = (): C => listed({ links: [] });
const visit = (day: string, linkId = 'l1'): ReformUnitCommand => ({ type: 'recordVisit', linkId, day, personIds: ['lead-2'], findings: '技能人才评价推进较慢', difficultyIds: [], evidenceIds: [] });
const CONTACT = of('lead', 2);
const owed = (c: C): string[] => REFORM_UNIT.duties(c.state, c.rules.spans[0]!, c.rules.roster).map((d) => `${d.id} ${d.owedBy.unitId} ${d.day}`);

describe('a reform unit', () => {
  it('without a link is a gap, which the office owes to close', () => {
    expect(REFORM_UNIT.summary(unlinked().state)).toMatchObject({ status: 'unlinked', facts: { links: 0 } });
    expect(owed(unlinked())).toEqual(['link office 2026-01-22']);
    expect(unlinked().until('2026-02-10').state.overdue['link/1']).toBeDefined();
    const linked = unlinked().and('2026-01-08', OFFICE, { type: 'link', kind: 'contactUnit', unitId: 'lead', personId: null, since: '2026-01-08' });
    expect(REFORM_UNIT.summary(linked.state).status).toBe('linked');
    const again = linked.and('2026-01-20', OFFICE, { type: 'unlink', linkId: 'l1', until: '2026-01-20', reason: '职责调整' });
    expect(REFORM_UNIT.duties(again.state, again.rules.spans[0]!, again.rules.roster)).toMatchObject([{ id: 'link', arming: 2 }]);
  });

  it('is taken over with the day on which it left and why; nothing is owed of it any more', () => {
    const links = [{ kind: 'contactUnit' as const, unitId: 'lead', personId: null, since: '2025-04-01' }];
    const data = { ...list.data, since: '2025-03-05' };
    const left = listed({ data, links, left: { until: '2025-11-30', reason: '企业注销' } });
    expect(left.state).toMatchObject({ since: '2025-03-05', until: '2025-11-30', closed: { how: 'left', reason: '企业注销' }, links: { l1: { since: '2025-04-01', until: '2025-11-30' } }, owed: [], unlinkedSince: null });
    expect([owed(left), left.until('2026-06-30').state.overdue]).toEqual([[], {}]);
    const refused = (change: object): string => {
      try {
        return listed({ data, links, ...change }).state.id;
      } catch (error) {
        return /"code":"([a-z-]+)"/.exec((error as Error).message)![1]!;
      }
    };
    expect([{ until: '2026-02-01', reason: '转产' }, { until: '2025-03-04', reason: '转产' }, { until: '2025-03-31', reason: '转产' }, { until: '2025-11-30', reason: ' ' }].map((l) => refused({ left: l }))).toEqual(['date-invalid', 'date-invalid', 'date-invalid', 'reason-missing']);
  });

  it('is not its own contact unit, at first or later', () => {
    const itself = { kind: 'contactUnit' as const, unitId: 'second', personId: null, since: '2026-01-08' };
    expect(() => listed({ links: [itself] })).toThrow('link-to-itself');
    expect(unlinked().when('2026-01-08', OFFICE, { type: 'link', ...itself }).rejected).toBe('link-to-itself');
    const { name: _name, ...rest } = particulars;
    expect(listed().when('2026-01-08', OFFICE, { type: 'change', particulars: { ...rest, unitId: 'lead' }, reason: '更名' }).rejected).toBe('link-to-itself');
    const handed = { type: 'handOver' as const, handOverId: 'h1', from: { unitId: 'lead', personId: null }, to: { unitId: 'second', personId: null }, reason: '机构改革', basis: null };
    expect(listed().when('2026-01-08', OFFICE, handed).rejected).toBe('link-to-itself');
  });

  it.each([
    ['at once where nobody took its place', null, '2026-02-01T16:00:00.000Z', true],
    ['after the days to find a contact where somebody did', 'spare', '2026-02-02', false],
  ])('is a gap when its contact unit is dissolved: %s', (_, successorId, __, gone) => {
    const base = rulesWith();
    const lead = { ...base.roster.units['lead']!, until: '2026-02-01', successorId, dissolvedAt: '2026-01-20T02:00:00.000Z', dissolved: 99 };
    const rules = { ...base, roster: { ...base.roster, units: { ...base.roster.units, lead } } };
    const story = listed({ links: [] }, '2026-01-01', base).and('2026-01-05', OFFICE, { type: 'link', kind: 'contactUnit', unitId: 'lead', personId: null, since: '2026-01-05' });
    const later = new Course(REFORM_UNIT, rules, story.events, story.state);
    expect(REFORM_UNIT.summary(later.until('2026-02-03').state).status).toBe(gone ? 'unlinked' : 'linked');
    const ended = later.until('2026-03-10').state;
    expect(REFORM_UNIT.summary(ended).status).toBe('unlinked');
    expect(ended.links['l1']).toMatchObject({ until: '2026-02-01', reason: 'rule:linked-unit-dissolved' });
    expect(ended.unlinkedSince).not.toBeNull();
  });

  it('is visited each quarter by each of its links', () => {
    const both = listed({ links: [...list.links, { kind: 'instructor', unitId: 'union', personId: 'union-3', since: '2026-01-01' }] });
    expect(owed(both)).toEqual(['visit:l1:2026Q1:1 lead 2026-03-31', 'visit:l2:2026Q1:1 union 2026-03-31']);
    const done = both.and('2026-03-02', CONTACT, visit('2026-02-27'));
    expect(owed(done)).toEqual(['visit:l2:2026Q1:1 union 2026-03-31']);
    const next = done.until('2026-04-01');
    expect(owed(next)).toEqual(['visit:l2:2026Q1:1 union 2026-03-31', 'visit:l1:2026Q2:1 lead 2026-06-30', 'visit:l2:2026Q2:1 union 2026-06-30']);
    expect(next.state.overdue['visit:l2:2026Q1:1/1']).toBe('2026-03-31T16:00:00.000Z');
  });

  it('visited late is late; not visited by the end of the next quarter it stays missed', () => {
    // The first visit of a quarter is the quarter's own; the second makes up for the quarter before.
    const late = listed().until('2026-04-02').and('2026-04-10', CONTACT, visit('2026-04-10')).and('2026-05-20', CONTACT, visit('2026-05-20'));
    expect(late.state.owed).toMatchObject([{ quarter: '2026Q1', doneBy: 'v2' }, { quarter: '2026Q2', doneBy: 'v1' }]);
    expect(late.state.overdue['visit:l1:2026Q1:1/1']).toBeDefined();
    expect(REFORM_UNIT.latenesses!(late.state)).toMatchObject([{ id: 'visit:l1:2026Q1:1', what: 'late' }]);
    const missed = listed().until('2026-07-01').and('2026-07-02', CONTACT, visit('2026-07-02'));
    expect(missed.state.owed).toMatchObject([{ quarter: '2026Q1', missed: true, doneBy: null }, { quarter: '2026Q2', doneBy: null }, { quarter: '2026Q3', doneBy: 'v1' }]);
    expect(REFORM_UNIT.summary(missed.state).facts).toMatchObject({ missedVisits: 2, visits: 1 });
  });

  const told = (c: C): string[] => c.state.owed.map((v) => `${v.quarter} ${v.doneBy ?? (v.missed ? 'missed' : '-')}`);

  it('missed once is missed once, though a visit follows in each quarter', () => {
    const c = ['2026-04-20', '2026-07-10', '2026-10-05'].reduce((course, day) => course.until(`${day.slice(0, 8)}02`).and(day, CONTACT, visit(day)), listed()).until('2027-01-05');
    expect(told(c).slice(0, 4)).toEqual(['2026Q1 missed', '2026Q2 v1', '2026Q3 v2', '2026Q4 v3']);
    expect(REFORM_UNIT.latenesses!(c.state).map((l) => [l.id, l.what])).toEqual([['visit:l1:2026Q1:1', 'missing']]);
  });

  it('has a visit counted where it was made, whenever it was recorded', () => {
    const first = listed().and('2026-02-10', CONTACT, visit('2026-02-10'));
    const inTime = first.and('2026-03-30', CONTACT, visit('2026-03-30')).until('2026-04-05');
    const afterwards = first.until('2026-04-04').and('2026-04-05', CONTACT, visit('2026-03-30'));
    expect([told(inTime), told(afterwards)]).toEqual([['2026Q1 v1', '2026Q2 -'], ['2026Q1 v1', '2026Q2 -']]);
    // Made in time and recorded after another made up for it: not late.
    const madeUp = listed().until('2026-04-02').and('2026-04-10', CONTACT, visit('2026-04-10')).and('2026-04-12', CONTACT, visit('2026-04-12')).and('2026-04-14', CONTACT, visit('2026-03-20'));
    expect(told(madeUp)).toEqual(['2026Q1 v3', '2026Q2 v1']);
    expect(REFORM_UNIT.latenesses!(madeUp.state)).toEqual([]);
  });

  it('keeps what was found overdue, though the link is said to have ended before', () => {
    const overdue = listed().until('2026-04-02');
    const ended = overdue.and('2026-04-10', OFFICE, { type: 'unlink', linkId: 'l1', until: '2026-03-30', reason: '职责调整' });
    const left = overdue.and('2026-04-10', OFFICE, { type: 'remove', until: '2026-03-30', reason: '企业注销' });
    for (const { state } of [ended, left]) {
      expect(REFORM_UNIT.summary(state).facts).toMatchObject({ missedVisits: 1 });
      expect(REFORM_UNIT.latenesses!(state)).toMatchObject([{ id: 'visit:l1:2026Q1:1', what: 'missing' }]);
    }
  });

  it('is without a link until the day on which the one entered ahead begins', () => {
    const link = (since: string): ReformUnitCommand => ({ type: 'link', kind: 'contactUnit', unitId: 'lead', personId: null, since });
    const far = unlinked().and('2026-01-05', OFFICE, link('2027-07-01'));
    expect(REFORM_UNIT.summary(far.state)).toMatchObject({ status: 'unlinked', facts: { links: 0 } });
    expect(owed(far)).toEqual(['link office 2026-01-22']);
    expect(far.until('2026-02-10').state.overdue['link/1']).toBeDefined();
    expect(REFORM_UNIT.summary(far.until('2027-06-30').state).status).toBe('unlinked');
    const begun = far.until('2027-06-30').until('2027-07-02');
    expect(REFORM_UNIT.summary(begun.state)).toMatchObject({ status: 'linked', facts: { links: 1 } });
    expect(owed(begun)).toEqual(['visit:l1:2027Q3:1 lead 2027-09-30']);
    // In time for the gap nothing more is asked of the office.
    expect(owed(unlinked().and('2026-01-05', OFFICE, link('2026-01-20')))).toEqual(['visit:l1:2026Q1:1 lead 2026-03-31']);
    // Entered by mistake it is taken back, and the gap goes on as it was.
    const back = far.and('2026-01-06', OFFICE, { type: 'unlink', linkId: 'l1', until: '2026-01-06', reason: '日期录错' });
    expect(REFORM_UNIT.duties(back.state, back.rules.spans[0]!, back.rules.roster)).toMatchObject([{ id: 'link', arming: 1, day: '2026-01-22' }]);
    expect(back.until('2027-08-01').events.some((e) => e.type === 'LinkTookEffect')).toBe(false);
    // The last that had begun leaves a gap, though another is still to come.
    const over = listed().and('2026-01-05', OFFICE, { ...link('2026-12-01'), unitId: 'union' } as ReformUnitCommand).and('2026-01-08', OFFICE, { type: 'unlink', linkId: 'l1', until: '2026-01-08', reason: '职责调整' });
    expect(REFORM_UNIT.summary(over.state).status).toBe('unlinked');
  });

  it('owes by the policy of the day, and a link that begins late its share', () => {
    const thrice = listed({}, '2026-01-01', rulesWith({ rules: { visitsPerQuarter: 3 } }));
    expect(owed(thrice)).toHaveLength(3);
    expect(thrice.state.owed.map((v) => v.day)).toEqual(['2026-01-30', '2026-03-01', '2026-03-31']);
    const inMarch = unlinked().and('2026-03-20', OFFICE, { type: 'link', kind: 'contactUnit', unitId: 'lead', personId: null, since: '2026-03-20' });
    expect(owed(inMarch)).toEqual([]);
    expect(owed(inMarch.until('2026-04-01'))).toEqual(['visit:l1:2026Q2:1 lead 2026-06-30']);
    // What went by before it was entered is not owed.
    expect(owed(listed({ links: [{ kind: 'contactUnit', unitId: 'lead', personId: null, since: '2023-01-01' }] }, '2026-02-02'))).toEqual(['visit:l1:2026Q1:1 lead 2026-03-31']);
  });

  it('loses what a link owed when it ends, but not what it has missed', () => {
    const ended = listed().until('2026-04-02').and('2026-04-03', OFFICE, { type: 'unlink', linkId: 'l1', until: '2026-04-03', reason: '职责调整' });
    expect(ended.state.owed).toMatchObject([{ quarter: '2026Q1', missed: true }]);
    expect(owed(ended)).toEqual(['link office 2026-04-27']);
  });

  it('leaves the roster with the reason, and owes nothing more', () => {
    const left = listed().and('2026-02-10', OFFICE, { type: 'remove', until: '2026-02-09', reason: '企业注销' });
    expect(left.state).toMatchObject({ until: '2026-02-09', closed: { how: 'left', reason: '企业注销' }, links: { l1: { until: '2026-02-09' } } });
    expect(left.until('2027-01-01').events).toHaveLength(left.events.length);
    expect(left.when('2026-02-11', CONTACT, visit('2026-02-11')).rejected).toBe('proceeding-closed');
  });

  it('goes over with what a person holds: the link, its visits, and both names', () => {
    const instructed = listed({ links: [{ kind: 'instructor', unitId: 'union', personId: 'union-3', since: '2026-01-01' }] });
    const handOver = { type: 'handOver' as const, handOverId: 'h1', from: { unitId: 'union', personId: 'union-3' }, to: { unitId: 'union', personId: 'union-4' }, reason: '调动', basis: null };
    const moved = instructed.and('2026-02-02', OFFICE, handOver);
    expect(moved.state.links['l1']).toMatchObject({ personId: 'union-4', former: [{ unitId: 'union', personId: 'union-3' }] });
    expect(REFORM_UNIT.duties(moved.state, moved.rules.spans[0]!, moved.rules.roster)).toMatchObject([{ owedBy: { unitId: 'union', personId: 'union-4', post: 'responsible' } }]);
    expect(instructed.when('2026-02-02', OFFICE, { ...handOver, to: { unitId: 'union', personId: null } }).rejected).toBe('person-unknown');
    expect(instructed.when('2026-02-02', OFFICE, { ...handOver, to: { unitId: 'gone', personId: 'x' } }).rejected).toBe('unit-dissolved');
  });

  it('goes over with what a unit holds, and the name of its contact person stays', () => {
    const given = listed({ links: [{ kind: 'contactUnit', unitId: 'lead', personId: 'lead-3', since: '2026-01-01' }] });
    const moved = given.and('2026-02-02', OFFICE, { type: 'handOver', handOverId: 'h1', from: { unitId: 'lead', personId: null }, to: { unitId: 'helper', personId: null }, reason: '机构改革', basis: null });
    expect(moved.state.links['l1']).toMatchObject({ unitId: 'helper', personId: null, former: [{ unitId: 'lead', personId: 'lead-3' }] });
  });

  it('is the same whether the clock ran each week or once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { maxLength: 12 }), (days) => {
        const often = days.sort((a, b) => a - b).reduce((c, n) => c.until(addDays('2026-01-01', n)), listed()).until('2028-01-15');
        const once = listed().until('2028-01-15');
        const facts = (c: C): unknown => [c.state.overdue, c.state.owed.map((v) => [v.id, v.day, v.missed]), c.state.quarter];
        expect(facts(often)).toEqual(facts(once));
        const keys = often.events.flatMap((e) => e.agendaKey ?? []);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      times(25),
    );
  });

  it('shares a quarter’s visits out evenly over what is left of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 3_000 }), (perQuarter, n) => {
        const from = addDays('2024-01-01', n);
        const days = visitDays(perQuarter, from);
        const quarter = quarterOf(from);
        expect(days.length).toBeLessThanOrEqual(perQuarter);
        if (from === quarter.from) expect(days).toHaveLength(perQuarter);
        if (days.length > 0) expect(days.at(-1)).toBe(quarter.last);
        for (const [i, day] of days.entries()) expect(dayNumber(day)).toBeGreaterThanOrEqual(dayNumber(i === 0 ? from : days[i - 1]!));
        expect(dayNumber(nextQuarter(quarter).from)).toBe(dayNumber(quarter.last) + 1);
      }),
    );
  });

  it.each<[string, Actor, ReformUnitCommand, string]>([
    ['visited by another unit', of('union', 1), visit('2026-01-08'), 'not-the-assignee'],
    ['visited tomorrow', CONTACT, visit('2026-01-09'), 'date-invalid'],
    ['visited before the link began', CONTACT, visit('2025-11-30'), 'date-invalid'],
    ['visited without a word', CONTACT, { ...visit('2026-01-08'), findings: ' ' } as ReformUnitCommand, 'nothing-substantial'],
    ['visited under a link that is not there', CONTACT, visit('2026-01-08', 'constructor'), 'link-not-found'],
    ['linked twice to one unit', OFFICE, { type: 'link', kind: 'contactUnit', unitId: 'lead', personId: null, since: '2026-01-08' }, 'link-open'],
    ['linked to who is not there', OFFICE, { type: 'link', kind: 'contactUnit', unitId: 'gone', personId: null, since: '2026-01-08' }, 'unit-unknown'],
    ['given an instructor who is nobody', OFFICE, { type: 'link', kind: 'instructor', unitId: 'union', personId: null, since: '2026-01-08' }, 'person-unknown'],
    ['linked by another than the office', CONTACT, { type: 'link', kind: 'contactUnit', unitId: 'union', personId: null, since: '2026-01-08' }, 'not-the-office'],
    ['removed without a reason', OFFICE, { type: 'remove', until: '2026-01-08', reason: '' }, 'reason-missing'],
    ['removed before it was there', OFFICE, { type: 'remove', until: '2025-11-01', reason: '注销' }, 'date-invalid'],
  ])('is not %s', (_, actor, command, code) => {
    expect(listed().when('2026-01-08', actor, command).rejected).toBe(code);
  });
});
