import { SetClock } from '#libs/commands/clock';
import { Evaluations } from '#libs/commands/evaluation/evaluations';
import { verifyScores, type ScoreReport } from '#libs/commands/evaluation/verify-scores';
import { ItemCommands } from '#libs/commands/item-commands';
import { PlanCommands } from '#libs/commands/plan-commands';
import { Proceedings } from '#libs/commands/proceedings';
import { References } from '#libs/commands/references';
import type { EvaluatedUnit } from '#libs/supervision/evaluation/evaluation.state';
import type { Figure, ResultRow } from '#libs/supervision/evaluation/sheet';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { RunningSystem } from '../support/running-system';

export const AUDIT = '市审计局';
export const STATISTICS = '市统计局';
export const DISCIPLINE = '市纪委监委机关';

export interface EvaluationContent {
  units: EvaluatedUnit[];
  result: { material: number; hash: string; rows: ResultRow[] } | null;
  awaited: string[];
  redirected: { unitId: string; role: string; from: string; to: string; because: string }[];
  signatures: { requestId: string; personId: string; material: number; stale: boolean; inPlaceOf: object | null }[];
  dissents: { reason: string }[];
}

export interface EvaluationReply {
  proceeding: ProceedingView & { content: EvaluationContent };
  position: string;
}

/** Scores of the two indicators that have no formula. */
export function judged(quality: string): { judged: object[] } {
  return { judged: [{ indicatorId: 'quality', score: quality, reason: '按材料核验' }, { indicatorId: 'innovation', score: '1.255', reason: '有创新做法' }] };
}

/** A round of evaluation on the running system, whose member bodies are audit, statistics and discipline. */
export class AnEvaluation {
  constructor(
    private readonly system: RunningSystem,
    readonly id: string,
  ) {}

  readonly at = (path: string): string => `/evaluations/${this.id}/${path}`;

  told(who = 'office'): Promise<EvaluationReply['proceeding']> {
    return this.system.as(who).get(`/proceedings/evaluation/${this.id}`);
  }

  /** The material that a signer has before them now. */
  async seen(): Promise<{ material: number; hash: string }> {
    const { material, hash } = (await this.told()).content.result!;
    return { material, hash };
  }

  async verifierOf(unitId: string, role: 'verifierUnitId' | 'reviewerUnitId' = 'verifierUnitId'): Promise<string> {
    const by = (await this.told()).content.units.find((u) => u.unitId === unitId)![role];
    return { [this.system.unit(AUDIT)]: 'audit', [this.system.unit(STATISTICS)]: 'statistics', [this.system.unit(DISCIPLINE)]: 'discipline' }[by]!;
  }

  async verify(unitId: string, quality: string): Promise<EvaluationReply> {
    return this.system.as(await this.verifierOf(unitId)).post<EvaluationReply>(this.at(`units/${unitId}/verify`), judged(quality));
  }

  /** How often its log says so. */
  async count(type: string): Promise<number> {
    return (await this.system.store.readStream(`evaluation/${this.id}`)).filter((e) => e.type === type).length;
  }
}

function evaluationsOf(system: RunningSystem): { evaluations: Evaluations; plans: PlanCommands; clock: SetClock } {
  const references = new References(system.store);
  // Nothing that is computed again asks for the time.
  const clock = new SetClock('2031-08-20T01:00:00.000Z');
  const plans = new PlanCommands(system.store, references, clock);
  return { evaluations: new Evaluations(system.store, clock, new ItemCommands(system.store, references, clock), plans, new Proceedings(system.store, references, clock)), plans, clock };
}

/** Every unit's figures, as a scheme is tried on them before it is set. */
export function figuresOfToday(system: RunningSystem): Promise<Figure[][]> {
  const { evaluations, plans, clock } = evaluationsOf(system);
  return evaluations.rounds.figures.ofToday(plans, clock.now());
}

/** What `duban verify-scores` computes, by handlers of its own on the same log. */
export function allScores(system: RunningSystem): Promise<ScoreReport> {
  return verifyScores(system.store, evaluationsOf(system).evaluations.checks);
}
