import { ApiProperty } from '@nestjs/swagger';

class EntryBody {
  @ApiProperty({ example: 'step:a1-1/1/T-3' }) key!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ enum: ['markDueSoon', 'markOverdue', 'markRed', 'remind', 'draftPaper', 'escalate', 'openPeriod'] }) act!: string;
  @ApiProperty() duty!: string;
  @ApiProperty() rung!: string;
}

class AssignmentBody {
  @ApiProperty() id!: string;
  @ApiProperty() unitId!: string;
  @ApiProperty({ enum: ['lead', 'participant', 'implementer'] }) role!: string;
  @ApiProperty() coordinator!: boolean;
  @ApiProperty({ enum: ['awaitingReceipt', 'inProgress', 'submitted', 'completed', 'declined', 'transferred', 'dropped'] }) status!: string;
  @ApiProperty({ enum: ['grey', 'green', 'blue', 'yellow', 'red'] }) light!: string;
  @ApiProperty() late!: boolean;
  @ApiProperty() paused!: boolean;
  @ApiProperty({ nullable: true, type: String, format: 'date-time' }) receivedAt!: string | null;
  @ApiProperty({ nullable: true, type: String }) responsiblePersonId!: string | null;
}

class StepBody {
  @ApiProperty() id!: string;
  @ApiProperty() assignmentId!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ nullable: true, type: String }) period!: string | null;
  @ApiProperty({ enum: ['open', 'inApproval', 'submitted', 'done', 'cancelled'] }) status!: string;
  @ApiProperty() attempt!: number;
  @ApiProperty({ nullable: true, type: String, format: 'date' }) deadline!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date' }) firstDeadline!: string | null;
  @ApiProperty({ enum: ['grey', 'green', 'blue', 'yellow', 'red'] }) light!: string;
  @ApiProperty() completedLate!: boolean;
}

class TargetBody {
  @ApiProperty() id!: string;
  @ApiProperty() metric!: string;
  @ApiProperty() comparison!: string;
  @ApiProperty() value!: number;
  @ApiProperty() unit!: string;
  @ApiProperty({ nullable: true, type: Number }) reached!: number | null;
  @ApiProperty() met!: boolean;
}

/** An item as its readers see it. */
export class ItemViewBody {
  @ApiProperty() id!: string;
  @ApiProperty() planId!: string;
  @ApiProperty() number!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ nullable: true, type: String }) category!: string | null;
  @ApiProperty({ enum: ['awaitingReceipt', 'inProgress', 'submitted', 'completed', 'suspended', 'withdrawn', 'dropped', 'closedUnfulfilled', 'carriedOver'] }) status!: string;
  @ApiProperty({ enum: ['grey', 'green', 'blue', 'yellow', 'red'] }) light!: string;
  @ApiProperty({ description: 'Was late, and the lateness was not overturned' }) late!: boolean;
  @ApiProperty() paused!: boolean;
  @ApiProperty() awaitingQuantification!: boolean;
  @ApiProperty({ nullable: true, type: String, format: 'date' }) deadline!: string | null;
  @ApiProperty({ nullable: true, type: String, format: 'date', description: 'Visible for ever' }) firstDeadline!: string | null;
  @ApiProperty({ description: 'Material version: the ETag' }) version!: number;
  @ApiProperty({ format: 'date-time', description: 'What was due by then has been acted on' }) actedUpTo!: string;
  @ApiProperty({ type: [TargetBody] }) targets!: TargetBody[];
  @ApiProperty({ type: [AssignmentBody] }) assignments!: AssignmentBody[];
  @ApiProperty({ type: [StepBody] }) steps!: StepBody[];
  @ApiProperty({ type: [Object] }) requests!: object[];
  @ApiProperty({ type: [Object] }) papers!: object[];
  @ApiProperty({ type: [Object], description: 'Whatever somebody owes by a moment' }) duties!: object[];
  @ApiProperty({ nullable: true, type: EntryBody }) next!: EntryBody | null;
}
