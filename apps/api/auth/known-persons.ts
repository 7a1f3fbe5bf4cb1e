import type { Accounts } from '#libs/identity/accounts/accounts';
import { rejected } from '../problems/rejection.table';

/** Refuses ids that no account has: events keep what is given here for ever, and it shall be no name. */
export async function knownPersons(accounts: Accounts, personIds: readonly string[], field: string): Promise<void> {
  if (personIds.length === 0) return;
  const names = await accounts.displayNames(personIds);
  const unknown = personIds.find((id) => !names.has(id));
  if (unknown !== undefined) throw rejected({ code: 'person-unknown', field, details: { id: unknown } });
}
