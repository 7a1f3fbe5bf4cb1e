import type { Actor } from '../actor';
import { draw, drawn, OFFICE, opened, opening, seen, settled, sheet, verifierOf, verify, type Round } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { sealedFor } from '../testing/sealed';
import { of, officeFor, ROSTER, rulesWith } from '../testing/world';
import { EVALUATION } from './evaluation';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';
import { conflictOf } from './independence';
import { isSigned } from './signing';

const AT = '2026-03-13';
const sign = (round: Round, requestId: string): EvaluationCommand => ({ type: 'sign', requestId, seen: seen(round) });
const first = of('helper', 4);
const second = of('other', 7);
const approver = of('conference', 7);
/** The office shares a roof with one of the units: another member unit replaces who signs for it. */
const MEMBER = of('supervisor', 1);
const signed = (round = drawn()): Round => round.and(AT, first, sign(round, 's1')).and(AT, second, sign(round, 's2'));
const approved = (round = signed()): Round => round.and(AT, approver, sign(round, 'approval'));
const dissent = (round: Round, unitIds: string[], requestId = 's1'): EvaluationCommand => ({ type: 'dissent', requestId, seen: seen(round), reason: '质量分偏高', unitIds });
const status = (round: Round): string => EVALUATION.summary(round.state).status;
const refusedToOpen = (change: Partial<CommandOf<'openEvaluation'>>, by: Actor = OFFICE): string => {
  const decided = EVALUATION.open(opening(change), { now: '2026-03-02T02:00:00.000Z', actor: by, rules: rulesWith() }, 'x1');
  return 'rejected' in decided ? `${decided.rejected.code} ${decided.rejected.field ?? ''}`.trim() : 'opened';
};

describe('a round of evaluation', () => {
  it('goes from self-evaluation to the signed circular that publishes it', () => {
    expect(status(opened())).toBe('inSelfEvaluation');
    expect(status(drawn())).toBe('inSigning');
    expect(status(signed())).toBe('inApproval');
    const drafted = approved().and('2026-03-16', OFFICE, { type: 'publish', text: '现将考核结果通报如下' });
    expect(status(drafted)).toBe('approved');
    const published = drafted.and('2026-03-16', of('office', 2), { type: 'signPaper', paperId: 'p1' });
    expect(published.state.closed).toMatchObject({ how: 'published' });
    expect(published.state.papers['p1']).toMatchObject({ kind: 'circular', series: 'TB', status: 'issued' });
    expect(published.events.at(-1)).toMatchObject({ type: 'EvaluationPublished', data: { material: 1 } });
    expect(published.until('2026-12-01').events).toHaveLength(published.events.length);
  });

  it('is scored by others: a role that would fall to the unit’s own body passes to another member', () => {
    const round = opened({ units: [{ unitId: 'union', classId: 'departments', verifierUnitId: 'office' }, { unitId: 'lead', classId: 'departments', verifierUnitId: 'lead' }] });
    expect(round.state.redirected).toEqual([
      { role: 'verifier', unitId: 'union', from: 'office', to: 'supervisor', because: 'one-roof' },
      { role: 'verifier', unitId: 'lead', from: 'lead', to: 'other', because: 'own-work' },
    ]);
    for (const unit of Object.values(round.state.units)) {
      expect(conflictOf(ROSTER, unit.verifierUnitId, unit.unitId)).toBeNull();
      expect(conflictOf(ROSTER, unit.reviewerUnitId, unit.unitId)).toBeNull();
      expect(unit.reviewerUnitId).not.toBe(unit.verifierUnitId);
    }
  });

  it('a signer does not cover its own body: another member signs for that under the same slot', () => {
    const round = drawn({ signers: [{ unitId: 'office', personId: null, group: null }, { unitId: 'other', personId: null, group: null }] });
    expect(Object.values(round.state.requests).map((r) => [r.id, r.unitId, r.covers])).toEqual([['s1', 'office', ['lead', 'second']], ['s1-other', 'supervisor', ['union']], ['s2', 'other', ['union', 'lead', 'second']]]);
    const half = round.and(AT, of('office', 5), sign(round, 's1'));
    expect(half.when(AT, of('other', 5), sign(half, 's2')).rejected).toBe('not-your-turn');
    const whole = half.and(AT, of('supervisor', 5), sign(half, 's1-other')).and(AT, of('other', 5), sign(half, 's2'));
    expect(isSigned(whole.state)).toBe(true);
  });

  it.each<[string, Partial<CommandOf<'openEvaluation'>>, string]>([
    ['without units', { units: [] }, 'nothing-open units'],
    ['with a unit twice', { units: [0, 1].map(() => ({ unitId: 'lead', classId: 'departments', verifierUnitId: null })) }, 'unit-twice units[1].unitId'],
    ['with a unit that is not there', { memberUnitIds: ['constructor'] }, 'unit-unknown memberUnitIds[0]'],
    ['with a unit that was dissolved', { approver: { unitId: 'gone', personId: null } }, 'unit-dissolved approver.unitId'],
    ['where nobody stands apart', { memberUnitIds: ['office', 'union'] }, 'nobody-independent memberUnitIds'],
    ['without signers', { signers: [] }, 'signing-invalid signers'],
    ['with one hand for two signatures', { signers: [{ unitId: 'other', personId: null, group: null }, { unitId: 'other', personId: 'x', group: null }] }, 'signer-twice signers[1]'],
    ['with a quorum that nobody can reach', { signing: { kind: 'quorum', of: 3 } }, 'signing-invalid signing.of'],
    ['with a group that nobody is in', { signing: { kind: 'byGroup', groups: [{ name: '甲', of: 1 }] } }, 'signing-invalid signers[0].group'],
    ['with days in the past', { schedule: { ...opening().schedule, selfDay: '2026-02-01' } }, 'date-in-the-past schedule.selfDay'],
    ['verified before it is assessed', { schedule: { ...opening().schedule, verifyDay: '2026-03-09' } }, 'date-invalid schedule.verifyDay'],
    ['over a period that ends before it begins', { period: { from: '2026-02-01', to: '2026-01-01' } }, 'date-invalid period.to'],
  ])('is not opened %s', (_, change, refused) => expect(refusedToOpen(change)).toBe(refused));
  it('is opened by the office alone', () => expect(refusedToOpen({}, of('lead', 1))).toBe('not-the-office'));
});

