import type { PaperKind } from '../policy/policy';
import type { Day, Instant } from '../time/day';
import type { Duty } from './item.duties';
import type { Period } from './item.period';
import type { NewNamedGroup } from './item.events';
import type { NamedGroup } from './item.types';

/** What firing an entry does. Marks change the light at their exact moment; rungs tell somebody; the last three follow the roster. */
export type EntryAct = 'markDueSoon' | 'markOverdue' | 'markRed' | 'remind' | 'draftPaper' | 'escalate' | 'openPeriod' | 'resolveGroup' | 'endMembership' | 'joinGroup';

/** Something that falls due for the item. */
export interface AgendaEntry {
  /** Duty / arming / rung: unique in the item's stream for ever. */
  key: string;
  at: Instant;
  act: EntryAct;
  duty: string;
  kind: Duty['kind'] | 'period' | 'group';
  arming: number;
  rung: string;
  day: Day | null;
  assignmentId: string | null;
  stepId: string | null;
  paper?: PaperKind;
  /** Which stop of the escalation path, from 0. */
  stop?: number;
  period?: Period;
  following?: Following;
}

/** What the roster asks of an item: a name is a group's, a unit joins a group, one that left or was dissolved lets go. `roster`: the version that asks it. */
export type Following =
  | { what: 'resolve'; roster: number; group: NewNamedGroup; names: string[] }
  | { what: 'join'; roster: number; group: NamedGroup; unitId: string }
  | { what: 'end'; roster: number; assignmentId: string; cause: 'left' | 'dissolved' };
