import { of } from '../testing/world';
import { endSubstitution, evolveSubstitutions, nameSubstitute, standsInFor, type NewSubstitution, type NewSubstitutionEvent, type SubstitutionEvent, type Substitutions } from './substitution';

const NOW = '2026-03-02T02:00:00.000Z';
const wanted: NewSubstitution = { id: 's1', unitId: 'lead', personId: 'lead-1', substituteId: 'lead-2', from: '2026-03-03', until: '2026-03-05', reason: '年休假' };
const recorded = (e: NewSubstitutionEvent, at = NOW): SubstitutionEvent => ({ ...e, meta: { actor: of('lead', 1), occurredAt: at, recordedAt: at, rules: { policy: 0, calendar: 0, roster: 0 } } }) as SubstitutionEvent;
const after = (decided: ReturnType<typeof nameSubstitute>, before: Substitutions = [], at = NOW): Substitutions => {
  if ('rejected' in decided) throw new Error(decided.rejected.code);
  return decided.reduce((all, e) => evolveSubstitutions(all, recorded(e, at)), before);
};
const named = (): Substitutions => after(nameSubstitute([], wanted, NOW));

describe('a substitution', () => {
  it.each([
    ['2026-03-02T15:59:59.999Z', []],
    ['2026-03-02T16:00:00.000Z', ['lead-1']],
    ['2026-03-05T15:59:59.999Z', ['lead-1']],
    ['2026-03-05T16:00:00.000Z', []],
  ])('holds from the beginning of its first day in Shanghai to the end of its last: %s', (at, persons) => {
    expect(standsInFor(named(), 'lead-2', 'lead', at)).toEqual(persons);
  });

  it('holds in its unit and for its substitute alone, and until it is ended', () => {
    const at = '2026-03-04T02:00:00.000Z';
    expect(standsInFor(named(), 'lead-2', 'helper', at)).toEqual([]);
    expect(standsInFor(named(), 'lead-3', 'lead', at)).toEqual([]);
    const ended = after(endSubstitution(named(), 's1', '提前返岗', at), named(), at);
    expect(standsInFor(ended, 'lead-2', 'lead', at)).toEqual([]);
    expect(ended[0]).toMatchObject({ ended: { at, by: 'lead-1', reason: '提前返岗' } });
    expect(endSubstitution(ended, 's1', '再次', at)).toEqual([]);
    expect(endSubstitution(named(), 's1', '过期', '2026-03-05T16:00:00.000Z')).toEqual([]);
    // Named anew for what is left.
    expect(nameSubstitute(ended, { ...wanted, id: 's2', from: '2026-03-04' }, at)).toHaveLength(1);
  });

  it.each<[string, Partial<NewSubstitution>, string]>([
    ['oneself', { substituteId: 'lead-1' }, 'same-holder'],
    ['an end before the beginning', { until: '2026-03-02' }, 'date-invalid'],
    ['no day', { from: '2026-02-30' }, 'date-invalid'],
    ['a day gone by', { from: '2026-03-01' }, 'date-in-the-past'],
    ['no reason', { reason: ' ' }, 'reason-missing'],
  ])('is refused: %s', (_, change, code) => {
    expect(nameSubstitute([], { ...wanted, ...change }, NOW)).toMatchObject({ rejected: { code } });
  });

  it('is one at a time for a person, and no chain', () => {
    expect(nameSubstitute(named(), { ...wanted, id: 's2', substituteId: 'lead-3', from: '2026-03-05', until: '2026-03-06' }, NOW)).toMatchObject({ rejected: { code: 'substitute-named' } });
    expect(nameSubstitute(named(), { ...wanted, id: 's2', personId: 'lead-2', substituteId: 'lead-3' }, NOW)).toMatchObject({ rejected: { code: 'substitute-away' } });
    expect(nameSubstitute(named(), { ...wanted, id: 's2', personId: 'lead-3', substituteId: 'lead-1' }, NOW)).toMatchObject({ rejected: { code: 'substitute-away' } });
    expect(nameSubstitute(named(), { ...wanted, id: 's2', from: '2026-03-06', until: '2026-03-06' }, NOW)).toHaveLength(1);
  });
});
