import type { DomainEvent, NewDomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import type { Citation, EvidenceById, EvidenceCommand, EvidenceEvent, EvidenceEventData, EvidenceSide, ProceedingEvidence } from './evidence.events';
import { personOf, says, unitOf } from './acting';
import type { ProceedingContext, ProceedingDecision, ProceedingKind, ProceedingSight, ProceedingState, Words } from './proceeding';

/** Whether each changes what a person acts on. What nobody cites yet changes nothing. */
export const EVIDENCE: Readonly<Record<EvidenceEvent['type'], false>> = { ProceedingEvidenceAttached: false, ProceedingEvidenceWithdrawn: false };

export const EVIDENCE_WORDS: Readonly<Record<EvidenceEvent['type'], Words>> = {
  ProceedingEvidenceAttached: { zh: '上传佐证', en: 'evidence attached' },
  ProceedingEvidenceWithdrawn: { zh: '撤下佐证', en: 'evidence withdrawn' },
};

type Refusal = { rejected: Rejection };
type Kind<S extends ProceedingState> = Pick<ProceedingKind<S, any>, 'summary' | 'steps' | 'evidence'>;

export function foldEvidence(evidence: EvidenceById, event: EvidenceEvent): EvidenceById {
  const at = event.meta.recordedAt;
  if (event.type === 'ProceedingEvidenceAttached') {
    const { evidenceId: id, ...rest } = event.data;
    return { ...evidence, [id]: { id, ...rest, at, cited: [], withdrawn: null } };
  }
  const { evidenceId, personId, reason } = event.data;
  const before = evidence[evidenceId];
  return before ? { ...evidence, [evidenceId]: { ...before, withdrawn: { at, personId, reason } } } : evidence;
}

/** Marks what an event cites: from then on it stands, and is not withdrawn. */
export function foldCitations<S extends ProceedingState>(kind: Kind<S>, evidence: EvidenceById, event: DomainEvent): EvidenceById {
  return citationsOf(kind, event).reduce((next, { evidenceIds, ...as }) => evidenceIds.reduce((all, id) => cite(all, id, as), next), evidence);
}

/** What binds is noted by its subject, anything else by an empty one. */
function cite(evidence: EvidenceById, id: string, { subject, binds, drafted }: Omit<Citation, 'evidenceIds'>): EvidenceById {
  const before = Object.hasOwn(evidence, id) ? evidence[id] : undefined;
  const as = binds ? (subject ?? '') : '';
  return drafted || !before || before.cited.includes(as) ? evidence : { ...evidence, [id]: { ...before, cited: [...before.cited, as] } };
}

/** What an event cites: what its kind says, else its `evidenceIds` for the step that it is about; and the scan of what was recorded on a unit's behalf (代录). */
function citationsOf<S extends ProceedingState>(kind: Kind<S>, event: Pick<NewDomainEvent, 'type' | 'data'>): Citation[] {
  const data = event.data as { evidenceIds?: unknown; stepId?: unknown; onBehalf?: { scanId?: unknown } | null };
  const scan = typeof data.onBehalf?.scanId === 'string' ? [{ evidenceIds: [data.onBehalf.scanId], subject: null, field: 'onBehalf.scanId' }] : [];
  const own = kind.evidence?.cites?.(event);
  if (own) return [...own, ...scan];
  if (!Array.isArray(data.evidenceIds)) return scan;
  return [{ evidenceIds: data.evidenceIds as string[], ...(typeof data.stepId === 'string' ? { subject: data.stepId, binds: true } : { subject: null }) }, ...scan];
}

/** On whose side the actor stands: the team's where the kind says so, and not while recording for a unit. */
function sideOf<S extends ProceedingState>(kind: Kind<S>, state: S, context: ProceedingContext): EvidenceSide {
  const forAUnit = context.actor.kind === 'person' && context.actor.onBehalfOf !== undefined;
  return !forAUnit && kind.evidence?.isTeam?.(state, context) === true ? 'team' : 'unit';
}

function isOwn(evidence: ProceedingEvidence, side: EvidenceSide, unitId: string | null): boolean {
  return evidence.side === side && (side === 'team' || evidence.unitId === unitId);
}

/**
 * What keeps events from citing what they cite: evidence that is not there, another side's, withdrawn, kept for something else, or
 * shown for something else already, be it under another id. Null where nothing does.
 */
export function citingProblem<S extends ProceedingState>(kind: Kind<S>, state: S, events: readonly NewDomainEvent[], context: ProceedingContext): Refusal | null {
  if (context.actor.kind !== 'person') return null;
  const side = sideOf(kind, state, context);
  const unitId = unitOf(context);
  let evidence = state.evidence;
  for (const event of events) {
    for (const citation of citationsOf(kind, event)) {
      for (const id of citation.evidenceIds) {
        const problem = wrongly(evidence, id, citation, side, unitId);
        if (problem) return problem;
        // One event may cite for several things, too.
        evidence = cite(evidence, id, citation);
      }
    }
  }
  return null;
}

function wrongly(all: EvidenceById, id: string, { subject, binds, field = 'evidenceIds' }: Citation, side: EvidenceSide, unitId: string | null): Refusal | null {
  const cited = Object.hasOwn(all, id) ? all[id] : undefined;
  if (!cited) return reject('evidence-unknown', { field, details: { id } });
  if (!isOwn(cited, side, unitId)) return reject('evidence-foreign', { field, details: { id, name: cited.name } });
  if (cited.withdrawn) return reject('evidence-withdrawn', { field, details: { id, name: cited.name } });
  if (subject === null) return null;
  if (cited.subject !== null && cited.subject !== subject) return reject('evidence-reused', { field, details: { id, name: cited.name, subject: cited.subject } });
  if (!binds || side === 'team') return null;
  // One photograph does not show two things put right: neither under its own id nor sent a second time.
  const same = Object.values(all).filter((e) => e.sha256 === cited.sha256 && isOwn(e, side, unitId));
  const elsewhere = same.flatMap((e) => e.cited).find((s) => s !== '' && s !== subject);
  return elsewhere === undefined ? null : reject('evidence-reused', { field, details: { id, name: cited.name, subject: elsewhere } });
}

/** Attaches evidence whose bytes are kept already, or takes it back. */
export function decideEvidence<S extends ProceedingState>(kind: Kind<S>, state: S, command: EvidenceCommand, context: ProceedingContext): ProceedingDecision {
  return command.type === 'attachProceedingEvidence' ? attach(kind, state, command, context) : withdraw(kind, state, command, context);
}

type Attach = Extract<EvidenceCommand, { type: 'attachProceedingEvidence' }>;

function attach<S extends ProceedingState>(kind: Kind<S>, state: S, command: Attach, context: ProceedingContext): NewDomainEvent<string, EvidenceEventData['ProceedingEvidenceAttached']>[] | Refusal {
  const { evidenceId, subject, name, mediaType, bytes, sha256 } = command;
  if (Object.hasOwn(state.evidence, evidenceId)) return [];
  const unitId = unitOf(context);
  const side = sideOf(kind, state, context);
  if (unitId === null) return reject('not-a-party');
  if (side === 'unit' && !parties(kind, state).includes(unitId)) return reject('not-a-party', { details: { unitId } });
  if (subject !== null) {
    const subjects = subjectsOf(kind, state);
    if (!Object.hasOwn(subjects, subject)) return reject('evidence-subject-unknown', { field: 'subject', details: { id: subject } });
    if (side === 'unit' && subjects[subject] !== unitId) return reject('not-the-assignee', { field: 'subject', details: { unitId: subjects[subject]! } });
  }
  return [{ type: 'ProceedingEvidenceAttached', data: { evidenceId, unitId, side, personId: personOf(context), subject, name, mediaType, bytes, sha256 } }];
}

/** Taken back by its own side as long as nothing rests on it; what was cited stands for ever. */
function withdraw<S extends ProceedingState>(kind: Kind<S>, state: S, { evidenceId, reason }: { evidenceId: string; reason: string }, context: ProceedingContext): ProceedingDecision {
  const evidence = Object.hasOwn(state.evidence, evidenceId) ? state.evidence[evidenceId] : undefined;
  if (!evidence) return reject('evidence-unknown', { field: 'evidenceId', details: { id: evidenceId } });
  if (!isOwn(evidence, sideOf(kind, state, context), unitOf(context))) return reject('evidence-foreign', { field: 'evidenceId', details: { id: evidenceId, name: evidence.name } });
  if (evidence.withdrawn) return [];
  if (evidence.cited.length > 0) return reject('evidence-cited', { field: 'evidenceId', details: { id: evidenceId, name: evidence.name } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'ProceedingEvidenceWithdrawn', reason, data: { evidenceId, personId: personOf(context), reason } }];
}

/** Units that take part: those that it concerns, and those that conduct it. */
function parties<S extends ProceedingState>(kind: Kind<S>, state: S): (string | null)[] {
  return [...kind.summary(state).unitIds, state.officeUnitId, state.supervisingUnitId, state.conferenceUnitId];
}

/** What evidence may belong to, each with the unit that answers for it: what the kind says, else its followed steps. */
function subjectsOf<S extends ProceedingState>(kind: Kind<S>, state: S): Readonly<Record<string, string>> {
  if (kind.evidence) return kind.evidence.subjects(state);
  return Object.fromEntries(Object.entries(kind.steps?.(state) ?? {}).map(([id, step]) => [id, step.unitId]));
}

/**
 * Evidence as somebody may see it. Who sees the whole proceeding sees all of it; others what their unit gave, and what is cited in
 * that part of the proceeding which they see.
 */
export function evidenceSeen<S extends ProceedingState>(kind: Pick<ProceedingKind<S, any>, 'view'>, state: S, sight: ProceedingSight): ProceedingEvidence[] {
  const all = Object.values(state.evidence);
  if (sight.kind === 'all' || all.length === 0) return all;
  const shown = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === 'string') shown.add(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(kind.view(state, sight));
  return all.filter((e) => (e.side === 'unit' && sight.unitIds.includes(e.unitId)) || (e.withdrawn === null && e.cited.length > 0 && shown.has(e.id)));
}

/** Evidence as a report names it: what it is, and the digest by which anybody can see that it is the same. */
export interface NamedEvidence {
  evidenceId: string;
  name: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export function namedEvidence({ evidence }: Pick<ProceedingState, 'evidence'>, evidenceIds: readonly string[]): NamedEvidence[] {
  return evidenceIds.flatMap((id) => {
    const found = Object.hasOwn(evidence, id) ? evidence[id] : undefined;
    return found ? [{ evidenceId: id, name: found.name, mediaType: found.mediaType, bytes: found.bytes, sha256: found.sha256 }] : [];
  });
}
