import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One state of an item, from known_from to known_to. */
@Entity({ schema: 'read', name: 'item' })
export class ItemEntity {
  @PrimaryColumn({ name: 'item_id', type: 'text' })
  itemId: string;

  @PrimaryColumn({ name: 'known_from', type: 'timestamptz' })
  knownFrom: Date;

  @Column({ name: 'known_to', type: 'timestamptz' })
  knownTo: Date;

  @Column({ name: 'plan_id', type: 'text' })
  planId: string;

  @Column({ name: 'plan_number', type: 'text', nullable: true })
  planNumber: string | null;

  @Column({ name: 'number', type: 'text' })
  number: string;

  @Column({ name: 'number_order', type: 'numeric' })
  numberOrder: string;

  @Column({ name: 'title', type: 'text' })
  title: string;

  @Column({ name: 'category', type: 'text', nullable: true })
  category: string | null;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'light', type: 'text' })
  light: string;

  @Column({ name: 'late', type: 'boolean' })
  late: boolean;

  @Column({ name: 'paused', type: 'boolean' })
  paused: boolean;

  @Column({ name: 'awaiting_quantification', type: 'boolean' })
  awaitingQuantification: boolean;

  @Column({ name: 'deadline', type: 'date', nullable: true })
  deadline: string | null;

  @Column({ name: 'first_deadline', type: 'date', nullable: true })
  firstDeadline: string | null;

  @Column({ name: 'recurrence', type: 'text', nullable: true })
  recurrence: string | null;

  @Column({ name: 'lead_unit_ids', type: 'text', array: true })
  leadUnitIds: string[];

  @Column({ name: 'unit_ids', type: 'text', array: true })
  unitIds: string[];

  @Column({ name: 'next_due', type: 'timestamptz', nullable: true })
  nextDue: Date | null;

  @Column({ name: 'next_key', type: 'text', nullable: true })
  nextKey: string | null;

  /** What then happens, of which duty, and who owes that. */
  @Column({ name: 'next_act', type: 'text', nullable: true })
  nextAct: string | null;

  @Column({ name: 'next_kind', type: 'text', nullable: true })
  nextKind: string | null;

  @Column({ name: 'next_unit_id', type: 'text', nullable: true })
  nextUnitId: string | null;

  /** How far its targets are, as JSON. */
  @Column({ name: 'progress', type: 'text', nullable: true })
  progress: string | null;

  @Column({ name: 'closed_how', type: 'text', nullable: true })
  closedHow: string | null;

  /** How somebody may stand to the item: `readersOf`. */
  @Column({ name: 'readers', type: 'text', array: true })
  readers: string[];

  /** Last day of the standing authorisation; null where there is none. */
  @Column({ name: 'standing_until', type: 'date', nullable: true })
  standingUntil: string | null;

  /** The item of a higher plan that it takes up. */
  @Column({ name: 'upper_item_id', type: 'text', nullable: true })
  upperItemId: string | null;

  /** Items that were split or merged into it. */
  @Column({ name: 'made_of', type: 'text', array: true })
  madeOf: string[];
}
