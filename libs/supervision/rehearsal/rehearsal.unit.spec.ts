import type { Draft, DraftItem } from '../plan/draft';
import { EMPTY_ROSTER } from '../roster/roster';
import { rulesWith } from '../testing/world';
import { moment } from '../testing/given';
import type { ItemState } from '../item/item.types';
import { assumedOf, issueDry, planOfDraft, withNamesOf } from './dry-issue';
import { rehearse, type People, type Rehearsal } from './rehearse';
import { byUnit, crowdedWeeks, monthsOf, peaksOf } from './tables';

const AT = moment('2026-03-02 09:00');
const UNTIL = moment('2026-12-31 23:59');

function item(number: string, change: Partial<DraftItem>): DraftItem {
  return { key: `i${number}`, number, title: `事项${number}`, category: null, leads: [], participants: [], units: [], targets: [], deadline: null, deadlineText: null, recurrence: null, quote: '', content: '', place: { fromLine: 1, toLine: 1 }, ...change };
}

function draft(items: DraftItem[]): Draft {
  const plan = { title: '工作要点', documentNumber: null, issuer: '市产改办', year: 2026, period: null, issuedOn: null, categories: [] };
  const report = { format: 'txt' as const, encoding: 'utf-8', lines: 1, accounted: { item: 1, heading: 0, front: 0, prose: 0, note: 0, blank: 0, notUnderstood: 0 }, found: { items: 1, unnumbered: 0, categories: 0, units: 0, groups: 0, targets: 0, deadlines: 0 }, inferred: [], reconciliation: [] };
  return { plan, items, decisions: [], notUnderstood: [], report };
}

function issued(items: DraftItem[]): { states: ItemState[]; run: (people: People) => Rehearsal; assumed: string[] } {
  const { plan, office } = planOfDraft(draft(items), '2026-03-02', AT);
  const named = withNamesOf(draft(items), EMPTY_ROSTER, '2026-03-02');
  const rules = { ...rulesWith(), roster: { ...named, units: { ...named.units, [office.id]: office } } };
  const states = issueDry(plan, rules, AT);
  if ('rejected' in states) throw new Error(JSON.stringify(states.rejected));
  return { states, run: (people) => rehearse(states, rules, AT, UNTIL, people), assumed: assumedOf(plan).map((a) => a.en) };
}

describe('a rehearsal', () => {
  const lead = 'rehearsal-市人社局';
  const one = [item('1', { leads: ['市人社局'], participants: ['市财政局'], deadline: '2026-06-30' })];

  it('tells of receipts and figures where nobody does anything, and of the deadline alone where they were given', () => {
    const nobody = issued(one).run('nobody');
    const duties = (r: Rehearsal): string[] => [...new Set(r.notices.map((n) => n.duty.replace(/:.*/, '')))].sort();
    expect(duties(nobody)).toEqual(['answer', 'quantify', 'receipt', 'step']);
    const quantified = issued(one).run('quantified');
    expect(duties(quantified)).toEqual(['answer', 'step']);
    const ladder = quantified.notices.filter((n) => n.unitId === lead && n.duty === 'step:a1-1').map((n) => `${n.day} ${n.rung}`);
    expect(ladder.slice(0, 4)).toEqual(['2026-06-18 T-7', '2026-06-25 T-3', '2026-06-29 T-1', '2026-07-02 yellowPaper']);
    // The red one goes to the unit and to its leader.
    expect(ladder.filter((l) => l.endsWith('redPaper'))).toEqual(['2026-07-08 redPaper', '2026-07-08 redPaper']);
  });

  it('counts by unit and month what it lists, and finds the peaks', () => {
    const rehearsal = issued(one).run('quantified');
    const rows = byUnit(rehearsal.notices);
    expect(rows.reduce((n, r) => n + r.total, 0)).toBe(rehearsal.notices.length);
    for (const r of rows) {
      expect(Object.values(r.months).reduce((a, b) => a + b, 0)).toBe(r.total);
      expect(r.reminder + r.escalation + r.paper).toBe(r.total);
    }
    expect(monthsOf(rehearsal)).toEqual(['03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((m) => `2026-${m}`));
    expect(peaksOf(rehearsal.notices, 1)[0]!.notices).toBeGreaterThanOrEqual(2);
    expect(rehearsal.toSign.filter((t) => t.rung === 'yellowPaper')).toHaveLength(2);
  });

  it('finds deadlines on days off, and the working day before', () => {
    const { holidayDeadlines } = issued([item('1', { leads: ['市人社局'], deadline: '2026-10-03' }), item('2', { leads: ['市人社局'], deadline: '2026-06-30' })]).run('received');
    expect(holidayDeadlines).toEqual([{ itemId: 'rehearsal-1', number: '1', day: '2026-10-03', holiday: '国庆节', workingDayBefore: '2026-09-30' }]);
  });

  it('finds who is never told', () => {
    const rehearsal = issued([item('1', { leads: ['市人社局'], deadline: '2026-06-30' }), item('2', { leads: ['市文联'], deadline: '2027-06-30' })]).run('quantified');
    expect(rehearsal.units).toEqual([{ unitId: lead, told: true }, { unitId: 'rehearsal-市文联', told: false }]);
  });

  it('says what the paper left open and it took for granted', () => {
    const { states, assumed } = issued([item('3', { units: ['市人社局', '市财政局'] }), item('4', {}), item('5', { leads: ['市人社局'], participants: ['各高校'] })]);
    expect(Object.values(states[0]!.assignments).map((a) => [a.unitId, a.role])).toEqual([[lead, 'lead'], ['rehearsal-市财政局', 'participant']]);
    expect(assumed).toEqual(['1 item(s) mark no lead: the first-named unit is taken to lead: 3', '1 item(s) name no unit: the office answers for them: 4', 'groups without a roster are left out: 各高校']);
  });

  it('goes as such plans usually go, the same each time, between nobody doing anything and everybody being in time', () => {
    const many = Array.from({ length: 40 }, (_, i) => item(`${i + 1}`, { leads: [`市第${i % 8}局`], participants: ['市财政局'], deadline: `2026-${String((i % 9) + 3).padStart(2, '0')}-28`, targets: [] }));
    const { run } = issued(many);
    const typical = run('typical');
    expect(run('typical')).toEqual(typical);
    const [reminders, all] = [typical.notices.filter((n) => n.what === 'reminder').length, typical.notices.length];
    expect(all).toBeLessThan(run('received').notices.length / 2);
    expect(typical.notices.some((n) => n.rung === 'redPaper')).toBe(true);
    expect(reminders).toBeGreaterThan(typical.notices.filter((n) => n.what === 'paper').length);
  });

  it('finds weeks in which a unit has too much at once', () => {
    const { run } = issued([...['06-01', '06-03', '06-05'].map((d, i) => item(`${i + 1}`, { leads: ['市人社局'], deadline: `2026-${d}` })), item('4', { leads: ['市人社局'], deadline: '2026-06-08' })]);
    expect(crowdedWeeks(run('received').due)).toEqual([{ unitId: 'rehearsal-市人社局', week: '2026-06-01', due: [1, 3, 5].map((d, i) => ({ itemId: `rehearsal-${i + 1}`, number: `${i + 1}`, day: `2026-06-0${d}` })) }]);
    expect(crowdedWeeks(run('received').due, 4)).toEqual([]);
  });
});
