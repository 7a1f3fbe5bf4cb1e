import { Body, Controller, Param, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { MEETING } from '#libs/supervision/meeting/meeting';
import { SentBy, type Sent } from '../items/sent';
import { ApiProblems } from '../problems/api-problems';
import { ConferenceDesk } from './conference.desk';
import { ReasonOnlyBody } from './followed-step.dto';
import * as dto from './meeting.dto';
import { PlanFrame } from './plan.frame';
import { ProceedingDesk } from './proceeding.desk';
import { ProceedingRoute } from './proceeding-route';
import type { ProceedingAnswer } from './proceeding-view.dto';

/** Meetings (联席会议 and others): called, held, their decisions followed. Read as proceedings of kind `meeting`; counted by `fact.meetingKind`. */
@ApiTags('meetings')
@ApiBearerAuth()
@ApiProblems()
@Controller('meetings')
export class MeetingsController {
  constructor(
    private readonly desk: ProceedingDesk,
    private readonly frame: PlanFrame,
    private readonly conference: ConferenceDesk,
  ) {}

  @ProceedingRoute({ path: '', operationId: 'callMeeting', act: 'meeting.keep', summary: 'Call a meeting with its agenda: difficulties carried to it, and other matters' }, dto.CallMeetingBody)
  async call(@Body() body: dto.CallMeetingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const of = await this.frame.ofPlanOrOffice(body, sent.identity);
    const { title, meetingKind, day, memberUnitIds } = body;
    const matters = body.matters.map((m) => ({ title: m.title, text: m.text ?? '', difficultyId: m.difficultyId ?? null }));
    const command = { type: 'call' as const, title, meetingKind, number: body.number ?? null, day, place: body.place ?? null, memberUnitIds, matters, ...of };
    return this.desk.openBy(MEETING, 'meeting.keep', of, sent, res, (actor) => this.conference.commands.call(this.desk.newId(sent), command, actor, sent.sender));
  }

  @ProceedingRoute({ path: ':id/matters', operationId: 'addMatter', act: 'meeting.keep', summary: 'Put a matter on the agenda' }, dto.MatterBody)
  addMatter(@Param('id') id: string, @Body() body: dto.MatterBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    const command = { type: 'addMatter' as const, title: body.title, text: body.text ?? '', difficultyId: body.difficultyId ?? null };
    return this.desk.runBy(MEETING, id, 'meeting.keep', sent, res, (actor) => this.conference.commands.addMatter(id, command, actor, sent.sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/matters/:matterId/withdraw', operationId: 'withdrawMatter', act: 'meeting.keep', summary: 'Take a matter off the agenda; its difficulty waits for another meeting' }, ReasonOnlyBody)
  withdrawMatter(@Param('id') id: string, @Param('matterId') matterId: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(MEETING, id, 'meeting.keep', sent, res, (actor) => this.conference.commands.withdrawMatter(id, { type: 'withdrawMatter', matterId, reason: body.reason }, actor, sent.sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/move', operationId: 'moveMeeting', act: 'meeting.keep', summary: 'Hold it on another day' }, dto.MoveMeetingBody)
  move(@Param('id') id: string, @Body() body: dto.MoveMeetingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(MEETING, id, { type: 'move', ...body }, 'meeting.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/hold', operationId: 'holdMeeting', act: 'meeting.keep', summary: 'Record that it was held, and who was there' }, dto.HoldMeetingBody)
  hold(@Param('id') id: string, @Body() body: dto.HoldMeetingBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(MEETING, id, { type: 'hold', ...body }, 'meeting.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/matters/:matterId/decide', operationId: 'decideMatter', act: 'meeting.keep', summary: 'Record what was decided in a matter (议定事项): each decision is followed; of a difficulty, in the difficulty' }, dto.DecideMatterBody)
  decideMatter(@Param('id') id: string, @Param('matterId') matterId: string, @Body() body: dto.DecideMatterBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(MEETING, id, 'meeting.keep', sent, res, (actor) => this.conference.commands.decideMatter(id, { type: 'decideMatter', matterId, ...body }, actor, sent.sender, sent.ifMatch));
  }

  @ProceedingRoute({ path: ':id/minutes', operationId: 'recordMinutes', act: 'meeting.keep', summary: 'Record its minutes (纪要)' }, dto.MinutesBody)
  minutes(@Param('id') id: string, @Body() body: dto.MinutesBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.run(MEETING, id, { type: 'recordMinutes', text: body.text, evidenceIds: body.evidenceIds ?? [] }, 'meeting.keep', sent, res);
  }

  @ProceedingRoute({ path: ':id/cancel', operationId: 'cancelMeeting', act: 'meeting.keep', summary: 'Cancel it; difficulties on its agenda wait for another meeting' }, ReasonOnlyBody)
  cancel(@Param('id') id: string, @Body() body: ReasonOnlyBody, @SentBy() sent: Sent, @Res({ passthrough: true }) res: Response): Promise<ProceedingAnswer> {
    return this.desk.runBy(MEETING, id, 'meeting.keep', sent, res, (actor) => this.conference.commands.cancel(id, { type: 'cancel', reason: body.reason }, actor, sent.sender, sent.ifMatch));
  }
}
