import type { Actor } from '../actor';
import { EVALUATION } from '../evaluation/evaluation';
import type { CommandOf, EvaluationCommand, Seen } from '../evaluation/evaluation.commands';
import type { EvaluationState } from '../evaluation/evaluation.state';
import type { ScoreSheet } from '../evaluation/sheet';
import { Course } from './proceeding';
import { of } from './world';

export type Round = Course<EvaluationState, EvaluationCommand>;
export const OFFICE = of('office', 9);

/** Three units, one of which houses the office; two signers in sequence, the conference approves. */
export function opening(change: Partial<CommandOf<'openEvaluation'>> = {}): CommandOf<'openEvaluation'> {
  const units = ['union', 'lead', 'second'];
  return {
    type: 'openEvaluation', title: '2026年度考核', planId: 'p1', policyId: 'standard', officeUnitId: 'office', supervisingUnitId: 'supervisor', conferenceUnitId: 'conference',
    period: { from: '2026-01-01', to: '2026-12-31' }, schemeId: 'annual', schemeVersion: 1,
    classes: [{ id: 'departments', name: '部门', when: null }],
    units: units.map((unitId) => ({ unitId, classId: 'departments', verifierUnitId: null })),
    memberUnitIds: ['supervisor', 'other', 'spare', 'helper2'],
    signing: { kind: 'sequence' },
    signers: [{ unitId: 'helper', personId: null, group: null }, { unitId: 'other', personId: 'other-7', group: null }],
    approver: { unitId: 'conference', personId: null },
    schedule: { selfDay: '2026-03-10', verifyDay: '2026-03-20', reviewWorkingDays: 3, signWorkingDays: 2 },
    figures: { units: units.map((unitId) => ({ unitId, figures: [{ name: 'lateCount', value: '0', events: [] }] })), items: [{ itemId: 'i1', version: 3 }] },
    ...change,
  };
}

export function sheet(total: string): ScoreSheet {
  return { lines: [{ indicatorId: 'quality', kind: 'weighted', raw: total, doubled: false, points: total }], base: total, bonus: '0', penalty: '0', total };
}

export const verify = (unitId: string, total = '80'): EvaluationCommand => ({ type: 'verifyScores', unitId, judged: [{ indicatorId: 'quality', score: total, reason: '核验' }], sheet: sheet(total) });

export function opened(change: Partial<CommandOf<'openEvaluation'>> = {}, by: Actor = OFFICE): Round {
  return Course.opened(EVALUATION, '2026-03-02', by, opening(change));
}

export function verifierOf(round: Round, unitId: string): Actor {
  return of(round.state.units[unitId]!.verifierUnitId, 3);
}

/** Given also that the units' scores were verified, told and accepted. */
export function settled(round: Round, at: string, unitIds: readonly string[] = Object.keys(round.state.units)): Round {
  const verified = unitIds.reduce((r, unitId) => r.and(at, verifierOf(r, unitId), verify(unitId)), round);
  const told = verified.and(at, OFFICE, { type: 'giveFeedback', unitIds: [...unitIds] });
  return unitIds.reduce((r, unitId) => r.and(at, of(unitId), { type: 'acceptScore', unitId }), told);
}

export function draw(round: Round): CommandOf<'drawResults'> {
  const units = Object.values(round.state.units);
  return { type: 'drawResults', hash: `hash-${round.state.material + 1}`, rows: units.map((u) => ({ unitId: u.unitId, classId: u.classId, total: u.score?.sheet.total ?? '0', rank: 1, grade: '良好' })) };
}

export function seen(round: Round): Seen {
  return { material: round.state.result?.material ?? 0, hash: round.state.result?.hash ?? '' };
}

/** Given a round of which the result is drawn up and waits for its signatures. */
export function drawn(change: Partial<CommandOf<'openEvaluation'>> = {}): Round {
  const assessed = Object.keys(opened(change).state.units).reduce((r, unitId) => r.and('2026-03-03', of(unitId), { type: 'assessSelf', unitId, scores: [] }), opened(change));
  const round = settled(assessed, '2026-03-11');
  return round.and('2026-03-12', OFFICE, draw(round));
}
