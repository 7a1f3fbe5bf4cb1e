import type { DraftDecision } from '#libs/supervision/plan/draft';

export type Option = DraftDecision['options'][number];

export function option(id: string, zh: string, en: string): Option {
  return { id, zh, en };
}
