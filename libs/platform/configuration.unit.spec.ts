import { readConfiguration } from './configuration';
import { describeConfiguration, describeProblems } from './configuration.told';

const root = '/project';
const read = (env: Record<string, string>, needs?: ('database' | 'temporal')[]) => readConfiguration(env, { root, needs });
const problemsOf = (env: Record<string, string>, needs?: ('database' | 'temporal')[]): string[] => {
  const result = read(env, needs);
  return result.ok ? [] : result.problems.map((problem) => problem.variable);
};

describe('configuration', () => {
  it('needs nothing: the launcher brings both servers', () => {
    const result = read({});
    expect(result).toMatchObject({ ok: true, configuration: { port: 3000, portGiven: false, clock: 'system', logLevel: 'info', dataFolder: '/project/.duban', evidenceFolder: '/project/.duban/evidence' } });
    expect(result.ok && result.configuration.database).toBeUndefined();
  });

  it('sends mail where a server is named, and never says its password', () => {
    const result = read({ SMTP_URL: 'smtp://duban:hunter2@mail:587', MAIL_FROM: 'duban@city.example', PUBLIC_URL: 'https://duban.city.example/' });
    expect(result).toMatchObject({ ok: true, configuration: { mail: { from: 'duban@city.example', publicUrl: 'https://duban.city.example' } } });
    expect(result.ok && JSON.stringify(describeConfiguration(result.configuration))).not.toContain('hunter2');
    expect(read({})).toMatchObject({ ok: true, configuration: { mail: undefined } });
  });

  it('takes an empty variable for an absent one', () => {
    expect(read({ PORT: '', DATABASE_URL: ' ' })).toMatchObject({ ok: true, configuration: { port: 3000 } });
  });

  it('begins a virtual clock at nine in Shanghai of a day, or at a moment', () => {
    expect(read({ DUBAN_CLOCK: 'virtual', DUBAN_CLOCK_START: '2026-01-04', DUBAN_DEMO: 'true' })).toMatchObject({ configuration: { clockStart: '2026-01-04T01:00:00.000Z', demo: true } });
    expect(read({ DUBAN_CLOCK: 'virtual', DUBAN_CLOCK_START: '2026-01-04T17:30:00+08:00' })).toMatchObject({ configuration: { clockStart: '2026-01-04T09:30:00.000Z', demo: false } });
  });

  it('uses the application address for migrations when no owner is given', () => {
    const url = 'postgres://app:secret@db/duban';
    expect(read({ DATABASE_URL: url })).toMatchObject({ configuration: { database: { url, ownerUrl: url } } });
  });

  it.each([
    [{ PORT: '70000' }, 'PORT'],
    [{ PORT: '3000x' }, 'PORT'],
    [{ PORT: '0' }, 'PORT'],
    [{ DATABASE_URL: 'mysql://u:p@h/d' }, 'DATABASE_URL'],
    [{ DATABASE_URL: 'postgres://h' }, 'DATABASE_URL'],
    [{ DATABASE_OWNER_URL: 'postgres://h/d' }, 'DATABASE_URL'],
    [{ TEMPORAL_ADDRESS: 'temporal' }, 'TEMPORAL_ADDRESS'],
    [{ TEMPORAL_ADDRESS: 'http://temporal:7233' }, 'TEMPORAL_ADDRESS'],
    [{ TEMPORAL_API_KEY: 'k' }, 'TEMPORAL_ADDRESS'],
    [{ DUBAN_MASTER_KEY_FILE: '/nothing/is/here' }, 'DUBAN_MASTER_KEY_FILE'],
    [{ SMTP_URL: 'mail.city.example', MAIL_FROM: 'a@b', PUBLIC_URL: 'https://d' }, 'SMTP_URL'],
    [{ SMTP_URL: 'smtp://m', PUBLIC_URL: 'https://d' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://m', MAIL_FROM: 'Duban <a@b>', PUBLIC_URL: 'https://d' }, 'MAIL_FROM'],
    [{ SMTP_URL: 'smtp://m', MAIL_FROM: 'a@b' }, 'PUBLIC_URL'],
    [{ MAIL_FROM: 'a@b' }, 'SMTP_URL'],
    [{ TEMPORAL_ADDRESS: 'h:1', TEMPORAL_TLS_CA: '/nowhere.pem' }, 'TEMPORAL_TLS_CA'],
    [{ TEMPORAL_ADDRESS: 'h:1', TEMPORAL_TLS_CERT: __filename }, 'TEMPORAL_TLS_KEY'],
    [{ DUBAN_CLOCK: 'fast' }, 'DUBAN_CLOCK'],
    [{ DUBAN_CLOCK: 'virtual', NODE_ENV: 'production' }, 'DUBAN_CLOCK'],
    [{ DUBAN_CLOCK_START: '2026-01-04' }, 'DUBAN_CLOCK_START'],
    [{ DUBAN_CLOCK: 'virtual', DUBAN_CLOCK_START: 'January' }, 'DUBAN_CLOCK_START'],
    [{ DUBAN_CLOCK: 'virtual', DUBAN_CLOCK_START: '2026-01-04T09:00' }, 'DUBAN_CLOCK_START'],
    [{ DUBAN_DEMO: 'true' }, 'DUBAN_DEMO'],
    [{ WORKER_HEALTH_PORT: 'on' }, 'WORKER_HEALTH_PORT'],
    [{ DUBAN_CLOCK: 'virtual', DUBAN_DEMO: 'yes' }, 'DUBAN_DEMO'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL'],
  ])('refuses %j and names the variable', (env, variable) => {
    expect(problemsOf(env as unknown as Record<string, string>)).toEqual([variable]);
  });

  it('tells all problems at once, each with a remedy in both languages', () => {
    const result = read({ PORT: 'x', LOG_LEVEL: 'y' }, ['database', 'temporal']);
    if (result.ok) throw new Error('expected problems');
    const text = describeProblems(result.problems);
    for (const variable of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'TEMPORAL_ADDRESS']) {
      expect(text).toContain(`${variable}：`);
      expect(text).toContain(`${variable}: `);
    }
  });

  it('accepts the virtual clock outside production', () => {
    expect(read({ DUBAN_CLOCK: 'virtual' })).toMatchObject({ ok: true, configuration: { clock: 'virtual' } });
  });

  it('shows no secret: neither when it describes nor when it refuses', () => {
    const result = read({ DATABASE_URL: 'postgres://app:hush%21@db:5432/duban?sslpassword=hush2&sslmode=require', TEMPORAL_ADDRESS: 'h:7233', TEMPORAL_API_KEY: 'hush3' });
    if (!result.ok) throw new Error('expected a configuration');
    const shown = JSON.stringify(describeConfiguration(result.configuration));
    expect(shown).not.toContain('hush');
    expect(shown).toContain('app:***@db:5432');
    expect(shown).toContain('sslmode=require');
    const refused = read({ DATABASE_URL: 'postgres//app:hush@db/duban' });
    expect(JSON.stringify(refused)).not.toContain('hush');
  });

  test('evidence in a bucket: address, endpoint and keys, whole or not at all', () => {
    const read = (env: Record<string, string>) => readConfiguration(env, { root: '/project' });
    const problems = (env: Record<string, string>) => {
      const result = read(env);
      return result.ok ? [] : result.problems.map((p) => p.variable);
    };
    const keys = { EVIDENCE_S3_KEY_ID: 'key', EVIDENCE_S3_SECRET: 'hush-hush' };
    const full = read({ EVIDENCE_URL: 's3://duban-evidence/city/2026/', EVIDENCE_S3_ENDPOINT: 'https://s3.example:9000', EVIDENCE_S3_REGION: 'cn-north-1', ...keys });
    expect(full).toMatchObject({ ok: true, configuration: { evidenceBucket: { bucket: 'duban-evidence', prefix: 'city/2026/', region: 'cn-north-1', endpoint: 'https://s3.example:9000', credentials: { accessKeyId: 'key', secretAccessKey: 'hush-hush' } } } });
    if (full.ok) expect(JSON.stringify(describeConfiguration(full.configuration))).not.toContain('hush-hush');
    expect(read({ EVIDENCE_URL: 's3://bucket' })).toMatchObject({ ok: true, configuration: { evidenceBucket: { bucket: 'bucket', prefix: '', region: 'us-east-1' } } });
    for (const url of ['s3://', 's3://B', 'https://bucket/x', 's3://bucket/a b', '/folder']) expect([url, problems({ EVIDENCE_URL: url })]).toEqual([url, ['EVIDENCE_URL']]);
    expect(problems({ EVIDENCE_URL: 's3://bucket', EVIDENCE_S3_ENDPOINT: 's3.example:9000' })).toEqual(['EVIDENCE_S3_ENDPOINT']);
    expect(problems({ EVIDENCE_URL: 's3://bucket', EVIDENCE_S3_KEY_ID: 'key' })).toEqual(['EVIDENCE_S3_SECRET']);
    expect(problems({ EVIDENCE_URL: 's3://bucket', EVIDENCE_S3_SECRET: 'x' })).toEqual(['EVIDENCE_S3_KEY_ID']);
    expect(problems({ EVIDENCE_URL: 's3://bucket', DUBAN_EVIDENCE: '/folder' })).toEqual(['EVIDENCE_URL']);
    expect(problems(keys)).toEqual(['EVIDENCE_S3_KEY_ID', 'EVIDENCE_S3_SECRET']);
  });
});
