import { Day, Id, Several, Text, Texts } from '../core/fields';
import { AskedStepDto, MaybePlanOfBody } from './followed-step.dto';

export class MatterBody {
  @Text({ description: 'In a line', example: '技能人才引进补贴兑现' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What it is about' }, { nullable: true })
  text?: string | null;
  @Id({ description: 'A difficulty that was carried to the conference' }, { nullable: true })
  difficultyId?: string | null;
}

export class CallMeetingBody extends MaybePlanOfBody {
  @Text({ description: 'Title', example: '2026 年第 2 次联席会议' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'Kind of meeting, in the place’s own words', example: '联席会议' }, { min: 2, max: 40 })
  meetingKind!: string;
  @Text({ description: 'Its number', example: '第 2 次' }, { max: 60, nullable: true })
  number?: string | null;
  @Day({ description: 'The day that it is called for' })
  day!: string;
  @Text({ description: 'Where' }, { max: 200, nullable: true })
  place?: string | null;
  @Texts({ description: 'Units that are called' }, { max: 200 })
  memberUnitIds!: string[];
  @Several(() => MatterBody, { description: 'Its agenda (议题)' }, { max: 50 })
  matters!: MatterBody[];
}

export class MoveMeetingBody {
  @Day({ description: 'The new day' })
  day!: string;
  @Text({ description: 'Why' }, { min: 2, max: 2_000 })
  reason!: string;
}

export class HoldMeetingBody {
  @Day({ description: 'The day on which it was held; not in the future' })
  day!: string;
  @Texts({ description: 'Units that were there' }, { max: 200 })
  presentUnitIds!: string[];
}

export class DecideMatterBody {
  @Text({ description: 'What was decided (议定)' }, { min: 2 })
  text!: string;
  @Several(() => AskedStepDto, { description: 'Each becomes a followed step; none: nothing is left to do' }, { max: 50 })
  decisions!: AskedStepDto[];
}

export class MinutesBody {
  @Text({ description: 'The minutes (纪要)' }, { min: 2, max: 100_000 })
  text!: string;
  @Texts({ description: 'Evidence ids' }, { max: 100, nullable: true })
  evidenceIds?: string[] | null;
}
