import type { ListEntry, Listing } from '#libs/commands/reform-unit-list';
import type { ReformUnitOut } from '#libs/documents/lists/reform-unit.export';
import type { NamedLink, ReformUnitRow } from '#libs/documents/lists/reform-unit.row';
import type { Accounts } from '#libs/identity/accounts/accounts';
import { isBusinessRole } from '#libs/identity/roles';
import type { ReformUnitState } from '#libs/supervision/reform-unit/reform-unit';
import type { Particulars } from '#libs/supervision/reform-unit/reform-unit.events';
import { normaliseName, type Roster } from '#libs/supervision/roster/roster';
import type { FreeFrame } from './plan.frame';

/** A row whose persons were looked up; one who is not known stays null, and is a problem of the row. */
export interface KnownRow extends Omit<ReformUnitRow, 'links'> {
  links: (NamedLink & { personId: string | null })[];
}

/** Accounts of a unit that are read to find its people by their names. */
const MOST_OF_A_UNIT = 1_000;

/** Finds the instructors of a list among those who hold a role of the business in the unit that is named; by name, or by the id of an account where two have one name. */
export async function knownRows(accounts: Accounts, rows: readonly ReformUnitRow[]): Promise<KnownRow[]> {
  const staff = new Map<string, { personId: string; name: string }[]>();
  const now = new Date();
  for (const unitId of new Set(rows.flatMap((r) => r.links.filter((l) => l.person !== null).map((l) => l.unitId)))) {
    const found = await accounts.list({ unitId, limit: MOST_OF_A_UNIT });
    const there = found.filter((a) => a.status === 'active' && a.grants.some((g) => g.unitId === unitId && isBusinessRole(g.role) && g.since <= now && (g.until === null || g.until > now)));
    staff.set(unitId, there.map((a) => ({ personId: a.personId, name: normaliseName(a.displayName) })));
  }
  return rows.map((row) => {
    const problems = [...row.problems];
    const links = row.links.map((link) => {
      if (link.person === null) return { ...link, personId: null };
      const { person } = link;
      const found = (staff.get(link.unitId) ?? []).filter((s) => s.personId === person || s.name === normaliseName(person));
      if (found.length === 0) problems.push({ column: 'instructors', zh: `“${person}”在该单位没有账号或角色：请先开通，或更正姓名和单位`, en: `“${person}” has no account or role in the unit: set one up first, or correct the name or the unit` });
      if (found.length > 1) problems.push({ column: 'instructors', zh: `该单位有 ${found.length} 人名为“${person}”：请改写人员编号`, en: `${found.length} persons of the unit are named “${person}”: write the id of one` });
      return { ...link, personId: found.length === 1 ? found[0]!.personId : null };
    });
    return { ...row, links, problems };
  });
}

/** A row as a line of the list, for an office. */
export function entryOf(row: KnownRow, of: FreeFrame): ListEntry {
  const links = row.links.map(({ kind, unitId, personId, since }) => ({ kind, unitId, personId, since }));
  const ownPlan = row.ownPlan === null ? null : { title: row.ownPlan, planId: null, evidenceId: null };
  const said = row.said.filter((column) => column !== 'until' && column !== 'leftReason');
  return { line: row.line, said, listing: { ...listingOf(row.particulars, row.since, ownPlan, links, of), left: row.left } };
}

/** A reform unit as it is written: the links that it has, or had when it left. */
export function outOf(state: ReformUnitState, roster: Roster, persons: ReadonlyMap<string, string>): ReformUnitOut {
  const { unitId: _unit, ...particulars } = state.particulars;
  const links = Object.values(state.links).filter((l) => l.until === null || (state.until !== null && l.until === state.until));
  const name = (unitId: string): string => roster.units[unitId]?.name ?? unitId;
  const sameName = (personId: string): boolean => [...persons].some(([id, n]) => id !== personId && normaliseName(n) === normaliseName(persons.get(personId) ?? ''));
  return {
    particulars,
    since: state.since,
    ownPlan: state.ownPlan?.title ?? null,
    contactUnits: links.filter((l) => l.kind === 'contactUnit').map((l) => ({ name: name(l.unitId), since: l.since })),
    instructors: links.flatMap((l) => (l.kind !== 'instructor' || l.personId === null ? [] : [{ person: persons.has(l.personId) && !sameName(l.personId) ? persons.get(l.personId)! : l.personId, unit: name(l.unitId), since: l.since }])),
    left: state.until === null ? null : { until: state.until, reason: state.closed?.reason ?? '' },
  };
}

/** What lists one for an office. */
export function listingOf(particulars: Particulars, since: string, ownPlan: Listing['data']['ownPlan'], links: Listing['links'], of: FreeFrame): Listing {
  return { type: 'list', data: { title: particulars.name, particulars, since, ownPlan, ...of }, links };
}
