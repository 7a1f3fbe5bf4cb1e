import { DatabaseError, type Pool } from 'pg';
import { isRole, mayBeLimitedToPlan } from '../roles';
import { conflictWith, overlap, type RoleSpan } from '../separation';
import type { GrantOutcome, GrantRequest, RevokeOutcome } from './account';
import { recordChange } from './account-store';
import { doerOf, onceOnly, type By } from './once-only';

interface HeldSpan extends RoleSpan {
  readonly unitId: string;
  readonly planId: string | null;
}

/** The account's row is locked before its grants are read: two grants at the same moment see each other. */
export async function grantRole(pool: Pool, request: GrantRequest, sentBy: By, now: Date): Promise<GrantOutcome> {
  const by = doerOf(sentBy);
  const { personId, role, unitId } = request;
  const planId = request.planId ?? null;
  const wanted: HeldSpan = { role, unitId, planId, since: request.since ?? now, until: request.until ?? null };
  if (by === personId) return { kind: 'refused', code: 'own-grant' };
  if (planId !== null && !mayBeLimitedToPlan(role)) return { kind: 'refused', code: 'plan-limit-not-applicable' };
  if (wanted.until !== null && wanted.until <= wanted.since) return { kind: 'refused', code: 'period-malformed' };
  try {
    return await onceOnly<GrantOutcome>(pool, sentBy, now, async (client) => {
      const account = await client.query('select from auth.accounts where id = $1 for update', [personId]);
      if (account.rowCount === 0) return { kind: 'refused', code: 'account-not-found' };
      const { rows } = await client.query<{ role: string; unitId: string; planId: string | null; since: Date; until: Date | null }>(
        'select role, unit_id as "unitId", plan_id as "planId", since, until from auth.grants where account_id = $1',
        [personId],
      );
      const held: HeldSpan[] = rows.flatMap((row) => (isRole(row.role) ? [{ ...row, role: row.role }] : []));
      if (held.some((h) => h.role === role && h.unitId === unitId && h.planId === planId && overlap(h, wanted))) return { kind: 'refused', code: 'already-granted' };
      const conflict = conflictWith(held, wanted);
      if (conflict !== null) return { kind: 'refused', code: conflict };
      await client.query('insert into auth.grants (account_id, role, unit_id, plan_id, since, until, granted_by) values ($1, $2, $3, $4, $5, $6, $7)', [personId, role, unitId, planId, wanted.since, wanted.until, by]);
      await recordChange(client, now, personId, by, 'granted', { role, unitId, planId, since: wanted.since.toISOString(), until: wanted.until?.toISOString() ?? null });
      return { kind: 'granted' };
    });
  } catch (error) {
    // Only a role that this version does not know can get so far.
    if (error instanceof DatabaseError && error.constraint === 'powers_separate') return { kind: 'refused', code: 'two-administrator-roles' };
    throw error;
  }
}

export async function revokeRole(pool: Pool, grant: Pick<GrantRequest, 'personId' | 'role' | 'unitId' | 'planId'>, sentBy: By, now: Date): Promise<RevokeOutcome> {
  const by = doerOf(sentBy);
  const { personId, role, unitId } = grant;
  const planId = grant.planId ?? null;
  if (by === personId) return { kind: 'refused', code: 'own-grant' };
  return onceOnly<RevokeOutcome>(pool, sentBy, now, async (client) => {
    const { rowCount } = await client.query(
      `update auth.grants set until = greatest(since, $5), ended_by = $6
        where account_id = $1 and role = $2 and unit_id = $3 and plan_id is not distinct from $4 and (until is null or until > $5)`,
      [personId, role, unitId, planId, now, by],
    );
    if (rowCount === 0) return { kind: 'refused', code: 'grant-not-found' };
    await recordChange(client, now, personId, by, 'revoked', { role, unitId, planId });
    return { kind: 'revoked' };
  });
}
