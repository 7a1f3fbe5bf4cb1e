import { didIt } from '../../actor';
import type { NewDomainEvent } from '../../event';
import { accepterOf, personOf, says, unitOf } from '../../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { reject } from '../../rejection';
import { rulesOfUnit, spanAt } from '../../rules';
import { dayOf, type Instant } from '../../time/day';
import type { CommandOf } from '../inspection.events';
import { isLateFinding } from '../inspection.figures';
import { anyHand, isFirstDecider } from '../inspection.parties';
import type { Finding, FindingObjection, InspectionState } from '../inspection.types';
import { findingIn } from './finding-in';
import { ownWork } from './setting-up';

/** When the unit could first see what it objects to; null where there is no such thing. */
export function disputedSince(state: InspectionState, finding: Finding, what: FindingObjection['what']): Instant | null {
  const last = finding.replies.at(-1);
  switch (what) {
    case 'finding':
      return finding.notices.findLast((n) => n.status === 'issued')?.endedAt ?? null;
    case 'return':
      return finding.status === 'rectifying' ? (last?.returned?.at ?? null) : null;
    case 'lateness': {
      if (!isLateFinding(finding, state)) return null;
      const marks = Object.entries(state.fired).filter(([key]) => key.startsWith(`rectify:${finding.id}/`)).flatMap(([, rungs]) => rungs['overdue'] ?? []);
      return marks.sort().at(-1) ?? last?.at ?? null;
    }
  }
}

/** 异议: to the finding itself, to its lateness or to a return, within the days that policy gives. */
export function object(state: InspectionState, command: CommandOf<'objectToFinding'>, context: ProceedingContext): ProceedingDecision {
  const { findingId, what, reason, evidenceIds } = command;
  const finding = findingIn(state, findingId, 'rectifying', 'replied', 'struckOff');
  if ('rejected' in finding) return finding;
  if (unitOf(context) !== finding.unitId) return reject('not-the-assignee', { details: { unitId: finding.unitId } });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const since = disputedSince(state, finding, what);
  if (since === null) return reject('not-found', { field: 'what' });
  const span = spanAt(context.rules, context.now);
  const days = rulesOfUnit(span, context.rules.roster, finding.unitId).objectionWorkingDays;
  const last = span.calendar.addWorkingDays(dayOf(since), days);
  if ((command.onBehalf?.date ?? dayOf(context.now)) > last) return reject('objection-too-late', { details: { last, days } });
  // It is disputed once: what was ruled on is found anew before it can be disputed anew.
  const before = Object.values(state.objections).filter((o) => o.findingId === findingId && o.what === what);
  if (before.some((o) => o.status === 'open')) return reject('request-open');
  const ruled = before.find((o) => o.ruling !== null && o.recordedAt >= since);
  if (ruled) return reject('request-not-open', { field: 'what', details: { status: ruled.status } });
  const objectionId = `o${Object.keys(state.objections).length + 1}`;
  return [{ type: 'FindingObjected', data: { objectionId, findingId, what, reason, evidenceIds, personId: personOf(context) } }];
}

/** Ruled on by the office, or the unit in its place where a roof is shared, and by nobody who decided first. */
export function rule(state: InspectionState, command: CommandOf<'ruleOnObjection'>, context: ProceedingContext): ProceedingDecision {
  const { objectionId, upheld, basis } = command;
  const objection = Object.hasOwn(state.objections, objectionId) ? state.objections[objectionId] : undefined;
  if (!objection) return reject('not-found', { field: 'objectionId' });
  if (objection.status !== 'open') return reject('request-not-open', { details: { status: objection.status } });
  const finding = state.findings[objection.findingId]!;
  const personId = personOf(context);
  // What the office recorded for the unit is ruled on by another person.
  if (anyHand(context, (hand) => isFirstDecider(state, finding, hand) || didIt([hand], objection))) return reject('first-decider');
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  const ruler = accepterOf(state, finding.unitId, context.rules.roster);
  if (unitOf(context) !== ruler) return reject('not-the-verifier', { details: { unitId: ruler } });
  if (!says(basis)) return reject('reason-missing', { field: 'basis' });
  return [{ type: 'FindingObjectionRuled', data: { objectionId, upheld, basis, personId } }, ...(upheld ? putRight(finding, objection, basis) : [])];
}

function putRight(finding: Finding, { id: objectionId, what }: FindingObjection, basis: string): NewDomainEvent[] {
  const data = { findingId: finding.id, objectionId, basis };
  switch (what) {
    case 'finding':
      return [{ type: 'FindingOverturned', data }];
    case 'lateness':
      return [{ type: 'RectificationLatenessOverturned', data }];
    case 'return':
      // Where it was answered anew meanwhile the newer reply stands.
      return finding.status === 'rectifying' ? [{ type: 'RectificationReturnOverturned', data }] : [];
  }
}
