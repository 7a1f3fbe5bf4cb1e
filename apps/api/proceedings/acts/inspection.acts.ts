import { stoodInForAmong } from '#libs/identity/standing-in';
import { disputedSince } from '#libs/supervision/inspection/decide/objections';
import type { InspectionCommand } from '#libs/supervision/inspection/inspection.events';
import type { FindingObjection, InspectionState, InspectionVisit } from '#libs/supervision/inspection/inspection.types';
import type { viewOfInspection } from '#libs/supervision/inspection/inspection.view';
import type { RelationOf } from '../proceeding.desk';
import { conceived, DAY, NEW, when, WORDS, type Conceive, type Conceived, type Handled } from './conceived';

type Seen = ReturnType<typeof viewOfInspection>;
type Act = Conceived<InspectionState>;

/** What could be asked of an inspection: of it as a whole, of its visits, its findings and the objections to them. */
export const conceiveInspection: Conceive<InspectionState> = (view, state, identity) => {
  const seen = view.content as Seen;
  const team: RelationOf<InspectionState> = () => ({ holderId: stoodInForAmong(identity, state.team.filter((m) => m.left === null).map((m) => m.personId)) });
  const make: Make = (act, by, path, command, more = {}) => conceived({ act, by, path: `/inspections/${view.id}/${path}`, command, relation: team, ...more });
  const disputed = new Map<string, FindingObjection[]>();
  for (const o of seen.objections) disputed.set(o.findingId, [...(disputed.get(o.findingId) ?? []), o]);
  return [
    ...ofWhole(make, seen, view.id),
    ...seen.visits.flatMap((v) => ofVisit(make, v)),
    ...seen.findings.flatMap((f) => ofFinding(make, f, disputable(state, f.id, disputed.get(f.id) ?? []), seen.reported === null)),
    ...seen.objections.filter((o) => o.status === 'open').map((o) => make('ruleOnFindingObjection', 'inspection.rule', `objections/${o.id}/rule`, { type: 'ruleOnObjection', objectionId: o.id, upheld: false, basis: WORDS }, { about: 'objection', subject: o.id })),
  ];
};

type Make = (act: string, by: Act['by'], path: string, command: InspectionCommand, more?: Partial<Act>) => Act;

function ofWhole(make: Make, { approval, days, scope, team, noticed, checklist, offers, reported, lookBack }: Seen, id: string): Act[] {
  const reason = WORDS;
  const units = [...new Set([...scope.unitIds, ...scope.reformUnitIds])];
  // A member who shares the roof of one inspected still works in the others.
  const inEach = (act: string, path: string, by: Act['by'], of: (unitId: string) => InspectionCommand): Act => make(act, by, path, of(units[0] ?? NEW), { others: units.slice(1).map(of) });
  const finding = { itemId: null, question: null, category: null, text: WORDS, severity: 'minor', basis: WORDS, evidenceIds: [], demand: WORDS, workingDays: 1, earlier: null } as const;
  const leads = team.find((m) => m.left === null)?.personId ?? NEW;
  return [
    ...when(approval === 'pending', make('approveInspection', 'inspection.approve', 'approve', { type: 'approveInspection', grant: true, text: WORDS })),
    ...when(noticed === null, make('giveInspectionNotice', 'inspection.lead', 'give-notice', { type: 'giveNotice', text: WORDS }, { handled: [(core, actor, sender) => core.inspections.giveNotice(id, { type: 'giveNotice', text: WORDS }, actor, sender)] })),
    ...when(
      reported === null,
      inEach('recordFinding', 'findings', 'inspection.inspect', (unitId) => ({ type: 'recordFinding', unitId, ...finding, evidenceIds: [] })),
      ...when(checklist.length > 0, inEach('answerInspectionChecklist', 'answer-checklist', 'inspection.inspect', (unitId) => ({ type: 'answerChecklist', key: checklist[0]?.key ?? NEW, unitId, answer: 'yes', note: null, evidenceIds: [] }))),
      make('planInspectionVisit', 'inspection.lead', 'visits', { type: 'planVisit', unitId: units[0] ?? NEW, day: DAY, personId: leads }),
      make('reportInspection', 'inspection.lead', 'report', { type: 'reportInspection', conclusion: WORDS, lookBackOn: null, dropUnanswered: WORDS }),
      make('rescheduleInspection', 'inspection.lead', 'reschedule', { type: 'reschedule', days, reason }),
    ),
    make('replaceInspector', 'inspection.lead', 'replace-inspector', { type: 'replaceInspector', personId: leads, byPersonId: NEW, byUnitId: NEW, reason }),
    ...when(offers.length > 0 && noticed === null, make('mergeInspection', 'inspection.lead', 'merge', { type: 'mergeInspection', intoId: NEW, reason }, { handled: [...new Set(offers.map((o) => o.inspectionId))].map((intoId): Handled => (core, actor, sender) => core.inspections.merge(id, { type: 'mergeInspection', intoId, reason }, actor, sender)) })),
    ...when(reported?.lookBackOn != null && lookBack === null, make('dropLookBack', 'inspection.lead', 'look-back/drop', { type: 'dropLookBack', reason })),
    make('cancelInspection', 'inspection.lead', 'cancel', { type: 'cancelInspection', reason }, { handled: [(core, actor, sender) => core.inspections.cancel(id, { type: 'cancelInspection', reason }, actor, sender)] }),
  ];
}

