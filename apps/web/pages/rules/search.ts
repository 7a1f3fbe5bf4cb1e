/** What the address of the rules says. */
export interface RulesSearch {
  /** The policy that is shown; without it `standard`, which plans have unless told otherwise. */
  policy?: string;
  /** A policy that is not there yet, begun from this one. */
  from?: string;
}

export function readRulesSearch({ policy, from }: Record<string, unknown>): RulesSearch {
  return { ...(typeof policy === 'string' && policy !== '' && { policy }), ...(typeof from === 'string' && from !== '' && { from }) };
}
