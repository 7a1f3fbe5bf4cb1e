import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What somebody owes in an item, by when. */
@Entity({ schema: 'read', name: 'duty' })
export class DutyEntity {
  @PrimaryColumn({ name: 'item_id', type: 'text' })
  itemId: string;

  @PrimaryColumn({ name: 'duty', type: 'text' })
  duty: string;

  @PrimaryColumn({ name: 'arming', type: 'int' })
  arming: number;

  @PrimaryColumn({ name: 'known_from', type: 'timestamptz' })
  knownFrom: Date;

  @Column({ name: 'known_to', type: 'timestamptz' })
  knownTo: Date;

  @Column({ name: 'plan_id', type: 'text' })
  planId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'unit_id', type: 'text' })
  unitId: string;

  @Column({ name: 'post', type: 'text' })
  post: string;

  @Column({ name: 'person_id', type: 'text', nullable: true })
  personId: string | null;

  @Column({ name: 'assignment_id', type: 'text', nullable: true })
  assignmentId: string | null;

  /** The unit of the assignment that the duty belongs to: not always the unit that owes it. */
  @Column({ name: 'assignee_unit_id', type: 'text', nullable: true })
  assigneeUnitId: string | null;

  /** The coordinator's unit where the assignment is a participant's, whose work the coordinator verifies. */
  @Column({ name: 'coordinator_unit_id', type: 'text', nullable: true })
  coordinatorUnitId: string | null;

  @Column({ name: 'step_id', type: 'text', nullable: true })
  stepId: string | null;

  @Column({ name: 'since', type: 'timestamptz' })
  since: Date;

  @Column({ name: 'due', type: 'date', nullable: true })
  due: string | null;

  @Column({ name: 'resting', type: 'text', nullable: true })
  resting: string | null;

  @Column({ name: 'corrected', type: 'boolean' })
  corrected: boolean;
}
