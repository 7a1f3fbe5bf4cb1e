import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { readModelsProblem } from '#libs/projections/read-models-health';
import { schemaProblem } from '#libs/projections/schema-problem';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { Public } from '../auth/identity.decorators';
import { Core } from '../core/core';
import { ApiProblems } from '../problems/api-problems';
import { LiveBody, ReadyBody } from './health.dto';
import { TemporalProbe } from './temporal-probe';
import { within } from './within';

/** Whoever asks whether we are ready does not wait for long. */
const LIMIT_MS = 2_000;

/** Says the truth about itself: alive, and ready or not, and what it lacks. */
@ApiTags('health')
@Public()
@ApiProblems(400)
@Controller('health')
export class HealthController {
  constructor(
    private readonly core: Core,
    private readonly temporal: TemporalProbe,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers', operationId: 'isAlive' })
  @ApiResponse({ status: 200, type: LiveBody })
  live(): unknown {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'Ready with PostgreSQL and its schema; degraded without Temporal, with lists that lack something, or with a clock that cannot be trusted: then commands are refused', operationId: 'isReady' })
  @ApiResponse({ status: 200, type: ReadyBody })
  @ApiResponse({ status: 503, type: ReadyBody, description: 'PostgreSQL is away, or its schema is not ours' })
  async ready(@Res({ passthrough: true }) res: Response): Promise<unknown> {
    const [database, temporal, clock, readModels] = await Promise.all([this.database(), this.temporal.answers(), this.clock(), this.readModels()]);
    if (database !== null) res.status(503);
    return { status: database !== null ? 'not-ready' : temporal && clock === null && readModels === null ? 'ready' : 'degraded', postgresql: database ?? 'ok', clock: clock ?? 'ok', readModels: readModels ?? 'ok', temporal: temporal ? 'ok' : 'away: timers catch up when it is back', mail: this.core.configuration.mail ? 'smtp' : 'inbox only' };
  }

  /** Why commands are refused; what cannot be asked for is no news of the clock. */
  private async clock(): Promise<{ zh: string; en: string } | null> {
    const { watch } = this.core;
    await within(LIMIT_MS, watch.check()).catch(() => undefined);
    const refusal = watch.reason();
    return refusal && { zh: refusal.zh, en: refusal.en };
  }

  /** What lists lack; where PostgreSQL is away that is said by itself. */
  private async readModels(): Promise<{ zh: string; en: string } | null> {
    return within(LIMIT_MS, readModelsProblem(this.core.pool)).catch(() => null);
  }

  private async database(): Promise<unknown> {
    try {
      return await within(LIMIT_MS, schemaProblem(this.core.pool, SCHEMA_STEPS));
    } catch {
      return { zh: '数据库暂时不可用', en: 'PostgreSQL is away' };
    }
  }
}