describe('scores', () => {
  it('are verified when the unit has assessed itself, or its day has passed', () => {
    const round = opened();
    expect(round.when('2026-03-05', verifierOf(round, 'lead'), verify('lead')).rejected).toBe('too-early');
    expect(round.when('2026-03-11', verifierOf(round, 'lead'), verify('lead')).types).toContain('ScoresVerified');
    const assessed = round.and('2026-03-04', of('lead'), { type: 'assessSelf', unitId: 'lead', scores: [] });
    expect(assessed.when('2026-03-05', verifierOf(round, 'lead'), verify('lead')).rejected).toBeNull();
  });

  it.each<[string, Actor, EvaluationCommand, string]>([
    ['by the unit itself', of('lead'), verify('lead'), 'own-work'],
    ['by a body under its roof', of('office', 9), verify('union'), 'own-work'],
    ['by another than its verifier', of('helper'), verify('lead'), 'not-the-verifier'],
    ['of a unit outside the round', of('other'), verify('helper'), 'not-evaluated'],
    ['of a built-in name', of('other'), verify('constructor'), 'not-evaluated'],
  ])('are not verified %s', (_, actor, command, code) => expect(opened().when('2026-03-11', actor, command).rejected).toBe(code));

  it('are not verified by a verifier that has come under the unit’s roof; another takes over', () => {
    const round = opened();
    const verifier = round.state.units['lead']!.verifierUnitId;
    const housed = { ...ROSTER, units: { ...ROSTER.units, [verifier]: { ...ROSTER.units[verifier]!, housedIn: 'lead' } } };
    const moved = new Course(EVALUATION, { ...rulesWith(), roster: housed }, round.events, round.state);
    expect(moved.when('2026-03-11', of(verifier, 3), verify('lead')).rejected).toBe('own-work');
    expect(moved.when('2026-03-11', OFFICE, { type: 'replaceVerifier', unitId: 'lead', role: 'verifier', toUnitId: verifier, reason: '更换' }).rejected).toBe('own-work');
    const replaced = moved.and('2026-03-11', OFFICE, { type: 'replaceVerifier', unitId: 'lead', role: 'verifier', toUnitId: 'conference', reason: '更换' });
    expect(replaced.when('2026-03-11', of('conference', 3), verify('lead')).rejected).toBeNull();
  });

  const told = (): Round => {
    const round = opened();
    return round.and('2026-03-11', verifierOf(round, 'lead'), verify('lead')).and('2026-03-11', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] });
  };
  const review: EvaluationCommand = { type: 'requestReview', unitId: 'lead', indicatorIds: ['quality'], reason: '佐证未计入', evidence: [] };
  const rule = (granted: boolean, total = '90'): EvaluationCommand => ({ type: 'ruleReview', unitId: 'lead', granted, reason: '经复核', judged: granted ? [{ indicatorId: 'quality', score: total, reason: '补计' }] : null, adjusted: [], sheet: granted ? sheet(total) : null });

  it('are reviewed when the unit asks in time, by another body and another person', () => {
    const asked = told().and('2026-03-16', of('lead'), review);
    const reviewer = of(asked.state.units['lead']!.reviewerUnitId, 4);
    expect(asked.when('2026-03-17', verifierOf(asked, 'lead'), rule(true)).rejected).toBe('not-the-verifier');
    expect(asked.when('2026-03-17', of('lead'), rule(true)).rejected).toBe('own-work');
    expect(asked.when('2026-03-17', { ...(reviewer as Extract<Actor, { kind: 'person' }>), personId: `${asked.state.units['lead']!.verifierUnitId}-3` }, rule(true)).rejected).toBe('first-decider');
    const ruled = asked.and('2026-03-17', reviewer, rule(true));
    expect(ruled.state.units['lead']).toMatchObject({ stage: 'settled', score: { sheet: { total: '90' } }, review: { ruling: { granted: true } } });
    expect(asked.and('2026-03-17', reviewer, rule(false)).state.units['lead']).toMatchObject({ stage: 'settled', score: { sheet: { total: '80' } } });
    expect(ruled.when('2026-03-17', reviewer, rule(true)).rejected).toBe('request-not-open');
  });

  it('are answered through the office (代录) on a day since they were told', () => {
    const through = (date: string): EvaluationCommand => ({ ...review, onBehalf: { date, channel: 'phone', caller: sealedFor('s-wang'), scanId: null } }) as EvaluationCommand;
    expect(told().when('2026-03-13', officeFor('lead'), through('2026-03-10')).rejected).toBe('date-invalid');
    const asked = told().and('2026-03-13', officeFor('lead'), through('2026-03-12'));
    expect(asked.events.at(-1)).toMatchObject({ type: 'ReviewRequested', meta: { occurredAt: '2026-03-12T04:00:00.000Z', recordedAt: '2026-03-13T02:00:00.000Z', actor: { onBehalfOf: 'lead' } } });
    expect(asked.state.units['lead']).toMatchObject({ stage: 'inReview' });
  });

  it('are changed by a granted review in what was asked about and nothing else; computed points are adjusted with a reason', () => {
    const asked = told().and('2026-03-16', of('lead'), { ...review, indicatorIds: ['timely'] });
    const reviewer = of(asked.state.units['lead']!.reviewerUnitId, 4);
    const before = asked.state.units['lead']!.score!;
    const adjusted = [{ indicatorId: 'timely', name: '按期完成', points: '38', reason: '两次逾期系系统故障' }];
    const line = { indicatorId: 'timely', kind: 'weighted' as const, raw: '30', doubled: false, points: '38', computed: '30' };
    const grant: CommandOf<'ruleReview'> = { type: 'ruleReview', unitId: 'lead', granted: true, reason: '属实', judged: before.judged, adjusted, sheet: { ...before.sheet, lines: [...before.sheet.lines, line], total: '88' } };
    expect(asked.when('2026-03-17', reviewer, { ...grant, adjusted: [], sheet: before.sheet })).toMatchObject({ rejected: 'review-changes-nothing' });
    expect(asked.when('2026-03-17', reviewer, { ...grant, adjusted: [{ ...adjusted[0]!, reason: ' ' }] }).rejected).toBe('reason-missing');
    expect(asked.when('2026-03-17', reviewer, { ...grant, adjusted: [{ ...adjusted[0]!, indicatorId: 'targets' }] }).rejected).toBe('not-in-question');
    expect(asked.when('2026-03-17', reviewer, { ...grant, judged: [{ indicatorId: 'quality', score: '60', reason: '一并下调' }] }).rejected).toBe('not-in-question');
    const ruled = asked.and('2026-03-17', reviewer, grant);
    expect(ruled.state.units['lead']).toMatchObject({ score: { adjusted, sheet: { total: '88' } } });
    // It rests on the figures that it was ruled on: scored again, it is gone.
    const again = ruled.and('2026-03-18', OFFICE, { type: 'takeFigures', figures: { units: [{ unitId: 'lead', figures: [{ name: 'lateCount', value: '3', events: [] }] }], items: [] }, reason: '更正' });
    expect(again.and('2026-03-18', verifierOf(again, 'lead'), verify('lead')).state.units['lead']!.score!.adjusted).toEqual([]);
  });

  it('are given by a substitute under both names, who then rules on no review of them, nor does who was away', () => {
    const round = opened();
    const { verifierUnitId, reviewerUnitId } = round.state.units['lead']!;
    const scored = round.and('2026-03-11', { kind: 'person', personId: 'sub', unitId: verifierUnitId, insteadOf: 'away' }, verify('lead'));
    expect(scored.state.units['lead']).toMatchObject({ score: { personId: 'sub', insteadOf: 'away' }, scoredBy: ['sub', 'away'] });
    const asked = scored.and('2026-03-11', OFFICE, { type: 'giveFeedback', unitIds: ['lead'] }).and('2026-03-12', of('lead'), review);
    for (const by of ['sub', 'away']) expect(asked.when('2026-03-13', { kind: 'person', personId: by, unitId: reviewerUnitId }, rule(true)).rejected).toBe('first-decider');
    expect(asked.when('2026-03-13', { kind: 'person', personId: 'third', unitId: reviewerUnitId, insteadOf: 'away' }, rule(true)).rejected).toBe('first-decider');
    // For scoring no substitution, and no waiver, helps past the roof.
    expect(round.when('2026-03-11', { kind: 'person', personId: 'office-3', unitId: 'office', insteadOf: 'office-9' }, verify('union')).rejected).toBe('own-work');
  });

  it('stand when nobody asks by the last day', () => {
    const over = told().until('2026-03-17');
    expect(over.state.units['lead']).toMatchObject({ stage: 'settled', reviewBy: '2026-03-16' });
    expect(over.events.at(-1)).toMatchObject({ type: 'ReviewPeriodEnded', agendaKey: 'window:lead/1/end' });
    expect(told().when('2026-03-17', of('lead'), review).rejected).toBe('review-too-late');
    expect(told().and('2026-03-12', of('lead'), review).when('2026-03-12', of('lead'), review).rejected).toBe('request-open');
    expect(told().when('2026-03-12', of('second'), review).rejected).toBe('not-the-assignee');
  });

  it('given on figures that changed since are verified anew', () => {
    const round = drawn();
    const figures = { units: [{ unitId: 'lead', figures: [{ name: 'lateCount', value: '1', events: ['item/i1@9'] }] }, { unitId: 'second', figures: [{ name: 'lateCount', value: '0', events: [] }] }], items: [{ itemId: 'i1', version: 9 }] };
    const taken = round.and(AT, OFFICE, { type: 'takeFigures', figures, reason: '更正后重新提取' });
    expect(taken.state).toMatchObject({ result: null, units: { lead: { stage: 'assessed', attempt: 2 }, second: { stage: 'settled', attempt: 1 } } });
  });
});

