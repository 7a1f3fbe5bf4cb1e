import fc from 'fast-check';
import type { Actor } from '../actor';
import type { DomainEvent } from '../event';
import { underOneRoof } from '../roster/roster';
import { draw, OFFICE, opened, seen, verify, type Round } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { of, ROSTER, UNITS } from '../testing/world';
import { times } from '../testing/times';
import { addDays, dayOf } from '../time/day';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';
import { EVALUATION } from './evaluation';
import { awaited } from './signing';
import type { CommonCommand } from '../proceeding/proceeding.decide';

const SIGNERS = [{ unitId: 'helper', personId: null, group: '甲' }, { unitId: 'other', personId: 'other-1', group: '甲' }, { unitId: 'office', personId: null, group: '乙' }];
const POLICIES: CommandOf<'openEvaluation'>['signing'][] = [
  { kind: 'all' }, { kind: 'any' }, { kind: 'quorum', of: 2 }, { kind: 'sequence' }, { kind: 'byGroup', groups: [{ name: '甲', of: 1 }, { name: '乙', of: 1 }] },
];

/** Persons who turn up in more than one part, and in more than one unit. */
const HANDS = ['both-1', 'both-2'];

type Act = [Actor, EvaluationCommand | CommonCommand];

/** Acts that somebody might try now: sensible ones, and whatever those who may not would try. */
function tries(round: Round, n: number): Act {
  const { state } = round;
  const unitIds = Object.keys(state.units);
  const pick = <T>(from: readonly T[], by: number): T => from[by % from.length]!;
  const unitId = pick(unitIds, n >> 3);
  const unit = state.units[unitId]!;
  const anybody = of(pick(UNITS, n >> 5), 1 + ((n >> 9) % 2));
  // Whoever is in haste publishes what nobody has signed, and signs the circular.
  const draft = Object.values(state.papers).find((p) => p.status === 'drafted');
  const hasty: Act = draft ? [of('office', 2), { type: 'signPaper', paperId: draft.id }] : [OFFICE, { type: 'publish', text: '通报如下' }];
  const requests = [...Object.values(state.requests), ...Object.values(state.approvals)];
  const request = pick(requests, n >> 4);
  const old = { material: Math.max(0, state.material - 1), hash: `hash-${Math.max(1, state.material - 1)}` };
  const signer: Actor = of(request.unitId, 1);
  const judged = [{ indicatorId: 'quality', score: '70', reason: '复核' }];
  const member = of(pick(state.memberUnitIds, n >> 7), 1 + ((n >> 9) % 2));
  // The office records for a unit (代录) by a hand that elsewhere verifies, signs or draws up.
  const recorder: Actor = { kind: 'person', personId: pick(HANDS, n >> 5), unitId: 'office', onBehalfOf: unitId };
  const itself: Actor = { kind: 'person', personId: pick(HANDS, n >> 6), unitId: unit.verifierUnitId };
  const signing: Actor = { kind: 'person', personId: request.personId ?? pick(HANDS, n >> 6), unitId: request.unitId };
  const acts: Act[] = [
    [of(unitId), { type: 'assessSelf', unitId, scores: [] }],
    [recorder, { type: 'assessSelf', unitId, scores: [] }],
    [recorder, { type: 'acceptScore', unitId }],
    [itself, verify(unitId)],
    [signing, { type: 'sign', requestId: request.id, seen: seen(round) }],
    [itself, { type: 'ruleReview', unitId, granted: false, reason: '维持', judged: null, adjusted: [], sheet: null }],
    [OFFICE, { type: 'draftCircular', unitIds: [unitId], text: '考核情况通报', deadline: null }],
    [member, { type: 'replaceSigner', requestId: request.id, by: { unitId: pick(UNITS, n >> 6), personId: null }, reason: '调离' }],
    [member, { type: 'replaceVerifier', unitId, role: 'verifier', toUnitId: pick(UNITS, n >> 6), reason: '更换' }],
    [of(unit.verifierUnitId, 3), verify(unitId)],
    [anybody, verify(unitId)],
    [OFFICE, { type: 'giveFeedback', unitIds: [unitId] }],
    [of(unitId), { type: 'acceptScore', unitId }],
    [of(unitId), { type: 'requestReview', unitId, indicatorIds: [], reason: '不符', evidence: [] }],
    [of(unit.reviewerUnitId, 4), { type: 'ruleReview', unitId, granted: n % 2 === 0, reason: '经复核', judged, adjusted: [], sheet: (verify(unitId, '70') as CommandOf<'verifyScores'>).sheet }],
    [anybody, { type: 'ruleReview', unitId, granted: true, reason: '经复核', judged, adjusted: [], sheet: (verify(unitId, '70') as CommandOf<'verifyScores'>).sheet }],
    ...Array.from({ length: 2 }, (): Act => hasty),
    [OFFICE, draw(round)],
    [signer, { type: 'sign', requestId: request.id, seen: seen(round) }],
    [signer, { type: 'sign', requestId: request.id, seen: seen(round) }],
    [signer, { type: 'sign', requestId: request.id, seen: old }],
    [anybody, { type: 'sign', requestId: request.id, seen: seen(round) }],
    [signer, { type: 'dissent', requestId: request.id, seen: seen(round), reason: '不同意', unitIds: [unitId] }],
    [OFFICE, { type: 'takeFigures', figures: { units: [{ unitId, figures: [{ name: 'lateCount', value: String(n % 3), events: [`item/i1@${n % 5}`] }] }], items: [{ itemId: 'i1', version: n % 7 }] }, reason: '更正' }],
    [OFFICE, { type: 'correctResult', figures: { units: [{ unitId, figures: [{ name: 'lateCount', value: String(n % 3), events: [`item/i1@${n % 5}`] }] }], items: [{ itemId: 'i1', version: n % 7 }] }, reason: '更正' }],
    [OFFICE, { type: 'substitute', requestId: request.id, by: { unitId: pick(UNITS, n >> 6), personId: null }, reason: '公出' }],
    [OFFICE, { type: 'replaceSigner', requestId: request.id, by: { unitId: pick(UNITS, n >> 6), personId: null }, reason: '调离' }],
    [OFFICE, { type: 'replaceVerifier', unitId, role: n % 2 === 0 ? 'verifier' : 'reviewer', toUnitId: pick(UNITS, n >> 6), reason: '更换' }],
    [OFFICE, { type: 'publish', text: '通报如下' }],
    [of('office', 2), { type: 'signPaper', paperId: `p${Math.max(1, Object.keys(state.papers).length)}` }],
  ];
  return pick(acts, n);
}

