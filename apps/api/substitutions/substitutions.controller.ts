import { createHash } from 'node:crypto';
import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Outcome, Sender } from '#libs/commands/outcome';
import { encodeToken } from '#libs/event-store/cursor';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import { conflictBetween } from '#libs/identity/separation';
import { isDelegable } from '#libs/identity/standing-in';
import { isInForce, type Substitution, type Substitutions } from '#libs/supervision/substitution/substitution';
import { actingAs } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { knownPersons, refuseAnew, staffOf } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { KEY } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { rejected } from '../problems/rejection.table';
import { EndSubstitutionBody, NameSubstituteBody, SubstitutionAnswer, SubstitutionsBody, type SubstitutionBody } from './substitution.dto';

/** Leave and substitutes (请假代理): who acts for whom in the unit acted for, from which day to which. */
@ApiTags('substitutions')
@ApiBearerAuth()
@ApiProblems()
@Controller('substitutions')
export class SubstitutionsController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('substitution.read')
  @ApiOperation({ summary: 'Substitutions of the unit acted for: all for who directs it, else those that one has a part in', operationId: 'listSubstitutions' })
  @ApiResponse({ status: 200, type: SubstitutionsBody })
  async list(@Caller() identity: Identity): Promise<SubstitutionsBody> {
    const directs = may(identity, 'substitution.name', { unitId: identity.unitId }).allowed;
    const all = (await this.core.substitutions.all()).filter((s) => s.unitId === identity.unitId && (directs || s.personId === identity.personId || s.substituteId === identity.personId));
    return { rows: all.map((s) => this.shown(s)).reverse() };
  }

  @Post()
  @HttpCode(200)
  @Does('substitution.own')
  @ApiOperation({ summary: 'Name a substitute for the days of one’s leave, or of a colleague’s', operationId: 'nameSubstitute' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: SubstitutionAnswer })
  async name(@Body() body: NameSubstituteBody, @SentBy() { identity, sender }: Sent): Promise<SubstitutionAnswer> {
    const { unitId } = identity;
    const personId = body.personId ?? identity.personId;
    this.mayFor(identity, personId);
    await knownPersons(this.core, sender, [personId], 'personId');
    await staffOf(this.core, sender, body.substituteId, unitId, 'substituteId');
    await this.separate(personId, body.substituteId, unitId, sender);
    const id = createHash('sha256').update(`${sender.scope}\u0000${sender.commandId}`).digest('hex').slice(0, 12);
    const { substituteId, from, until, reason } = body;
    return this.answer(id, await this.core.substitutions.name({ id, unitId, personId, substituteId, from, until, reason }, actingAs(identity, 'substitution.own'), sender));
  }

  @Post(':id/end')
  @HttpCode(200)
  @Does('substitution.own')
  @ApiOperation({ summary: 'End a substitution before its last day', operationId: 'endSubstitution' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: SubstitutionAnswer })
  async end(@Param('id') id: string, @Body() body: EndSubstitutionBody, @SentBy() { identity, sender }: Sent): Promise<SubstitutionAnswer> {
    const found = (await this.core.substitutions.all()).find((s) => s.id === id && s.unitId === identity.unitId);
    if (!found) throw rejected({ code: 'not-found', field: 'id' });
    this.mayFor(identity, found.personId);
    return this.answer(id, await this.core.substitutions.end(id, body.reason, actingAs(identity, 'substitution.own'), sender));
  }

  /** One's own is one's own; a colleague's is for who directs the unit. */
  private mayFor(identity: Identity, personId: string): void {
    if (personId === identity.personId) allow(identity, 'substitution.own');
    else allow(identity, 'substitution.name', { unitId: identity.unitId });
  }

  /** Refuses where nothing could be delegated, or where powers that stay apart (三员) would meet in one person. */
  private async separate(personId: string, substituteId: string, unitId: string, sender: Sender): Promise<void> {
    const [person, substitute] = await Promise.all([this.core.accounts.find(personId), this.core.accounts.find(substituteId)]);
    const given = (person?.grants ?? []).filter((g) => g.unitId === unitId && isDelegable(g.role)).map((g) => g.role);
    if (given.length === 0) return refuseAnew(this.core, sender, { code: 'nothing-to-delegate', field: 'personId' });
    const held = (substitute?.grants ?? []).map((g) => g.role);
    if (held.some((own) => given.some((role) => conflictBetween(own, role) !== null))) await refuseAnew(this.core, sender, { code: 'powers-apart', field: 'substituteId' });
  }

  private answer(id: string, outcome: Outcome<Substitutions>): SubstitutionAnswer {
    const { state, cursor, replayed } = accepted(outcome);
    return { substitution: this.shown(state.find((s) => s.id === id)!), position: encodeToken(cursor), replayed };
  }

  private shown(s: Substitution): SubstitutionBody {
    return { ...s, inForce: isInForce(s, this.core.clock.now()) };
  }
}
