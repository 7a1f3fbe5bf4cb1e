import { Injectable } from '@nestjs/common';
import { PROCEEDING_POLICY } from '#libs/commands/proceeding-commands';
import type { Identity } from '#libs/identity/identity';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { isUnitNow } from '#libs/supervision/proceeding/acting';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { Core } from '../core/core';
import { rejected } from '../problems/rejection.table';

/** What a proceeding takes over from its plan. */
export type Frame = FreeFrame & { planId: string };
/** The same of one that need not belong to a plan. */
export type FreeFrame = Pick<ProceedingState, 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId' | 'planId'>;

/** Looks up what a plan settles for its proceedings: its office, who supervises, whose rules hold. */
@Injectable()
export class PlanFrame {
  constructor(private readonly core: Core) {}

  /** @throws ProblemError where there is no such plan, or it was not issued */
  async of(planId: string): Promise<Frame> {
    const { state } = await this.core.plans.load(planId);
    if (!state) throw rejected({ code: 'not-found', field: 'planId' });
    const ended = notStanding(state, 'planId');
    if (ended) throw rejected(ended.rejected);
    const { policyId, officeUnitId, supervisingUnitId, conferenceUnitId } = state;
    return { planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
  }

  /**
   * Of a plan where one is named; else the standard rules hold, and the office is the one that is named or the caller's own unit.
   *
   * @throws ProblemError where a named unit is not there
   */
  async ofPlanOrOffice({ planId, officeUnitId, conferenceUnitId }: { planId?: string | null; officeUnitId?: string | null; conferenceUnitId?: string | null }, identity: Identity): Promise<FreeFrame> {
    const { state: roster } = await this.core.references.roster();
    for (const [field, unitId] of [['officeUnitId', officeUnitId], ['conferenceUnitId', conferenceUnitId]] as const) {
      if (unitId != null && !isUnitNow(roster ?? EMPTY_ROSTER, unitId)) throw rejected({ code: 'unit-unknown', field, details: { name: unitId } });
    }
    if (planId != null) {
      const frame = await this.of(planId);
      return { ...frame, conferenceUnitId: frame.conferenceUnitId ?? conferenceUnitId ?? null };
    }
    return { planId: null, policyId: PROCEEDING_POLICY, officeUnitId: officeUnitId ?? identity.unitId, supervisingUnitId: null, conferenceUnitId: conferenceUnitId ?? null };
  }
}