/** What would take a round on that goes smoothly, so that many of them come to their end. */
function nextStep(round: Round): Act | null {
  const { state } = round;
  for (const u of Object.values(state.units)) {
    if (u.stage === 'assessing') return [of(u.unitId), { type: 'assessSelf', unitId: u.unitId, scores: [] }];
    if (u.stage === 'assessed') return [of(u.verifierUnitId, 3), verify(u.unitId)];
    if (u.stage === 'verified') return [OFFICE, { type: 'giveFeedback', unitIds: [u.unitId] }];
    if (u.stage === 'told') return [of(u.unitId), { type: 'acceptScore', unitId: u.unitId }];
    if (u.stage === 'inReview') return [of(u.reviewerUnitId, 4), { type: 'ruleReview', unitId: u.unitId, granted: false, reason: '维持', judged: null, adjusted: [], sheet: null }];
  }
  if (state.result === null) return [OFFICE, draw(round)];
  const [request] = awaited(state);
  if (request) return [{ kind: 'person', personId: request.personId ?? `${request.unitId}-1`, unitId: request.unitId }, { type: 'sign', requestId: request.id, seen: seen(round) }];
  const draft = Object.values(state.papers).find((p) => p.status === 'drafted');
  return draft ? [of('office', 2), { type: 'signPaper', paperId: draft.id }] : [OFFICE, { type: 'publish', text: '通报如下' }];
}

/** Reckoned from the events alone, apart from the code under test: the slots that are signed on the result that stands. */
function reckon(events: readonly DomainEvent[]): { current: number | null; signed: Set<string> } {
  let current: number | null = null;
  let signed = new Set<string>();
  const counted = new Map<string, string>();
  for (const { type, data } of events as readonly DomainEvent<string, Record<string, unknown>>[]) {
    if (type === 'FiguresTaken') {
      const units = data['units'] as { unitId: string; figures: { name: string; value: string; events: string[] }[] }[];
      const parts: [string, unknown][] = [...units.map((u): [string, unknown] => [u.unitId, u.figures.map((f) => [f.name, f.value, f.events])]), ['items', (data['items'] as { itemId: string; version: number }[]).map((i) => [i.itemId, i.version])]];
      for (const [of, part] of parts) {
        if (counted.get(of) !== JSON.stringify(part)) [current, signed] = [null, new Set()];
        counted.set(of, JSON.stringify(part));
      }
    }
    if (type === 'ResultsDrawn') current = data['material'] as number;
    if (type === 'ResultsDrawn' || type === 'ResultDissented' || type === 'ScoresVerified') signed = new Set();
    if (type === 'ResultDissented' || type === 'ScoresVerified') current = null;
    if ((type === 'ResultSigned' || type === 'ResultApproved') && data['material'] === current) signed.add(data['requestId'] as string);
  }
  return { current, signed };
}

