import type { RecordedEvent } from '#libs/event-store/event';
import { seesAssignment, type ItemSight } from '#libs/identity/reading';
import type { Roster } from '#libs/supervision/roster/roster';
import { assignmentBehind, owingUnit } from '#libs/supervision/item/item.owed';
import type { ItemState } from '#libs/supervision/item/item.types';
import { showsDuty } from './item.answer';
import { text, timelineEntry, type TimelineEntry } from './timeline.entry';
import { saidOf } from './timeline.words';

/** Types whose text belongs to one unit alone. */
const PRIVATE: ReadonlySet<string> = new Set(['ProgressReported', 'StepSubmitted', 'ApprovalSought', 'ApprovalGiven', 'ApprovalSentBack', 'EvidenceAttached', 'RequestMade', 'RequestGranted', 'RequestRefused', 'PaperDrafted', 'PaperVoided', 'PaperAnswered', 'StepReturned', 'ResponsiblePersonNamed', 'ValueCorrected', 'AssignmentUrged', 'AssignmentReceived']);

/** The assignment that an event is about, by whatever it names. */
function assignmentOf(e: RecordedEvent, state: ItemState): string | null {
  const { assignmentId, stepId, requestId, paperId, duty } = e.data;
  return (
    text(assignmentId) ??
    state.steps[text(stepId) ?? '']?.assignmentId ??
    assignmentBehind(state, text(duty) ?? '') ??
    state.requests[text(requestId) ?? '']?.assignmentId ??
    state.papers[text(paperId) ?? '']?.assignmentId ??
    null
  );
}

/** A paper that was never signed speaks for nobody: only who sees everything sees that it was drawn up. */
function isUnsignedPaper(e: RecordedEvent, state: ItemState): boolean {
  if (e.type !== 'PaperDrafted' && e.type !== 'PaperVoided') return false;
  return (state.papers[text(e.data['paperId']) ?? '']?.signedBy ?? null) === null;
}

/** What the clock marked or told of what is a unit's own (its approvals, requests, answers) or of a draft that waits for its signature. */
function isOthersDuty(e: RecordedEvent, state: ItemState, seen: ItemSight): boolean {
  if (!CLOCKED.has(e.type)) return false;
  const kind = OWN_DUTY[(text(e.data['duty']) ?? '').split(':')[0] ?? ''];
  const full = seen.kind === 'assignments' ? seen.inFull : new Set<string>();
  return kind !== undefined && !showsDuty({ kind, assignmentId: assignmentOf(e, state) }, full);
}
const CLOCKED: ReadonlySet<string> = new Set(['OverdueMarked', 'ReminderIssued', 'DutyEscalated', 'EntrySkipped']);
const OWN_DUTY: Readonly<Record<string, string>> = { sign: 'sign', approve: 'approve', rule: 'rule', answer: 'answer' };

/** The item's events as its readers may see them; in `envelope` each with who, when and what kind, unsigned papers too, and no texts. */
export function timelineOf(events: readonly RecordedEvent[], state: ItemState, roster: Roster, names: ReadonlyMap<string, string>, seen: ItemSight | { readonly kind: 'envelope' }): TimelineEntry[] {
  const envelope = seen.kind === 'envelope';
  return events.filter((e) => envelope || seen.kind === 'all' || !(isUnsignedPaper(e, state) || isOthersDuty(e, state, seen))).map((e) => {
    const assignment = assignmentOf(e, state);
    const hidden = !envelope && seen.kind !== 'all' && PRIVATE.has(e.type) && (assignment === null || !seesAssignment(seen, assignment));
    const contents = hidden || envelope;
    // Whose part: as on the item's page, others' lights and how their work goes on are everybody's; what they are told, ask and answer is their own.
    const inFull = !envelope && (seen.kind === 'all' || (assignment !== null && seesAssignment(seen, assignment)));
    const clocked = CLOCKED.has(e.type);
    const said = saidOf(e, state, !contents && (inFull || assignment === null || e.type === 'OverdueMarked'));
    const about = clocked ? owingUnit(state, text(e.data['duty']) ?? '', roster) : null;
    const told = inFull || (!contents && (said.kind === 'deadline' || said.kind === 'course' || (clocked && assignment === null)));
    const unitId = told ? (about ?? state.assignments[assignment ?? '']?.unitId ?? null) : null;
    return timelineEntry(e, said, roster, names, { who: hidden, contents }, unitId);
  });
}
