import { asDomain, ROSTER_STREAM } from '#libs/commands/references';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { evolveRoster, type RosterEvent } from '#libs/supervision/roster/roster.events';
import type { Instant } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { knownAt } from '../core/known-at';

/** Units and groups as known at a moment; null: now. */
export async function rosterAt(core: Core, moment: Instant | null): Promise<Roster> {
  const state = moment === null ? (await core.references.roster()).state : await knownAt<Roster>(core.store, ROSTER_STREAM, moment, (before, event) => evolveRoster(before ?? EMPTY_ROSTER, asDomain<RosterEvent>(event)));
  return state ?? EMPTY_ROSTER;
}
