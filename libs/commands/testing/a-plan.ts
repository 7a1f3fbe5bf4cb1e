import type { Draft, DraftItem } from '#libs/supervision/plan/draft';

/** A draft item with what the test names, and nothing else. */
export function aDraftItem(number: string, change: Partial<DraftItem> = {}): DraftItem {
  return {
    key: `i${number}`,
    number,
    title: `事项${number}`,
    category: '建功立业',
    leads: ['市总工会'],
    participants: [],
    units: [],
    targets: [],
    deadline: null,
    deadlineText: null,
    recurrence: null,
    quote: `事项${number}`,
    content: '',
    place: { fromLine: 1, toLine: 1 },
    ...change,
  };
}

/** A draft with those items, of the year, with nothing left to decide. */
export function aDraft(items: DraftItem[], year = 2026): Draft {
  return {
    plan: { title: `${year}年工作要点`, documentNumber: `试产改〔${year}〕1号`, issuer: '产改办', year, period: { from: `${year}-01-01`, to: `${year}-12-31` }, issuedOn: null, categories: [] },
    items,
    decisions: [],
    notUnderstood: [],
    report: {
      format: 'txt',
      encoding: 'utf-8',
      lines: items.length,
      accounted: { item: items.length, heading: 0, front: 0, prose: 0, note: 0, blank: 0, notUnderstood: 0 },
      found: { items: items.length, unnumbered: 0, categories: 1, units: 1, groups: 0, targets: 0, deadlines: 0 },
      inferred: [],
      reconciliation: [],
    },
  };
}
