import { Id, OneOf, Part, Several, Text } from '../core/fields';
import { AskedStepDto, MaybePlanOfBody } from './followed-step.dto';

class InstructionSubjectDto {
  @OneOf(['item', 'plan', 'unit', 'difficulty', 'other'], { description: 'What it is about' })
  kind!: 'item' | 'plan' | 'unit' | 'difficulty' | 'other';
  @Text({ description: 'Its id; for other matters words, or nothing' }, { max: 200, nullable: true })
  ref?: string | null;
}

export class InstructBody extends MaybePlanOfBody {
  @Text({ description: 'In a line', example: '关于技能培训进度的批示' }, { min: 2, max: 200 })
  title!: string;
  @Text({ description: 'What the leader wrote' }, { min: 2 })
  text!: string;
  @Part(() => InstructionSubjectDto, { description: 'What it is about' })
  about!: InstructionSubjectDto;
  @Id({ description: 'Person id of the leader, where the office records it (代录); the caller unless told' }, { nullable: true })
  leaderId?: string | null;
  @Id({ description: 'The leader’s unit, where the office records it' }, { nullable: true })
  leaderUnitId?: string | null;
  @Several(() => AskedStepDto, { description: 'Who does what by when; the office may give out more later' }, { max: 50 })
  steps!: AskedStepDto[];
}

export class AssignStepsBody {
  @Several(() => AskedStepDto, { description: 'Who does what by when' }, { max: 50 })
  steps!: AskedStepDto[];
}

export class FeedbackBody {
  @Text({ description: 'What came of it, for the leader' }, { min: 2 })
  text!: string;
}

export class InstructFurtherBody {
  @Text({ description: 'What the leader wrote' }, { min: 2 })
  text!: string;
  @Several(() => AskedStepDto, { description: 'Who does what by when; may be empty' }, { max: 50 })
  steps!: AskedStepDto[];
}

export class CloseInstructionBody {
  @Text({ description: 'A word of the leader’s; asked for where the office records it', example: '已阅，同意办结' }, { max: 2_000, nullable: true })
  text?: string | null;
}
