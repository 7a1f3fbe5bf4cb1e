import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Identity } from '#libs/identity/identity';
import { sightOf, type ItemSight, type ReadableItem } from '#libs/identity/reading';
import type { NoticeTold } from '#libs/supervision/item/item.notices-told';
import type { LightExplanation } from '#libs/supervision/item/item.explain';
import { assignmentBehind } from '#libs/supervision/item/item.owed';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { Roster } from '#libs/supervision/roster/roster';
import type { Day } from '#libs/supervision/time/day';
import { ItemViewBody } from './item-view.dto';
import { inWords } from '../core/readable';

/** What a command answers: the item as it now is, and its place in the log. */
@ApiSchema({ description: 'The item as it now is, and its place in the log' })
export class ItemAnswer {
  @ApiProperty({ type: () => ItemViewBody })
  item!: ItemView;
  @ApiProperty({ description: 'Place in the log: give it as `after` to a list to read one’s own write' })
  position!: string;
  @ApiProperty({ description: 'The command had been carried out before; this is its first result' })
  replayed!: boolean;
}

/** What the reader's rights are decided on. */
export function readable(state: ItemState, today: Day): ReadableItem {
  const { unitId, standing } = state.otherVerification;
  return {
    planId: state.planId,
    officeUnitId: state.officeUnitId,
    conferenceUnitId: state.conferenceUnitId,
    supervisingUnitId: state.supervisingUnitId,
    otherVerifierUnitId: unitId,
    standingVerifierIds: standing !== null && today <= standing.until ? standing.personIds : [],
    assignments: Object.values(state.assignments).map((a) => ({ id: a.id, unitId: a.unitId, role: a.role, coordinator: a.coordinator, held: a.status === 'active' || a.status === 'completed', contents: null })),
    reports: [],
    evidence: [],
    requests: [],
    papers: [],
  };
}

/** What the caller may see of the item today. */
export function sight(identity: Identity, state: ItemState, roster: Roster, today: Day): ItemSight {
  return sightOf(identity, readable(state, today), roster);
}

/** Drafts wait for a signature unseen; what a unit approves, asks and answers inside its share is its own. */
const UNSEEN: ReadonlySet<string> = new Set(['sign']);
const OWN: ReadonlySet<string> = new Set(['approve', 'rule', 'answer']);

/** Whether a duty, or an entry of the agenda, is shown to who sees these assignments in full. */
export function showsDuty(duty: { kind: string; assignmentId: string | null }, full: ReadonlySet<string>): boolean {
  if (UNSEEN.has(duty.kind)) return false;
  return !OWN.has(duty.kind) || (duty.assignmentId !== null && full.has(duty.assignmentId));
}

/** Why a lateness was put right, where the rules did it, in words. */
function worded(view: ItemView): ItemView {
  if (!view.steps.some((s) => s.lateness.some((l) => l.overturned !== null))) return view;
  return { ...view, steps: view.steps.map((s) => ({ ...s, lateness: inWords(s.lateness) })) };
}

/** The view as the caller may see it: of joint items others' names, dates and lights, no drafts and no texts. */
export function asSeen(given: ItemView, seen: ItemSight): ItemView {
  const view = worded(given);
  if (seen.kind === 'all') return view;
  const full = seen.kind === 'assignments' ? seen.inFull : new Set<string>();
  return {
    ...view,
    assignments: view.assignments.map((a) => (full.has(a.id) ? a : { ...a, responsiblePersonId: null, lastReport: null })),
    steps: view.steps.map((s) => (full.has(s.assignmentId) ? s : { ...s, lateness: [], submissions: [], percent: null })),
    requests: view.requests.filter((r) => full.has(r.assignmentId)),
    papers: view.papers.filter((p) => full.has(p.assignmentId) && (p.status === 'issued' || p.signedBy !== null)),
    duties: view.duties.filter((d) => showsDuty(d, full)).map((d) => (d.assignmentId === null || full.has(d.assignmentId) ? d : { ...d, owedBy: { ...d.owedBy, personId: null } })),
    next: view.next !== null && showsDuty({ kind: view.next.kind, assignmentId: view.next.assignmentId }, full) ? view.next : null,
  };
}

/**
 * Why a light has its colour, as far as the reader sees the item: papers and requests of others' assignments are left out, when they sent
 * their work and what was put right of it, and what was told of a draft that waited for its signature.
 */
export function explainedAsSeen<T extends Pick<LightExplanation, 'papers' | 'requests' | 'causes' | 'lateness'> & { notices?: NoticeTold[] }>(explained: T, state: ItemState, seen: ItemSight): T {
  if (seen.kind === 'all') return explained;
  const full = seen.kind === 'assignments' ? seen.inFull : new Set<string>();
  const inFull = (duty: string): boolean => full.has(assignmentBehind(state, duty) ?? '');
  return {
    ...explained,
    causes: explained.causes.map((cause) => (full.has(cause.assignmentId) ? cause : { ...cause, sentAt: null, past: null })),
    lateness: explained.lateness.filter(({ duty }) => inFull(duty)),
    papers: explained.papers.filter((p) => full.has(p.assignmentId) && p.status === 'issued'),
    requests: explained.requests.filter((r) => full.has(r.assignmentId)),
    ...(explained.notices ? { notices: explained.notices.filter((n) => n.assignmentId !== null && full.has(n.assignmentId) && showsDuty({ kind: n.duty.split(':')[0]!, assignmentId: n.assignmentId }, full)) } : {}),
  };
}