function enough(round: Round, signed: ReadonlySet<string>): boolean {
  const slots = new Map<string, { group: string | null; ok: boolean }>();
  for (const r of Object.values(round.state.requests)) slots.set(r.slot, { group: r.group, ok: (slots.get(r.slot)?.ok ?? true) && signed.has(r.id) });
  const ok = [...slots.values()].filter((s) => s.ok);
  const { signing } = round.state;
  const cosigned =
    signing.kind === 'any' ? ok.length >= 1 : signing.kind === 'quorum' ? ok.length >= signing.of : signing.kind === 'byGroup' ? signing.groups.every((g) => ok.filter((s) => s.group === g.name).length >= g.of) : ok.length === slots.size;
  return cosigned && Object.keys(round.state.approvals).every((id) => signed.has(id));
}

/** Each score that waits to be verified or ruled on, given by the unit itself and by whoever shares a roof with it. */
function ownScores(round: Round): (() => { rejected: unknown })[] {
  const day = dayOf(round.state.lastAt);
  const waiting = Object.values(round.state.units).filter(({ stage }) => stage === 'assessed' || stage === 'verified' || stage === 'inReview');
  return waiting.flatMap(({ unitId, stage }) => {
    const { sheet } = verify(unitId, '70') as CommandOf<'verifyScores'>;
    const command: EvaluationCommand = stage === 'inReview' ? { type: 'ruleReview', unitId, granted: true, reason: '经复核', judged: [], adjusted: [], sheet } : verify(unitId);
    return UNITS.filter((by) => underOneRoof(ROSTER, by, unitId)).map((by) => () => round.when(day, of(by, 2), command));
  });
}

const choices = fc.record({ policy: fc.constantFrom(...POLICIES), steps: fc.array(fc.record({ n: fc.nat({ max: 1 << 14 }), smooth: fc.constantFrom(true, true, false), days: fc.constantFrom(0, 0, 0, 1, 4) }), { minLength: 20, maxLength: 90 }) });

function run({ policy, steps }: { policy: CommandOf<'openEvaluation'>['signing']; steps: { n: number; smooth: boolean; days: number }[] }, look: (before: Round, events: readonly DomainEvent[], by: Actor) => void): Round {
  let round = opened({ signing: policy, signers: SIGNERS });
  let day = '2026-03-03';
  for (const { n, smooth, days } of steps) {
    day = addDays(day, days);
    const [usual, command] = (smooth ? nextStep(round) : null) ?? tries(round, n);
    // Now and then somebody does it who turns up everywhere.
    const actor = n % 4 === 0 && usual.kind === 'person' ? { ...usual, personId: HANDS[n % 3 === 0 ? 0 : 1]! } : usual;
    const came = round.when(day, actor, command);
    if (came.rejected !== null) continue;
    look(round, came.events, actor);
    round = new Course(round.kind, round.rules, [...round.events, ...came.events], came.state);
  }
  return round;
}

