import type { Identity } from '#libs/identity/identity';
import type { LedgerRow } from '#libs/projections/queries/ledger.query';
import { upcoming } from '#libs/supervision/item/item.explain';
import { dayOf, type Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { showsDuty, sight } from '../items/item.answer';
import { itemAsOf } from '../items/item-known-at';

/** Items that are read at a time: people wait for the connections too. */
const AT_ONCE = 8;

/**
 * Rows of a past moment with what was due next *then*. Where nothing had been carried out for a while (the system stood still), a row
 * as it was known holds an entry that was past already; the next one is that of the item's own page, read from the log.
 *
 * @param asOf the moment asked about; null, or the present: the rows as they are
 */
export async function nextThen(core: Core, rows: readonly LedgerRow[], asOf: Instant | null, identity: Identity): Promise<LedgerRow[]> {
  const now = core.clock.now();
  if (asOf === null || asOf >= now) return [...rows];
  const told: LedgerRow[] = [...rows];
  const stale = rows.flatMap((row, i) => (row.nextDue !== null && row.nextDue.toISOString() <= asOf ? [i] : []));
  for (let from = 0; from < stale.length; from += AT_ONCE) {
    await Promise.all(stale.slice(from, from + AT_ONCE).map(async (i) => (told[i] = await afterwards(core, rows[i]!, asOf, now, identity))));
  }
  return told;
}

async function afterwards(core: Core, row: LedgerRow, asOf: Instant, now: Instant, identity: Identity): Promise<LedgerRow> {
  const [known, { state }] = await Promise.all([itemAsOf(core.store, row.itemId, asOf), core.items.load(row.itemId)]);
  if (known === null || !state) return row;
  const { rules } = await core.references.rules(known.policyId);
  const seen = sight(identity, state, rules.roster, dayOf(now));
  const full = seen.kind === 'assignments' ? seen.inFull : new Set<string>();
  const next = upcoming(known, rules, asOf).find((e) => e.at > asOf);
  if (next === undefined) return { ...row, nextDue: null, nextKey: null, next: null };
  const shown = seen.kind === 'all' || showsDuty(next, full);
  return { ...row, nextDue: new Date(next.at), nextKey: next.key, next: shown ? { act: next.act, kind: next.kind, unitId: next.owedBy } : null };
}
