import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Account } from '#libs/identity/accounts/account';
import type { Identity } from '#libs/identity/identity';
import { isBusinessRole } from '#libs/identity/roles';
import { Caller, Does } from '../auth/identity.decorators';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { PeopleBody, type PersonBody } from './unit-people.dto';

/** Who works in a unit: whoever is to name a person chooses among them. */
@ApiTags('roster')
@ApiBearerAuth()
@ApiProblems(400, 401, 403, 404, 503)
@Controller('roster')
export class UnitPeopleController {
  constructor(private readonly core: Core) {}

  @Get('units/:unitId/people')
  @Does('people.read')
  @ApiOperation({ summary: 'Persons who hold a role of the business in a unit now, by name: whoever names somebody chooses among them', operationId: 'listUnitPeople' })
  @ApiResponse({ status: 200, type: PeopleBody })
  async people(@Param('unitId') unitId: string, @Caller() identity: Identity): Promise<PeopleBody> {
    const { state: roster } = await this.core.references.roster();
    const known = roster !== null && Object.hasOwn(roster.units, unitId);
    allow(identity, 'people.read', { unitId: known ? unitId : identity.unitId });
    if (!known) throw rejected({ code: 'not-found', field: 'unitId' });
    const now = new Date();
    const accounts = await this.core.accounts.list({ unitId, limit: 1_000 });
    const people = accounts.flatMap((a) => personIn(a, unitId, now) ?? []);
    return { unitId, people: people.toSorted((a, b) => a.name.localeCompare(b.name, 'zh')) };
  }
}

/** Null for who holds none of the business's roles there now. */
function personIn({ personId, displayName: name, status, grants }: Account, unitId: string, now: Date): PersonBody | null {
  const roles = grants.filter((g) => g.unitId === unitId && isBusinessRole(g.role) && g.since <= now && (g.until === null || g.until > now)).map((g) => g.role);
  return status === 'active' && roles.length > 0 ? { personId, name, roles: [...new Set(roles)] } : null;
}