describe('whatever is tried in whatever order', () => {
  it('no evaluation is published without its signatures, and a stale one never counts', () => {
    let published = 0;
    let stale = 0;
    fc.assert(
      fc.property(choices, (course) => {
        run(course, (before, events) => {
          for (const [i, event] of events.entries()) {
            if (event.type !== 'EvaluationPublished') continue;
            const all = [...before.events, ...events.slice(0, i)];
            const { current, signed } = reckon(all);
            expect((event.data as { material: number }).material).toBe(current);
            expect(enough(before, signed)).toBe(true);
            published += 1;
            if (all.some((e) => e.type === 'ResultSigned' && (e.data as { material: number }).material !== current)) stale += 1;
          }
        });
      }),
      { ...times(150), seed: 20260302 },
    );
    // The property says nothing where nothing is published.
    expect(published).toBeGreaterThan(5);
    expect(stale).toBeGreaterThan(0);
  });

  it('nobody scores or signs for their own body or one under its roof', () => {
    let scored = 0;
    let tried = 0;
    fc.assert(
      fc.property(choices, (course) => {
        run(course, (before, events, actor) => {
          const by = actor.kind === 'person' ? actor.unitId : '';
          for (const scores of ownScores(before)) {
            expect(scores().rejected).not.toBeNull();
            tried += 1;
          }
          for (const event of events) {
            const data = event.data as { unitId: string; requestId: string };
            if (event.type === 'ScoresVerified' || event.type === 'ReviewRuled') {
              scored += 1;
              expect(underOneRoof(ROSTER, by, data.unitId)).toBe(false);
            }
            if (event.type === 'ResultSigned' || event.type === 'ResultApproved') {
              const request = before.state.requests[data.requestId] ?? before.state.approvals[data.requestId]!;
              expect(request.covers.filter((unitId) => underOneRoof(ROSTER, by, unitId))).toEqual([]);
            }
          }
        });
      }),
      { ...times(100), seed: 7 },
    );
    expect(scored).toBeGreaterThan(50);
    expect(tried).toBeGreaterThan(200);
  });

  it('no hand has two parts in a round, no circular goes out before the approval, and nobody replaces who judges their own roof', () => {
    const PART: Record<string, string> = { ScoresVerified: 'score', ReviewRuled: 'score', ResultSigned: 'cosign', ResultApproved: 'approve', ProceedingPaperDrafted: 'draft', ProceedingPaperSigned: 'issue' };
    let both = 0;
    let circulars = 0;
    let replaced = 0;
    fc.assert(
      fc.property(choices, (course) => {
        const parts = new Map<string, string>();
        const spoke = new Set<string>();
        run(course, (before, events, actor) => {
          if (actor.kind !== 'person') return;
          for (const event of events) {
            const { unitId, requestId } = event.data as { unitId: string; requestId: string };
            if (event.meta.actor !== actor && JSON.stringify(event.meta.actor) !== JSON.stringify(actor)) continue;
            const part = event.type === 'ResultDissented' ? (requestId in before.state.approvals ? 'approve' : 'cosign') : PART[event.type];
            if (part !== undefined) {
              expect([part, parts.get(actor.personId) ?? part]).toEqual([part, part]);
              parts.set(actor.personId, part);
              if (HANDS.includes(actor.personId)) both += 1;
            }
            if (part === 'score') expect(spoke.has(`${actor.personId}/${unitId}`)).toBe(false);
            if (event.type === 'SelfAssessed' || event.type === 'ScoreAccepted' || event.type === 'ReviewRequested') spoke.add(`${actor.personId}/${unitId}`);
            if (part === 'draft' || part === 'issue') {
              circulars += 1;
              expect(enough(before, reckon(before.events).signed)).toBe(true);
            }
            if (event.type === 'VerifierReplaced' || event.type === 'SignerReplaced') {
              replaced += 1;
              const about = event.type === 'VerifierReplaced' ? [unitId] : (before.state.requests[requestId] ?? before.state.approvals[requestId]!).covers;
              expect(about.filter((of) => underOneRoof(ROSTER, actor.unitId, of))).toEqual([]);
            }
          }
        });
      }),
      { ...times(100), seed: 11 },
    );
    expect(both).toBeGreaterThan(20);
    expect(circulars).toBeGreaterThan(10);
    expect(replaced).toBeGreaterThan(10);
  });

  it('an open round is owed something by a day, and nothing is issued twice', () => {
    fc.assert(
      fc.property(choices, (course) => {
        const round = run(course, () => undefined).until('2027-01-05');
        const keys = round.events.flatMap((e) => e.agendaKey ?? []);
        expect(new Set(keys).size).toBe(keys.length);
        if (round.state.closed !== null) return;
        const papers = Object.values(round.state.papers).filter((p) => p.status === 'drafted');
        const duties = EVALUATION.duties(round.state, round.rules.spans[0]!, round.rules.roster);
        expect(duties.length + papers.length).toBeGreaterThan(0);
        expect(duties.every((d) => d.day !== null && d.day < dayOf('2027-01-05T02:00:00.000Z'))).toBe(true);
      }),
      times(40),
    );
  });
});
