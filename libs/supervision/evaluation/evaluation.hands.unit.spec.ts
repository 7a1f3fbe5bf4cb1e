import type { Actor } from '../actor';
import type { CommonCommand } from '../proceeding/proceeding.decide';
import { proceedingNoticesOf } from '../proceeding/proceeding.notices';
import { draw, drawn, OFFICE, opened, opening, type Round, seen, settled, verifierOf, verify } from '../testing/evaluation';
import { of } from '../testing/world';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';

const AT = '2026-03-13';
const first = of('helper', 4);
const second = of('other', 7);
const approver = of('conference', 7);
const sign = (round: Round, requestId: string): EvaluationCommand => ({ type: 'sign', requestId, seen: seen(round) });
const approved = (round = drawn()): Round => [['s1', first], ['s2', second], ['approval', approver]].reduce((r, [id, by]) => r.and(AT, by as Actor, sign(r, id as string)), round);
const draft = (round = approved()): Round => round.and('2026-03-16', OFFICE, { type: 'publish', text: '通报如下' });
const person = (personId: string, unitId: string, more: object = {}): Actor => ({ kind: 'person', personId, unitId, ...more });
const SPEAKS: EvaluationCommand = { type: 'assessSelf', unitId: 'second', scores: [] };
/** `second` is verified by the office, which also records what it says. */
const byOffice = (): Round => opened({ memberUnitIds: ['office', 'other', 'spare', 'helper2'], units: [{ unitId: 'second', classId: 'departments', verifierUnitId: 'office' }] });
const figures = (value: string, events: string[], version = 3): EvaluationCommand => ({
  type: 'takeFigures',
  reason: '更正后重新提取',
  figures: { units: ['union', 'lead', 'second'].map((unitId) => ({ unitId, figures: [{ name: 'lateCount', value: unitId === 'lead' ? value : '0', events: unitId === 'lead' ? events : [] }] })), items: [{ itemId: 'i1', version }] },
});

