import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { encodeToken } from '#libs/event-store/cursor';
import { allow } from '../auth/session.guard';
import { Core } from '../core/core';
import { toldOwnId } from '../core/told';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { accepted } from '../problems/outcome';
import { ReasonOnlyBody } from './followed-step.dto';
import { KIND_PARAM, kindNamed } from './kind-named';
import { DraftCircularBody, NoticeReadAnswer, ProceedingNoticeBody } from './papers.dto';
import { actingAs } from '../auth/acting';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Papers and notices of proceedings of any kind: drafted, signed (签发), made void, read. */
@ApiTags('proceedings')
@ApiBearerAuth()
@ApiProblems()
@ApiParam(KIND_PARAM)
@Controller('proceedings/:kind/:id')
export class ProceedingPapersController {
  constructor(
    private readonly core: Core,
    private readonly desk: ProceedingDesk,
  ) {}

  @ProceedingRoute({ path: 'circulars', operationId: 'draftProceedingCircular', act: 'proceeding.draftCircular', summary: 'Draw up a circular (通报) on it, which then waits for a signature' }, DraftCircularBody)
  draft(@Param('kind') kind: string, @Param('id') id: string, @Body() body: DraftCircularBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(kindNamed(kind), id, { type: 'draftCircular', unitIds: body.unitIds, text: body.text, deadline: body.deadline ?? null }, 'proceeding.draftCircular', sent, res);
  }

  @ProceedingRoute({ path: 'papers/:paperId/sign', operationId: 'signProceedingPaper', act: 'signPaper', summary: 'Sign a drafted paper (签发): it is issued, and numbered in its series' })
  sign(@Param('kind') kind: string, @Param('id') id: string, @Param('paperId') paperId: string, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(kindNamed(kind), id, { type: 'signPaper', paperId }, 'signPaper', sent, res);
  }

  @ProceedingRoute({ path: 'papers/:paperId/void', operationId: 'voidProceedingPaper', act: 'voidPaper', summary: 'Make a paper void (作废); one that was issued keeps its number' }, ReasonOnlyBody)
  void(@Param('kind') kind: string, @Param('id') id: string, @Param('paperId') paperId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(kindNamed(kind), id, { type: 'voidPaper', paperId, reason: body.reason }, 'voidPaper', sent, res);
  }

  /** Whoever has it in the inbox reads it: a circular goes to many who see nothing else of the proceeding. */
  @ProceedingRoute({ path: 'read-notice', operationId: 'readProceedingNotice', act: 'readNotice', summary: 'Mark a notice as read' }, ProceedingNoticeBody, NoticeReadAnswer)
  async read(@Param('kind') name: string, @Param('id') id: string, @Body() { noticeId }: ProceedingNoticeBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<NoticeReadAnswer> {
    const { identity, sender } = sent;
    const kind = kindNamed(name);
    allow(identity, 'readNotice', {});
    const own = await toldOwnId(this.core, `${kind.name}/${id}`, noticeId, identity.unitId);
    const { state, cursor, replayed } = accepted(await this.core.proceedings.of(kind).execute(id, { type: 'readNotice', noticeId: own }, actingAs(identity, 'readNotice'), sender));
    if (replayed) res.setHeader('Idempotency-Replayed', 'true');
    return { noticeId, readAt: state.readNotices[`${own}/${identity.unitId}`]!, position: encodeToken(cursor), replayed };
  }
}
