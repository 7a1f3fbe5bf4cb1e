import { Injectable } from '@nestjs/common';
import type { ProceedingState } from '#libs/supervision/proceeding/proceeding';
import { Core } from '../core/core';
import { rejected } from '../problems/rejection.table';

/** What a proceeding takes over from its plan. */
export type Frame = Pick<ProceedingState, 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'> & { planId: string };

/** Looks up what a plan settles for its proceedings: its office, who supervises, whose rules hold. */
@Injectable()
export class PlanFrame {
  constructor(private readonly core: Core) {}

  /** @throws ProblemError where there is no such plan, or it was not issued */
  async of(planId: string): Promise<Frame> {
    const { state } = await this.core.plans.load(planId);
    if (!state) throw rejected({ code: 'not-found', field: 'planId' });
    if (state.status !== 'issued') throw rejected({ code: 'plan-not-issued', field: 'planId' });
    const { policyId, officeUnitId, supervisingUnitId, conferenceUnitId } = state;
    return { planId, policyId, officeUnitId, supervisingUnitId, conferenceUnitId };
  }
}
