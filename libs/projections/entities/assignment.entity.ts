import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One state of one unit’s share in an item. */
@Entity({ schema: 'read', name: 'assignment' })
export class AssignmentEntity {
  @PrimaryColumn({ name: 'item_id', type: 'text' })
  itemId: string;

  @PrimaryColumn({ name: 'assignment_id', type: 'text' })
  assignmentId: string;

  @PrimaryColumn({ name: 'known_from', type: 'timestamptz' })
  knownFrom: Date;

  @Column({ name: 'known_to', type: 'timestamptz' })
  knownTo: Date;

  @Column({ name: 'plan_id', type: 'text' })
  planId: string;

  @Column({ name: 'unit_id', type: 'text' })
  unitId: string;

  @Column({ name: 'role', type: 'text' })
  role: string;

  @Column({ name: 'coordinator', type: 'boolean' })
  coordinator: boolean;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'light', type: 'text' })
  light: string;

  @Column({ name: 'late', type: 'boolean' })
  late: boolean;

  @Column({ name: 'paused', type: 'boolean' })
  paused: boolean;

  @Column({ name: 'received_at', type: 'timestamptz', nullable: true })
  receivedAt: Date | null;

  @Column({ name: 'person_id', type: 'text', nullable: true })
  personId: string | null;

  /** The living group by which the unit came to the item. */
  @Column({ name: 'group_id', type: 'text', nullable: true })
  groupId: string | null;
}
