/**
 * The main job through a client that is made from the OpenAPI document, as a page would use it: `client.e2e.spec.ts` makes `api.d.mts`
 * beside a copy of this file, checks the types and runs it. What it has seen goes out as JSON.
 */
import { readFileSync } from 'node:fs';
import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from './api.d.mts';

type Schemas = components['schemas'];
type Light = Schemas['LedgerRowBody']['light'];

const [base, password, file] = process.argv.slice(2) as [string, string, string];

/** Lists in an address are joined by commas. */
const querySerializer = { array: { style: 'form', explode: false } } as const;

function clientWith(token: () => string | undefined): ReturnType<typeof createClient<paths>> {
  const client = createClient<paths>({ baseUrl: base, querySerializer });
  const bearer: Middleware = {
    onRequest({ request }) {
      const now = token();
      if (now !== undefined) request.headers.set('Authorization', `Bearer ${now}`);
      return request;
    },
  };
  client.use(bearer);
  return client;
}

/** What was answered. Every refusal has its sentence in both languages. */
function done<T>(answer: { data?: T; error?: Schemas['ProblemBody']; response: Response }): T {
  if (answer.error !== undefined) throw new Error(`${answer.response.status} ${answer.error.code}: ${answer.error.detail.zh}`);
  return answer.data as T;
}

async function signIn(login: string): Promise<ReturnType<typeof clientWith>> {
  const session = done(await clientWith(() => undefined).POST('/session', { body: { login, password } }));
  return clientWith(() => session.accessToken);
}

/** A command is sent again under the same key. */
const once = (): { header: { 'Idempotency-Key': string } } => ({ header: { 'Idempotency-Key': crypto.randomUUID() } });

const office = await signIn('office');
const education = await signIn('education');

// From the file to running items.
const imported = done(
  await office.POST('/plans/import', {
    params: { query: { fileName: 'points-plan.txt' }, ...once() },
    body: readFileSync(file) as unknown as string,
    bodySerializer: (bytes) => bytes,
    headers: { 'Content-Type': 'application/octet-stream' },
  }),
);
if (!('position' in imported)) throw new Error('asked for a plan, not for what the file holds');
const planId = imported.plan.id;
const settled = { optionId: 'first-leads', preview: false };
done(await office.POST('/plans/{planId}/settle-all', { params: { path: { planId }, ...once() }, body: { kind: 'role-unmarked', ...settled } }));
done(await office.POST('/plans/{planId}/settle-all', { params: { path: { planId }, ...once() }, body: { kind: 'unit-unresolved', optionId: 'register', preview: false } }));
const issued = done(await office.POST('/plans/{planId}/issue', { params: { path: { planId }, ...once() } }));

// One unit's work, and what the office sees of it.
const itemId = `${planId}-2`;
const received = done(await education.POST('/items/{itemId}/receive', { params: { path: { itemId }, ...once() }, body: { assignmentId: 'a2' } }));
const asked = await education.POST('/items/{itemId}/request-extension', { params: { path: { itemId }, ...once() }, body: { stepId: 'a2-1', day: '2031-07-31', reason: '顺延' } });
const own = received.item.assignments.find((a) => a.id === 'a2');
const stale = await education.POST('/items/{itemId}/request-extension', {
  params: { path: { itemId }, header: { ...once().header, 'If-Match': '"1"' } },
  body: { stepId: 'a2-1', day: '2031-07-31', reason: '顺延' },
});
const lights: Light[] = ['green', 'grey', 'blue', 'yellow'];
const ledger = done(await office.GET('/ledger', { params: { query: { planId, light: lights, limit: 5, sort: '-number', after: done(asked).position } } }));
const item = done(await office.GET('/items/{itemId}', { params: { path: { itemId } } }));
const closed: string | null = item.closed === null ? null : item.closed.how;
const table = done(await office.GET('/plans/{planId}/export', { params: { path: { planId }, query: { format: 'csv' } }, parseAs: 'text' }));

// What a proceeding shows of its own is told apart by its kind.
const proceedings = done(await office.GET('/proceedings', { params: { query: { limit: 5 } } }));
const inspectionFindings = proceedings.rows.map((row) => (row.kind === 'inspection' ? row.facts.openFindings : 0));
const raised = done(
  await office.POST('/difficulties', {
    params: { ...once() },
    body: { planId, title: '实训场地不足', text: '缺少实训场地', category: null, source: { kind: 'other', ref: null }, ofUnitId: null, ofName: '某企业' },
  }),
).proceeding;
const solution: string | null = raised.kind === 'difficulty' ? raised.content.solution : null;

console.log(
  JSON.stringify({
    openQuestions: issued.plan.openDecisions,
    received: own?.status,
    requests: item.requests.length,
    closed,
    refused: { status: stale.response.status, code: stale.error?.code, zh: (stale.error?.detail.zh ?? '') !== '' },
    ledger: { limit: ledger.limit, rows: ledger.rows.length, lights: ledger.rows.every((row) => lights.includes(row.light)) },
    proceedings: { rows: inspectionFindings.length, raised: raised.kind, solution },
    table: table.split('\n').length > 3,
  }),
);
