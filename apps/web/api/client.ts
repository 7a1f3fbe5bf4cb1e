import createClient from 'openapi-fetch';
import type { components, paths } from '../../../dist/web-client/schema';
import { asOfTheDay } from './past';
import { asRefused, refusedBy } from './problem';
import { fetchSigned } from './signed-fetch';

export type Schemas = components['schemas'];
export type { paths };

/** The API by its document: addresses, bodies and answers are typed. Several values of one question are joined by commas. */
export const api = createClient<paths>({ baseUrl: '/', fetch: fetchSigned, querySerializer: { array: { style: 'form', explode: false } } });
api.use(asOfTheDay);

/** The answer of a call, or its refusal thrown. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call.catch((e: unknown) => {
    throw asRefused(e);
  });
  if (!response.ok) throw refusedBy(response.status, error);
  return data as T;
}

/** Header of a command: one key for one act, however often it is sent. */
export function commandHeaders(key: string, version?: number | string): { 'Idempotency-Key': string; 'If-Match'?: string } {
  return { 'Idempotency-Key': key, ...(version === undefined ? {} : { 'If-Match': `"${version}"` }) };
}

export { newKey } from './new-key';