describe('signatures', () => {
  it.each<[string, (r: Round) => EvaluationCommand, Actor, string]>([
    ['by someone outside the round', (r) => sign(r, 's1'), of('spare', 1), 'not-in-round'],
    ['by another person of the unit than the one named', (r) => sign(r, 's2'), of('other', 1), 'not-in-round'],
    ['on a request that is not there', (r) => sign(r, 'constructor'), first, 'not-in-round'],
    ['before it is one’s turn', (r) => sign(r, 's2'), second, 'not-your-turn'],
    ['before the co-signatures are complete', (r) => sign(r, 'approval'), approver, 'not-your-turn'],
    ['on another hash', (r) => ({ type: 'sign', requestId: 's1', seen: { ...seen(r), hash: 'other' } }), first, 'sign-off-stale'],
    ['on an older result', () => ({ type: 'sign', requestId: 's1', seen: { material: 0, hash: 'hash-1' } }), first, 'sign-off-stale'],
  ])('are not given %s', (_, command, actor, code) => expect(drawn().when(AT, actor, command(drawn())).rejected).toBe(code));

  it('are given once, and not after the round is over', () => {
    const once = drawn().and(AT, first, sign(drawn(), 's1'));
    expect(once.when(AT, first, sign(once, 's1')).rejected).toBe('already-signed');
    const over = approved().and(AT, OFFICE, { type: 'publish', text: '通报如下' }).and(AT, of('office', 2), { type: 'signPaper', paperId: 'p1' });
    expect(over.when('2026-03-20', first, sign(over, 's1')).rejected).toBe('proceeding-closed');
  });

  it('turn stale when a dissent sends a score back, and are asked for anew', () => {
    const round = drawn().and(AT, first, sign(drawn(), 's1'));
    const dissented = round.and(AT, second, dissent(round, ['lead'], 's2'));
    expect(dissented.state).toMatchObject({ result: null, units: { lead: { stage: 'assessed', attempt: 2 }, second: { stage: 'settled' } } });
    expect(dissented.when(AT, first, { type: 'sign', requestId: 's1', seen: seen(round) }).rejected).toBe('sign-off-stale');
    const again = settled(dissented, '2026-03-16', ['lead']);
    const redrawn = again.and('2026-03-17', OFFICE, draw(again));
    expect(redrawn.state.result).toMatchObject({ material: 2 });
    expect(redrawn.state.results.map((r) => r.material)).toEqual([1, 2]);
    expect(isSigned(redrawn.state)).toBe(false);
    expect(EVALUATION.duties(redrawn.state, redrawn.rules.spans[0]!, redrawn.rules.roster).map((d) => [d.id, d.arming, d.day])).toEqual([['cosign:s1', 2, '2026-03-19']]);
    expect(redrawn.when('2026-03-17', first, { type: 'sign', requestId: 's1', seen: seen(round) }).rejected).toBe('sign-off-stale');
    expect(signed(redrawn).and(AT, approver, sign(redrawn, 'approval')).when('2026-03-18', OFFICE, { type: 'publish', text: '通报如下' }).rejected).toBeNull();
  });

  it.each<[string, EvaluationCommand, string]>([
    ['without a reason', { ...dissent(drawn(), ['lead']), reason: ' ' } as EvaluationCommand, 'reason-missing'],
    ['about nobody', dissent(drawn(), []), 'not-evaluated'],
    ['about a unit outside the round', dissent(drawn(), ['helper']), 'not-evaluated'],
  ])('are not refused %s', (_, command, code) => expect(drawn().when(AT, first, command).rejected).toBe(code));

  it('are given by a substitute, under both names', () => {
    const named = drawn().and(AT, first, { type: 'substitute', requestId: 's1', by: { unitId: 'spare', personId: 'spare-2' }, reason: '公出' });
    const done = named.and(AT, of('spare', 2), sign(named, 's1'));
    expect(done.state.signatures).toEqual([expect.objectContaining({ requestId: 's1', personId: 'spare-2', inPlaceOf: { unitId: 'helper', personId: null } })]);
    expect(named.when(AT, of('spare', 3), sign(named, 's1')).rejected).toBe('not-in-round');
    expect(drawn().when(AT, of('lead'), { type: 'substitute', requestId: 's1', by: { unitId: 'spare', personId: null }, reason: '公出' }).rejected).toBe('not-the-office');
    expect(drawn().when(AT, first, { type: 'substitute', requestId: 's1', by: { unitId: 'lead', personId: null }, reason: '公出' }).rejected).toBe('own-work');
    expect(drawn().when(AT, first, { type: 'substitute', requestId: 's1', by: { unitId: 'other', personId: null }, reason: '公出' }).rejected).toBe('signer-twice');
  });

  it('are given by a colleague during leave, under both names, and by nobody’s hand twice', () => {
    const stand = (unitId: string, n: number, insteadOf: string): Actor => ({ kind: 'person', personId: `${unitId}-${n}`, unitId, insteadOf });
    const once = drawn().and(AT, first, sign(drawn(), 's1'));
    const done = once.and(AT, stand('other', 5, 'other-7'), sign(once, 's2'));
    expect(done.state.signatures.at(-1)).toMatchObject({ requestId: 's2', personId: 'other-5', inPlaceOf: { unitId: 'other', personId: 'other-7' } });
    expect(once.when(AT, stand('other', 5, 'other-8'), sign(once, 's2')).rejected).toBe('not-in-round');
    // The substitute has signed already, for another: one hand, one signature.
    expect(once.when(AT, { kind: 'person', personId: 'helper-4', unitId: 'other', insteadOf: 'other-7' }, sign(once, 's2')).rejected).toBe('already-signed');
    // Nor a signer whom a substitute signed for.
    const stood = drawn().and(AT, stand('helper', 5, 'other-7'), sign(drawn(), 's1'));
    expect(stood.when(AT, second, sign(stood, 's2')).rejected).toBe('already-signed');
    // The leading body decides itself.
    expect(signed().when(AT, stand('conference', 8, 'conference-7'), sign(signed(), 'approval')).rejected).toBe('approval-not-delegable');
  });

  it('of a substitute are bound by the same roof as those of the signer', () => {
    const housed = { ...ROSTER, units: { ...ROSTER.units, other: { ...ROSTER.units['other']!, housedIn: 'lead' } } };
    const once = drawn().and(AT, first, sign(drawn(), 's1'));
    const moved = new Course(EVALUATION, { ...rulesWith(), roster: housed }, once.events, once.state);
    expect(moved.when(AT, { kind: 'person', personId: 'other-5', unitId: 'other', insteadOf: 'other-7' }, sign(once, 's2')).rejected).toBe('own-work');
  });

  it('pass on from a signer who leaves; what was signed stays', () => {
    const left = drawn().and(AT, MEMBER, { type: 'replaceSigner', requestId: 's1', by: { unitId: 'spare', personId: null }, reason: '调离' });
    expect(left.when(AT, first, sign(left, 's1')).rejected).toBe('not-in-round');
    expect(left.when(AT, of('spare', 1), sign(left, 's1')).rejected).toBeNull();
    const given = drawn().and(AT, first, sign(drawn(), 's1'));
    expect(given.when(AT, MEMBER, { type: 'replaceSigner', requestId: 's1', by: { unitId: 'spare', personId: null }, reason: '调离' }).rejected).toBe('already-signed');
  });

  it('that are late are reminded, marked and escalated, each request once', () => {
    const late = drawn().until('2026-03-31');
    const keys = late.events.flatMap((e) => (e.agendaKey?.startsWith('cosign:s1') ? [e.agendaKey] : []));
    expect(keys.slice(0, 3)).toEqual(['cosign:s1/1/T-1', 'cosign:s1/1/overdue', 'cosign:s1/1/stop-1']);
    expect(new Set(keys).size).toBe(keys.length);
    expect(late.events.find((e) => e.type === 'DutyEscalated')?.data).toMatchObject({ to: [{ unitId: 'helper', post: 'leader' }] });
  });

  const policies: [string, CommandOf<'openEvaluation'>['signing'], string[], boolean][] = [
    ['all', { kind: 'all' }, ['s2'], false],
    ['all', { kind: 'all' }, ['s2', 's1', 's3'], true],
    ['any', { kind: 'any' }, ['s3'], true],
    ['a quorum of two', { kind: 'quorum', of: 2 }, ['s3'], false],
    ['a quorum of two', { kind: 'quorum', of: 2 }, ['s3', 's1'], true],
    ['one of each group', { kind: 'byGroup', groups: [{ name: '甲', of: 1 }, { name: '乙', of: 1 }] }, ['s1'], false],
    ['one of each group', { kind: 'byGroup', groups: [{ name: '甲', of: 1 }, { name: '乙', of: 1 }] }, ['s1', 's3'], true],
    ['in sequence', { kind: 'sequence' }, ['s1', 's2', 's3'], true],
  ];
  it.each(policies)('%s: %j by %j are enough: %s', (_, signing, by, enough) => {
    const signers = [['helper', '甲'], ['other', '甲'], ['spare', '乙']].map(([unitId, group]) => ({ unitId: unitId!, personId: null, group: group! }));
    const round = drawn({ signing, signers });
    const units: Record<string, string> = { s1: 'helper', s2: 'other', s3: 'spare' };
    const after = by.reduce((r, id) => r.and(AT, of(units[id]!, 1), sign(r, id)), round);
    expect(isSigned(after.state)).toBe(enough);
    const rest = ['s1', 's2', 's3'].find((id) => !by.includes(id));
    if (enough && rest) expect(after.when(AT, of(units[rest]!, 1), sign(after, rest)).rejected).toBe('sign-off-closed');
  });
});

