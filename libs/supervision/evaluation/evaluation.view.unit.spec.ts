import type { ProceedingSight } from '../proceeding/proceeding';
import { draw, drawn, OFFICE, opened, seen, settled, verifierOf, verify, type Round } from '../testing/evaluation';
import { of } from '../testing/world';
import { EVALUATION } from './evaluation';

interface Shown {
  units: { unitId: string; score: unknown }[];
  result: { rows: { unitId: string }[] } | null;
}

const asUnit = (...unitIds: string[]): ProceedingSight => ({ kind: 'units', unitIds });
const shown = (round: Round, sight: ProceedingSight): Shown => EVALUATION.view(round.state, sight) as Shown;
const scores = (round: Round, sight: ProceedingSight): [string, boolean][] => shown(round, sight).units.map((u) => [u.unitId, u.score !== null]);

describe('what a unit reads of a round', () => {
  const verified = opened().and('2026-03-03', of('lead'), { type: 'assessSelf', unitId: 'lead', scores: [] }).and('2026-03-04', verifierOf(opened(), 'lead'), verify('lead'));
  const told = verified.and('2026-03-05', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] });

  it('is its own score once it was told (反馈), not as it is verified', () => {
    expect(scores(verified, asUnit('lead'))).toEqual([['lead', false]]);
    expect(scores(told, asUnit('lead'))).toEqual([['lead', true]]);
    // Who verifies or rules on it sees what they gave.
    const { verifierUnitId, reviewerUnitId } = verified.state.units['lead']!;
    for (const unitId of [verifierUnitId, reviewerUnitId]) expect(scores(verified, asUnit(unitId))).toContainEqual(['lead', true]);
  });

  it('is no score that was sent back, until it is told again', () => {
    const round = drawn();
    const sent = round.and('2026-03-13', of('helper', 4), { type: 'dissent', requestId: 's1', seen: seen(round), reason: '偏高', unitIds: ['lead'] });
    expect(scores(sent, asUnit('lead'))).toEqual([['lead', false]]);
    const again = sent.and('2026-03-13', verifierOf(sent, 'lead'), verify('lead', '70'));
    expect(scores(again, asUnit('lead'))).toEqual([['lead', false]]);
    expect(scores(settled(sent, '2026-03-13', ['lead']), asUnit('lead'))).toEqual([['lead', true]]);
  });

  it('is its rank and grade when they are published, and not before', () => {
    const round = drawn();
    expect(shown(round, asUnit('lead')).result).toBeNull();
    let signed = round;
    for (const [requestId, by] of [['s1', of('helper', 4)], ['s2', of('other', 7)], ['approval', of('conference', 7)]] as const) signed = signed.and('2026-03-13', by, { type: 'sign', requestId, seen: seen(signed) });
    expect(shown(signed, asUnit('lead')).result).toBeNull();
    const published = signed.and('2026-03-16', OFFICE, { type: 'publish', text: '通报如下' }).and('2026-03-16', of('office', 2), { type: 'signPaper', paperId: 'p1' });
    expect(shown(published, asUnit('lead')).result!.rows).toHaveLength(3);
  });

  it('is what they sign for, for those who sign, and nothing of their own', () => {
    // `second` is evaluated, and asked to sign for the others.
    const round = drawn({ signers: [{ unitId: 'second', personId: null, group: null }] });
    const covered = Object.values(round.state.requests).filter((r) => r.unitId === 'second').flatMap((r) => r.covers);
    expect(covered).toEqual(['union', 'lead']);
    expect(shown(round, { kind: 'units', unitIds: ['second'], judges: true }).result!.rows.map((r) => r.unitId)).toEqual(covered);
    expect(shown(round, asUnit('second'))).toMatchObject({ units: [{ unitId: 'second' }], result: null });
    expect(draw(round).rows).toHaveLength(3);
  });

  it('is for who signed an older result what they signed beside what is to be signed now, unit by unit', () => {
    const round = drawn();
    const signed = round.and('2026-03-13', of('helper', 4), { type: 'sign', requestId: 's1', seen: seen(round) });
    const before = (on: Round) => (EVALUATION.view(on.state, { kind: 'units', unitIds: ['helper'], judges: true }) as { requests: { id: string; signedBefore: unknown }[] }).requests.find((r) => r.id === 's1')!.signedBefore;
    expect(before(signed)).toBeNull();
    const sentBack = signed.and('2026-03-13', of('other', 7), { type: 'dissent', requestId: 's2', seen: seen(signed), reason: '偏高', unitIds: ['lead'] });
    expect(before(sentBack)).toMatchObject({ material: 1, changed: [] });
    const again = sentBack.and('2026-03-16', verifierOf(sentBack, 'lead'), verify('lead', '70')).and('2026-03-16', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] }).and('2026-03-16', of('lead'), { type: 'acceptScore', unitId: 'lead' });
    const redrawn = again.and('2026-03-17', OFFICE, draw(again));
    const [old, now] = [signed, redrawn].map((on) => on.state.result!.rows.find((r) => r.unitId === 'lead')!);
    expect(old!.total).not.toBe(now!.total);
    expect(before(redrawn)).toMatchObject({ material: 1, changed: expect.arrayContaining([{ unitId: 'lead', before: { total: old!.total, rank: old!.rank, grade: old!.grade }, now: { total: now!.total, rank: now!.rank, grade: now!.grade } }]) });
  });

  it('is the request that they were named for as a substitute, too: they could not sign what they do not see', () => {
    const round = drawn().and('2026-03-13', of('helper', 1), { type: 'substitute', requestId: 's1', by: { unitId: 'spare', personId: 'spare-2' }, reason: '公出' });
    const asked = (unitId: string) => EVALUATION.view(round.state, { kind: 'units', unitIds: [unitId], judges: true }) as { requests: { id: string }[]; awaited: string[] };
    for (const unitId of ['helper', 'spare']) expect([unitId, asked(unitId).requests.map((r) => r.id), asked(unitId).awaited]).toEqual([unitId, ['s1'], ['s1']]);
    expect(asked('lead').requests).toEqual([]);
  });
});
