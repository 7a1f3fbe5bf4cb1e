import type { EventStore } from '#libs/event-store/event-store';
import { sharesWithout } from '#libs/supervision/item/item.groups';
import { settledItems, type Named } from '#libs/supervision/plan/draft.settled';
import { PLAN_STREAM, type PlanEvent } from '#libs/supervision/plan/plan.events';
import { evolvePlan, type PlanState } from '#libs/supervision/plan/plan.evolve';
import { normaliseName, type Roster } from '#libs/supervision/roster/roster';
import type { RosterCommand } from '#libs/supervision/roster/roster.decide';
import { openItems } from './open-items';
import { asDomain } from './references';

/** Commands that take a name, or a group, away. */
export type TakesAway = Extract<RosterCommand, { type: 'removeAlias' | 'removeGroupAlias' | 'dissolveGroup' }>;

/** Who uses a name or a group that is to be taken away; nothing was written. */
export interface NameUses {
  /** Drafts with rows that say it: they are not issued before somebody says who is meant. */
  drafts: { planId: string; title: string; rows: number }[];
  /** Drafts of other offices that say it: they are these offices' own. */
  otherDrafts: number;
  /** Open items that name the group, each with the shares of members that end, and that pass on because nobody else would hold the item. */
  items: { itemId: string; planId: string; number: string; title: string; ending: number; passing: number }[];
}

/** @param officeUnitId whose drafts are named @param before the roster as it is @param after the roster without it */
export async function usesOf(store: EventStore, command: TakesAway, officeUnitId: string | null, before: Roster, after: Roster): Promise<NameUses> {
  const uses: NameUses = { drafts: [], otherDrafts: 0, items: [] };
  for await (const plan of drafts(store)) {
    const rows = settledItems(plan).filter(({ names }) => names.some((named) => says(named, command, before))).length;
    if (rows > 0 && plan.officeUnitId !== officeUnitId) uses.otherDrafts += 1;
    else if (rows > 0) uses.drafts.push({ planId: plan.id, title: plan.plan.title, rows });
  }
  if (command.type !== 'dissolveGroup') return uses;
  for await (const state of openItems(store)) {
    if (!state.groups.some(({ groupId }) => groupId === command.groupId)) continue;
    uses.items.push({ itemId: state.id, planId: state.planId, number: state.number, title: state.title, ...sharesWithout(state, command.groupId, after) });
  }
  return uses;
}

/** Whether a draft's name means what is taken away: one that a person answered means what they said. */
function says({ name, unitId, groupId }: Named, command: TakesAway, roster: Roster): boolean {
  if (unitId !== null) return false;
  if (groupId !== null) return command.type === 'dissolveGroup' && groupId === command.groupId;
  const group = command.type === 'dissolveGroup' ? roster.groups[command.groupId] : undefined;
  const gone = command.type === 'dissolveGroup' ? [group?.name ?? '', ...(group?.aliases ?? [])] : [command.alias];
  return gone.some((each) => normaliseName(each) === normaliseName(name));
}

/** Plans that are not issued yet. */
async function* drafts(store: EventStore): AsyncGenerator<PlanState> {
  const { rows } = await store.pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream', [PLAN_STREAM, `${PLAN_STREAM.slice(0, -1)}0`]);
  for (const { stream } of rows) {
    const id = stream.slice(PLAN_STREAM.length);
    const plan = (await store.readStream(stream)).reduce<PlanState | null>((state, event) => evolvePlan(state, asDomain<PlanEvent>(event), id), null);
    if (plan?.status === 'draft') yield plan;
  }
}
