import type { PaperKind } from '../policy/policy';
import type { Day, Instant } from '../time/day';
import type { Duty } from './item.duties';
import type { Period } from './item.period';

/** What firing an entry does. Marks change the light at their exact moment; rungs tell somebody. */
export type EntryAct = 'markDueSoon' | 'markOverdue' | 'markRed' | 'remind' | 'draftPaper' | 'escalate' | 'openPeriod';

/** Something that falls due for the item. */
export interface AgendaEntry {
  /** Duty / arming / rung: unique in the item's stream for ever. */
  key: string;
  at: Instant;
  act: EntryAct;
  duty: string;
  kind: Duty['kind'] | 'period';
  arming: number;
  rung: string;
  day: Day | null;
  assignmentId: string | null;
  stepId: string | null;
  paper?: PaperKind;
  /** Which stop of the escalation path, from 0. */
  stop?: number;
  period?: Period;
}
