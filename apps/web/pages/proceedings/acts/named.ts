/** What fields of a matter name by its id, in words: its files by their names, plans by their titles. */
export function namedIn(looks: readonly { evidence: readonly { id: string; name: string }[] }[], plans: readonly { planId: string; title: string }[]): ReadonlyMap<string, string> {
  return new Map([...looks.flatMap(({ evidence }) => evidence.map(({ id, name }) => [id, name] as const)), ...plans.map(({ planId, title }) => [planId, title] as const)]);
}
