import type { Rejection } from './rejection';
import type { Day } from './time/day';

/** Who holds something: one person inside a unit, or (`personId` null) the unit itself. */
export interface Holder {
  unitId: string;
  personId: string | null;
}

/** Something open that a person or unit holds in an item or a proceeding, and that hand-over (交接) moves. */
export interface Holding {
  /** Names the place that it is held in, unique in the item or proceeding: `step:s1`, `team:leader`, … */
  id: string;
  /** In words of the glossary: `assignment`, `step`, `teamMember`, `signer`, … */
  kind: string;
  /** What it is about, for who reads the list. */
  text: string | null;
}

/** The command of an item or a proceeding by which all that `from` holds in it goes to `to`, as far as it may. */
export interface HandOver {
  type: 'handOver';
  /** The act that it is a part of. */
  handOverId: string;
  from: Holder;
  to: Holder;
  reason: string;
  /** The paper that it rests on, where there is one: 调动通知, 机构改革方案. */
  basis: string | null;
}

/** A holding, and why it cannot move; null where it can. */
export interface Movable {
  holding: Holding;
  /** The new holder's own last day, where it is known already. */
  day: Day | null;
  refusal: Rejection | null;
}

/** Something that moved, with the new holder's own last day where the day had passed. */
export interface Moved {
  id: string;
  kind: string;
  day: Day | null;
}

/** What a hand-over says in the item's or proceeding's own history: both names stay. */
export interface HandedOverData {
  handOverId: string;
  from: Holder;
  to: Holder;
  moved: Moved[];
  reason: string;
  basis: string | null;
}

export function holds(holder: Holder, unitId: string, personId: string | null): boolean {
  return holder.unitId === unitId && (holder.personId === null || holder.personId === personId);
}

/** The same ids with one in another's place, nobody twice. */
export function inPlaceOf(ids: readonly string[], from: string, to: string): string[] {
  return [...new Set(ids.map((id) => (id === from ? to : id)))];
}
