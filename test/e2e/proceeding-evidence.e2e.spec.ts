import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '#libs/event-store/testing/events';
import { projectRoot } from '#libs/platform/project-root';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import type { Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { aCity, CONFERENCE, EDUCATION, HR, importFile, OFFICE, planFile, settleAndIssue, WATCH } from './the-city';

jest.setTimeout(180_000);

const PHOTO = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]);
const PDF = Buffer.from('%PDF-1.7 整改报告');

interface Kept {
  id: string;
  name: string;
  sha256: string;
  side: string;
  cited: string[];
  preview?: boolean;
}
interface Reply {
  proceeding: ProceedingView & { content: { findings: { id: string; evidenceIds: string[] }[] } };
}

/** Uploads, what cites them, who sees them, and what is found where the disk loses them: on the running system. */
describe('evidence of proceedings', () => {
  let system: RunningSystem;
  let planId: string;
  let id: string;
  const unit = (name: string): string => system.unit(name);
  const at = (kind: string, of: string): string => `/proceedings/${kind}/${of}/evidence`;
  const attach = (who: string, where: string, bytes: Buffer, query: Record<string, string>, key?: string) =>
    system.as(who).ask<{ evidence: Kept; replayed: boolean } & Told>('POST', where, { raw: bytes, query: { name: bytes === PDF ? '报告.pdf' : '现场.jpg', ...query }, headers: { 'content-type': bytes === PDF ? 'application/pdf' : 'image/jpeg' }, ...(key === undefined ? {} : { key }) });
  const kept = async (...asked: Parameters<typeof attach>): Promise<Kept> => {
    const { status, body } = await attach(...asked);
    expect([status, body]).toEqual([200, expect.anything()]);
    return body.evidence;
  };
  const list = async (who: string, where: string): Promise<string[]> => (await system.as(who).get<{ evidence: Kept[] }>(where)).evidence.map((e) => e.id);
  const act = (who: string, path: string, body: object = {}): Promise<Reply> => system.as(who).post<Reply>(`/inspections/${id}/${path}`, body);
  const refused = async (who: string, path: string, body: object): Promise<string> => (await system.as(who).ask<Told>('POST', path, { body })).body.code;

  beforeAll(async () => {
    system = await aCity({
      apis: 1,
      accounts: [
        { login: 'office', unit: OFFICE, roles: ['office'] },
        { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] },
        { login: 'hr', unit: HR, roles: ['handler', 'liaison'] },
        { login: 'education', unit: EDUCATION, roles: ['handler', 'liaison'] },
        { login: 'head', unit: WATCH, roles: ['teamLeader'] },
        { login: 'inspector', unit: WATCH, roles: ['inspector'] },
        { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
        { login: 'auditor', unit: OFFICE, roles: ['auditor'] },
      ],
    });
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt', { supervisingUnitId: unit(WATCH) });
    planId = drafted.plan.id;
    await settleAndIssue(system.as('office'), planId);
    const team = [{ personId: 'p-head', unitId: unit(WATCH), role: 'leader' }, { personId: 'p-inspector', unitId: unit(WATCH), role: 'inspector' }];
    const body = { planId, title: '专项督查', reason: { kind: 'unit', ref: unit(HR), text: '连续两月亮灯' }, unitIds: [unit(HR), unit(EDUCATION)], days: { from: '2031-03-03', to: '2031-03-07' }, team };
    id = (await system.as('office').post<Reply>('/inspections', body)).proceeding.id;
    await act('signer', 'approve', { grant: true, text: '同意' });
    await act('head', 'give-notice', { text: '督查通知' });
  });
  afterAll(() => system?.stop());

  it('of a finding is uploaded by the team, once, and shown to its unit when the notice is signed', async () => {
    const where = at('inspection', id);
    const photo = await kept('inspector', where, PHOTO, {}, 'photo-of-finding');
    expect(photo).toMatchObject({ side: 'team', cited: [] });
    expect(await attach('inspector', where, PHOTO, {}, 'photo-of-finding')).toMatchObject({ status: 200, body: { replayed: true, evidence: { id: photo.id } } });
    const finding = (evidenceIds: string[]): object => ({ unitId: unit(HR), text: '台账不全', severity: 'major', basis: '工作要点', demand: '限期补齐', workingDays: 5, evidenceIds });
    // A digest or an id that nobody uploaded is nothing.
    for (const invented of ['e000000000000', photo.sha256, '__proto__']) expect(await refused('head', `/inspections/${id}/findings`, finding([invented]))).toBe('evidence-unknown');
    const recorded = await act('head', 'findings', finding([photo.id]));
    expect(recorded.proceeding.content.findings[0]!.evidenceIds).toEqual([photo.id]);
    const one = `${where}/${photo.id}`;
    expect([await list('hr', where), (await system.as('hr').ask('GET', one)).status]).toEqual([[], 404]);
    await system.as('signer').post(`/proceedings/inspection/${id}/papers/p1/sign`);
    expect([await list('hr', where), await list('education', where)]).toEqual([[photo.id], []]);
    expect((await system.as('education').ask('GET', one)).status).toBe(404);
    expect((await system.as('auditor').ask('GET', one)).status).toBe(403);
    const [file, preview] = await Promise.all([system.as('hr').fetch('GET', one), system.as('hr').fetch('GET', `${one}/preview`)]);
    expect([file.headers.get('content-disposition')?.split(';')[0], preview.headers.get('content-disposition')?.split(';')[0], preview.headers.get('content-type'), preview.headers.get('x-content-type-options')]).toEqual(['attachment', 'inline', 'image/jpeg', 'nosniff']);
    expect([Buffer.from(await file.arrayBuffer()), Buffer.from(await preview.arrayBuffer())]).toEqual([PHOTO, PHOTO]);
    expect(await refused('inspector', `${one}/withdraw`, { reason: '换一张' })).toBe('evidence-cited');
  });

  it('of a reply is the unit’s own, and stands for its finding alone', async () => {
    const where = at('inspection', id);
    const [photo] = await list('office', where);
    const reply = `/inspections/${id}/findings/f1/reply`;
    expect((await attach('education', where, PDF, { subject: 'f1' })).body.code).toBe('not-the-assignee');
    expect((await attach('hr', where, PDF, { subject: 'f9' })).body.code).toBe('evidence-subject-unknown');
    expect((await attach('hr', where, Buffer.from('<script>'), {})).body.code).toBe('evidence-type');
    expect(await attach('convenor', where, PDF, {})).toMatchObject({ status: 403, body: { code: 'not-a-party' } });
    const [report, spare] = [await kept('hr', where, PDF, { subject: 'f1' }), await kept('hr', where, Buffer.concat([PHOTO, PHOTO]), {})];
    const foreign = await kept('education', where, PDF, {});
    for (const [evidenceId, code] of [[photo, 'evidence-foreign'], [foreign.id, 'evidence-foreign'], ['e-none', 'evidence-unknown']] as const) expect(await refused('hr', reply, { text: '已补齐', evidenceIds: [evidenceId] })).toBe(code);
    await system.as('hr').post(`${where}/${spare.id}/withdraw`, { reason: '照片不清' });
    const told = await system.as('hr').ask<Told>('POST', reply, { body: { text: '已补齐', evidenceIds: [spare.id] } });
    expect(told).toMatchObject({ status: 422, body: { code: 'evidence-withdrawn', fields: [{ field: 'evidenceIds' }] } });
    expect([told.body.detail.zh, told.body.detail.en].map((s) => s.includes(`“${spare.name}”`))).toEqual([true, true]);
    await act('hr', 'findings/f1/reply', { text: '已补齐', evidenceIds: [report.id] });
    const seen = await kept('inspector', where, Buffer.concat([PHOTO, Buffer.from([9])]), { subject: 'f1' });
    await act('inspector', 'findings/f1/strike-off', { text: '已核实', evidenceIds: [seen.id] });
    const drawn = await system.as('office').get<{ byUnit: { unitId: string; findings: object[] }[] }>(`/inspections/${id}/report`);
    expect(drawn.byUnit.find((u) => u.unitId === unit(HR))!.findings[0]).toMatchObject({
      evidence: [{ evidenceId: photo }],
      replies: [{ evidence: [{ evidenceId: report.id, name: '报告.pdf', sha256: report.sha256 }] }],
      acceptance: [{ evidenceId: seen.id, sha256: seen.sha256 }],
    });
  });

  it('of a difficulty’s step goes with what was done', async () => {
    const raised = await system.as('hr').post<Reply>('/difficulties', { planId, title: '补贴兑现慢', text: '企业反映补贴兑现慢', source: { kind: 'survey', ref: '走访' } });
    const of = raised.proceeding.id;
    const where = at('difficulty', of);
    expect(await kept('hr', where, PDF, {})).toMatchObject({ side: 'unit' });
    await system.as('office').post(`/difficulties/${of}/coordinate`, { unitId: unit(EDUCATION), text: '会商，明确时限', day: '2031-03-20' });
    const shown = await kept('education', where, PHOTO, { subject: 's1' });
    const done = await system.as('education').post<{ proceeding: { content: { steps: { done: { evidenceIds: string[] } }[] } } }>(`/proceedings/difficulty/${of}/steps/s1/do`, { text: '已会商印发', evidenceIds: [shown.id] });
    expect(done.proceeding.content.steps[0]!.done.evidenceIds).toEqual([shown.id]);
    const { entries } = await system.as('office').get<{ entries: { type: string; zh: string; en: string }[] }>(`/proceedings/difficulty/${of}/timeline`);
    expect(entries.find((e) => e.type === 'ProceedingEvidenceAttached')).toMatchObject({ zh: '上传佐证', en: 'evidence attached' });
  });

  it('of a form’s line comes to its item with the report, which then is not flagged for want of it', async () => {
    await system.setClock('2031-03-17T01:00:00.000Z');
    const round = (await system.as('office').post<Reply>('/reporting-rounds', { planId, title: '3月调度', period: { from: '2031-03-01', to: '2031-03-31' }, day: '2031-03-21' })).proceeding.id;
    const form = `/reporting-rounds/${round}/forms/${unit(EDUCATION)}`;
    type Lines = { form: { lines: { id: string; itemId: string; assignmentId: string; flags: { rule: string }[]; targets: { targetId: string }[] }[] } };
    const { lines } = await system.as('education').get<Lines['form']>(form);
    for (const line of lines) await system.as('education').post(`/items/${line.itemId}/receive`, { assignmentId: line.assignmentId });
    const [first, second] = lines;
    const shown = await kept('education', at('reporting-round', round), PDF, { subject: first!.id });
    const entries = (evidenceIds: string[]): object[] =>
      lines.map((l, i) => ({ lineId: l.id, text: `本月完成第${i + 1}项培训任务并结业考核`, percent: i === 0 ? 100 : 30, values: [], ...(i === 0 ? { evidenceIds } : {}) }));
    const newest = async (): Promise<string> => `"${(await system.as('education').get<{ version: number }>(form)).version}"`;
    const flags = async (evidenceIds: string[]): Promise<string[]> => (await system.as('education').post<Lines>(`${form}/save`, { entries: entries(evidenceIds) }, { ifMatch: await newest() })).form.lines[0]!.flags.map((f) => f.rule);
    expect(await flags([])).toContain('evidenceMissing');
    const elsewhere = { entries: [{ lineId: second!.id, text: '本月完成培训任务', percent: 30, values: [], evidenceIds: [shown.id] }] };
    expect(await system.as('education').ask('POST', `${form}/save`, { body: elsewhere, ifMatch: await newest() })).toMatchObject({ status: 422, body: { code: 'evidence-reused', fields: [{ field: `entries.${second!.id}.evidenceIds` }] } });
    expect(await flags([shown.id])).not.toContain('evidenceMissing');
    await system.as('education').post(`${form}/send`, {});
    await until('the report in the item', async () => (await system.store.readStream(`item/${first!.itemId}`)).some((e) => e.type === 'ProgressReported'), 20_000);
    const reported = (await system.store.readStream(`item/${first!.itemId}`)).filter((e) => ['EvidenceAttached', 'ProgressReported'].includes(e.type));
    expect(reported.map((e) => e.type)).toEqual(['EvidenceAttached', 'ProgressReported']);
    expect(JSON.stringify(reported[1]!.data)).not.toContain('evidenceMissing');
    expect((await system.as('education').get<{ evidence: object[] }>(`/items/${first!.itemId}/evidence`)).evidence).toEqual([expect.objectContaining({ sha256: shown.sha256, name: '报告.pdf', preview: false })]);
    expect((await system.as('hr').get<{ evidence: object[] }>(`/items/${first!.itemId}/evidence`).catch(() => ({ evidence: [] }))).evidence).toEqual([]);
  });

  it('that the disk changed or lost is found by verify, with what refers to it', async () => {
    const where = at('inspection', id);
    const { evidence } = await system.as('office').get<{ evidence: Kept[] }>(where);
    const [photo, report] = [evidence[0]!, evidence.find((e) => e.cited.includes('f1') && e.side === 'unit')!];
    const run = promisify(execFile);
    const verify = () => run(process.execPath, [join(projectRoot(), 'dist', 'apps', 'cli', 'main.js'), 'verify', '--json'], { env: { ...process.env, DATABASE_URL: system.database.appUrl, DATABASE_OWNER_URL: system.database.ownerUrl, DUBAN_DATA: join(system.folder, 'data') } });
    type Told = { evidence: { files: number; findings: { problem: string; sha256: string; streams: string[] }[] } };
    expect((JSON.parse((await verify()).stdout) as Told).evidence).toMatchObject({ findings: [] });
    const file = (sha256: string): string => join(system.folder, 'data', 'evidence', sha256.slice(0, 2), sha256);
    const damaged = readFileSync(file(photo.sha256));
    damaged[5]! ^= 1;
    writeFileSync(file(photo.sha256), damaged);
    rmSync(file(report.sha256));
    const failed = (await verify().catch((e: unknown) => e)) as { code: number; stdout: string };
    expect(failed.code).toBe(1);
    const { findings } = (JSON.parse(failed.stdout) as Told).evidence;
    expect(findings.find((f) => f.sha256 === photo.sha256)).toMatchObject({ problem: 'evidenceDamaged', streams: expect.arrayContaining([`inspection/${id}`]) });
    expect(findings.find((f) => f.sha256 === report.sha256)).toMatchObject({ problem: 'evidenceMissing', streams: expect.arrayContaining([`inspection/${id}`]) });
    expect(findings).toHaveLength(2);
  });
});
