import { Day, Id, OneOf, Part, Several, Text } from '../core/fields';
import { PlanOfBody } from './followed-step.dto';

class DifficultySourceDto {
  @OneOf(['item', 'visit', 'survey', 'other'], { description: 'Where it was heard of' })
  kind!: 'item' | 'visit' | 'survey' | 'other';
  @Text({ description: 'Id of the item or visit, or words', example: '走访市职业技术学院' }, { max: 200, nullable: true })
  ref?: string | null;
}

export class RaiseDifficultyBody extends PlanOfBody {
  @Text({ description: 'In a line', example: '技能人才引进难' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What it is' }, { min: 2 })
  text!: string;
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

class DecisionDto {
  @Id({ description: 'The unit that carries it out' })
  unitId!: string;
  @Text({ description: 'What was decided' }, { min: 2 })
  text!: string;
  @Day({ description: 'Last day, inclusive' })
  day!: string;
}

export class RecordDecisionBody {
  @Text({ description: 'Which meeting, and what it decided', example: '第 2 次联席会议议定' }, { min: 2 })
  text!: string;
  @Several(() => DecisionDto, { description: 'Each becomes a followed step' }, { max: 50 })
  decisions!: DecisionDto[];
}

export class SolveBody {
  @Text({ description: 'How it was solved: whoever has the like looks for it', example: '补贴 15 个工作日内兑现' }, { min: 2 })
  solution!: string;
}
