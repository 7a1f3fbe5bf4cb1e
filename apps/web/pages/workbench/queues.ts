import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, api, type Schemas } from '../../api/client';
import { itemOf } from '../../api/items';
import { after } from '../../api/written';
import { lastComplete } from '../../parts/last-complete';
import { rulingOf, type Ruling } from './rulings';

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
  /** All that wait, also those beyond what was read of a long queue. */
  counts: Record<Queue, number>;
  /** What waits for a signature, as it will print, by the keys of its cases. */
  papers: ReadonlyMap<string, Schemas['PaperToSignBody']>;
  /** Rulings are more than were read: their queues are longer than is counted. */
  moreRulings: boolean;
  /** The present moment of the domain. */
  now: string;
  incomplete: boolean;
}

const MOST = 200;
type Duty = Schemas['TodoRowBody'];

const caseOf = (row: Duty, unitId: string | null): Case => ({ key: `${row.itemId ?? row.proceeding}:${row.duty}`, itemId: row.itemId, proceeding: row.proceeding, number: row.number, title: row.title, unitId, due: row.due, since: row.since });

/** The kinds of request that wait, by item and duty: a duty to rule says whose request it is, the item says which kind. */
function useRequests(rows: readonly Duty[]): { pending: boolean; requestOf: (row: Duty) => Schemas['RequestBody'] | undefined } {
  const items = [...new Set(rows.flatMap(({ itemId }) => itemId ?? []))];
  const asked = useQueries({ queries: items.map((itemId) => itemOf(itemId)) });
  return { pending: asked.some(({ isPending }) => isPending), requestOf: (row) => asked.find(({ data }) => data !== undefined && data.id === row.itemId)?.data?.requests.find(({ id }) => row.duty === `rule:${id}`) };
}

/** What the office owes of a kind, what falls first at the top. */
function useOwed(kind: 'verify' | 'rule') {
  return useQuery({ queryKey: ['todo', 'queues', kind], queryFn: () => answer(api.GET('/todo', { params: { query: { kind: [kind], limit: MOST, sort: 'due', ...after() } } })), refetchInterval: 60_000 });
}

/**
 * All six at once; undefined until every one of them was answered, so that places and counts never jump. While something new of them is
 * asked they are as they were last: a form over one of their cases stays.
 */
export function useQueues(): ReturnType<typeof useNewest> {
  const { found, ...asked } = useNewest();
  const [newest] = useState(() => lastComplete<Queues>());
  return { ...asked, found: newest(found) };
}

function useNewest(): { found: Queues | undefined; error: unknown; again: () => void } {
  const verify = useOwed('verify');
  const rule = useOwed('rule');
  const papers = useQuery({ queryKey: ['inbox', 'to-sign'], queryFn: () => answer(api.GET('/papers/to-sign', { params: { query: { limit: MOST, ...after() } } })), refetchInterval: 60_000 });
  const receipts = useQuery({ queryKey: ['todo', 'receipts'], queryFn: () => answer(api.GET('/overdue', { params: { query: { kind: ['receive'], notYetDue: true, limit: MOST, sort: 'due', ...after() } } })), refetchInterval: 60_000 });
  const rulings = rule.data?.rows ?? [];
  const { pending, requestOf } = useRequests(rulings);
  const error = verify.error ?? rule.error ?? papers.error ?? receipts.error;
  const again = (): void => void Promise.all([verify.refetch(), rule.refetch(), papers.refetch(), receipts.refetch()]);
  if (!verify.data || !rule.data || !papers.data || !receipts.data || pending) return { found: undefined, error, again };
  const ruled = (queue: Ruling): Case[] => rulings.filter((row) => rulingOf(row, requestOf(row)?.kind) === queue).map((row) => caseOf(row, requestOf(row)?.unitId ?? null));
  const [decline, extension, objection] = [ruled('decline'), ruled('extension'), ruled('objection')];
  return {
    found: {
      cases: {
        sign: papers.data.rows.map((p) => ({ key: p.noticeId, itemId: p.itemId, proceeding: p.proceeding, number: p.number, title: p.title, unitId: null, due: p.due, since: p.draftedAt })),
        verify: verify.data.rows.map((row) => caseOf(row, null)),
        decline,
        extension,
        objection,
        receipt: receipts.data.rows.map((row) => caseOf(row, row.unitId)),
      },
      counts: { sign: papers.data.total, verify: verify.data.total, decline: decline.length, extension: extension.length, objection: objection.length, receipt: receipts.data.total },
      papers: new Map(papers.data.rows.map((p) => [p.noticeId, p])),
      moreRulings: rule.data.total > rulings.length,
      now: verify.data.now,
      incomplete: verify.data.incomplete || rule.data.incomplete || papers.data.incomplete || receipts.data.incomplete,
    },
    error,
    again,
  };
}