function ofVisit(make: Make, { id: visitId, unitId, day, status }: InspectionVisit): Act[] {
  const visit = { about: 'visit', subject: visitId, unitId } as const;
  return [
    ...when(
      status === 'planned',
      make('recordInspectionVisit', 'inspection.inspect', `visits/${visitId}/record`, { type: 'doVisit', visitId, day, personIds: [], record: WORDS, evidenceIds: [] }, visit),
      make('moveInspectionVisit', 'inspection.lead', `visits/${visitId}/move`, { type: 'moveVisit', visitId, day: DAY, reason: WORDS }, visit),
      make('dropInspectionVisit', 'inspection.lead', `visits/${visitId}/drop`, { type: 'dropVisit', visitId, reason: WORDS }, visit),
    ),
  ];
}

function ofFinding(make: Make, finding: Seen['findings'][number], disputable: readonly FindingObjection['what'][], underWay: boolean): Act[] {
  const { id: findingId, unitId, status, revision, text, severity, basis, evidenceIds, escalated } = finding;
  const at = (route: string): string => `findings/${findingId}/${route}`;
  const about = { about: 'finding', subject: findingId, unitId } as const;
  const own = { ...about, relation: () => ({ unitId }) };
  const [drafted, open, replied] = [status === 'recorded' || status === 'drafted', status === 'rectifying', status === 'replied'];
  const reason = WORDS;
  return [
    ...when(drafted, make('amendFinding', 'inspection.inspect', at('amend'), { type: 'amendFinding', findingId, revision, text, severity, basis, evidenceIds }, { ...about, body: { revision } })),
    ...when(status === 'recorded', make('demandRectification', 'inspection.inspect', at('demand'), { type: 'demandRectification', findingId, demand: WORDS, workingDays: 1 }, about)),
    ...when(underWay && (drafted || open || replied || status === 'struckOff'), make('decideRepeatedFinding', 'inspection.inspect', at('decide-repeat'), { type: 'decideRepeat', findingId, earlier: null, reason }, about)),
    ...when(open, make('replyRectification', 'rectification.reply', at('reply'), { type: 'replyRectification', findingId, text: WORDS, evidenceIds: [] }, own)),
    ...when(
      replied,
      make('strikeOffFinding', 'inspection.inspect', at('strike-off'), { type: 'strikeOff', findingId, text: WORDS, evidenceIds: [] }, about),
      make('returnRectification', 'inspection.inspect', at('return'), { type: 'returnRectification', findingId, reason }, about),
      make('escalateRectification', 'inspection.inspect', at('escalate'), { type: 'escalateRectification', findingId, reason }, about),
    ),
    ...when(escalated !== null, make('ruleOnEscalation', 'inspection.approve', at('rule-on-escalation'), { type: 'ruleOnEscalation', findingId, ruling: 'order', day: null, text: WORDS }, about)),
    ...disputable.map((what) => make('objectToFinding', 'rectification.object', at('object'), { type: 'objectToFinding', findingId, what, reason, evidenceIds: [] }, { ...own, body: { what } })),
    ...when(drafted || open || replied, make('withdrawFinding', 'inspection.inspect', at('withdraw'), { type: 'withdrawFinding', findingId, reason }, about)),
  ];
}

/** What its unit may object to: as often as it is found anew, each time once. */
function disputable(state: InspectionState, findingId: string, objections: readonly FindingObjection[]): FindingObjection['what'][] {
  const finding = state.findings[findingId]!;
  if (finding.status === 'overturned' || finding.status === 'withdrawn') return [];
  return (['finding', 'lateness', 'return'] as const).filter((what) => {
    const since = disputedSince(state, finding, what);
    return since !== null && !objections.some((o) => o.what === what && (o.status === 'open' || (o.ruling !== null && o.recordedAt >= since)));
  });
}
