import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { readConfiguration } from '#libs/platform/configuration';
import { projectRoot } from '#libs/platform/project-root';

interface Service {
  image: string;
  command?: string[];
  entrypoint?: string[];
  environment?: Record<string, string | number>;
  volumes?: string[];
  ports?: string[];
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[]; interval: string; timeout: string; retries: number };
  restart?: string;
}

const FOLDER = join(projectRoot(__dirname), 'docker');
const text = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const COMPOSE = load(text('compose.yaml'), { schema: CORE_SCHEMA.withTags(mergeTag) }) as { services: Record<string, Service>; volumes: Record<string, unknown> };
const SERVICES = COMPOSE.services;
const NAMES = Object.keys(SERVICES);
const service = (name: string): Service => SERVICES[name] ?? fail(`no service ${name}`);
const needs = (name: string): Record<string, { condition: string }> => service(name).depends_on ?? {};
/** Runs to its end once, and others wait for that end. */
const runsOnce = (name: string): boolean => NAMES.some((other) => needs(other)[name]?.condition === 'service_completed_successfully');

function fail(message: string): never {
  throw new Error(message);
}

/** The environment as compose would give it to a service, every required variable filled in. */
function filled(name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(service(name).environment ?? {}).map(([key, value]) => [key, String(value).replace(/\$\{\w+:\?[^}]*\}/g, 'secret').replace(/\$\{\w+:-([^}]*)\}/g, '$1')]));
}

/** Everything that a service waits for, near and far. */
function before(name: string, seen: string[] = []): string[] {
  if (seen.includes(name)) fail(`${name} waits for itself: ${seen.join(' → ')}`);
  return Object.keys(needs(name)).flatMap((other) => [other, ...before(other, [...seen, name])]);
}

describe('the compose file', () => {
  it('is the whole system', () => {
    expect(NAMES.sort()).toEqual(['api', 'log-db', 'migrate', 'temporal', 'temporal-db', 'temporal-namespace', 'temporal-schema', 'temporal-ui', 'worker']);
  });

  it('keeps the log in a cluster of its own', () => {
    const data = (name: string): string[] => (service(name).volumes ?? []).filter((v) => v.endsWith(':/var/lib/postgresql'));
    expect([...data('log-db'), ...data('temporal-db')].map((v) => v.split(':')[0])).toEqual(['log-data', 'temporal-data']);
    expect(Object.keys(COMPOSE.volumes)).toEqual(expect.arrayContaining(['log-data', 'temporal-data']));
    expect(Object.values(filled('temporal')).join(' ')).not.toContain('log-db');
  });

  it.each(NAMES)('%s starts only after what it needs', (name) => {
    for (const [other, { condition }] of Object.entries(needs(name))) {
      expect(condition).toBe(runsOnce(other) ? 'service_completed_successfully' : 'service_healthy');
      if (!runsOnce(other)) expect(service(other).healthcheck?.test.length).toBeGreaterThan(1);
    }
    expect(before(name).filter((other) => !NAMES.includes(other))).toEqual([]);
  });

  it('migrates before anything reads or writes', () => {
    expect(before('migrate')).toEqual(['log-db']);
    for (const name of ['api', 'worker']) expect(before(name)).toEqual(expect.arrayContaining(['migrate', 'log-db']));
    expect(before('worker')).toEqual(expect.arrayContaining(['temporal', 'temporal-namespace', 'temporal-schema', 'temporal-db']));
    // The API serves people while Temporal is away.
    expect(before('api')).not.toContain('temporal');
  });

  it.each(NAMES)('%s comes back after a failure, and a service that runs once does not come back after success', (name) => {
    expect(service(name).restart).toMatch(runsOnce(name) ? /^on-failure/ : /^unless-stopped$/);
  });

  it.each(NAMES)('%s has no password of its own: each is demanded from outside', (name) => {
    for (const [key, value] of Object.entries(service(name).environment ?? {})) {
      if (/PASSWORD|PWD|SECRET|KEY/.test(key)) expect(value).toMatch(/^\$\{\w+:\?.+\}$/);
      if (/\/\/[^/]*@/.test(String(value))) expect(value).toMatch(/^postgres:\/\/\w+:\$\{\w+:\?[^}]+\}@log-db:5432\/duban$/);
    }
  });

  it('gives the owner of the log to the migration alone', () => {
    const having = (part: string): string[] => NAMES.filter((name) => JSON.stringify(service(name)).includes(part)).sort();
    expect(having('LOG_DB_OWNER_PASSWORD')).toEqual(['log-db', 'migrate']);
    expect(having('LOG_DB_SUPERUSER_PASSWORD')).toEqual(['log-db']);
  });

  it('demands exactly what env.example lists, which holds no value', () => {
    const demanded = new Set([...text('compose.yaml').matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const listed = text('env.example').split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(listed.map((line) => line.replace(/=$/, '')).sort()).toEqual([...demanded].sort());
  });

  it.each(['migrate', 'api', 'worker'])('%s gets a configuration that it accepts in production', (name) => {
    const read = readConfiguration({ ...filled(name), NODE_ENV: 'production' }, { needs: ['database', 'temporal'] });
    expect(read).toMatchObject({ ok: true, configuration: { clock: 'system', production: true } });
  });

  it('pins every image, and shows ports to this machine alone', () => {
    for (const name of NAMES) {
      expect(service(name).image).toMatch(/:[^:]+$/);
      expect(service(name).image).not.toMatch(/:latest$/);
      for (const port of service(name).ports ?? []) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
    expect(service('temporal-schema').image.split(':')[1]).toBe(service('temporal').image.split(':')[1]);
  });

  it('mounts files that are there', () => {
    const files = NAMES.flatMap((name) => (service(name).volumes ?? []).map((v) => v.split(':')[0] ?? '')).filter((path) => path.startsWith('./'));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((path) => !existsSync(join(FOLDER, path)))).toEqual([]);
  });
});

describe('the image', () => {
  const stages = text('Dockerfile').split(/^FROM /m).slice(1);

  it('runs as somebody who is not root, on a slim base', () => {
    expect(stages.at(-1)).toMatch(/^USER node$/m);
    expect(stages.filter((stage) => !/^(node:24-slim|packages)\b/.test(stage))).toEqual([]);
  });

  it('holds no secret', () => {
    expect(text('Dockerfile')).not.toMatch(/^\s*(ARG|ENV)\b.*(PASSWORD|SECRET|TOKEN|DATABASE_URL)/m);
    expect(text('Dockerfile.dockerignore')).toMatch(/^\*\*$/m);
  });
});
