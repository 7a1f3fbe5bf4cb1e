import { useQueries, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '../../api/client';
import { after } from '../../api/written';

/** What waits for the office's hand. The order is that of the page, and of the keys 1 to 6. */
export const QUEUES = ['sign', 'verify', 'decline', 'extension', 'objection', 'receipt'] as const;
export type Queue = (typeof QUEUES)[number];

/** One case of a queue. */
export interface Case {
  key: string;
  itemId: string | null;
  proceeding: string | null;
  number: string | null;
  title: string;
  unitId: string | null;
  /** Last day for it; null where none runs. */
  due: string | null;
  since: string;
}
export interface Queues {
  cases: Record<Queue, readonly Case[]>;
  /** The present moment of the domain. */
  now: string;
  incomplete: boolean;
}

const MOST = 200;
type Duty = Schemas['TodoRowBody'];

const caseOf = (row: Duty, unitId: string | null): Case => ({ key: `${row.itemId ?? row.proceeding}:${row.duty}`, itemId: row.itemId, proceeding: row.proceeding, number: row.number, title: row.title, unitId, due: row.due, since: row.since });

/** The kinds of request that wait, by item and duty: a duty to rule says whose request it is, the item says which kind. */
function useRequests(rows: readonly Duty[]): (row: Duty) => Schemas['RequestBody'] | undefined {
  const items = [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))];
  const asked = useQueries({ queries: items.map((itemId) => ({ queryKey: ['item', itemId, null], queryFn: () => answer(api.GET('/items/{itemId}', { params: { path: { itemId } } })) })) });
  return (row) => asked.find(({ data }) => data?.id === row.itemId)?.data?.requests.find(({ id }) => row.duty === `rule:${id}`);
}

/** All six at once; undefined until every one of them was answered, so that places and counts never jump. */
export function useQueues(): { found: Queues | undefined; error: unknown; again: () => void } {
  const todo = useQuery({ queryKey: ['todo', 'queues'], queryFn: () => answer(api.GET('/todo', { params: { query: { kind: ['verify', 'rule'], limit: MOST, sort: 'due', ...after() } } })), refetchInterval: 60_000 });
  const papers = useQuery({ queryKey: ['inbox', 'to-sign'], queryFn: () => answer(api.GET('/papers/to-sign', { params: { query: { limit: MOST, ...after() } } })), refetchInterval: 60_000 });
  const receipts = useQuery({ queryKey: ['todo', 'receipts'], queryFn: () => answer(api.GET('/overdue', { params: { query: { kind: ['receive'], limit: MOST, sort: 'due', ...after() } } })), refetchInterval: 60_000 });
  const rulings = todo.data?.rows.filter(({ kind }) => kind === 'rule') ?? [];
  const requestOf = useRequests(rulings);
  const error = todo.error ?? papers.error ?? receipts.error;
  const again = (): void => void Promise.all([todo.refetch(), papers.refetch(), receipts.refetch()]);
  if (!todo.data || !papers.data || !receipts.data) return { found: undefined, error, again };
  const ruled = (...kinds: string[]): Case[] => rulings.filter((row) => kinds.includes(requestOf(row)?.kind ?? '')).map((row) => caseOf(row, requestOf(row)!.unitId));
  return {
    found: {
      cases: {
        sign: papers.data.rows.map((p) => ({ key: p.noticeId, itemId: p.itemId, proceeding: p.proceeding, number: p.number, title: p.title, unitId: null, due: p.due, since: p.draftedAt })),
        verify: todo.data.rows.filter(({ kind }) => kind === 'verify').map((row) => caseOf(row, null)),
        decline: ruled('decline'),
        extension: ruled('extension', 'reason'),
        objection: ruled('objection'),
        receipt: receipts.data.rows.map((row) => caseOf(row, row.unitId)),
      },
      now: todo.data.now,
      incomplete: todo.data.incomplete || papers.data.incomplete || receipts.data.incomplete,
    },
    error,
    again,
  };
}
