import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { HandOverState, HandOverTerms } from '#libs/commands/hand-over.events';
import type { Sender } from '#libs/commands/outcome';
import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import type { Holder } from '#libs/supervision/holding';
import type { Rejection } from '#libs/supervision/rejection';
import { actingAs, type PersonActor } from '../auth/acting';
import { Caller, Does } from '../auth/identity.decorators';
import { staffOf } from '../auth/known-persons';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { KEY, WritesNothing } from '../core/headers';
import { SentBy, type Sent } from '../items/sent';
import { JobAnswer } from '../jobs/job.dto';
import { runJob } from '../jobs/job.run';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { HandOverBody, HandOverListBody, HandOverPreviewBody, HandOverViewBody, OfferedListBody } from './hand-over.dto';

const NEWEST = 200;

/** 交接: one act moves all that a person or a unit holds, as a job that goes on after a crash. */
@ApiTags('hand-overs')
@ApiBearerAuth()
@ApiProblems()
@Controller('hand-overs')
export class HandOversController {
  constructor(private readonly core: Core) {}

  @Get()
  @Does('handOver.read')
  @ApiOperation({ summary: 'Hand-overs of the unit acted for, the newest first; the office sees all', operationId: 'listHandOvers' })
  @ApiResponse({ status: 200, type: HandOverListBody })
  async list(@Caller() identity: Identity): Promise<HandOverListBody> {
    const all = await this.core.office.handOvers.newest(NEWEST);
    return { rows: all.filter((h) => sees(identity, h)).map(shown) };
  }

  @Get('offered')
  @Does('handOver.unit')
  @ApiOperation({ summary: 'Dissolved units that still have open assignments or owe something in a proceeding, with the successor that could take them over', operationId: 'listOfferedHandOvers' })
  @ApiResponse({ status: 200, type: OfferedListBody })
  async offered(): Promise<OfferedListBody> {
    return { rows: await this.core.office.handOvers.offered() };
  }

  @Get(':id')
  @Does('handOver.read')
  @ApiOperation({ summary: 'How far a hand-over is, and what became of each item and proceeding', operationId: 'readHandOver' })
  @ApiResponse({ status: 200, type: HandOverViewBody })
  async one(@Param('id') id: string, @Caller() identity: Identity): Promise<HandOverViewBody> {
    const { state } = await this.core.office.handOvers.load(id);
    if (!state || !sees(identity, state)) throw rejected({ code: 'not-found', field: 'id' });
    return shown(state);
  }

  @Post('preview')
  @HttpCode(200)
  @Does('handOver')
  @ApiOperation({ summary: 'Show what would move, by kind, and what would stay and why', operationId: 'previewHandOver' })
  @WritesNothing()
  @ApiResponse({ status: 200, type: HandOverPreviewBody })
  async preview(@Body() body: HandOverBody, @Caller() identity: Identity): Promise<HandOverPreviewBody> {
    const terms = await this.terms(body, identity, null);
    const { rows, closed } = await this.core.office.handOvers.preview(terms, actorOf(identity, terms));
    // What is about a unit says it by its id.
    const units = (await this.core.references.roster()).state?.units ?? {};
    const named = (text: string | null): string | null => (text !== null && Object.hasOwn(units, text) ? units[text]!.name : text);
    const shownRows = rows.map(({ kind, id, title, movables }) => ({ kind, id, title, held: movables.map(({ holding, refusal }) => ({ ...holding, text: named(holding.text), stays: refusal === null ? null : because(refusal) })) }));
    const counts = [...new Set(rows.map((r) => r.kind))].map((kind) => {
      const held = shownRows.filter((r) => r.kind === kind).flatMap((r) => r.held);
      return { kind, moves: held.filter((h) => h.stays === null).length, stays: held.filter((h) => h.stays !== null).length };
    });
    return { from: terms.from, to: terms.to, counts, rows: shownRows, closed };
  }

  @Post()
  @HttpCode(200)
  @Does('handOver')
  @ApiOperation({ summary: 'Hand over everything; it goes on in the background, and after a crash', operationId: 'handOver' })
  @ApiHeader(KEY)
  @ApiResponse({ status: 200, type: JobAnswer })
  async begin(@Body() body: HandOverBody, @SentBy() { identity, sender }: Sent): Promise<JobAnswer> {
    const terms = await this.terms(body, identity, sender);
    return runJob(this.core, await this.core.office.handOvers.begin(terms, actorOf(identity, terms), sender));
  }

  /** Who may, and whether both holders are there: a person goes to a person of the same unit, a unit to a unit. */
  private async terms(body: HandOverBody, identity: Identity, sender: Sender | null): Promise<HandOverTerms> {
    const holder = ({ unitId, personId }: HandOverBody['from']): Holder => ({ unitId, personId: personId ?? null });
    const terms = { from: holder(body.from), to: holder(body.to), reason: body.reason, basis: body.basis ?? null };
    const { from, to } = terms;
    if (from.personId === null) allow(identity, 'handOver.unit');
    else allow(identity, 'handOver', { unitId: from.unitId });
    const { state: roster } = await this.core.references.roster();
    for (const [field, { unitId }] of Object.entries({ from, to })) if (!Object.hasOwn(roster?.units ?? {}, unitId)) throw rejected({ code: 'unit-unknown', field: `${field}.unitId`, details: { name: unitId } });
    if ((from.personId === null) !== (to.personId === null)) throw rejected({ code: 'not-in-the-unit', field: 'to.personId', details: { id: to.personId ?? to.unitId } });
    if (to.personId !== null && from.unitId !== to.unitId) throw rejected({ code: 'not-in-the-unit', field: 'to.unitId', details: { id: to.personId } });
    if (to.personId !== null) await staffOf(this.core, sender, to.personId, to.unitId, 'to.personId');
    return terms;
  }
}

function actorOf(identity: Identity, { from }: HandOverTerms): PersonActor {
  return from.personId === null ? actingAs(identity, 'handOver.unit') : actingAs(identity, 'handOver', { unitId: from.unitId });
}

function sees(identity: Identity, { from }: HandOverState): boolean {
  return may(identity, 'handOver.unit').allowed || from.unitId === identity.unitId;
}

function because(refusal: Rejection): { code: string; zh: string; en: string } {
  return { code: refusal.code, ...rejected(refusal).problem.detail };
}

function shown({ id, from, to, reason, basis, actor, beganAt, of, results, ended }: HandOverState): HandOverViewBody {
  const told = Object.values(results).map(({ stream, moved, stayed }) => ({ stream, moved, stayed: stayed.map((s) => ({ id: s.id, kind: s.kind, ...because(s.rejection) })) }));
  return { id, from, to, reason, basis, by: actor.kind === 'person' ? actor.personId : null, beganAt, of, results: told, ended };
}
