import type { RunningSystem } from '../support/running-system';
import { MailServer } from '../support/mail-server';
import { until } from '../support/until';
import { aCity, importFile, planFile, settleAndIssue, EDUCATION } from './the-city';

/** From a command over HTTP to a mail at a real server, through the built API and the built worker. */
describe('a notice by mail', () => {
  let system: RunningSystem;
  let server: MailServer;
  beforeAll(async () => {
    server = await MailServer.start();
    system = await aCity({ environment: { SMTP_URL: server.url, MAIL_FROM: 'duban@city.example', PUBLIC_URL: 'https://duban.city.example/' } });
  });
  afterAll(async () => {
    await system?.stop();
    await server?.goAway();
  });

  it('reaches the unit that is urged within its hours, once, with what, why and where', async () => {
    const office = system.as('office');
    expect(await office.get('/health/ready')).toMatchObject({ mail: 'smtp' });
    const settings = { addresses: ['education@city.example'], digest: 'daily', digestAt: '08:30', hours: { from: '08:30', to: '17:30' }, urgentAnyTime: false, greeting: '教育局同志：' };
    expect((await system.as('education').ask('PUT', `/mailboxes/${system.unit(EDUCATION)}`, { body: settings })).status).toBe(200);
    const { plan } = await importFile(office, planFile('points-plan.txt'), 'points-plan.txt');
    await settleAndIssue(office, plan.id);
    await system.as('education').command(`${plan.id}-2`, 'receive', { assignmentId: 'a2' });
    await office.command(`${plan.id}-2`, 'urge', { assignmentId: 'a2', text: '请抓紧选聘' });
    expect(await office.refused(`${plan.id}-2`, 'urge', { assignmentId: 'a2', text: '再催一次' })).toMatchObject({ status: 429, code: 'urged-too-often' });
    await office.command(`${plan.id}-2`, 'urge', { assignmentId: 'a2', text: '领导批示，再催一次', forced: true });
    await until('two urgings', () => server.mails.length >= 2);
    expect(server.mails.map((m) => [m.to, m.subject])).toEqual(Array(2).fill(['education@city.example', expect.stringMatching(/^【督办】催办：/) as string]));
    const text = server.mails.map((m) => m.text).find((t) => t.includes('请抓紧选聘'))!;
    for (const part of ['教育局同志：', '收到原因：您单位承办', 'your unit is assigned', `https://duban.city.example/items/${plan.id}-2`]) expect(text).toContain(part);
    expect(new Set(server.mails.map((m) => m.messageId)).size).toBe(2);
    // What can wait is gathered, and comes with the next daily mail.
    await system.setClock('2031-03-04T00:30:00.000Z');
    await until('the daily mail', () => server.mails.length >= 3);
    expect(server.mails[2]!.subject).toMatch(/^【督办】(今日 \d+ 件通知|新任务)/);
  });
});
