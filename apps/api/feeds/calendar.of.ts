import { dutyCalendar, type CalendarDuty } from '#libs/documents/lists/duty.calendar';
import { originWords } from '#libs/documents/papers/templates/light.note';
import type { FeedKind } from '#libs/identity/feeds/feed';
import type { Identity } from '#libs/identity/identity';
import { readScope } from '#libs/identity/reading';
import { personsOf } from '#libs/identity/standing-in';
import { dutyPage, type DutyListRow } from '#libs/projections/queries/duty.query';
import { explainDeadlines } from '#libs/supervision/item/item.explain';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { dayOf, type Day } from '#libs/supervision/time/day';
import type { Core } from '../core/core';
import { unitName } from '../papers/names';

/** Entries of a feed; what falls first is in it, and how many are not is said. */
const MOST_DUTIES = 500;
/** Items whose deadlines are explained at a time: people wait for the connections too. */
const AT_ONCE = 8;

/** The to-do list as a calendar: the same duties by the same scope as `GET /todo`, those that have a day, and nobody's name. */
export async function calendarOf(core: Core, identity: Identity, kind: FeedKind, interfaceAt: string): Promise<string> {
  const now = core.clock.now();
  const roster = (await core.references.roster()).state ?? EMPTY_ROSTER;
  const asked = { scope: readScope(identity, roster), today: dayOf(now), asOf: null };
  const mine = kind === 'person' ? { personIds: personsOf(identity) } : {};
  const { total, rows } = await dutyPage(await core.reading(), asked, { unitId: identity.unitId, orByStanding: true, ...mine }, now, { sort: 'due', descending: false, offset: 0, limit: MOST_DUTIES });
  const dated = rows.filter((r): r is DutyListRow & { due: Day } => r.due !== null);
  const origins = await originsOf(core, dated);
  const duties = dated.map((r): CalendarDuty => ({
    stream: r.itemId === null ? r.proceeding! : `item/${r.itemId}`, duty: r.duty, unitId: r.unitId, unit: unitName(roster, r.unitId), kind: r.kind, number: r.number, title: r.title, due: r.due,
    origin: origins.get(`${r.itemId}/${r.stepId}/${r.kind}`) ?? '', address: `${interfaceAt}/${pathOf(r)}`,
  }));
  const unit = unitName(roster, identity.unitId);
  return dutyCalendar({ name: kind === 'unit' ? `督办 ${unit}` : `督办 ${unit}（本人）`, duties, more: total - dated.length, at: now });
}

/** Why each step that is to be delivered has its day, by item, step and kind. */
async function originsOf(core: Core, rows: readonly DutyListRow[]): Promise<ReadonlyMap<string, string>> {
  const itemIds = [...new Set(rows.flatMap((r) => (r.kind === 'deliver' && r.itemId !== null ? [r.itemId] : [])))];
  const origins = new Map<string, string>();
  const explain = async (itemId: string): Promise<void> => {
    const { state } = await core.items.load(itemId);
    if (!state) return;
    const { rules } = await core.references.rules(state.policyId);
    for (const { stepId, account } of explainDeadlines(state, rules, core.clock.now())) origins.set(`${itemId}/${stepId}/deliver`, originWords(account.lines) + (account.provisional ? '；日历尚未公布，仍可能变动' : ''));
  };
  for (let at = 0; at < itemIds.length; at += AT_ONCE) await Promise.all(itemIds.slice(at, at + AT_ONCE).map(explain));
  return origins;
}

/** Below the interface's own address, as letters have it. */
function pathOf({ itemId, proceeding }: DutyListRow): string {
  return itemId === null ? `proceedings/${proceeding!.split('/').map(encodeURIComponent).join('/')}` : `items/${encodeURIComponent(itemId)}`;
}
