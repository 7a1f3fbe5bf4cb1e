import type { Schemas } from '../../api/client';
import { targetsOf, type TypedTarget } from '../../parts/typed-targets';

type Role = 'lead' | 'participant';

export interface TypedItem {
  number?: string;
  title: string;
  content?: string;
  deadline?: string;
  lead?: string[];
  participant?: string[];
  targets?: TypedTarget[];
}
export interface TypedChange {
  itemId: string;
  title?: string;
  deadline?: string;
  lead?: string[];
  participant?: string[];
  dropAssignments?: string[];
  /** Undefined: its targets stay. */
  targets?: TypedTarget[];
  drop?: boolean;
}
/** What is typed of an amendment; lists that nobody touched may be missing. */
export interface Typed {
  basis: string;
  changes?: TypedChange[];
  adds?: TypedItem[];
  splits?: { itemId: string; keep?: boolean; into: TypedItem[] }[];
  merges?: { itemIds: string[]; intoItemId?: string; title?: string }[];
}

const ROLES: readonly Role[] = ['lead', 'participant'];
const unitsOf = (typed: Partial<Record<Role, string[]>>): Schemas['AddUnitDto'][] => ROLES.flatMap((role) => (typed[role] ?? []).map((unitId) => ({ unitId, role })));

function itemOf({ number, title, content, deadline, targets, ...units }: TypedItem): Schemas['NewItemDto'] {
  return { number: number ?? '', title, content: content ?? title, targets: targetsOf(targets ?? []), ...(deadline && { deadline }), units: unitsOf(units) };
}

/** The command, or with `preview` the question what it would change. */
export function bodyOf({ basis, changes = [], adds = [], splits = [], merges = [] }: Typed, preview: boolean): Schemas['AmendBody'] {
  return {
    basis: basis ?? '',
    preview,
    changes: changes.map(({ itemId, title, deadline, drop, dropAssignments, targets, ...units }) => ({
      itemId,
      ...(title && { title }),
      ...(deadline && { deadline }),
      ...(targets && { targets: targetsOf(targets) }),
      withoutDeadline: false,
      addUnits: unitsOf(units),
      dropAssignments: dropAssignments ?? [],
      drop: drop === true,
    })),
    adds: adds.map(itemOf),
    splits: splits.map(({ itemId, keep, into }) => ({ itemId, keep: keep === true, into: into.map(itemOf) })),
    merges: merges.map(({ itemIds, intoItemId, title }) => (intoItemId ? { itemIds, intoItemId } : { itemIds, into: itemOf({ title: title ?? '' }) })),
  };
}
