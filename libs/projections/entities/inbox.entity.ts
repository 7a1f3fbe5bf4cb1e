import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A notice in the inbox of a unit’s post. */
@Entity({ schema: 'read', name: 'inbox' })
export class InboxEntity {
  @PrimaryColumn({ name: 'notice_id', type: 'text' })
  noticeId: string;

  @PrimaryColumn({ name: 'unit_id', type: 'text' })
  unitId: string;

  @PrimaryColumn({ name: 'post', type: 'text' })
  post: string;

  @Column({ name: 'person_id', type: 'text', nullable: true })
  personId: string | null;

  @Column({ name: 'why', type: 'text' })
  why: string;

  @Column({ name: 'delivered_at', type: 'timestamptz' })
  deliveredAt: Date;

  @Column({ name: 'read_at', type: 'timestamptz', nullable: true })
  readAt: Date | null;

  @Column({ name: 'read_by', type: 'text', nullable: true })
  readBy: string | null;

  @Column({ name: 'held', type: 'boolean' })
  held: boolean;
}