describe('one hand', () => {
  it('does not score what it recorded for the unit, nor rule on its review', () => {
    const told = byOffice().and('2026-03-03', person('office-9', 'office', { onBehalfOf: 'second' }), SPEAKS);
    expect(told.when('2026-03-04', of('office', 9), verify('second')).rejected).toBe('one-hand');
    expect(told.when('2026-03-04', person('office-3', 'office', { insteadOf: 'office-9' }), verify('second')).rejected).toBe('one-hand');
    const again = told.and('2026-03-04', of('second', 2), SPEAKS);
    expect(again.when('2026-03-05', of('office', 9), verify('second')).rejected).toBe('one-hand');
    const asked = again.and('2026-03-05', of('office', 3), verify('second')).and('2026-03-05', OFFICE, { type: 'giveFeedback', unitIds: ['second'] })
      .and('2026-03-06', person('office-5', 'office', { onBehalfOf: 'second' }), { type: 'requestReview', unitId: 'second', indicatorIds: [], reason: '不符', evidence: [] });
    const rule: EvaluationCommand = { type: 'ruleReview', unitId: 'second', granted: false, reason: '维持', judged: null, adjusted: [], sheet: null };
    const { reviewerUnitId } = asked.state.units['second']!;
    expect(asked.when('2026-03-06', person('office-5', reviewerUnitId), rule).rejected).toBe('one-hand');
    expect(asked.when('2026-03-06', of(reviewerUnitId, 4), rule).rejected).toBeNull();
  });

  it('does not record what a unit says to a score that it gave', () => {
    const told = byOffice().and('2026-03-03', of('second'), SPEAKS).and('2026-03-04', of('office', 3), verify('second')).and('2026-03-04', OFFICE, { type: 'giveFeedback', unitIds: ['second'] });
    const by = (n: number): Actor => person(`office-${n}`, 'office', { onBehalfOf: 'second' });
    expect(told.when('2026-03-05', by(3), { type: 'acceptScore', unitId: 'second' }).rejected).toBe('one-hand');
    expect(told.when('2026-03-05', by(4), { type: 'acceptScore', unitId: 'second' }).rejected).toBeNull();
  });

  it('does not do two of scoring, co-signing, approving, drawing up and signing the circular', () => {
    const round = drawn();
    const scorer = (verifierOf(round, 'lead') as { personId: string }).personId;
    expect(round.when(AT, person(scorer, 'helper'), sign(round, 's1')).rejected).toBe('one-hand');
    const one = round.and(AT, first, sign(round, 's1'));
    const two = one.and(AT, second, sign(one, 's2'));
    expect(two.when(AT, person('helper-4', 'conference'), sign(two, 'approval')).rejected).toBe('one-hand');
    expect(two.when(AT, person(scorer, 'conference'), sign(two, 'approval')).rejected).toBe('one-hand');
    for (const had of [scorer, 'helper-4', 'conference-7']) expect(approved().when(AT, person(had, 'office'), { type: 'publish', text: '通报如下' }).rejected).toBe('one-hand');
    for (const had of [scorer, 'helper-4', 'conference-7', 'office-9']) expect(draft().when('2026-03-16', person(had, 'office'), { type: 'signPaper', paperId: 'p1' }).rejected).toBe('one-hand');
    expect(draft().when('2026-03-16', of('office', 2), { type: 'signPaper', paperId: 'p1' }).types).toContain('EvaluationPublished');
    // Who dissented has had a part as well.
    const sent = one.and(AT, second, { type: 'dissent', requestId: 's2', seen: seen(one), reason: '偏高', unitIds: ['lead'] });
    expect(sent.when(AT, person('other-7', sent.state.units['lead']!.verifierUnitId), verify('lead')).rejected).toBe('one-hand');
  });

  it('is also that of the signer in whose place a named substitute dissents', () => {
    const round = drawn({ signers: [{ unitId: 'helper', personId: 'helper-4', group: null }] });
    const named = round.and(AT, of('helper', 1), { type: 'substitute', requestId: 's1', by: { unitId: 'helper', personId: 'helper-8' }, reason: '公出' });
    const sent = named.and(AT, of('helper', 8), { type: 'dissent', requestId: 's1', seen: seen(named), reason: '偏高', unitIds: ['lead'] });
    expect(sent.events.at(-1)).toMatchObject({ type: 'ResultDissented', data: { personId: 'helper-8', inPlaceOf: { unitId: 'helper', personId: 'helper-4' } } });
    expect(sent.state.hands.cosign).toEqual(['helper-8', 'helper-4']);
    for (const had of ['helper-8', 'helper-4']) expect(sent.when(AT, person(had, sent.state.units['lead']!.verifierUnitId), verify('lead')).rejected).toBe('one-hand');
    // Nor does either record what the unit says of the score.
    const told = sent.and(AT, verifierOf(sent, 'lead'), verify('lead', '70')).and(AT, OFFICE, { type: 'giveFeedback', unitIds: ['lead'] });
    for (const had of ['helper-8', 'helper-4']) expect(told.when(AT, person(had, 'lead'), { type: 'acceptScore', unitId: 'lead' }).rejected).toBe('one-hand');
  });
});

