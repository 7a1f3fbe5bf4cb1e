import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A notice and what became of it. */
@Entity({ schema: 'read', name: 'notice' })
export class NoticeEntity {
  @PrimaryColumn({ name: 'notice_id', type: 'text' })
  noticeId: string;

  @Column({ name: 'item_id', type: 'text' })
  itemId: string;

  @Column({ name: 'plan_id', type: 'text' })
  planId: string;

  @Column({ name: 'kind', type: 'text' })
  kind: string;

  @Column({ name: 'rung', type: 'text' })
  rung: string;

  @Column({ name: 'duty', type: 'text' })
  duty: string;

  @Column({ name: 'assignment_id', type: 'text', nullable: true })
  assignmentId: string | null;

  @Column({ name: 'step_id', type: 'text', nullable: true })
  stepId: string | null;

  @Column({ name: 'drafted_at', type: 'timestamptz', nullable: true })
  draftedAt: Date | null;

  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true })
  issuedAt: Date | null;

  @Column({ name: 'voided_at', type: 'timestamptz', nullable: true })
  voidedAt: Date | null;

  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true })
  answeredAt: Date | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt: Date | null;

  @Column({ name: 'deadline', type: 'date', nullable: true })
  deadline: string | null;

  @Column({ name: 'series', type: 'text', nullable: true })
  series: string | null;

  @Column({ name: 'number', type: 'int', nullable: true })
  number: number | null;

  @Column({ name: 'text', type: 'text', nullable: true })
  text: string | null;

  @Column({ name: 'recipients', type: 'json' })
  recipients: unknown;

  @Column({ name: 'title', type: 'text', nullable: true })
  title: string | null;
}
