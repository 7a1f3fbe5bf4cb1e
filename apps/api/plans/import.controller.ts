import { Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import type { ImportProgress } from '#libs/documents/import.progress';
import { Does } from '../auth/identity.decorators';
import { OCTETS, TakesFile } from '../core/files';
import { KEY } from '../core/headers';
import { AnswersOneOf } from '../core/one-of';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { eventOf, tellsProblemsAsEvents } from '../problems/problem.events';
import { ImportDesk } from './import.desk';
import { PlanAnswer } from './plan-view.dto';
import { DraftBody, ItemFieldsBody } from './draft-view.dto';
import { ImportQuery } from './plan.dto';

/** Plans from files: at once, or told on the way. */
@ApiTags('plans')
@ApiExtraModels(ItemFieldsBody)
@ApiBearerAuth()
@ApiProblems()
@Controller('plans/import')
export class ImportController {
  constructor(private readonly desk: ImportDesk) {}

  @Post()
  @HttpCode(201)
  @Does('plan.import')
  @ApiOperation({ summary: 'Read a file into a draft, or with dryRun only show what it holds', operationId: 'importPlan' })
  @AnswersOneOf('The plan as a draft; with dryRun what the file holds', [PlanAnswer, DraftBody], 201)
  @TakesFile('The plan’s file: its bytes, as they are', OCTETS)
  @ApiHeader(KEY)
  import(@Query() query: ImportQuery, @Req() request: Request, @SentBy() sent: Sent): Promise<unknown> {
    return this.desk.import(query, request.body, sent);
  }

  @Post('followed')
  @HttpCode(200)
  @Does('plan.import')
  @ApiOperation({ summary: 'The same, told on the way as server-sent events: for papers of hundreds of items', operationId: 'followImport' })
  @ApiResponse({ status: 200, description: 'event: progress, data: {what: pages | lines | rows | items, done, of}; then event: result, data: what `POST /plans/import` answers; or event: problem, data: the problem. What is refused before the reading began is an ordinary problem', schema: { type: 'string' } })
  @ApiProduces('text/event-stream')
  @TakesFile('The plan’s file: its bytes, as they are', OCTETS)
  @ApiHeader(KEY)
  async follow(@Query() query: ImportQuery, @Req() request: Request, @SentBy() sent: Sent, @Res() response: Response): Promise<void> {
    const tell = (event: string, data: unknown): void => {
      if (!response.headersSent) {
        tellsProblemsAsEvents(response);
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
      }
      response.write(eventOf(event, data));
    };
    // An answer that has begun has no header to add: the plan tells its version.
    const told = { ...sent, shows: () => undefined };
    tell('result', await this.desk.import(query, request.body, told, (how: ImportProgress) => tell('progress', how)));
    response.end();
  }
}
