import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OPENAPI_FILE, openApiText } from '#apps/api/write-openapi';
import { projectRoot } from '#libs/platform/project-root';
import { aCity, dryRun, importFile, planFile, settleAndIssue } from '../e2e/the-city';
import type { RunningSystem } from '../support/running-system';
import { deviations, type Schema } from './conforms';

interface Operation {
  operationId?: string;
  responses: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}
interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

describe('the OpenAPI document', () => {
  let text = '';
  let document: Document;
  const operations = (): { name: string; op: Operation }[] => Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, op]) => ({ name: `${method.toUpperCase()} ${path}`, op })));

  beforeAll(async () => {
    text = await openApiText();
    document = JSON.parse(text) as Document;
  });

  it('is checked in as the code gives it (node dist/apps/api/write-openapi.js writes it)', () => {
    expect(readFileSync(join(projectRoot(), OPENAPI_FILE), 'utf8')).toBe(text);
  });

  it('has no reference into nowhere', () => {
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]*)"/g)) expect(Object.keys(document.components.schemas)).toContain(name);
  });

  describe('held against a running system', () => {
    let system: RunningSystem;
    let planId = '';
    const schemaOf = (operationId: string): Schema => {
      const { op } = operations().find((o) => o.op.operationId === operationId)!;
      const [code] = Object.keys(op.responses).filter((c) => c.startsWith('2'));
      return Object.values(op.responses[code!]!.content!)[0]!.schema!;
    };
    const conforms = (operationId: string, body: unknown): void => expect([operationId, deviations(body, schemaOf(operationId), document.components.schemas)]).toEqual([operationId, []]);

    beforeAll(async () => {
      system = await aCity({ apis: 1 });
    });
    afterAll(() => system?.stop());

    it('answers as documented: plans', async () => {
      const office = system.as('office');
      const bytes = planFile('points-plan.txt');
      conforms('importPlan', await dryRun(office, bytes, 'a.txt'));
      const drafted = await importFile(office, bytes, 'a.txt');
      planId = drafted.plan.id;
      conforms('importPlan', drafted);
      conforms('settleInBulk', await office.post(`/plans/${planId}/settle-all`, { kind: 'role-unmarked', optionId: 'first-leads', preview: true }));
      conforms('acceptSchedules', await office.post(`/plans/${planId}/accept-schedules`, { preview: true }));
      conforms('readPlanSchedule', await office.get(`/plans/${planId}/schedule`));
      conforms('issuePlan', await settleAndIssue(office, planId));
      conforms('readPlan', await office.get(`/plans/${planId}`));
      conforms('readPlanSchedule', await office.get(`/plans/${planId}/schedule`));
      conforms('listResponsibilities', await office.get(`/plans/${planId}/responsibilities`));
      conforms('readItemSchedule', await office.get(`/items/${planId}-2/schedule`));
    });

    it('answers as documented: items', async () => {
      const id = `${planId}-2`;
      const education = system.as('education');
      conforms('receive', await education.command(id, 'receive', { assignmentId: 'a2' }));
      const asked = await education.command(id, 'request-extension', { stepId: 'a2-1', day: '2031-07-31', reason: '顺延' });
      conforms('requestExtension', asked);
      conforms('rule', await system.as('office').command(id, 'rule', { requestId: asked.item.requests[0]!.id, grant: false, reason: '不同意' }));
      await system.setClock('2031-07-20T01:00:00.000Z');
      conforms('submit', await education.command(id, 'submit', { stepId: 'a2-1', text: '报送', evidenceIds: [] }));
      for (const [operationId, path] of [['readItem', ''], ['readAgenda', '/agenda'], ['explainDeadline', '/deadline'], ['explainLight', '/light'], ['readTimeline', '/timeline']] as const) {
        conforms(operationId, await system.as('office').get(`/items/${id}${path}`));
        conforms(operationId, await education.get(`/items/${id}${path}`));
      }
    });

    it('answers as documented: lists, inbox, roster, session and health', async () => {
      const { position } = await system.as('office').command(`${planId}-4`, 'urge', { assignmentId: 'a1', text: '请报进展' });
      for (const [operationId, path] of [['listPlans', '/plans'], ['readLedger', '/ledger'], ['readDashboard', '/dashboard'], ['readTodo', '/todo'], ['readOverdue', '/overdue'], ['readInbox', '/inbox'], ['readRoster', '/roster'], ['readSession', '/session'], ['isAlive', '/health/live'], ['isReady', '/health/ready']] as const) {
        for (const login of ['office', 'education']) conforms(operationId, await system.as(login).get(path, { after: /^\/(session|roster|health)/.test(path) ? undefined : position }));
      }
      conforms('registerUnits', await system.as('office').post('/roster/units', { units: [{ name: '市气象局', aliases: [], staffed: false }] }));
      conforms('signIn', await system.nobody().post('/session', { login: 'office', password: 'a-long-test-password' }));
    });
  });
});
