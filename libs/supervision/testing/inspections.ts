import { INSPECTION } from '../inspection/inspection';
import type { InspectionCommand, InspectionEventData } from '../inspection/inspection.events';
import type { InspectionState } from '../inspection/inspection.types';
import { Course } from './proceeding';
import { of } from './world';

/** `lead` and `second` are inspected by a team of the supervising unit. */
export const OFFICE = of('office', 9);
export const LEADER = of('supervisor', 1);
export const INSPECTOR = of('supervisor', 2);
export const CONVENOR = of('conference', 7);
export const SIGNER = of('office', 5);
export const LEAD = of('lead', 1);

export function opening(change: Partial<InspectionEventData['InspectionOpened']> = {}): InspectionCommand {
  return {
    type: 'openInspection',
    title: '技能培训专项督查',
    reason: { kind: 'item', ref: 'i1', text: '事项亮红灯' },
    basis: { kind: 'approval' },
    programmeId: 'p1-2026',
    scope: { itemIds: ['i1'], unitIds: ['lead', 'second'], reformUnitIds: [] },
    days: { from: '2026-01-12', to: '2026-01-16' },
    team: [{ personId: 'supervisor-1', unitId: 'supervisor', role: 'leader' }, { personId: 'supervisor-2', unitId: 'supervisor', role: 'inspector' }],
    checklist: [{ key: 't1.1', text: '是否制定方案', basis: '工作要点', templateId: 't1', templateVersion: 2 }],
    lookBackOf: null,
    planId: 'p1',
    policyId: 'standard',
    officeUnitId: 'office',
    supervisingUnitId: 'supervisor',
    conferenceUnitId: 'conference',
    ...change,
  };
}

export const finding = (change: Partial<Extract<InspectionCommand, { type: 'recordFinding' }>> = {}): InspectionCommand => ({
  type: 'recordFinding', unitId: 'lead', itemId: 'i1', question: null, category: null, text: '培训台账不全', severity: 'major', basis: '工作要点第 3 条', evidenceIds: [], demand: '补齐台账', workingDays: 10, earlier: null, ...change,
});

export type Inspecting = Course<InspectionState, InspectionCommand>;

/** Opened on 2026-01-05, a Monday. */
export const opened = (change: Partial<InspectionEventData['InspectionOpened']> = {}): Inspecting => Course.opened(INSPECTION, '2026-01-05', OFFICE, opening(change));

/** Approved, and its notice given. */
export const underWay = (change: Partial<InspectionEventData['InspectionOpened']> = {}): Inspecting =>
  opened(change).and('2026-01-06', CONVENOR, { type: 'approveInspection', grant: true, text: '同意' }).and('2026-01-07', LEADER, { type: 'giveNotice', text: '定于 1 月 12 日至 16 日督查' });

/** The first rectification notice that is drawn up. */
export const SIGN = { type: 'signPaper' as const, paperId: 'p1' };

/** One finding whose notice is signed: to be put right by 2026-01-26. */
export const rectifying = (): Inspecting => underWay().and('2026-01-12', INSPECTOR, finding()).and('2026-01-12', SIGNER, SIGN);

export const REPORT: InspectionCommand = { type: 'reportInspection', conclusion: '总体有序，台账需补齐', lookBackOn: null, dropUnanswered: '与本次督查重点无关' };
export const REPLY: InspectionCommand = { type: 'replyRectification', findingId: 'f1', text: '台账已补齐', evidenceIds: [] };
