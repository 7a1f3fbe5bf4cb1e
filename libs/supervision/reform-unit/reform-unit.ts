import type { NoticeKind } from '../notice-kind';
import type { DomainEvent } from '../event';
import type { ProceedingDuty, ProceedingKind, ProceedingNotice, ProceedingSummary } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { readable } from '../rule-reason';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf } from '../time/day';
import { decideReformUnit, momentsOfReformUnit, openReformUnit } from './reform-unit.decide';
import { EVIDENCE_OF_REFORM_UNIT } from './reform-unit.evidence';
import type { ReformUnitCommand, ReformUnitEventData, ReformUnitState } from './reform-unit.events';
import { isMissed, latenessesOfVisits } from './visits';
import { LINKS_HAND_OVER } from './reform-unit.hand-over';
import { beginReformUnit, foldReformUnit } from './reform-unit.evolve';

export type { ReformUnitCommand, ReformUnitState } from './reform-unit.events';

/** The visits of each link, and (the office's) to find a link where there is none. */
function duties(state: ReformUnitState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const owed: ProceedingDuty[] = [];
  for (const visit of state.owed) {
    const link = state.links[visit.linkId];
    if (!link || visit.doneBy !== null || visit.missed) continue;
    const post = link.personId === null ? 'liaison' : 'responsible';
    owed.push({ id: `visit:${visit.id}`, kind: 'visit', arming: 1, owedBy: { unitId: link.unitId, personId: link.personId, post }, since: visit.owedSince, day: visit.day, restUntil: null, rules: rulesOfUnit(span, roster, link.unitId), reminders: rulesOfUnit(span, roster, link.unitId).reminderWorkingDays, subject: link.id });
  }
  if (state.unlinkedSince !== null) {
    const rules = rulesOfUnit(span, roster, state.officeUnitId);
    const day = span.calendar.addWorkingDays(dayOf(state.unlinkedSince), rules.linkWorkingDays);
    // A link that begins by the day closes the gap in time: the office has done its part.
    if (!Object.values(state.pending).some((since) => since <= day)) owed.push({ id: 'link', kind: 'link', arming: state.gaps, owedBy: { unitId: state.officeUnitId, personId: null, post: 'office' }, since: state.unlinkedSince, day, restUntil: null, rules, subject: null });
  }
  return owed;
}

function notices(event: DomainEvent, state: ReformUnitState): ProceedingNotice[] {
  const id = `v${state.version}`;
  const name = state.particulars.name;
  const one = (kind: NoticeKind, unitIds: readonly (string | null)[], text: string, subject: string | null = null): ProceedingNotice[] => {
    const to = [...new Set(unitIds)].filter((u): u is string => u !== null);
    return to.length === 0 ? [] : [{ id, kind, to: to.map((unitId) => ({ unitId, post: unitId === state.officeUnitId ? 'office' : 'liaison', personId: null, why: 'informed' })), text, deadline: null, subject }];
  };
  switch (event.type as keyof ReformUnitEventData) {
    case 'LinkBegun': {
      const { unitId, linkId } = event.data as ReformUnitEventData['LinkBegun'];
      return one('linked', [unitId, state.particulars.unitId], name, linkId);
    }
    case 'LinkEnded': {
      const { linkId, reason } = event.data as ReformUnitEventData['LinkEnded'];
      return one('unlinked', [state.links[linkId]?.unitId ?? null, state.particulars.unitId], `${name} ${readable(reason)}`, linkId);
    }
    case 'VisitRecorded':
      return one('visited', [state.officeUnitId], name, (event.data as ReformUnitEventData['VisitRecorded']).visitId);
    case 'ReformUnitLeft':
      return one('left', [state.particulars.unitId, ...Object.values(state.links).filter((l) => l.until === state.until).map((l) => l.unitId)], `${name} ${state.closed?.reason ?? ''}`);
    default:
      return [];
  }
}

function summary(state: ReformUnitState): ProceedingSummary {
  const links = Object.values(state.links).filter((l) => l.until === null);
  const { name, unitId, ...words } = state.particulars;
  return {
    status: state.closed ? 'left' : state.unlinkedSince === null ? 'linked' : 'unlinked',
    unitIds: [...new Set([state.officeUnitId, unitId, ...links.map((l) => l.unitId)].filter((u): u is string => u !== null))],
    facts: {
      ...words,
      since: state.since,
      until: state.until,
      leftReason: state.closed?.reason ?? null,
      links: links.filter((l) => state.pending[l.id] === undefined).length,
      ownPlan: state.ownPlan?.title ?? null,
      visits: Object.keys(state.visits).length,
      missedVisits: state.owed.filter((v) => isMissed(v, state)).length,
    },
    text: [name, ...Object.values(words), state.ownPlan?.title].filter((w) => w != null).join(' '),
  };
}

export const REFORM_UNIT: ProceedingKind<ReformUnitState, ReformUnitCommand> = {
  name: 'reform-unit',
  words: { zh: '重点改革单位', en: 'reform unit' },
  material: { ReformUnitListed: true, ReformUnitChanged: true, OwnPlanSet: true, LinkBegun: true, LinkTookEffect: true, LinkEnded: true, VisitsOwed: false, VisitRecorded: true, ReformUnitLeft: true },
  eventWords: {
    ReformUnitListed: { zh: '列入名单', en: 'listed' },
    ReformUnitChanged: { zh: '更新情况', en: 'particulars changed' },
    OwnPlanSet: { zh: '一企一策', en: 'own plan' },
    LinkBegun: { zh: '挂钩联系', en: 'linked' },
    LinkTookEffect: { zh: '挂钩生效', en: 'link took effect' },
    LinkEnded: { zh: '解除挂钩', en: 'link ended' },
    VisitsOwed: { zh: '本季走访任务', en: 'visits of the quarter' },
    VisitRecorded: { zh: '走访', en: 'visited' },
    ReformUnitLeft: { zh: '退出名单', en: 'left the roster' },
  },
  afterClose: new Set(),
  begin: beginReformUnit,
  fold: foldReformUnit,
  open: openReformUnit,
  decide: decideReformUnit,
  consequences: () => [],
  duties,
  moments: momentsOfReformUnit,
  handsOver: LINKS_HAND_OVER,
  notices,
  summary,
  evidence: EVIDENCE_OF_REFORM_UNIT,
  latenesses: latenessesOfVisits,
  view: ({ particulars, since, until, ownPlan, links, visits, owed, overdue }) => ({
    ...particulars,
    since,
    until,
    ownPlan,
    links: Object.values(links),
    visits: Object.values(visits),
    owedVisits: owed.map((v) => ({ ...v, overdue: overdue[`visit:${v.id}/1`] !== undefined })),
  }),
};