describe('publication', () => {
  it('waits for every signature and the approval', () => {
    for (const round of [opened(), drawn(), signed()]) expect(round.when('2026-03-20', OFFICE, { type: 'publish', text: '通报如下' }).rejected).toBe('not-approved');
    expect(approved().when('2026-03-20', of('lead'), { type: 'publish', text: '通报如下' }).rejected).toBe('not-the-office');
  });

  it('results are not drawn up while scores are open', () => expect(opened().when('2026-03-11', OFFICE, draw(opened())).rejected).toBe('scores-open'));

  it('a circular that was drawn up for a result that moved on is void', () => {
    const drafted = approved().and('2026-03-16', OFFICE, { type: 'publish', text: '通报如下' });
    const figures = { units: [{ unitId: 'lead', figures: [{ name: 'lateCount', value: '1', events: [] }] }], items: [] };
    const moved = drafted.and('2026-03-16', OFFICE, { type: 'takeFigures', figures, reason: '更正' });
    expect(moved.state.papers['p1']).toMatchObject({ status: 'void' });
    expect(moved.when('2026-03-16', of('office', 2), { type: 'signPaper', paperId: 'p1' }).rejected).toBe('paper-not-drafted');
  });

  it('a round that is cancelled is over for everybody', () => {
    const over = drawn().and(AT, OFFICE, { type: 'cancelEvaluation', reason: '计划撤销' });
    expect(over.state.closed).toMatchObject({ how: 'cancelled', reason: '计划撤销' });
    expect(over.when(AT, first, sign(over, 's1')).rejected).toBe('proceeding-closed');
    expect(over.until('2026-12-01').events).toHaveLength(over.events.length);
  });

  it('shows a unit its own score, and everybody’s ranks when they are published', () => {
    const units = (round: Round): { units: { unitId: string }[]; result: { rows: { unitId: string }[] } } => EVALUATION.view(round.state, { kind: 'units', unitIds: ['lead'] }) as never;
    expect(units(drawn()).units.map((u) => u.unitId)).toEqual(['lead']);
    expect(units(drawn()).result).toBeNull();
    const published = approved().and(AT, OFFICE, { type: 'publish', text: '通报如下' }).and(AT, of('office', 2), { type: 'signPaper', paperId: 'p1' });
    expect(units(published).result.rows).toHaveLength(3);
    expect(units(published).units.map((u) => u.unitId)).toEqual(['lead']);
  });
});
