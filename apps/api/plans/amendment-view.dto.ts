import { ApiProperty } from '@nestjs/swagger';

export class AmendmentChangeBody {
  @ApiProperty({ nullable: true, type: String, description: 'The item that is changed or begins' }) itemId!: string | null;
  @ApiProperty({ enum: ['add', 'drop', 'title', 'deadline', 'targets', 'addUnit', 'dropUnit', 'split', 'merge'] }) kind!: string;
  @ApiProperty({ nullable: true, type: String, example: '2026-06-30' }) before!: string | null;
  @ApiProperty({ nullable: true, type: String, example: '2026-09-30' }) after!: string | null;
  @ApiProperty({ required: false, description: 'The item leaves the plan by it' }) endsItem?: boolean;
}

export class AmendmentBody {
  @ApiProperty({ description: 'Number in the plan: 1, 2, 3, …', example: 1 }) number!: number;
  @ApiProperty({ description: 'The paper that orders it', example: '产改办〔2026〕7号' }) basis!: string;
  @ApiProperty({ type: [AmendmentChangeBody] }) changes!: AmendmentChangeBody[];
}

export class ListedAmendmentBody extends AmendmentBody {
  @ApiProperty({ description: 'When it was applied', example: '2026-05-06T02:00:00.000Z' }) at!: string;
}

export class AmendmentsBody {
  @ApiProperty() planId!: string;
  @ApiProperty({ type: [ListedAmendmentBody] }) amendments!: ListedAmendmentBody[];
}

export class AmendmentAnswer extends AmendmentBody {
  @ApiProperty({ description: 'Only shown, nothing was written' }) preview!: boolean;
  @ApiProperty({ nullable: true, type: String, description: 'Place in the log, for `after`' }) position!: string | null;
  @ApiProperty() replayed!: boolean;
}
