import { parseUnitNames } from './units.list';

export type UnitRole = 'lead' | 'participant' | 'unmarked';

/** Who is named for an item, by role, as written; and what else the same bracket says. */
export interface NamedUnits {
  leads: string[];
  participants: string[];
  /** Named without a role: 责任单位, 实施单位, …负责. */
  units: string[];
  /** Words about time in the same bracket: 9月底前完成. */
  timeLimit: string | null;
  open: boolean;
  /** What was read with doubt, or not at all: a person sees it. */
  asides: UnitAside[];
}

/**
 * Words beside the units that want a person's eye.
 *
 * - `unknown-label`: the label is not known, its units are kept without a role
 * - `person`: a leader or a responsible person; a draft has no place for persons
 * - `watcher`: who supervises or accepts, and so does not carry the item out
 * - `unread`: words that are no unit
 * - `contrast`: a role that follows from the other units' words and is not marked itself
 */
export interface UnitAside {
  kind: 'unknown-label' | 'person' | 'watcher' | 'unread' | 'contrast';
  text: string;
}

export function noUnits(): NamedUnits {
  return { leads: [], participants: [], units: [], timeLimit: null, open: false, asides: [] };
}

export function put(into: NamedUnits, role: UnitRole, text: string): void {
  const { names, open } = parseUnitNames(text);
  const list = role === 'lead' ? into.leads : role === 'participant' ? into.participants : into.units;
  for (const name of names) if (!list.includes(name)) list.push(name);
  into.open ||= open;
}

export const bare = (text: string): string => text.replace(/^[\s。，,；;、]+|[\s。，,；;、]+$/g, '');

export function unread(into: NamedUnits, text: string, kind: UnitAside['kind'] = 'unread'): void {
  const words = bare(text);
  if (/[\u4e00-\u9fa5A-Za-z0-9]/.test(words)) into.asides.push({ kind, text: words });
}

export function merge(into: NamedUnits, more: NamedUnits): void {
  for (const list of ['leads', 'participants', 'units'] as const) for (const name of more[list]) if (!into[list].includes(name)) into[list].push(name);
  into.timeLimit ??= more.timeLimit;
  into.open ||= more.open;
  into.asides.push(...more.asides);
}

export const allNames = ({ leads, participants, units }: NamedUnits): string[] => [...leads, ...participants, ...units];
