import type { DataSource } from 'typeorm';
import type { Instant } from '#libs/supervision/time/day';
import { PlanEntity } from '../entities/plan.entity';

/** Every plan as known now or at a moment, the newest first. Who may see which is the caller's to ask: plans are few. */
export function plansKnown(source: DataSource, asOf: Instant | null): Promise<PlanEntity[]> {
  const query = source.getRepository(PlanEntity).createQueryBuilder('p').orderBy('p.drafted_at', 'DESC').addOrderBy('p.plan_id');
  return (asOf === null ? query.where(`p.known_to = 'infinity'`) : query.where('p.known_from <= :asOf and p.known_to > :asOf', { asOf })).getMany();
}
