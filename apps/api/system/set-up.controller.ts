import { Controller, Get } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { STANDARD_POLICY } from '#libs/commands/references';
import { hasIssuedPlan } from '#libs/projections/queries/issued-plan.query';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Does } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { personOf } from '../rules/rules-view.dto';
import { SetUpBody } from './set-up.dto';

/** How far a new system is: it shows administrators that something is there, and nothing of what it holds. */
@ApiTags('operations')
@ApiBearerAuth()
@ApiProblems()
@Controller('set-up')
export class SetUpController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('setUp.read')
  @ApiOperation({ summary: 'How far a new system has been set up, step by step', operationId: 'readSetUp' })
  @ApiResponse({ status: 200, type: SetUpBody })
  async setUp(): Promise<SetUpBody> {
    const { rules } = this.core.office;
    const [{ state }, people, policies, calendars, issued] = await Promise.all([
      this.core.references.roster(), this.core.accounts.ofBusiness(), rules.policyVersions(STANDARD_POLICY), rules.calendarVersions(), this.core.reading().then(hasIssuedPlan),
    ]);
    const units = Object.values((state ?? EMPTY_ROSTER).units).filter(({ until }) => until === null).length;
    const looked = [...policies, ...calendars].some(({ actor }) => personOf(actor) !== null);
    const steps: SetUpBody['steps'] = [
      { step: 'units', count: units, done: units > 1 },
      { step: 'accounts', count: people.accounts, done: people.accounts > 0 },
      { step: 'grants', count: people.withRole, done: people.office },
      { step: 'rules', count: null, done: looked || issued },
      { step: 'plan', count: null, done: issued },
    ];
    return { steps, done: steps.every(({ done }) => done) };
  }
}
