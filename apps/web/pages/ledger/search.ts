export const LIGHTS = ['red', 'yellow', 'blue', 'green', 'grey'] as const;
export const STATUSES = ['awaitingReceipt', 'inProgress', 'submitted', 'completed', 'suspended', 'withdrawn', 'dropped', 'closedUnfulfilled', 'carriedOver'] as const;
export const GROUPS = ['category', 'unit', 'light'] as const;
export const SORTS = ['number', 'title', 'light', 'deadline', 'nextDue'] as const;

/** What the address of the ledger says: a link opens the list that its sender saw. Anything else in it is dropped. */
export interface LedgerSearch {
  text?: string;
  planId?: string;
  /** Empty: items without one. */
  category?: string;
  unitId?: string;
  light?: (typeof LIGHTS)[number][];
  status?: (typeof STATUSES)[number][];
  dueBefore?: string;
  dueFrom?: string;
  late?: boolean;
  /** Light or status is not what it was at the end of this day. */
  changedSince?: string;
  awaitingQuantification?: true;
  /** With what is over: items of archived plans, and those carried over. */
  past?: true;
  sort?: `${'' | '-'}${(typeof SORTS)[number]}`;
  /** How the list is laid out: no part of what is asked. */
  group?: (typeof GROUPS)[number];
  /** As known on this day. */
  asOf?: string;
}

const textOf = (found: unknown): string | undefined => (typeof found === 'string' && found.trim() !== '' ? found : typeof found === 'number' ? String(found) : undefined);
const someOf = <T extends string>(all: readonly T[], found: unknown): T[] | undefined => {
  const some = all.filter((one) => (Array.isArray(found) ? found.includes(one) : found === one));
  return some.length === 0 ? undefined : some;
};
const dayOf = (found: unknown): string | undefined => (typeof found === 'string' && /^\d{4}-\d\d-\d\d$/.test(found) ? found : undefined);

const flagOf = (found: unknown): boolean | undefined => (found === true || found === 'true' ? true : found === false || found === 'false' ? false : undefined);

/** The conditions of an address: what narrows the list. */
export const asked = (search: LedgerSearch): (keyof LedgerSearch)[] => (Object.keys(search) as (keyof LedgerSearch)[]).filter((name) => name !== 'asOf' && name !== 'group' && name !== 'sort');

/** Without what is not given, so that addresses stay short. */
function given<T extends object>(all: T): T {
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as T;
}

export function readLedgerSearch(found: Record<string, unknown>): LedgerSearch {
  const sort = textOf(found['sort']);
  return given<LedgerSearch>({
    text: textOf(found['text']),
    planId: textOf(found['planId']),
    category: found['category'] === '' ? '' : textOf(found['category']),
    unitId: textOf(found['unitId']),
    light: someOf(LIGHTS, found['light']),
    status: someOf(STATUSES, found['status']),
    dueBefore: dayOf(found['dueBefore']),
    dueFrom: dayOf(found['dueFrom']),
    late: flagOf(found['late']),
    changedSince: dayOf(found['changedSince']),
    awaitingQuantification: found['awaitingQuantification'] === true || found['awaitingQuantification'] === 'true' ? true : undefined,
    past: found['past'] === true || found['past'] === 'true' ? true : undefined,
    sort: SORTS.find((s) => s === sort?.replace(/^-/, '')) === undefined ? undefined : (sort as LedgerSearch['sort']),
    group: GROUPS.find((g) => g === found['group']),
    asOf: dayOf(found['asOf']),
  });
}

/** What is over counts and is listed where somebody asks for it, for its plan or for what was carried over; everywhere else lists are of what stands now. */
export function currentOf({ planId, status, past }: Pick<LedgerSearch, 'planId' | 'status' | 'past'>): { current?: true } {
  return planId === undefined && past !== true && status?.includes('carriedOver') !== true ? { current: true } : {};
}

/** What is asked of the API for an address. */
export const questionOf = ({ past, group: _, ...search }: LedgerSearch) => ({ ...search, ...currentOf({ ...search, past }) });
