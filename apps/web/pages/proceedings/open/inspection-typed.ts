import type { Schemas } from '../../../api/client';

export type Body = Schemas['OpenInspectionBody'];
export const KINDS = ['unit', 'item', 'light', 'programme'] as const;

/** What is typed; a kind of scope that was not chosen is not sent. */
export interface InspectionTyped {
  planId: string;
  title: string;
  kind: (typeof KINDS)[number];
  why: string;
  itemIds?: string[];
  unitIds?: string[];
  colour?: 'yellow' | 'red';
  entryId?: string;
  days: Body['days'];
  leader: { unitId: string; personId: string };
  team?: { unitId: string; personId: string }[];
  templateIds?: string[];
}

/** As it is sent. */
export function bodyOf({ planId, title, kind, why, itemIds, unitIds, colour, entryId, days, leader, team = [], templateIds }: InspectionTyped): Body {
  const ref = { unit: unitIds?.[0], item: itemIds?.[0], light: colour, programme: entryId }[kind];
  return {
    planId, title, days, templateIds,
    reason: { kind, text: why, ...(ref !== undefined && { ref }) },
    ...(kind === 'item' && { itemIds }),
    ...((kind === 'unit' || kind === 'programme') && { unitIds }),
    ...(kind === 'light' && colour && { light: { colour } }),
    ...(kind === 'programme' && { entryId }),
    team: [{ ...leader, role: 'leader' }, ...team.map((m) => ({ ...m, role: 'inspector' as const }))],
  };
}
