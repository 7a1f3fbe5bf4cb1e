/** Matters that somebody begins by hand, each with the roles that may. */
export const OPENINGS = {
  'reporting-round': ['office'],
  inspection: ['office', 'supervisor'],
  evaluation: ['office'],
  difficulty: ['office', 'handler', 'liaison', 'sectionHead', 'unitLeader', 'supervisor', 'inspector', 'teamLeader', 'leader', 'convenor'],
  meeting: ['office', 'convenor'],
  instruction: ['office', 'leader', 'convenor'],
  programme: ['office'],
  'plan-review': ['office'],
  survey: ['office'],
  'reform-unit': ['office'],
} as const;
export type Opening = keyof typeof OPENINGS;

export function openingsOf(roles: ReadonlySet<string>): Opening[] {
  return (Object.keys(OPENINGS) as Opening[]).filter((what) => OPENINGS[what].some((role) => roles.has(role)));
}

export const isOpening = (what: unknown): what is Opening => typeof what === 'string' && Object.hasOwn(OPENINGS, what);
