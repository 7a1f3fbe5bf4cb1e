import type { DomainEvent } from '../event';
import { STANDARD_RULES, type Policy, type PolicyRules, type RulesVariant } from './policy';

/** A policy is set whole: each version stands on its own, with its basis and the moment from which it decides. */
export type PolicyEvent = DomainEvent<'PolicySet', { name: string; rules: PolicyRules; variants: RulesVariant[]; effectiveFrom: string; basis: string }>;

export interface PolicyHistory {
  version: number;
  name: string;
  versions: Policy[];
}

export const NO_POLICY: PolicyHistory = { version: 0, name: '', versions: [] };

/** Rules written by an older program lack newer fields: they take the standard's value. */
export function evolvePolicy(history: PolicyHistory, event: PolicyEvent): PolicyHistory {
  const version = history.version + 1;
  const { name, rules, variants, effectiveFrom } = event.data;
  return { version, name, versions: [...history.versions, { version, effectiveFrom, rules: { ...STANDARD_RULES, ...rules }, variants }] };
}
