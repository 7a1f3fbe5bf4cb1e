import fc from 'fast-check';
import { CLOCK, type Actor } from '../actor';
import type { DomainEvent } from '../event';
import type { CommonCommand } from '../proceeding/proceeding.decide';
import { evolveProceeding } from '../proceeding/proceeding.evolve';
import { draw, drawn, OFFICE, opening, type Round, seen, verifierOf, verify } from '../testing/evaluation';
import { Course } from '../testing/proceeding';
import { times } from '../testing/times';
import { of, rulesWith } from '../testing/world';
import { addDays } from '../time/day';
import { EVALUATION } from './evaluation';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';
import type { EvaluationState } from './evaluation.state';
import { awaited } from './signing';

type Act = [Actor, EvaluationCommand | CommonCommand];

/** What a signature stands for, by other means than the code under test: every unit's score and what was counted. */
function standing({ units, items, proceedings, schemeVersion }: EvaluationState): string {
  const scores = Object.values(units).map(({ unitId, figures, score, review, self }) => ({ unitId, figures, judged: score?.judged, adjusted: score?.adjusted, sheet: score?.sheet, asked: review?.evidence, self: self?.scores }));
  return JSON.stringify({ scores, items, proceedings, schemeVersion });
}

const lateCount = (late: number, version: number): CommandOf<'takeFigures'>['figures'] => ({
  units: ['union', 'lead', 'second'].map((unitId) => ({ unitId, figures: [{ name: 'lateCount', value: unitId === 'lead' ? String(late) : '0', events: unitId === 'lead' && late > 0 ? [`item/i1@${version}`] : [] }] })),
  items: [{ itemId: 'i1', version }],
});

const asCounted = ({ units, items }: EvaluationState): CommandOf<'takeFigures'>['figures'] => ({ units: Object.values(units).map(({ unitId, figures }) => ({ unitId, figures })), items });

/** What takes the round to its publication, whenever it is on its way there. */
function onward(round: Round, points: string, version: number): Act {
  const { state } = round;
  for (const { unitId, stage, reviewerUnitId } of Object.values(state.units)) {
    if (stage === 'assessed') return [verifierOf(round, unitId), verify(unitId, points)];
    if (stage === 'verified') return [OFFICE, { type: 'giveFeedback', unitIds: [unitId] }];
    if (stage === 'told') return [of(unitId), { type: 'acceptScore', unitId }];
    if (stage === 'inReview') return [of(reviewerUnitId, 5), { type: 'ruleReview', unitId, granted: false, reason: '维持', judged: null, adjusted: [], sheet: null }];
  }
  if (state.result === null) return state.corrected.length > 0 ? [OFFICE, { type: 'takeFigures', figures: lateCount(1, version), reason: '更正后重新提取' }] : [OFFICE, draw(round)];
  const [request] = awaited(state);
  if (request) return [{ kind: 'person', personId: request.personId ?? `${request.unitId}-4`, unitId: request.unitId }, { type: 'sign', requestId: request.id, seen: seen(round) }];
  const draft = Object.values(state.papers).find((p) => p.status === 'drafted');
  return draft ? [of('office', 2), { type: 'signPaper', paperId: draft.id }] : [OFFICE, { type: 'publish', text: '通报如下' }];
}

function aside(round: Round, n: number, version: number): Act {
  const figures = lateCount(n % 3, version);
  const request = awaited(round.state)[0];
  const acts: Act[] = [
    [OFFICE, { type: 'correctResult', figures, reason: '逾期认定已撤销' }],
    [OFFICE, { type: 'correctResult', figures: asCounted(round.state), reason: '文字更正' }],
    [OFFICE, { type: 'cancelEvaluation', reason: '经核不成立' }],
    [OFFICE, { type: 'cancelEvaluation', reason: '经核不成立' }],
    [OFFICE, { type: 'takeFigures', figures, reason: '重新提取' }],
    [OFFICE, { type: 'correctScheme', schemeVersion: round.state.schemeVersion + 1, classes: opening().classes, reason: '公式有误' }],
    [CLOCK, { type: 'noteCorrected', by: `item/i1@${version}`, unitIds: ['lead'], figures: ['lateCount'] }],
    [of('lead'), { type: 'requestReview', unitId: 'lead', indicatorIds: [], reason: '不符', evidence: [] }],
    ...(request ? [[{ kind: 'person', personId: request.personId ?? `${request.unitId}-4`, unitId: request.unitId }, { type: 'dissent', requestId: request.id, seen: seen(round), reason: '偏高', unitIds: ['lead'] }] satisfies Act] : []),
    [OFFICE, { type: 'publish', text: '更正通报' }],
  ];
  return acts[n % acts.length]!;
}

