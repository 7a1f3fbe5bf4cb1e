import { evolveCalendar, NO_CALENDAR } from '../calendar/calendar.events';
import { STANDARD_RULES, type PolicyRules, type RulesVariant } from '../policy/policy';
import { evolvePolicy, NO_POLICY } from '../policy/policy.events';
import { problemsOfPolicy, rulesFor } from '../policy/rules-variant';
import { rulesOfUnit, spanAt } from '../rules';
import { timelineOf } from '../rules.timeline';
import { ROSTER } from '../testing/world';
import { decideRoster } from './roster.decide';
import { evolveRoster, type RosterEvent } from './roster.events';
import { hasTraits, NO_TRAITS, traitsAt, traitsOf, type UnitTraits } from './unit-traits';

const metaAt = (recordedAt: string) => ({ actor: { kind: 'system' as const, name: 'x' }, occurredAt: recordedAt, recordedAt, rules: { policy: 0, calendar: 0, roster: 0 } });
const classified = (unitId: string, traits: Partial<UnitTraits>, at: string): RosterEvent => ({ type: 'UnitClassified', data: { unitId, ...NO_TRAITS, ...traits }, meta: metaAt(at) });
const variant = (name: string, when: Partial<UnitTraits>, differences: Partial<PolicyRules> = {}, guidance: string | null = '指导'): RulesVariant => ({ name, when, differences, guidance });
const policy = (from: string, variants: RulesVariant[]) => ({ type: 'PolicySet' as const, data: { name: '规则', rules: STANDARD_RULES, variants, effectiveFrom: from, basis: '' }, meta: metaAt(from) });
const CALENDARS = evolveCalendar(NO_CALENDAR, { type: 'CalendarPublished', data: { publishedThrough: 2026, days: [], effectiveFrom: '2018-01-01', basis: '' }, meta: metaAt('') });
const PRIVATE = variant('非公企业', { unitClass: 'privateEnterprise' }, { receiptWorkingDays: 5, graceWorkingDays: 4 });
const SMALL = variant('小微企业', { unitClass: 'privateEnterprise', size: 'small' }, { receiptWorkingDays: 8 });

test('a variant is for the units with all the traits it names; of two the later one has the last word', () => {
  const rules = { version: 1, effectiveFrom: '', rules: STANDARD_RULES, variants: [PRIVATE, SMALL] };
  const enterprise = { ...NO_TRAITS, unitClass: 'privateEnterprise' as const };
  expect(rulesFor(rules, enterprise)).toMatchObject({ receiptWorkingDays: 5, graceWorkingDays: 4 });
  expect(rulesFor(rules, { ...enterprise, size: 'small', trade: '化工' })).toMatchObject({ receiptWorkingDays: 8, graceWorkingDays: 4 });
  expect(rulesFor(rules, { ...NO_TRAITS, size: 'small' })).toBe(STANDARD_RULES);
  expect([hasTraits({ ...enterprise, region: '准格尔旗' }, { region: '准格尔旗' }), hasTraits(enterprise, { region: '准格尔旗' })]).toEqual([true, false]);
});

test('a unit that is classed anew is what it was before up to that moment', () => {
  const roster = [classified('second', { unitClass: 'privateEnterprise', size: 'medium' }, '2026-03-01T01:00:00.000Z'), classified('second', { unitClass: 'privateEnterprise', size: 'small' }, '2026-05-01T01:00:00.000Z')].reduce(evolveRoster, ROSTER);
  const size = (at: string) => traitsAt(roster.units['second'], at).size;
  expect(['2026-02-28T00:00:00.000Z', '2026-03-01T01:00:00.000Z', '2026-04-30T00:00:00.000Z', '2026-05-01T01:00:00.000Z'].map(size)).toEqual([null, 'medium', 'medium', 'small']);
  expect(traitsOf(roster.units['second']!)).toEqual({ unitClass: 'privateEnterprise', size: 'small', trade: null, region: null });
  expect(roster.reclassed).toEqual(['2026-03-01T01:00:00.000Z', '2026-05-01T01:00:00.000Z']);
});

test('a span ends where a unit gets other rules by being classed anew, and only there', () => {
  const roster = [
    classified('second', { unitClass: 'privateEnterprise', size: 'small' }, '2026-03-01T01:00:00.000Z'),
    classified('second', { unitClass: 'privateEnterprise', size: 'small', region: '准格尔旗' }, '2026-04-01T01:00:00.000Z'),
    classified('lead', { unitClass: 'governmentOrgan', trade: '建筑' }, '2026-05-01T01:00:00.000Z'),
  ].reduce(evolveRoster, ROSTER);
  const spans = timelineOf([policy('2026-01-01T00:00:00.000Z', [SMALL]), policy('2026-06-01T00:00:00.000Z', [])].reduce(evolvePolicy, NO_POLICY), CALENDARS, roster);
  expect(spans.map((s) => [s.from, s.policy.version])).toEqual([['2018-01-01', 1], ['2026-01-01T00:00:00.000Z', 1], ['2026-03-01T01:00:00.000Z', 1], ['2026-06-01T00:00:00.000Z', 2]]);
  const rules = { spans, roster };
  const days = (at: string) => rulesOfUnit(spanAt(rules, at), roster, 'second').receiptWorkingDays;
  expect([days('2026-02-28T00:00:00.000Z'), days('2026-03-01T01:00:00.000Z'), days('2026-05-31T00:00:00.000Z'), days('2026-06-01T00:00:00.000Z')]).toEqual([3, 8, 8, 3]);
});

test('classing a unit as what it is changes nothing; one that is dissolved is not classed', () => {
  const same = { type: 'classify' as const, unitId: 'second', traits: traitsOf(ROSTER.units['second']!) };
  expect(decideRoster(ROSTER, same, '2026-03-01')).toEqual([]);
  expect(decideRoster(ROSTER, { ...same, traits: { ...same.traits, size: 'micro' } }, '2026-03-01')).toEqual([{ type: 'UnitClassified', data: { unitId: 'second', unitClass: 'privateEnterprise', size: 'micro', trade: null, region: null } }]);
  expect(decideRoster(ROSTER, { ...same, unitId: 'gone' }, '2026-03-01')).toMatchObject({ rejected: { code: 'unit-dissolved' } });
});

test('a policy says what is wrong with its variants, by field', () => {
  const wrong = [variant('甲', {}), variant('甲', { size: 'small' }, {}, ' '), variant('乙', { size: 'small' }, { graceWorkingDays: 0 }), variant('丙', { size: null, region: '某旗' }, { dutyTemplates: [] })];
  expect(problemsOfPolicy(STANDARD_RULES, wrong).map((p) => p.field)).toEqual(['variants.0.when', 'variants.1.name', 'variants.1.differences', 'variants.2.differences.graceWorkingDays', 'variants.3.differences.dutyTemplates']);
  expect(problemsOfPolicy(STANDARD_RULES, [PRIVATE, SMALL])).toEqual([]);
});
