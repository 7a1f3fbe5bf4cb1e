import type { HandOver, Holder } from '../holding';
import { movables } from '../proceeding/hand-over';
import { draw, drawn, OFFICE, opened, seen, settled, verify, type Round } from '../testing/evaluation';
import { of, rulesWith } from '../testing/world';
import { EVALUATION } from './evaluation';
import type { EvaluationCommand } from './evaluation.commands';

const AT = '2026-03-13';
const unit = (unitId: string): Holder => ({ unitId, personId: null });
const handOver = (from: Holder, to: Holder): HandOver => ({ type: 'handOver', handOverId: 'h1', from, to, reason: '机构改革', basis: null });
const sign = (round: Round, requestId: string): EvaluationCommand => ({ type: 'sign', requestId, seen: seen(round) });
const preview = (round: Round, from: Holder, to: Holder): Record<string, string | null> =>
  Object.fromEntries(movables(EVALUATION, round.state, from, to, { now: `${AT}T02:00:00.000Z`, actor: OFFICE, rules: rulesWith() }).map((m) => [`${m.holding.kind} ${m.holding.id}`, m.refusal?.code ?? null]));

describe('handing over in an evaluation', () => {
  it('moves a signature that is asked of a person, as often as the result is drawn up; what was signed stays', () => {
    const other = { unitId: 'other', personId: 'other-7' };
    const signed = drawn().and(AT, of('helper', 4), sign(drawn(), 's1')).and(AT, of('other', 7), sign(drawn(), 's2'));
    expect(preview(signed, other, { unitId: 'other', personId: 'other-8' })).toEqual({ 'signer signer:s2': null });
    const moved = signed.and('2026-03-16', OFFICE, handOver(other, { unitId: 'other', personId: 'other-8' }));
    expect(moved.state.requests['s2']).toMatchObject({ personId: 'other-8', former: [other] });
    expect(moved.state.signatures.map((s) => s.personId)).toEqual(['helper-4', 'other-7']);
    expect(EVALUATION.summary(moved.state).status).toBe('inApproval');
    // Another result asks the one who came.
    const again = settled(moved.and('2026-03-16', of('conference', 7), { type: 'dissent', requestId: 'approval', seen: seen(moved), reason: '质量分偏高', unitIds: ['lead'] }), '2026-03-17', ['lead']);
    const redrawn = again.and('2026-03-17', OFFICE, draw(again));
    const first = redrawn.and('2026-03-17', of('helper', 4), sign(redrawn, 's1'));
    expect(first.when('2026-03-17', of('other', 7), sign(first, 's2')).rejected).toBe('not-in-round');
    expect(first.when('2026-03-17', of('other', 8), sign(first, 's2')).rejected).toBeNull();
  });

  it('moves a named substitute’s part alone, and lets it lapse where the request itself moves', () => {
    const named = drawn().and(AT, of('supervisor', 1), { type: 'substitute', requestId: 's1', by: { unitId: 'spare', personId: 'spare-2' }, reason: '公出' });
    const moved = named.and(AT, OFFICE, handOver({ unitId: 'spare', personId: 'spare-2' }, { unitId: 'spare', personId: 'spare-5' }));
    expect(moved.state.requests['s1']).toMatchObject({ unitId: 'helper', substitute: { unitId: 'spare', personId: 'spare-5' } });
    expect(moved.when(AT, of('spare', 2), sign(moved, 's1')).rejected).toBe('not-in-round');
    expect(moved.when(AT, of('spare', 5), sign(moved, 's1')).rejected).toBeNull();
    expect(named.and(AT, OFFICE, handOver(unit('helper'), unit('conference'))).state.requests['s1']).toMatchObject({ unitId: 'conference', personId: null, substitute: null });
  });

  it.each<[string, string, string, Record<string, string | null>]>([
    ['a signing unit that is dissolved', 'helper', 'spare', { 'signer signer:s1': null }],
    ['to a unit whose score the signature covers', 'helper', 'lead', { 'signer signer:s1': 'own-work' }],
    ['to a hand that signs already', 'helper', 'other', { 'signer signer:s1': 'signer-twice' }],
    ['to a body under the roof of who is evaluated', 'helper', 'office', { 'signer signer:s1': 'own-work' }],
    ['to a unit that is gone', 'helper', 'gone', { 'signer signer:s1': 'unit-dissolved' }],
  ])('%s: from %s to %s', (_, from, to, expected) => {
    expect(preview(drawn(), unit(from), unit(to))).toMatchObject(expected);
  });

  it('moves scoring to a unit that stands apart from who is scored and from who reviews', () => {
    const round = opened();
    const { verifierUnitId, reviewerUnitId } = round.state.units['lead']!;
    expect(preview(round, unit(verifierUnitId), unit('conference'))).toMatchObject({ 'scorer verifier:lead': null, 'memberUnit member': null });
    expect(preview(round, unit(verifierUnitId), unit('lead'))).toMatchObject({ 'scorer verifier:lead': 'own-work' });
    expect(preview(round, unit(verifierUnitId), unit(reviewerUnitId))).toMatchObject({ 'scorer verifier:lead': 'own-work' });
    const moved = round.and('2026-03-05', OFFICE, handOver(unit(verifierUnitId), unit('conference')));
    expect(moved.when('2026-03-11', of(verifierUnitId, 3), verify('lead')).rejected).toBe('not-the-verifier');
    expect(moved.when('2026-03-11', of('conference', 3), verify('lead')).rejected).toBeNull();
    expect(moved.state.memberUnitIds).not.toContain(verifierUnitId);
  });

  it('lets a unit’s successor answer for it: it stays under its own name, and the successor neither scores nor signs it', () => {
    const round = opened();
    const free = ['spare', 'conference', 'helper2'].find((u) => ![round.state.units['lead']!.verifierUnitId, round.state.units['lead']!.reviewerUnitId].includes(u) && u !== 'conference')!;
    const moved = round.and('2026-03-03', OFFICE, handOver(unit('lead'), unit(free)));
    expect(moved.state.units['lead']).toMatchObject({ unitId: 'lead', answeredBy: free });
    expect(EVALUATION.duties(moved.state, moved.rules.spans[0]!, moved.rules.roster).find((d) => d.id === 'assess:lead')?.owedBy.unitId).toBe(free);
    expect(moved.when('2026-03-04', of('lead'), { type: 'assessSelf', unitId: 'lead', scores: [] }).rejected).toBe('not-the-assignee');
    const assessed = moved.and('2026-03-04', of(free), { type: 'assessSelf', unitId: 'lead', scores: [] });
    expect(assessed.when('2026-03-05', OFFICE, { type: 'replaceVerifier', unitId: 'lead', role: 'verifier', toUnitId: free, reason: '更换' }).rejected).toBe('own-work');
    expect(assessed.when('2026-03-05', OFFICE, { type: 'replaceSigner', requestId: 's1', by: { unitId: free, personId: null }, reason: '更换' }).rejected).toBe('own-work');
    expect(EVALUATION.summary(moved.state).unitIds).toEqual(expect.arrayContaining(['lead', free]));
    expect((EVALUATION.view(moved.state, { kind: 'units', unitIds: [free] }) as { units: { unitId: string }[] }).units.map((u) => u.unitId)).toContain('lead');
    const verifier = round.state.units['lead']!.verifierUnitId;
    expect(preview(round, unit('lead'), unit(verifier))).toMatchObject({ 'evaluatedUnit evaluated:lead': 'own-work' });
    expect(preview(round, unit('lead'), unit('helper'))).toMatchObject({ 'evaluatedUnit evaluated:lead': 'own-work' });
  });
});
