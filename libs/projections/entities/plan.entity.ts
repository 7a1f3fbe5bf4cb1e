import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One state of a plan, from known_from to known_to. */
@Entity({ schema: 'read', name: 'plan' })
export class PlanEntity {
  @PrimaryColumn({ name: 'plan_id', type: 'text' })
  planId: string;

  @PrimaryColumn({ name: 'known_from', type: 'timestamptz' })
  knownFrom: Date;

  @Column({ name: 'known_to', type: 'timestamptz' })
  knownTo: Date;

  @Column({ name: 'title', type: 'text' })
  title: string;

  @Column({ name: 'document_number', type: 'text', nullable: true })
  documentNumber: string | null;

  @Column({ name: 'year', type: 'int', nullable: true })
  year: number | null;

  @Column({ name: 'status', type: 'text' })
  status: string;

  @Column({ name: 'office_unit_id', type: 'text' })
  officeUnitId: string;

  @Column({ name: 'items', type: 'int' })
  items: number;

  @Column({ name: 'open_blocking', type: 'int' })
  openBlocking: number;

  @Column({ name: 'drafted_at', type: 'timestamptz' })
  draftedAt: Date;

  @Column({ name: 'issued_at', type: 'timestamptz', nullable: true })
  issuedAt: Date | null;

  @Column({ name: 'withdrawn_at', type: 'timestamptz', nullable: true })
  withdrawnAt: Date | null;

  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true })
  archivedAt: Date | null;

  @Column({ name: 'withdrawal_open', type: 'int', nullable: true })
  withdrawalOpen: number | null;

  @Column({ name: 'version', type: 'bigint' })
  version: string;

  @Column({ name: 'upper_plan_id', type: 'text', nullable: true })
  upperPlanId: string | null;

  /** How far a plan that takes up a higher one has come: `lowerStateOf`. */
  @Column({ name: 'way_up', type: 'text', nullable: true })
  wayUp: string | null;

  @Column({ name: 'with_unit_id', type: 'text', nullable: true })
  withUnitId: string | null;

  @Column({ name: 'taken_up', type: 'int' })
  takenUp: number;

  @Column({ name: 'quantified', type: 'int' })
  quantified: number;

  @Column({ name: 'figures', type: 'int' })
  figures: number;
}
