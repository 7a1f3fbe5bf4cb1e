import { ApiSchema } from '@nestjs/swagger';
import { Flag, Several, Text } from '../core/fields';
import { Shown } from '../core/shown';

class QuestionDto {
  @Text({ description: 'Question' }, { min: 2, max: 2_000 }) text!: string;
  @Text({ description: 'Rule or paper that it rests on' }, { max: 2_000 }) basis!: string;
}

export class ChecklistBody {
  @Text({ description: 'Name of the template' }, { min: 2, max: 200 }) name!: string;
  @Several(() => QuestionDto, { description: 'Its questions, in order' }, { max: 200 }) items!: QuestionDto[];
  @Flag({ description: 'Not offered any more' }, { optional: true }) retired?: boolean;
}

class QuestionBody {
  @Shown.text() text!: string;
  @Shown.text() basis!: string;
}

@ApiSchema({ description: 'A checklist template' })
export class ChecklistTemplateBody {
  @Shown.text() id!: string;
  @Shown.number() version!: number;
  @Shown.text() name!: string;
  @Shown.several(() => QuestionBody) items!: QuestionBody[];
  @Shown.flag() retired!: boolean;
  @Shown.moment() changedAt!: string;
}

@ApiSchema({ description: 'Checklist templates' })
export class ChecklistListBody {
  @Shown.several(() => ChecklistTemplateBody) templates!: ChecklistTemplateBody[];
}

@ApiSchema({ description: 'The template as it now is, and its place in the log' })
export class ChecklistAnswerBody {
  @Shown.a(() => ChecklistTemplateBody) template!: ChecklistTemplateBody;
  @Shown.text() position!: string;
  @Shown.flag() replayed!: boolean;
}