describe('who conducts the round', () => {
  const BY_SPARE = of('spare', 1);

  it('has no say in who judges its own roof: another member unit replaces there', () => {
    const round = opened();
    const change = (role: 'verifier' | 'reviewer', toUnitId = 'helper2'): EvaluationCommand => ({ type: 'replaceVerifier', unitId: 'union', role, toUnitId, reason: '更换' });
    expect(round.when('2026-03-04', OFFICE, change('verifier')).rejected).toBe('own-work');
    expect(round.when('2026-03-04', of('lead'), change('verifier')).rejected).toBe('not-the-office');
    expect(round.when('2026-03-04', BY_SPARE, change('verifier', 'helper')).events[0]).toMatchObject({ type: 'VerifierReplaced', data: { unitId: 'union', toUnitId: 'helper', reason: '更换' }, meta: { actor: { unitId: 'spare' } } });
    // What is not about its own body stays the office's.
    expect(round.when('2026-03-04', BY_SPARE, { type: 'replaceVerifier', unitId: 'lead', role: 'verifier', toUnitId: 'helper', reason: '更换' }).rejected).toBe('not-the-office');
  });

  it('does not replace who dissented over its own roof', () => {
    const round = drawn();
    const dissented = round.and(AT, first, { type: 'dissent', requestId: 's1', seen: seen(round), reason: '打分偏高', unitIds: ['union'] });
    for (const type of ['replaceSigner', 'substitute'] as const) {
      const command: EvaluationCommand = { type, requestId: 's1', by: { unitId: 'spare', personId: null }, reason: '更换' };
      expect(dissented.when(AT, OFFICE, command).rejected).toBe('own-work');
      expect(dissented.when(AT, of('supervisor', 1), command).rejected).toBeNull();
    }
  });

  it('does not give to another what was done already', () => {
    const round = settled(drawn().and(AT, first, { type: 'dissent', requestId: 's1', seen: seen(drawn()), reason: '偏高', unitIds: ['lead'] }), '2026-03-16', ['lead']);
    for (const role of ['verifier', 'reviewer'] as const) expect(round.when('2026-03-16', OFFICE, { type: 'replaceVerifier', unitId: 'lead', role, toUnitId: 'helper', reason: '更换' }).rejected).toBe('score-not-open');
  });
});

describe('figures counted anew', () => {
  const told = (before: Round, after: Round): [string, string[]][] =>
    after.events.slice(before.events.length).reduce<{ state: Round['state']; out: [string, string[]][] }>(
      ({ state, out }, event) => {
        const next = event.type in { FiguresTaken: 0, ReviewOvertaken: 0 } ? before.kind.fold(state, event) : state;
        return { state: next, out: [...out, ...proceedingNoticesOf(before.kind, event, next, before.rules.roster).map((n): [string, string[]] => [n.kind, n.to.map((t) => t.personId ?? t.unitId)])] };
      },
      { state: before.state, out: [] },
    ).out;

  it('end an open review, and everybody concerned is told', () => {
    const round = opened();
    const asked = round.and('2026-03-03', of('lead'), { type: 'assessSelf', unitId: 'lead', scores: [] }).and('2026-03-04', verifierOf(round, 'lead'), verify('lead'))
      .and('2026-03-05', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] }).and('2026-03-05', of('lead'), { type: 'requestReview', unitId: 'lead', indicatorIds: ['quality'], reason: '计算不符', evidence: [] });
    const taken = asked.and('2026-03-06', OFFICE, figures('1', ['item/i1@9']));
    const { verifierUnitId, reviewerUnitId } = asked.state.units['lead']!;
    expect(taken.state.units['lead']).toMatchObject({ stage: 'assessed', attempt: 2, review: null, overtaken: [{ personId: 'lead-1', reason: '计算不符', because: '更正后重新提取' }] });
    expect(told(asked, taken)).toEqual([['reviewOvertaken', ['lead', reviewerUnitId]], ['figuresTaken', ['lead', verifierUnitId]]]);
    // Figures that are as they were leave it to be ruled on.
    expect(asked.and('2026-03-06', OFFICE, figures('0', [])).state.units['lead']).toMatchObject({ stage: 'inReview', review: { ruling: null } });
    // The score that is given anew may be objected to anew.
    const again = taken.and('2026-03-06', verifierOf(taken, 'lead'), verify('lead')).and('2026-03-06', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] });
    expect(again.when('2026-03-06', of('lead'), { type: 'requestReview', unitId: 'lead', indicatorIds: [], reason: '计算不符', evidence: [] }).rejected).toBeNull();
  });

  it.each<[string, EvaluationCommand, boolean]>([
    ['equal to the last event', figures('0', []), true],
    ['of the same value from other events', figures('0', ['item/i9@77']), false],
    ['of the same value as of a later version', figures('0', [], 99), false],
  ])('%s keep the signatures: %j → %s', (_, command, kept) => {
    const once = drawn().and(AT, first, sign(drawn(), 's1'));
    const after = once.and(AT, OFFICE, command);
    expect(after.state.result !== null).toBe(kept);
    expect(after.when(AT, second, sign(once, 's2')).rejected).toBe(kept ? null : 'sign-off-stale');
    if (kept) return;
    expect(told(once, after)).toEqual([['figuresTaken', ['helper-4']]]);
    expect(after.state.units['lead']).toMatchObject({ stage: 'settled' });
    const redrawn = after.and(AT, OFFICE, draw(after));
    expect(redrawn.state.result).toMatchObject({ material: 2 });
    expect(redrawn.when(AT, first, sign(redrawn, 's1')).rejected).toBeNull();
  });
});

