import type { Accounts } from '#libs/identity/accounts/accounts';
import { isBusinessRole } from '#libs/identity/roles';
import { rejected } from '../problems/rejection.table';

/** Refuses ids that no account has: events keep what is given here for ever, and it shall be no name. */
export async function knownPersons(accounts: Accounts, personIds: readonly string[], field: string): Promise<void> {
  if (personIds.length === 0) return;
  const names = await accounts.displayNames(personIds);
  const unknown = personIds.find((id) => !names.has(id));
  if (unknown !== undefined) throw rejected({ code: 'person-unknown', field, details: { id: unknown } });
}

/** Refuses who holds no role of the business in the unit: what is given to them could not be done. */
export async function staffOf(accounts: Accounts, personId: string, unitId: string, field: string): Promise<void> {
  const account = await accounts.find(personId);
  if (account === null) throw rejected({ code: 'person-unknown', field, details: { id: personId } });
  const now = new Date();
  const there = account.status === 'active' && account.grants.some((g) => g.unitId === unitId && isBusinessRole(g.role) && g.since <= now && (g.until === null || g.until > now));
  if (!there) throw rejected({ code: 'not-in-the-unit', field, details: { id: personId } });
}

/** The same for each person who is named for a unit, by the field of theirs; a unit without one speaks through whom it chooses. */
export async function staffNamed(accounts: Accounts, named: readonly { unitId: string; personId: string | null; field: string }[]): Promise<void> {
  for (const { unitId, personId, field } of named) if (personId !== null) await staffOf(accounts, personId, unitId, field);
}
