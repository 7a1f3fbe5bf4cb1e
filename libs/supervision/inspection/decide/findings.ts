import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import type { NewDomainEvent } from '../../event';
import type { ProceedingPaper } from '../../proceeding/paper.events';
import { drawUp, dropDrafts } from '../../proceeding/papers';
import { accepterOf, personOf, says, unitOf } from '../../proceeding/acting';
import { reject, type Rejection } from '../../rejection';
import { normaliseName, type Roster } from '../../roster/roster';
import { spanAt } from '../../rules';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../inspection.events';
import { anyHand, memberOf, wasInTeam } from '../inspection.parties';
import { isOpenFinding, wasTold, type Finding, type InspectionState } from '../inspection.types';
import { atWork } from './fieldwork';
import { findingIn } from './finding-in';
import { earlierProblem, offeredRepeats, repeatOf } from './repetition';
import { ownWork } from './setting-up';

type Refusal = { rejected: Rejection };

/** Demands the rectification and draws its notice up, in the name of the office, or of another unit where the office shares the roof. @param n which of several at once */
function demanded(state: InspectionState, f: Pick<Finding, 'id' | 'unitId' | 'text'>, { demand, workingDays, personId }: { demand: string; workingDays: number; personId: string }, roster: Roster, n = 1): NewDomainEvent[] {
  const paper = drawUp(
    state,
    {
      kind: 'rectificationNotice',
      to: [{ unitId: f.unitId, post: 'liaison', personId: null, why: 'assignee' }],
      text: `${f.text}\n${demand}（自签发之日起 ${workingDays} 个工作日内）`,
      subject: f.id,
      issuerUnitId: accepterOf(state, f.unitId, roster),
    },
    n,
  );
  return [{ type: 'RectificationDemanded', data: { findingId: f.id, paperId: paper.data.paperId, demand, workingDays, personId } }, paper];
}

/** Drafts that are addressed to a unit which has handed its finding over since: void, and drawn up anew for the one that has it. */
export function readdressed(state: InspectionState, { rules }: Pick<ProceedingContext, 'rules'>): NewDomainEvent[] {
  const astray = Object.values(state.findings).flatMap((f) => {
    const draft = f.status === 'drafted' ? f.notices.at(-1) : undefined;
    return draft && state.papers[draft.paperId]?.to.some((t) => t.unitId !== f.unitId) ? [{ f, draft }] : [];
  });
  return astray.flatMap(({ f, draft }, i) => [
    ...demanded(state, f, { ...draft, personId: draft.draftedBy }, rules.roster, i + 1),
    ...dropDrafts(state, (p) => p.id === draft.paperId, '承办单位已交接'),
  ]);
}

function noticeProblem(demand: string, workingDays: number): Refusal | null {
  if (!says(demand)) return reject('nothing-substantial', { field: 'demand' });
  return Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= 250 ? null : reject('value-invalid', { field: 'workingDays', details: { value: workingDays } });
}

/**
 * Records a finding and drafts its rectification notice. Two inspectors who write the same one at once make one of it: the second
 * is told which it is.
 */
export function recordFinding(state: InspectionState, command: CommandOf<'recordFinding'>, context: ProceedingContext): ProceedingDecision {
  const { unitId, itemId, question, category, text, severity, basis, evidenceIds, demand, workingDays, earlier } = command;
  const problem = atWork(state, unitId, context);
  if (problem) return problem;
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  if (!says(basis)) return reject('reason-missing', { field: 'basis' });
  if (itemId !== null && !state.scope.itemIds.includes(itemId)) return reject('item-not-inspected', { field: 'itemId' });
  if (question !== null && !state.checklist.some((c) => c.key === question)) return reject('not-found', { field: 'question' });
  const same = Object.values(state.findings).find((f) => isOpenFinding(f) && f.unitId === unitId && f.itemId === itemId && normaliseName(f.text) === normaliseName(text));
  if (same) return reject('finding-recorded', { details: { id: same.id } });
  if (earlier !== null && command.notRepeated != null) return reject('value-invalid', { field: 'notRepeated', details: { value: command.notRepeated } });
  const elsewhere = earlier && earlierProblem(earlier, unitId, context);
  if (elsewhere) return elsewhere;
  const wrong = noticeProblem(demand, workingDays);
  if (wrong) return wrong;
  const findingId = `f${Object.keys(state.findings).length + 1}`;
  const personId = personOf(context);
  const recorded: NewDomainEvent = { type: 'FindingRecorded', data: { findingId, unitId, itemId, question, category, text, severity, basis, evidenceIds, ...repeatOf(earlier, context.now), personId } };
  return [recorded, ...offeredRepeats(findingId, command, personId), ...demanded(state, { id: findingId, unitId, text }, { demand, workingDays, personId }, context.rules.roster)];
}

