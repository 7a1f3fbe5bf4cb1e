import type { Identity } from '#libs/identity/identity';
import { seesAssignment } from '#libs/identity/reading';
import { ledgerPage } from '#libs/projections/queries/ledger.query';
import type { ItemState, PendingRequest } from '#libs/supervision/item/item.types';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { askedBy } from '../reading/asked.by';
import { sight } from './item.answer';

/** Most items that are looked through: more than a unit has a share in, but for whole-city plans. */
const MOST = 400;
/** Items that are read at a time: people wait for the connections too. */
const AT_ONCE = 8;

interface Ruled {
  granted: number;
  refused: number;
}

/** How requests of the kind by the unit were ruled on so far: on this item, and on all in which the unit has a share and which the caller reads. */
export async function requestHistory(core: Core, identity: Identity, here: ItemState, { unitId, kind }: PendingRequest): Promise<{ unitId: string; kind: PendingRequest['kind']; here: Ruled; everywhere: Ruled; items: number; total: number }> {
  const { asked, now } = await askedBy(core, {}, identity);
  const roster = (await core.references.roster()).state ?? EMPTY_ROSTER;
  const { total, rows } = await ledgerPage(await core.reading(), asked, { unitId }, { sort: 'number', descending: false, offset: 0, limit: MOST });
  const ids = [...new Set([here.id, ...rows.map((r) => r.itemId)])];
  const ruledIn = (state: ItemState): Ruled => {
    const seen = sight(identity, state, roster, dayOf(now));
    const alike = Object.values(state.requests).filter((r) => r.unitId === unitId && r.kind === kind && seesAssignment(seen, r.assignmentId));
    return { granted: alike.filter((r) => r.status === 'granted').length, refused: alike.filter((r) => r.status === 'refused').length };
  };
  const everywhere: Ruled = { granted: 0, refused: 0 };
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const states = await Promise.all(ids.slice(from, from + AT_ONCE).map(async (id) => (await core.items.load(id)).state));
    for (const state of states) {
      const { granted, refused } = state ? ruledIn(state) : { granted: 0, refused: 0 };
      everywhere.granted += granted;
      everywhere.refused += refused;
    }
  }
  return { unitId, kind, here: ruledIn(here), everywhere, items: ids.length, total: Math.max(total, ids.length) };
}
