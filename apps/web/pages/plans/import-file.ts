import { answer, api, newKey, type Schemas } from '../../api/client';
import { eventsOf } from '../../api/event-stream';
import { asRefused, refusedBy, type Problem } from '../../api/problem';
import { noteWritten } from '../../api/written';

export interface Progress {
  what: 'pages' | 'lines' | 'rows' | 'items';
  done: number;
  of: number;
}
type Told = (progress: Progress) => void;

/**
 * Reads a paper into a draft, told on the way how far it is.
 *
 * @param again the office's word that a file which was imported before is meant once more
 * @param policyId by which the plan is to be supervised
 * @returns the plan's id
 * @throws Refused with the API's words where the file cannot be read or is not taken
 */
export async function importFile(file: File, again: boolean, policyId: string, told: Told): Promise<string> {
  const { plan, position } = await read<{ plan: { id: string }; position: string }>(file, { ...(again && { again: 'true' as const }), policyId }, told);
  noteWritten(position);
  return plan.id;
}

/**
 * What a file holds, with nothing kept of it.
 *
 * @param compareWith an earlier plan, beside which it is shown
 * @throws Refused with the API's words where the file cannot be read
 */
export function tryFile(file: File, compareWith: string | undefined, told: Told): Promise<Schemas['DraftBody']> {
  return read(file, { dryRun: 'true', ...(compareWith !== undefined && { compareWith }) }, told);
}

async function read<T>(file: File, more: { again?: 'true'; dryRun?: 'true'; compareWith?: string; policyId?: string }, told: Told): Promise<T> {
  const query = { fileName: file.name, ...more };
  const stream = await answer<unknown>(
    api.POST('/plans/import/followed', { params: { query, header: { 'Idempotency-Key': newKey() } }, body: file as unknown as string, bodySerializer: (body) => body, headers: { 'content-type': 'application/octet-stream' }, parseAs: 'stream' }) as Promise<{ data?: unknown; error?: unknown; response: Response }>,
  );
  try {
    for await (const { event, data } of eventsOf(stream as ReadableStream<Uint8Array>)) {
      if (event === 'progress') told(data as Progress);
      if (event === 'problem') throw refusedBy((data as Problem).status, data);
      if (event === 'result') return data as T;
    }
  } catch (error) {
    throw asRefused(error);
  }
  throw asRefused(undefined);
}
