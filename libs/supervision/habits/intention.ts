import type { Actor } from '../actor';
import type { Calendar } from '../calendar/calendar';
import type { ItemCommand } from '../item/item.commands';
import type { ItemState } from '../item/item.types';
import { spanAt, type Rules, type RulesSpan } from '../rules';
import type { Instant } from '../time/day';
import type { Chance } from './chance';

/** What somebody means to do as things stand, and when. Worked out anew from the state, so that nothing has to be remembered. */
export interface Intention {
  at: Instant;
  /** The same for the same act: the command's id, so that a crash repeats nothing. */
  id: string;
  command: ItemCommand;
  actor: Actor;
}

/** What people look at when they make up their minds. */
export interface Outlook {
  state: ItemState;
  rules: Rules;
  span: RulesSpan;
  calendar: Calendar;
  now: Instant;
  chance: Chance;
}

export function outlookOn(state: ItemState, rules: Rules, now: Instant, chance: Chance): Outlook {
  const span = spanAt(rules, now);
  return { state, rules, span, calendar: span.calendar, now, chance };
}

/** Somebody of a unit; `role` tells colleagues apart. */
export function somebody(unitId: string, role = 'staff'): Actor {
  return { kind: 'person', personId: `p-demo-${unitId}-${role}`, unitId };
}
