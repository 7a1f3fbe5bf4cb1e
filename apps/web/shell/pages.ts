import type { zh } from '../words/zh/zh';

/** A page as the menu, the router and the landing know it. */
export interface PageEntry {
  readonly key: keyof (typeof zh)['shell']['pages'];
  readonly path: string;
  /** Who has it in the menu; `everyone` for all. */
  readonly roles: 'everyone' | readonly string[];
  /** Beside the menu's first level: what one comes to now and then, under a heading. */
  readonly under?: 'plans';
}

const READS = ['office', 'handler', 'liaison', 'sectionHead', 'unitLeader', 'supervisor', 'inspector', 'teamLeader', 'evaluator', 'signer', 'approver', 'leader', 'convenor'] as const;

export const PAGES: readonly PageEntry[] = [
  { key: 'workbench', path: '/workbench', roles: ['office'] },
  { key: 'brief', path: '/brief', roles: ['leader', 'convenor'] },
  { key: 'toDo', path: '/to-do', roles: READS },
  { key: 'ledger', path: '/ledger', roles: READS },
  { key: 'inbox', path: '/notices', roles: READS },
  { key: 'overview', path: '/overview', roles: READS },
  { key: 'schedule', path: '/schedule', roles: READS },
  { key: 'proceedings', path: '/proceedings', roles: READS },
  { key: 'plans', path: '/plans', under: 'plans', roles: ['office'] },
  { key: 'levels', path: '/levels', under: 'plans', roles: ['office', 'supervisor', 'leader', 'convenor'] },
  { key: 'rules', path: '/rules', under: 'plans', roles: READS },
  { key: 'briefings', path: '/briefings', under: 'plans', roles: ['office'] },
  { key: 'audit', path: '/audit', roles: ['auditor'] },
  { key: 'setUp', path: '/set-up', roles: ['systemAdmin', 'securityAdmin'] },
  { key: 'units', path: '/units', roles: ['systemAdmin'] },
  { key: 'accounts', path: '/accounts', roles: ['systemAdmin', 'securityAdmin'] },
  { key: 'suggestions', path: '/suggestions', roles: ['systemAdmin'] },
  { key: 'operations', path: '/operations', roles: ['operator', 'systemAdmin'] },
];

/** Whoever has work of the business, which can pass to somebody else; keepers of the system have none. */
export const worksFor = (roles: ReadonlySet<string>): boolean => READS.some((role) => roles.has(role));

export function pagesFor(roles: ReadonlySet<string>): readonly PageEntry[] {
  return PAGES.filter((page) => page.roles === 'everyone' || page.roles.some((role) => roles.has(role)));
}

/** Where somebody begins. */
export function landing(roles: ReadonlySet<string>): string {
  return pagesFor(roles)[0]?.path ?? '/to-do';
}