describe('a scheme that is corrected for the round', () => {
  it('has every score given and signed again, and everybody is told', () => {
    const once = drawn().and(AT, first, sign(drawn(), 's1'));
    const command: EvaluationCommand = { type: 'correctScheme', schemeVersion: 2, classes: opening().classes, reason: '公式除以零' };
    for (const [by, change, code] of [[of('lead'), {}, 'not-the-office'], [OFFICE, { schemeVersion: 1 }, 'scheme-unknown'], [OFFICE, { reason: ' ' }, 'reason-missing']] as const) expect(once.when(AT, by, { ...command, ...change }).rejected).toBe(code);
    const corrected = once.and(AT, OFFICE, command);
    expect(corrected.state).toMatchObject({ schemeVersion: 2, result: null, units: { lead: { stage: 'assessed', score: null, attempt: 2 } } });
    expect(corrected.when(AT, second, sign(once, 's2')).rejected).toBe('sign-off-stale');
    const again = settled(corrected, '2026-03-16');
    const redrawn = again.and('2026-03-17', OFFICE, draw(again));
    expect(redrawn.state.result).toMatchObject({ material: 2 });
    expect(redrawn.when('2026-03-17', first, sign(redrawn, 's1')).rejected).toBeNull();
  });

  it('ends what was under review', () => {
    const round = opened();
    const asked = round.and('2026-03-03', of('lead'), { type: 'assessSelf', unitId: 'lead', scores: [] }).and('2026-03-04', verifierOf(round, 'lead'), verify('lead'))
      .and('2026-03-05', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] }).and('2026-03-05', of('lead'), { type: 'requestReview', unitId: 'lead', indicatorIds: ['quality'], reason: '计算不符', evidence: [] });
    expect(asked.and(AT, OFFICE, { type: 'correctScheme', schemeVersion: 3, classes: opening().classes, reason: '公式有误' }).state.units['lead']).toMatchObject({ stage: 'assessed', score: null, review: null, attempt: 2, overtaken: [{ reason: '计算不符', because: '公式有误' }] });
  });
});

