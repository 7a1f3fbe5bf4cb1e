import type { Reply, Told } from '../support/http-client';

const CJK = /\p{Script=Han}/u;

/** What is wrong with an error as an error: no problem+json, no sentence in one of the languages, or a surprise of the system. */
export function flaws({ status, headers, body }: Reply<Told>): string[] {
  const found: string[] = [];
  if (status < 400) return [`was accepted with ${status}`];
  if (status >= 500 && status !== 503) found.push(`status ${status}`);
  if (!(headers.get('content-type') ?? '').startsWith('application/problem+json')) return [...found, `content type ${headers.get('content-type')}`];
  if (body.status !== status) found.push(`says ${body.status} under ${status}`);
  if (!CJK.test(body.detail?.zh ?? '')) found.push('no Chinese sentence');
  if (!/[a-z]{3}/i.test(body.detail?.en ?? '')) found.push('no English sentence');
  if (!/^[a-z0-9-]+$/.test(body.code ?? '')) found.push(`code ${body.code}`);
  if (status === 503 && headers.get('retry-after') === null) found.push('503 without Retry-After');
  if (JSON.stringify(body).includes('node_modules')) found.push('shows its inside');
  for (const f of body.fields ?? []) if (f.field === '' || !CJK.test(f.zh) || f.en === '') found.push(`field ${JSON.stringify(f)}`);
  return found;
}

/** Holds an error against what it should be: no flaw, this status and code, these fields. */
export function expectProblem(reply: Reply<Told>, expected: { status?: number | number[]; code?: string; fields?: string[] } = {}): void {
  expect({ flaws: flaws(reply), body: reply.body }).toEqual({ flaws: [], body: reply.body });
  const statuses = expected.status === undefined ? null : [expected.status].flat();
  if (statuses) expect({ ok: statuses.includes(reply.status), status: reply.status, body: reply.body }).toMatchObject({ ok: true });
  if (expected.code !== undefined) expect(reply.body.code).toBe(expected.code);
  if (expected.fields) expect((reply.body.fields ?? []).map((f) => f.field)).toEqual(expect.arrayContaining(expected.fields));
}
