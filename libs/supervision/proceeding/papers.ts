import type { NewDomainEvent } from '../event';
import { reject } from '../rejection';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { PROCEEDING_SERIES, type ProceedingPaperKind } from '../series';
import { dayOf, type Day } from '../time/day';
import { dayProblem } from './given-days';
import { isOffice, says } from './acting';
import type { PaperEvent, PaperEventData, Papers, ProceedingPaper } from './paper.events';
import type { ProceedingContext, ProceedingDecision, ProceedingDuty, ProceedingSight, ProceedingState, Words } from './proceeding';
import type { ToldOne } from './told';

/** Whether each changes what a person acts on. */
export const PAPERS: Readonly<Record<PaperEvent['type'], true>> = { ProceedingPaperDrafted: true, ProceedingPaperSigned: true, ProceedingPaperVoided: true };

export const PAPER_WORDS: Readonly<Record<PaperEvent['type'], Words>> = {
  ProceedingPaperDrafted: { zh: '拟文', en: 'paper drafted' },
  ProceedingPaperSigned: { zh: '签发', en: 'paper signed' },
  ProceedingPaperVoided: { zh: '文书作废', en: 'paper voided' },
};

export type PaperCommand =
  /** The office draws up a circular (通报) on it; other papers are drawn up where a kind's own course asks for them. */
  | { type: 'draftCircular'; unitIds: string[]; text: string; deadline: Day | null }
  | { type: 'signPaper'; paperId: string }
  | { type: 'voidPaper'; paperId: string; reason: string };

type CommandOf<T extends PaperCommand['type']> = Extract<PaperCommand, { type: T }>;

/** What a kind says of a paper that it draws up. */
export interface NewPaper {
  kind: ProceedingPaperKind;
  to: ToldOne[];
  text?: string | null;
  deadline?: Day | null;
  subject?: string | null;
  /** The office, unless said otherwise. */
  issuerUnitId?: string;
}

/** A paper's number within the proceeding: never used twice. */
export function paperId(state: Pick<ProceedingState, 'papers'>, n = 1): string {
  return `p${Object.keys(state.papers).length + n}`;
}

/**
 * Draws up a paper, which then waits for a signature.
 *
 * @param n which one of several that one command draws up, from 1
 */
export function drawUp(state: Pick<ProceedingState, 'papers' | 'officeUnitId'>, { kind, to, text, deadline, subject, issuerUnitId }: NewPaper, n = 1): NewDomainEvent<'ProceedingPaperDrafted', PaperEventData['ProceedingPaperDrafted']> {
  return {
    type: 'ProceedingPaperDrafted',
    data: { paperId: paperId(state, n), paper: kind, series: PROCEEDING_SERIES[kind], issuerUnitId: issuerUnitId ?? state.officeUnitId, to, text: text ?? null, deadline: deadline ?? null, subject: subject ?? null },
  };
}

/** Makes drafts void whose matter is gone; a kind emits them when what they speak of ends. Issued papers stand. */
export function dropDrafts(state: Pick<ProceedingState, 'papers'>, which: (paper: ProceedingPaper) => boolean, reason: string): NewDomainEvent[] {
  return Object.values(state.papers).filter((p) => p.status === 'drafted' && which(p)).map((p) => ({ type: 'ProceedingPaperVoided', data: { paperId: p.id, personId: null, reason } }));
}

/** Folds an event of papers. */
export function foldPapers(papers: Papers, event: PaperEvent): Papers {
  const at = event.meta.recordedAt;
  const change = (id: string, to: Partial<ProceedingPaper>): Papers => (papers[id] ? { ...papers, [id]: { ...papers[id], ...to } } : papers);
  switch (event.type) {
    case 'ProceedingPaperDrafted': {
      const { paperId: id, paper: kind, ...rest } = event.data;
      return { ...papers, [id]: { id, kind, ...rest, draftedAt: at, status: 'drafted', settledAt: null, signedBy: null } };
    }
    case 'ProceedingPaperSigned':
      return change(event.data.paperId, { status: 'issued', settledAt: at, signedBy: event.data.personId });
    case 'ProceedingPaperVoided':
      return change(event.data.paperId, { status: 'void', settledAt: at });
  }
}

/** Begins the id of every duty to sign a paper. */
export const SIGN_PAPER = 'sign-paper:';

/** Every draft is owed a signature by a signer of its issuer, also in a proceeding that is closed. */
export function dutiesOfPapers(papers: Papers, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const duties: ProceedingDuty[] = [];
  for (const paper of Object.values(papers)) {
    if (paper.status !== 'drafted') continue;
    const rules = rulesOfUnit(span, roster, paper.issuerUnitId);
    const day = span.calendar.addWorkingDays(dayOf(paper.draftedAt), rules.signWorkingDays);
    duties.push({ id: `${SIGN_PAPER}${paper.id}`, kind: 'sign', arming: 1, owedBy: { unitId: paper.issuerUnitId, personId: null, post: 'signer' }, since: paper.draftedAt, day, restUntil: null, rules, subject: paper.id });
  }
  return duties;
}

/** Decides on a paper; the same for every kind, and in a closed proceeding too. */
export function decidePaper(state: ProceedingState, command: PaperCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type === 'draftCircular') return draftCircular(state, command, context);
  const { actor } = context;
  const paper = Object.hasOwn(state.papers, command.paperId) ? state.papers[command.paperId] : undefined;
  if (!paper) return reject('paper-not-found', { field: 'paperId' });
  if (actor.kind !== 'person' || actor.unitId !== paper.issuerUnitId) return reject('not-the-issuer', { details: { unitId: paper.issuerUnitId } });
  const { personId } = actor;
  if (command.type === 'signPaper') {
    if (paper.status !== 'drafted') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
    return [{ type: 'ProceedingPaperSigned', data: { paperId: paper.id, series: paper.series, personId } }];
  }
  if (paper.status === 'void') return reject('paper-not-drafted', { field: 'paperId', details: { status: paper.status } });
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'ProceedingPaperVoided', reason: command.reason, data: { paperId: paper.id, personId, reason: command.reason } }];
}

function draftCircular(state: ProceedingState, { unitIds, text, deadline }: CommandOf<'draftCircular'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  const { units } = context.rules.roster;
  if (unitIds.length === 0) return reject('unit-unknown', { field: 'unitIds', details: { name: '' } });
  const unknown = unitIds.findIndex((unitId) => !Object.hasOwn(units, unitId));
  if (unknown >= 0) return reject('unit-unknown', { field: `unitIds[${unknown}]`, details: { name: unitIds[unknown]! } });
  const problem = deadline === null ? null : dayProblem(deadline, 'deadline', context);
  if (problem) return problem;
  return [drawUp(state, { kind: 'circular', text, deadline, to: [...new Set(unitIds)].map((unitId) => ({ unitId, post: 'liaison', personId: null, why: 'informed' })) })];
}

/** Papers as somebody may see them: drafts only for who sees the whole, others by whom they are addressed to. */
export function papersSeen(papers: Papers, sight: ProceedingSight): ProceedingPaper[] {
  const all = Object.values(papers);
  if (sight.kind === 'all') return all;
  return all.filter((p) => p.signedBy !== null && p.to.some((t) => sight.unitIds.includes(t.unitId)));
}
