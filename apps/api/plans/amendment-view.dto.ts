import { ApiSchema } from '@nestjs/swagger';
import { Shown } from '../core/shown';

export class AmendmentChangeBody {
  @Shown.text({ nullable: true, description: 'The item that is changed or begins' }) itemId!: string | null;
  @Shown.oneOf(['add', 'drop', 'figureEnds', 'tieEnds', 'title', 'deadline', 'targets', 'duty', 'step', 'addUnit', 'dropUnit', 'split', 'merge']) kind!: string;
  @Shown.text({ nullable: true, example: '2026-06-30' }) before!: string | null;
  @Shown.text({ nullable: true, example: '2026-09-30' }) after!: string | null;
  @Shown.flag({ optional: true, description: 'The item leaves the plan by it' }) endsItem?: boolean;
}

export class AmendmentBody {
  @Shown.number({ description: 'Number in the plan: 1, 2, 3, …', example: 1 }) number!: number;
  @Shown.text({ description: 'The paper that orders it', example: '产改办〔2026〕7号' }) basis!: string;
  @Shown.several(() => AmendmentChangeBody) changes!: AmendmentChangeBody[];
}

export class ListedAmendmentBody extends AmendmentBody {
  @Shown.moment({ description: 'When it was applied' }) at!: string;
}

@ApiSchema({ description: 'Amendments of the plan, in the order in which they were made' })
export class AmendmentsBody {
  @Shown.text() planId!: string;
  @Shown.several(() => ListedAmendmentBody) amendments!: ListedAmendmentBody[];
}

@ApiSchema({ description: 'What the amendment did or, with preview, would do' })
export class AmendmentAnswer extends AmendmentBody {
  @Shown.flag({ description: 'Only shown, nothing was written' }) preview!: boolean;
  @Shown.text({ nullable: true, description: 'Place in the log, for `after`' }) position!: string | null;
  @Shown.flag() replayed!: boolean;
}
