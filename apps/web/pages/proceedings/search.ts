import { isOpening, type Opening } from './open/openings';

export const KINDS = ['reporting-round', 'inspection', 'evaluation', 'difficulty', 'meeting', 'instruction', 'survey', 'programme', 'reform-unit', 'plan-review'] as const;
export type Kind = (typeof KINDS)[number];

/** What the address of the list of matters says. */
export interface ProceedingsSearch {
  kind?: Kind[];
  text?: string;
  /** Closed ones too. */
  closed?: true;
  overdue?: true;
  page?: number;
  /** A form over the list by which something begins, and what it is to be about. */
  begin?: Opening;
  item?: string;
  unit?: string;
  plan?: string;
}

export function readProceedingsSearch(found: Record<string, unknown>): ProceedingsSearch {
  const kind = KINDS.filter((k) => (Array.isArray(found['kind']) ? found['kind'].includes(k) : found['kind'] === k));
  const { text, page, begin } = found;
  const id = (name: 'item' | 'unit' | 'plan'): object => (isOpening(begin) && typeof found[name] === 'string' ? { [name]: found[name] } : {});
  return {
    ...(kind.length > 0 && { kind }),
    ...(typeof text === 'string' && text.trim() !== '' && { text: text.trim() }),
    ...(found['closed'] === true && { closed: true as const }),
    ...(found['overdue'] === true && { overdue: true as const }),
    ...(typeof page === 'number' && Number.isInteger(page) && page > 1 && { page }),
    ...(isOpening(begin) && { begin }),
    ...id('item'),
    ...id('unit'),
    ...id('plan'),
  };
}