describe('a published result', () => {
  const published = (round = draft()): Round => round.and('2026-03-16', of('office', 2), { type: 'signPaper', paperId: Object.keys(round.state.papers).at(-1)! });
  const correct = (value = '1', events = ['item/i1@9']): CommandOf<'correctResult'> => ({ ...(figures(value, events) as CommandOf<'takeFigures'>), type: 'correctResult', reason: '逾期认定已撤销' });

  it('is not undone by making its circular void: it is corrected, signed again and issued again under a circular that names the first', () => {
    const round = published();
    expect(round.when('2026-03-17', of('office', 2), { type: 'voidPaper', paperId: 'p1', reason: '名次有误' }).rejected).toBe('correct-instead');
    for (const [by, command, code] of [[of('lead'), correct(), 'not-the-office'], [OFFICE, { ...correct(), reason: '' }, 'reason-missing']] as const) expect(round.when('2026-03-17', by, command).rejected).toBe(code);
    expect(drawn().when(AT, OFFICE, correct()).rejected).toBe('not-published');
    const opened = round.and('2026-03-17', OFFICE, correct());
    expect(opened.state).toMatchObject({ closed: null, result: null, units: { lead: { stage: 'assessed', attempt: 2 }, second: { stage: 'settled' } }, publications: [{ paperId: 'p1', correction: { reason: '逾期认定已撤销' } }], papers: { p1: { status: 'issued' } } });
    expect(opened.kind.duties(opened.state, opened.rules.spans[0]!, opened.rules.roster).map((d) => d.id)).toEqual(['verify:lead']);
    const again = settled(opened, '2026-03-18', ['lead']);
    const redrawn = again.and('2026-03-18', OFFICE, draw(again));
    expect(redrawn.when('2026-03-18', OFFICE, { type: 'publish', text: '更正通报' }).rejected).toBe('not-approved');
    const drafted = approved(redrawn).and('2026-03-19', OFFICE, { type: 'publish', text: '结果如下' });
    expect(drafted.state.papers['p2']!.text).toMatch(/代替2026-03-16印发的考核通报（p1）。更正原因：逾期认定已撤销/);
    const reissued = published(drafted);
    expect(reissued.state).toMatchObject({ closed: { how: 'published' }, papers: { p1: { status: 'void' }, p2: { status: 'issued' } }, publications: [{ paperId: 'p1', result: { material: 1 } }, { paperId: 'p2', result: { material: 2 }, correction: null }] });
    expect(reissued.events.at(-1)).toMatchObject({ type: 'EvaluationPublished', data: { replaces: 'p1', material: 2 } });
    expect(reissued.until('2026-12-01').events).toHaveLength(reissued.events.length);
  });

  it('whose figures are as they were keeps its signatures, and needs a new circular alone', () => {
    const opened = published().and('2026-03-17', OFFICE, correct('0', []));
    expect(opened.state).toMatchObject({ closed: null, result: { material: 1 }, papers: { p1: { status: 'issued' } } });
    expect(opened.kind.summary(opened.state).status).toBe('approved');
    expect(published(opened.and('2026-03-17', OFFICE, { type: 'publish', text: '文字更正' })).state).toMatchObject({ closed: { how: 'published' }, papers: { p1: { status: 'void' }, p2: { status: 'issued' } } });
  });

  it('stands where its correction is dropped', () => {
    const dropped = published().and('2026-03-17', OFFICE, correct()).and('2026-03-17', OFFICE, { type: 'cancelEvaluation', reason: '经核不成立' });
    expect(dropped.state).toMatchObject({ closed: { how: 'published' }, result: { material: 1 }, publications: [{ paperId: 'p1', correction: null }], papers: { p1: { status: 'issued' } } });
  });
});

describe('a circular on a round', () => {
  const circular: CommonCommand = { type: 'draftCircular', unitIds: ['lead'], text: '考核情况通报', deadline: null };

  it('is neither drawn up nor signed before the result is approved', () => {
    for (const round of [opened(), drawn()]) expect(round.when(AT, OFFICE, circular).rejected).toBe('not-approved');
    const round = approved().and(AT, OFFICE, circular);
    const fallen = round.and(AT, OFFICE, figures('1', ['item/i1@9']));
    expect(fallen.state.papers['p1']).toMatchObject({ status: 'void' });
    expect(round.when(AT, of('office', 2), { type: 'signPaper', paperId: 'p1' }).rejected).toBeNull();
    expect(round.when(AT, OFFICE, { type: 'signPaper', paperId: 'p1' }).rejected).toBe('one-hand');
  });
});