const steps = fc.array(fc.record({ n: fc.nat({ max: 9999 }), smooth: fc.constantFrom(true, true, true, false), days: fc.constantFrom(0, 0, 1) }), { minLength: 40, maxLength: 90 });

const RULES = rulesWith();

type Look = (before: EvaluationState, event: DomainEvent, after: EvaluationState) => void;

/** Folds events one by one, as a replay does, and shows the round before and after each. */
function follow(from: EvaluationState | null, events: readonly DomainEvent[], look: Look): EvaluationState {
  let state = from;
  for (const event of events) {
    const after = evolveProceeding(EVALUATION, state, event, 'x1');
    if (state !== null) look(state, event, after);
    state = after;
  }
  return state!;
}

function play(all: { n: number; smooth: boolean; days: number }[], look: Look): Round {
  let round = drawn();
  follow(null, round.events, look);
  let day = '2026-03-13';
  for (const [i, { n, smooth, days }] of all.entries()) {
    day = addDays(day, days);
    const [actor, command] = round.state.closed === null && smooth ? onward(round, String(60 + (n % 30)), 4 + i) : aside(round, n, 4 + i);
    // A round that was never published is not given up here: nothing would follow.
    if (command.type === 'cancelEvaluation' && round.state.publications.length === 0) continue;
    const came = round.when(day, actor, command);
    if (came.rejected !== null) continue;
    follow(round.state, came.events, look);
    round = new Course(round.kind, round.rules, [...round.events, ...came.events], came.state);
  }
  return round;
}

describe('a published result that is corrected, dropped and corrected again, in whatever order', () => {
  it('is published as it was drawn up and signed; stage, sheet and result agree at every event', () => {
    const count = { published: 0, again: 0, dropped: 0, owed: 0 };
    fc.assert(
      fc.property(steps, (all) => {
        const drawnUp = new Map<number, string>();
        const signed = new Map<number, Set<string>>();
        const noted = new Set<string>();
        const round = play(all, (before, { type, data }, after) => {
          const { material, requestId, by } = data as { material: number; requestId: string; by: string };
          if (type === 'ResultsDrawn') drawnUp.set(material, standing(before));
          if (type === 'ResultSigned' || type === 'ResultApproved') {
            expect(standing(before)).toBe(drawnUp.get(material));
            signed.set(material, (signed.get(material) ?? new Set()).add(requestId));
          }
          if (type === 'CountedFigureCorrected') noted.add(by);
          if (type === 'EvaluationPublished') {
            noted.clear();
            expect(standing(before)).toBe(drawnUp.get(material));
            expect([...signed.get(material)!].sort()).toEqual([...Object.keys(before.requests), ...Object.keys(before.approvals)].sort());
            count.published += 1;
            if (before.publications.length > 0) count.again += 1;
          }
          if (type === 'CorrectionDropped') {
            count.dropped += 1;
            expect(after.corrected.map((c) => c.by).sort()).toEqual([...noted].sort());
            if (noted.size > 0) {
              count.owed += 1;
              expect(EVALUATION.duties(after, RULES.spans[0]!, RULES.roster).map((d) => d.kind)).toEqual(['correct']);
            }
          }
          if (after.result !== null) {
            expect(Object.values(after.units).map((u) => u.stage)).toEqual(['settled', 'settled', 'settled']);
            expect(after.result.rows.map((r) => r.total)).toEqual(after.result.rows.map((r) => after.units[r.unitId]!.score?.sheet.total));
            expect(standing(after)).toBe(drawnUp.get(after.result.material));
          }
          if (after.closed?.how === 'published') expect(after.result).toEqual(after.publications.at(-1)!.result);
        });
        const keys = round.until('2027-01-05').events.flatMap((e) => e.agendaKey ?? []);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { ...times(40), seed: 20260401, endOnFailure: true },
    );
    // The property says nothing where nothing of this comes about.
    expect(Math.min(count.published, count.again, count.dropped, count.owed)).toBeGreaterThan(10);
  });
});
