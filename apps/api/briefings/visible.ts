import type { Identity } from '#libs/identity/identity';
import { may } from '#libs/identity/policy/policy';
import type { Briefing, BriefingSeries } from '#libs/supervision/briefing/briefing';
import { readersOf } from '#libs/supervision/briefing/briefing.notices';

/** The office sees all of its briefings; whom an issue went to, that issue and what corrects it; leaders every published one. */
export function visibleBriefings(series: BriefingSeries, identity: Identity): Briefing[] {
  const all = Object.values(series.briefings);
  if (may(identity, 'briefing.keep', { officeUnitId: series.officeUnitId }).allowed) return all;
  const leads = ['leader', 'convenor'].some((role) => identity.roles.includes(role as 'leader'));
  return all.filter((b) => b.published !== null && (leads || identity.unitId === series.officeUnitId || readersOf(series, b).includes(identity.unitId)));
}