/** Amended until its notice is signed, and only by who saw it as it is. */
export function amendFinding(state: InspectionState, command: CommandOf<'amendFinding'>, context: ProceedingContext): ProceedingDecision {
  const finding = findingIn(state, command.findingId, 'recorded', 'drafted');
  if ('rejected' in finding) return finding;
  if (!memberOf(state, context)) return reject('not-the-team');
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  const { revision, text, severity, basis, evidenceIds } = command;
  if (revision !== finding.revision) return reject('stale', { field: 'revision', details: { seen: revision, now: finding.revision } });
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  if (!says(basis)) return reject('reason-missing', { field: 'basis' });
  const amended: NewDomainEvent = { type: 'FindingAmended', data: { findingId: finding.id, revision: revision + 1, text, severity, basis, evidenceIds, personId: personOf(context) } };
  const draft = finding.status === 'drafted' ? finding.notices.at(-1) : undefined;
  // A signature binds to what was seen: the draft of what was amended is void, and another one waits.
  const anew = draft ? [...demanded(state, { ...finding, text }, { ...draft, personId: personOf(context) }, context.rules.roster), ...dropDrafts(state, (p) => p.id === draft.paperId, 'amended')] : [];
  return [amended, ...anew];
}

/** By the team before the unit is told; afterwards by the unit that rules, and by nobody of the team. */
export function withdrawFinding(state: InspectionState, command: CommandOf<'withdrawFinding'>, context: ProceedingContext): ProceedingDecision {
  const finding = findingIn(state, command.findingId, 'recorded', 'drafted', 'rectifying', 'replied');
  if ('rejected' in finding) return finding;
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  const personId = personOf(context);
  if (!wasTold(finding)) {
    if (!memberOf(state, context)) return reject('not-the-team');
  } else {
    if (anyHand(context, (hand) => wasInTeam(state, hand))) return reject('first-decider');
    const rules = accepterOf(state, finding.unitId, context.rules.roster);
    if (unitOf(context) !== rules) return reject('not-the-verifier', { details: { unitId: rules } });
  }
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'FindingWithdrawn', data: { findingId: finding.id, reason: command.reason, personId } }, ...dropDrafts(state, (p) => p.subject === finding.id, command.reason)];
}

/** Another notice where the last one was voided. */
export function demandRectification(state: InspectionState, command: CommandOf<'demandRectification'>, context: ProceedingContext): ProceedingDecision {
  const finding = findingIn(state, command.findingId, 'recorded');
  if ('rejected' in finding) return finding;
  if (!memberOf(state, context)) return reject('not-the-team');
  const problem = ownWork(finding.unitId, context) ?? noticeProblem(command.demand, command.workingDays);
  return problem ?? demanded(state, finding, { ...command, personId: personOf(context) }, context.rules.roster);
}

/** What keeps somebody from signing or voiding a rectification notice: own work, or an own draft; an issued one stands while its finding does. */
export function paperProblem(state: InspectionState, paper: ProceedingPaper, act: 'signPaper' | 'voidPaper', context: ProceedingContext): Refusal | null {
  const finding = Object.values(state.findings).find((f) => f.notices.some((n) => n.paperId === paper.id));
  if (!finding) return null;
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  if (act === 'signPaper') return finding.notices.some((n) => n.paperId === paper.id && anyHand(context, (hand) => hand === n.draftedBy || hand === n.insteadOf)) ? reject('own-draft') : null;
  return paper.status === 'issued' && isOpenFinding(finding) ? reject('finding-not-so', { details: { status: finding.status } }) : null;
}

/** What was signed is to be put right: its days count from the signature. */
export function ordered(state: InspectionState, { now, rules }: Pick<ProceedingContext, 'now' | 'rules'>): NewDomainEvent[] {
  return Object.values(state.findings).flatMap((f) => {
    const notice = f.notices.at(-1);
    if (f.status !== 'drafted' || notice?.status !== 'issued') return [];
    const day = spanAt(rules, now).calendar.addWorkingDays(dayOf(notice.endedAt ?? now), notice.workingDays);
    return [{ type: 'RectificationOrdered', data: { findingId: f.id, paperId: notice.paperId, day } }];
  });
}
