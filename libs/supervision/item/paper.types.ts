import type { PaperKind } from '../policy/policy';
import type { Instant } from '../time/day';

/** A unit (and post in it) that a notice goes to, and why it does. */
export interface Recipient {
  unitId: string;
  post: 'liaison' | 'leader' | 'responsible' | 'office' | 'signer';
  personId: string | null;
  why: 'assignee' | 'escalation' | 'verifier' | 'ruling' | 'signing' | 'supervision' | 'onBehalf' | 'informed';
}

export interface Paper {
  id: string;
  kind: PaperKind;
  assignmentId: string;
  stepId: string;
  arming: number;
  draftedAt: Instant;
  status: 'drafted' | 'issued' | 'void';
  /** Issued or voided at. */
  settledAt: Instant | null;
  signedBy: string | null;
  answer: { at: Instant; personId: string; text: string } | null;
  to: Recipient[];
}
