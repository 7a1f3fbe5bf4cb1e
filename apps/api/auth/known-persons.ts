import type { Sender } from '#libs/commands/outcome';
import { findCommand } from '#libs/event-store/find-command';
import { isBusinessRole } from '#libs/identity/roles';
import type { Rejection } from '#libs/supervision/rejection';
import type { Core } from '../core/core';
import { rejected } from '../problems/rejection.table';

type Known = Pick<Core, 'accounts' | 'pool'>;
/** Of the command that names the persons; null for a question. */
type Named = Pick<Sender, 'scope' | 'commandId'> | null;

/** Refuses, but for a command that was accepted once: that is answered as the first time, whoever has left since. */
export async function refuseAnew({ pool }: Pick<Core, 'pool'>, sender: Named, refusal: Rejection): Promise<void> {
  if (sender === null || (await findCommand(pool, sender.scope, sender.commandId)) === null) throw rejected(refusal);
}

/** Refuses ids that no account has: events keep what is given here for ever, and it shall be no name. */
export async function knownPersons(core: Known, sender: Named, personIds: readonly string[], field: string): Promise<void> {
  if (personIds.length === 0) return;
  const names = await core.accounts.displayNames(personIds);
  const unknown = personIds.find((id) => !names.has(id));
  if (unknown !== undefined) await refuseAnew(core, sender, { code: 'person-unknown', field, details: { id: unknown } });
}

/** Refuses who holds no role of the business in the unit: what is given to them could not be done. */
export async function staffOf(core: Known, sender: Named, personId: string, unitId: string, field: string): Promise<void> {
  const account = await core.accounts.find(personId);
  if (account === null) return refuseAnew(core, sender, { code: 'person-unknown', field, details: { id: personId } });
  const now = new Date();
  const there = account.status === 'active' && account.grants.some((g) => g.unitId === unitId && isBusinessRole(g.role) && g.since <= now && (g.until === null || g.until > now));
  if (!there) await refuseAnew(core, sender, { code: 'not-in-the-unit', field, details: { id: personId } });
}

/** The same for each person who is named for a unit, by the field of theirs; a unit without one speaks through whom it chooses. */
export async function staffNamed(core: Known, sender: Named, named: readonly { unitId: string; personId: string | null; field: string }[]): Promise<void> {
  for (const { unitId, personId, field } of named) if (personId !== null) await staffOf(core, sender, personId, unitId, field);
}
