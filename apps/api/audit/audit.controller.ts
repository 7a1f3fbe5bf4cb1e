import { Controller, Get, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { RecordedEvent } from '#libs/event-store/event';
import { readChain, readChainHeads, type ChainedEvent } from '#libs/event-store/read-chain';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { Does } from '../auth/identity.decorators';
import { Ask } from '../core/ask';
import { Core } from '../core/core';
import { personsOf, timelineEntry } from '../items/timeline.entry';
import { ApiProblems } from '../problems/api-problems';
import { rejected } from '../problems/rejection.table';
import { ChainBody, ChainHeadsBody } from './audit.dto';

const PAGE = 100;

/** The log itself, for the auditor: its chains and whether they hold; who did what and when, and no contents. */
@ApiTags('audit')
@ApiBearerAuth()
@ApiProblems()
@Controller('audit')
export class AuditController {
  constructor(private readonly core: Core) {}

  @Get('streams')
  @Does('audit.read')
  @ApiOperation({ summary: 'Streams of the log by name, 100 at a time', operationId: 'listStreams' })
  @Ask.text('words', 'What the name holds', { example: 'plan/' })
  @Ask.text('from', 'The `next` of the page before')
  @ApiResponse({ status: 200, type: ChainHeadsBody })
  async streams(@Query('words') words: string | undefined, @Query('from') from: string | undefined): Promise<ChainHeadsBody> {
    const rows = await readChainHeads(this.core.pool, words ?? '', from ?? '', PAGE + 1);
    const page = rows.slice(0, PAGE);
    return { rows: page, next: rows.length > PAGE ? page.at(-1)!.stream : null };
  }

  @Get('chain')
  @Does('audit.read')
  @ApiOperation({ summary: 'One stream’s chain, each link worked out anew (核验): whole, or broken from where on; what no seal covers yet', operationId: 'verifyChain' })
  @Ask.text('stream', 'Its name', { required: true, example: 'item/p1-3' })
  @ApiResponse({ status: 200, type: ChainBody })
  async chain(@Query('stream') stream: string | undefined): Promise<unknown> {
    const chain = await readChain(this.core.pool, stream ?? '');
    if (chain === null) throw rejected({ code: 'not-found', field: 'stream' });
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const events = chain.events.map((e) => envelopeOf(chain.stream, e));
    const names = await this.core.accounts.displayNames(personsOf(events));
    const entries = chain.events.map((e, i) => ({ ...timelineEntry(events[i]!, { zh: e.type, en: e.type }, roster, names, { who: false, contents: true }), holds: e.holds, sealed: e.sealed }));
    return { stream: chain.stream, brokenAt: chain.brokenAt, seal: chain.seal, entries };
  }
}

/** The event without what it says; of a link that somebody wrote over, what can still be read. */
function envelopeOf(stream: string, { version, type, meta, recordedAt, hash }: ChainedEvent): RecordedEvent {
  let told: RecordedEvent['meta'] = { recordedAt };
  try {
    told = { ...(JSON.parse(meta) as RecordedEvent['meta']), recordedAt };
  } catch {
    // It does not hold, and is shown so.
  }
  return { stream, version, type, schemaVersion: 1, data: {}, meta: told, recordedAt, hash: Buffer.from(hash, 'hex') } as unknown as RecordedEvent;
}
