import { isOffice, says } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { LAST_DEADLINE } from '../calendar/calendar';
import type { Roster } from '../roster/roster';
import { dayOf, isDay } from '../time/day';
import { classedOr, toClass, type Classed } from './classing';
import type { CommandOf } from './evaluation.commands';
import type { EvaluationEventData, Redirection, SigningPolicy } from './evaluation.events';
import { clashes, conflictOf, independentOf, requestsFor, type AskedSigner } from './independence';

type Opening = CommandOf<'openEvaluation'>;
type Refused = { rejected: Rejection } | null;

/** Opens a round: who is scored, by whom, and who signs; whoever would act on their own body is replaced by another member unit. */
export function openEvaluation(command: Opening, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(command, context)) return reject('not-the-office');
  const { roster } = context.rules;
  const wrong = wrongForm(command, context) ?? wrongUnits(command, roster) ?? wrongSigning(command.signing, command.signers);
  if (wrong) return wrong;
  const classed = classedOr(command.classes, toClass(roster, command.units, context.now));
  if ('rejected' in classed) return classed;
  const assigned = assign(command, classed, roster);
  if ('rejected' in assigned) return assigned;
  const { type: _type, signers: _signers, approver: _approver, figures, units: _units, classes: _classes, ...rest } = command;
  const data: EvaluationEventData['EvaluationOpened'] = { ...rest, ...assigned };
  return [
    { type: 'EvaluationOpened', data },
    { type: 'FiguresTaken', data: { ...figures, reason: null } },
  ];
}

function wrongForm(command: Opening, context: ProceedingContext): Refused {
  if (!says(command.title)) return reject('nothing-substantial', { field: 'title' });
  const { from, to } = command.period;
  if (!isDay(from)) return reject('date-invalid', { field: 'period.from' });
  if (!isDay(to) || to < from) return reject('date-invalid', { field: 'period.to' });
  const { selfDay, verifyDay, reviewWorkingDays, signWorkingDays } = command.schedule;
  for (const [field, day] of Object.entries({ selfDay, verifyDay })) {
    if (!isDay(day) || day > LAST_DEADLINE) return reject('date-invalid', { field: `schedule.${field}` });
    if (day < dayOf(context.now)) return reject('date-in-the-past', { field: `schedule.${field}`, details: { day } });
  }
  if (verifyDay < selfDay) return reject('date-invalid', { field: 'schedule.verifyDay' });
  for (const [field, n] of Object.entries({ reviewWorkingDays, signWorkingDays })) {
    if (!Number.isInteger(n) || n < 1 || n > 60) return reject('value-invalid', { field: `schedule.${field}`, details: { value: n } });
  }
  return null;
}

function wrongUnits({ units, memberUnitIds, signers, approver }: Opening, roster: Roster): Refused {
  if (units.length === 0) return reject('nothing-open', { field: 'units' });
  const twice = units.findIndex((u, i) => units.findIndex((x) => x.unitId === u.unitId) !== i);
  if (twice >= 0) return reject('unit-twice', { field: `units[${twice}].unitId`, details: { name: roster.units[units[twice]!.unitId]?.name ?? units[twice]!.unitId } });
  const named = [
    ...units.map((u, i) => [`units[${i}].unitId`, u.unitId] as const),
    ...units.flatMap((u, i) => (u.verifierUnitId === null ? [] : [[`units[${i}].verifierUnitId`, u.verifierUnitId] as const])),
    ...memberUnitIds.map((id, i) => [`memberUnitIds[${i}]`, id] as const),
    ...signers.map((s, i) => [`signers[${i}].unitId`, s.unitId] as const),
    ['approver.unitId', approver.unitId] as const,
  ];
  for (const [field, unitId] of named) {
    const problem = unitProblem(roster, unitId, field);
    if (problem) return problem;
  }
  return null;
}

export function unitProblem(roster: Roster, unitId: string, field: string): Refused {
  const unit = Object.hasOwn(roster.units, unitId) ? roster.units[unitId] : undefined;
  if (unit === undefined) return reject('unit-unknown', { field, details: { name: unitId } });
  return unit.until === null ? null : reject('unit-dissolved', { field, details: { name: unit.name } });
}

/** A policy that could never be met, and two signatures by one hand, are refused. */
function wrongSigning(policy: SigningPolicy, signers: readonly AskedSigner[]): Refused {
  if (signers.length === 0) return reject('signing-invalid', { field: 'signers' });
  const twice = signers.findIndex((s, i) => signers.slice(0, i).some((x) => clashes(x, s)));
  if (twice >= 0) return reject('signer-twice', { field: `signers[${twice}]` });
  const fits = (of: number, among: number): boolean => Number.isInteger(of) && of >= 1 && of <= among;
  if (policy.kind === 'quorum' && !fits(policy.of, signers.length)) return reject('signing-invalid', { field: 'signing.of' });
  if (policy.kind !== 'byGroup') return null;
  const names = policy.groups.map((g) => g.name);
  if (names.length === 0 || new Set(names).size !== names.length) return reject('signing-invalid', { field: 'signing.groups' });
  const stray = signers.findIndex((s) => s.group === null || !names.includes(s.group));
  if (stray >= 0) return reject('signing-invalid', { field: `signers[${stray}].group` });
  const short = policy.groups.findIndex((g) => !fits(g.of, signers.filter((s) => s.group === g.name).length));
  return short < 0 ? null : reject('signing-invalid', { field: `signing.groups[${short}].of` });
}

type Assigned = Pick<EvaluationEventData['EvaluationOpened'], 'units' | 'requests' | 'approvals' | 'redirected'>;

function assign(command: Opening, classed: readonly Classed[], roster: Roster): Assigned | { rejected: Rejection } {
  const { memberUnitIds: members, signers, approver } = command;
  const nobody = (unitId: string): { rejected: Rejection } => reject('nobody-independent', { field: 'memberUnitIds', details: { name: roster.units[unitId]?.name ?? unitId } });
  const redirected: Redirection[] = [];
  const units: Assigned['units'] = [];
  for (const [i, { unitId, verifierUnitId }] of command.units.entries()) {
    const inTurn = [...members.slice(i % members.length || 0), ...members.slice(0, i % members.length || 0)];
    const wanted = verifierUnitId ?? inTurn.find((m) => m !== unitId) ?? null;
    const verifier = independentOf(roster, wanted === null ? inTurn : [wanted, ...inTurn], [unitId]);
    if (verifier === undefined) return nobody(unitId);
    if (wanted !== null && wanted !== verifier) redirected.push({ role: 'verifier', unitId, from: wanted, to: verifier, because: conflictOf(roster, wanted, unitId)! });
    // A review is ruled on by a body that did not give the score.
    const reviewer = independentOf(roster, inTurn.filter((m) => conflictOf(roster, m, verifier) === null), [unitId]);
    if (reviewer === undefined) return nobody(unitId);
    units.push({ ...classed[i]!, verifierUnitId: verifier, reviewerUnitId: reviewer });
  }
  const about = units.map((u) => u.unitId);
  const signing = requestsFor(roster, signers, about, members, { slot: (n) => `s${n}`, role: 'signer' });
  if ('nobodyFor' in signing) return nobody(signing.nobodyFor);
  const approving = requestsFor(roster, [{ ...approver, group: null }], about, members, { slot: () => 'approval', role: 'approver' });
  if ('nobodyFor' in approving) return nobody(approving.nobodyFor);
  return { units, requests: signing.requests, approvals: approving.requests, redirected: [...redirected, ...signing.redirected, ...approving.redirected] };
}
