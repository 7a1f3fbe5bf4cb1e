import type { AssignmentRole, Paper } from '#libs/supervision/item/item.types';
import { underOneRoof, type Roster } from '#libs/supervision/roster/roster';
import type { Identity } from './identity';
import { UNIT_STAFF, type Role } from './roles';

/** What reading is decided on. `contents` holds everything beyond unit names, dates and lights; redaction takes it out as a whole. */
export interface ReadableAssignment {
  readonly id: string;
  readonly unitId: string;
  readonly role: AssignmentRole;
  readonly coordinator: boolean;
  /** False once declined, transferred or dropped. */
  readonly held: boolean;
  readonly contents: unknown;
}

/** Whatever belongs to one assignment as a whole: reports, evidence, requests, steps with texts. */
export interface OfAssignment {
  readonly assignmentId: string;
}

export interface ReadablePaper extends OfAssignment, Pick<Paper, 'status' | 'signedBy'> {}

/** The least that an item's view must have; a caller's own view extends it and comes back in its own type. */
export interface ReadableItem {
  readonly planId: string;
  readonly supervisingUnitId: string | null;
  /** The unit that verifies where the usual one shares the assignee's roof. */
  readonly otherVerifierUnitId: string | null;
  /** Persons under the standing authorisation, while it lasts. */
  readonly standingVerifierIds: readonly string[];
  readonly assignments: readonly ReadableAssignment[];
  readonly reports: readonly OfAssignment[];
  readonly evidence: readonly OfAssignment[];
  readonly requests: readonly OfAssignment[];
  readonly papers: readonly ReadablePaper[];
}

/** `all`: everything, drafts too. `assignments`: the item's outline, and these assignments in full. */
export type ItemSight = { readonly kind: 'all' } | { readonly kind: 'assignments'; readonly inFull: ReadonlySet<string> } | { readonly kind: 'none' };

const READS_ALL: readonly Role[] = ['office', 'leader', 'convenor', 'signer', 'approver', 'evaluator'];
/** Read a plan in full but for their own house's work and for papers not yet issued. */
const WATCHES: readonly Role[] = ['supervisor', 'inspector', 'teamLeader'];

/** Staff roles are never limited to a plan: a unit's work is the unit's, whatever plan it comes from. */
const staff = (identity: Identity): boolean => UNIT_STAFF.some((role) => identity.roles.includes(role));

/** A unit, and those whose work it took over: history keeps the old name, the successor reads it. */
export function withPredecessors(roster: Roster, unitId: string): readonly string[] {
  const found = [unitId];
  for (const at of found) {
    for (const unit of Object.values(roster.units)) if (unit.successorId === at && !found.includes(unit.id)) found.push(unit.id);
  }
  return found;
}

/** What the caller may see of one item. Source: the domain's rule of own work, and the interface's navigation by role. */
export function sightOf(identity: Identity, item: ReadableItem, roster: Roster): ItemSight {
  const inPlan = (roles: readonly Role[]): boolean => identity.planRoles.some((p) => p.planId === item.planId && roles.includes(p.role));
  if (READS_ALL.some((role) => identity.roles.includes(role)) || inPlan(READS_ALL)) return { kind: 'all' };

  const inFull = new Set<string>();
  const own = withPredecessors(roster, identity.unitId);
  const supervises = identity.roles.includes('supervisor') && (item.supervisingUnitId === identity.unitId || item.otherVerifierUnitId === identity.unitId);
  const standing = item.standingVerifierIds.includes(identity.personId);
  const watches = supervises || inPlan(WATCHES);
  const assigned = staff(identity) ? item.assignments.filter((a) => own.includes(a.unitId)) : [];
  const coordinates = assigned.some((a) => a.coordinator && a.held);
  const otherVerifier = staff(identity) && item.otherVerifierUnitId === identity.unitId;
  for (const a of item.assignments) {
    const foreign = !underOneRoof(roster, identity.unitId, a.unitId);
    if (standing || assigned.includes(a) || (foreign && (watches || otherVerifier || (coordinates && a.role === 'participant')))) inFull.add(a.id);
  }
  return standing || watches || otherVerifier || assigned.length > 0 ? { kind: 'assignments', inFull } : { kind: 'none' };
}

export function visibleItem(identity: Identity, item: ReadableItem, roster: Roster): boolean {
  return sightOf(identity, item, roster).kind !== 'none';
}

/** For what is fetched by its own id, above all evidence: it is read through the assignment that it belongs to. */
export function seesAssignment(sight: ItemSight, assignmentId: string): boolean {
  return sight.kind === 'all' || (sight.kind === 'assignments' && sight.inFull.has(assignmentId));
}

/** A paper that was never issued speaks for nobody; void keeps its number only where it had been signed. */
function wasIssued(paper: ReadablePaper): boolean {
  return paper.status === 'issued' || (paper.status === 'void' && paper.signedBy !== null);
}

/** The item as the caller may see it; null where they may not see it at all. The given view is not changed. */
export function redactItem<T extends ReadableItem>(identity: Identity, item: T, roster: Roster): T | null {
  const sight = sightOf(identity, item, roster);
  if (sight.kind === 'none') return null;
  if (sight.kind === 'all') return item;
  const mine = (x: OfAssignment): boolean => sight.inFull.has(x.assignmentId);
  return {
    ...item,
    assignments: item.assignments.map((a) => (sight.inFull.has(a.id) ? a : { ...a, contents: null })),
    reports: item.reports.filter(mine),
    evidence: item.evidence.filter(mine),
    requests: item.requests.filter(mine),
    papers: item.papers.filter((paper) => mine(paper) && wasIssued(paper)),
  };
}

/** Of the log: `contents` as far as the item is seen; `envelope`: who, when, what kind, hashes, and no texts. */
export function logSight(identity: Identity, item: ReadableItem, roster: Roster): { readonly kind: 'contents'; readonly sight: ItemSight } | { readonly kind: 'envelope' } | { readonly kind: 'none' } {
  const sight = sightOf(identity, item, roster);
  if (sight.kind !== 'none') return { kind: 'contents', sight };
  return identity.roles.includes('auditor') ? { kind: 'envelope' } : { kind: 'none' };
}

/**
 * For list queries. In `units` a row is shown where any of these holds: a unit of `unitIds` is assigned in it, its plan is in
 * `planIds`, or a unit of `supervisingUnitIds` supervises it. What is shown of a row is still `redactItem`'s to say.
 */
export type ReadScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'units'; readonly unitIds: readonly string[]; readonly planIds: readonly string[]; readonly supervisingUnitIds: readonly string[] }
  | { readonly kind: 'none' };

export function readScope(identity: Identity, roster?: Roster): ReadScope {
  if (READS_ALL.some((role) => identity.roles.includes(role))) return { kind: 'all' };
  const planIds = [...new Set(identity.planRoles.filter((p) => READS_ALL.includes(p.role) || WATCHES.includes(p.role)).map((p) => p.planId))];
  const unitIds = !staff(identity) ? [] : roster === undefined ? [identity.unitId] : withPredecessors(roster, identity.unitId);
  const supervisingUnitIds = identity.roles.includes('supervisor') ? [identity.unitId] : [];
  if (planIds.length + unitIds.length + supervisingUnitIds.length === 0) return { kind: 'none' };
  return { kind: 'units', unitIds, planIds, supervisingUnitIds };
}
