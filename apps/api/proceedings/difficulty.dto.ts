import { Day, Flag, Id, OneOf, Part, Several, Text } from '../core/fields';
import { AskedStepDto, PlanOfBody } from './followed-step.dto';

class DifficultySourceDto {
  @OneOf(['item', 'visit', 'survey', 'other'], { description: 'Where it was heard of' })
  kind!: 'item' | 'visit' | 'survey' | 'other';
  @Text({ description: 'Item: its id. Visit: ids of reform unit and visit, joined by a slash. Else words', example: '2026 年企业调研' }, { max: 200, nullable: true })
  ref?: string | null;
}

export class RaiseDifficultyBody extends PlanOfBody {
  @Text({ description: 'In a line', example: '技能人才引进难' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What it is' }, { min: 2 })
  text!: string;
  @Text({ description: '类别, in the plan’s words', example: '素质提升' }, { max: 100, nullable: true })
  category?: string | null;
  @Part(() => DifficultySourceDto, { description: 'Where it was heard of' })
  source!: DifficultySourceDto;
  @Id({ description: 'The unit that has it, where it is one of the roster' }, { nullable: true })
  ofUnitId?: string | null;
  @Text({ description: 'Who has it, in words', example: '某机械制造企业' }, { max: 200, nullable: true })
  ofName?: string | null;
}

export class CoordinateBody {
  @Id({ description: 'The unit that coordinates it' })
  unitId!: string;
  @Text({ description: 'What it is to do' }, { min: 2 })
  text!: string;
  @Day({ description: 'Last day, inclusive', example: '2026-03-31' })
  day!: string;
}

export class RecordDecisionBody {
  @Text({ description: 'Which meeting, and what it decided', example: '第 2 次联席会议议定' }, { min: 2 })
  text!: string;
  @Several(() => AskedStepDto, { description: 'Each becomes a followed step' }, { max: 50 })
  decisions!: AskedStepDto[];
}

export class SolveBody {
  @Text({ description: 'How it was solved: whoever has the like looks for it', example: '补贴 15 个工作日内兑现' }, { min: 2 })
  solution!: string;
  @Flag({ description: 'Every business role may find it as a case: title and solution, without the name of who had it; so unless told' }, { optional: true })
  shared?: boolean;
}
