import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Message } from './messages';
import { projectRoot } from './project-root';

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
export type ClockKind = 'system' | 'virtual';
type Environment = Readonly<Record<string, string | undefined>>;

export interface DatabaseConfiguration {
  /** Role of the application: may append and read, may not change events. Holds a password: see `describeConfiguration`. */
  readonly url: string;
  /** Role that owns the schema, for migrations only. */
  readonly ownerUrl: string;
}

export interface TemporalConfiguration {
  /** host:port of the frontend. */
  readonly address: string;
  readonly namespace: string;
  /** Paths of PEM files. An empty object means TLS with the authorities of the system. */
  readonly tls?: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
  readonly apiKey?: string;
}

/** A bucket of an S3 store, and where in it. Holds a secret: see `describeConfiguration`. */
export interface EvidenceBucket {
  readonly bucket: string;
  /** Empty, or ending with a slash. */
  readonly prefix: string;
  readonly region: string;
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface MailConfiguration {
  /** smtp:// or smtps://, with credentials where the server wants some. Never logged. */
  readonly smtpUrl: string;
  /** The address that mails come from. */
  readonly from: string;
  /** Where people open the system, for links; without a slash at its end. */
  readonly publicUrl: string;
}

export interface Configuration {
  /** Undefined: nothing given, the launcher starts an embedded server. */
  readonly database?: DatabaseConfiguration;
  /** Undefined: nothing given, the launcher starts an embedded server. */
  readonly temporal?: TemporalConfiguration;
  readonly port: number;
  /** Whether the port was asked for, and is not merely the default. */
  readonly portGiven: boolean;
  /** Absolute folder of everything that this installation keeps outside its database. */
  readonly dataFolder: string;
  readonly evidenceFolder: string;
  /** Set: evidence lies in an object store, and not in the folder. */
  readonly evidenceBucket?: EvidenceBucket;
  /** File of the key that personal data is under; made where it is missing, unless the operator named it. */
  readonly masterKey: { readonly file: string; readonly mayMake: boolean };
  /** Undefined: notices reach the inbox alone. */
  readonly mail?: MailConfiguration;
  readonly clock: ClockKind;
  /** Where a virtual clock that was never set begins, an instant in UTC; undefined: the first working morning of this year. */
  readonly clockStart?: string;
  /** Simulated units act and the virtual clock runs: `npm start -- --demo`. */
  readonly demo: boolean;
  /** Port of the worker's /health; undefined: none. */
  readonly workerHealthPort?: number;
  readonly logLevel: LogLevel;
  readonly production: boolean;
}

export interface ConfigurationProblem extends Message {
  readonly variable: string;
}

export type ConfigurationResult =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

export interface ReadOptions {
  /** What this process cannot do without. The launcher needs neither, it can start both. */
  readonly needs?: readonly ('database' | 'temporal')[];
  /** Base of relative paths. */
  readonly root?: string;
}

const LOG_LEVELS: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const DEFAULT_PORT = 3000;

/** Reads and checks the environment as a whole: all problems at once, each with its variable and remedy. An empty variable counts as absent. */
export function readConfiguration(env: Environment, options: ReadOptions = {}): ConfigurationResult {
  const problems: ConfigurationProblem[] = [];
  const refuse = (variable: string, zh: string, en: string): undefined => void problems.push({ variable, zh, en });
  const get = (name: string): string | undefined => env[name]?.trim() || undefined;
  const root = options.root ?? projectRoot();

  const production = get('NODE_ENV') === 'production';
  const database = readDatabase(get, refuse, options.needs?.includes('database') ?? false);
  const temporal = readTemporal(get, refuse, root, options.needs?.includes('temporal') ?? false);
  const port = get('PORT') === undefined ? DEFAULT_PORT : readPort(get('PORT'));
  if (port === undefined) refuse('PORT', '必须是 1 至 65535 的整数，例如 PORT=3000', 'must be a whole number from 1 to 65535, for example PORT=3000');
  const health = get('WORKER_HEALTH_PORT') ?? '0';
  const workerHealthPort = readPort(health);
  if (workerHealthPort === undefined && health !== '0') refuse('WORKER_HEALTH_PORT', '必须是 1 至 65535 的整数，或 0（关闭）', 'must be a whole number from 1 to 65535, or 0 for none');
  const clock = oneOf(get('DUBAN_CLOCK') ?? 'system', ['system', 'virtual'] as const);
  if (!clock) refuse('DUBAN_CLOCK', '只能是 system 或 virtual', 'must be system or virtual');
  if (clock === 'virtual' && production) refuse('DUBAN_CLOCK', '生产环境（NODE_ENV=production）不允许虚拟时钟，请删除该变量或改为 system', 'the virtual clock is refused in production (NODE_ENV=production): remove it or set system');
  const clockStart = readClockStart(get('DUBAN_CLOCK_START'), clock === 'virtual', refuse);
  const demo = oneOf(get('DUBAN_DEMO') ?? 'false', ['true', 'false'] as const);
  if (!demo) refuse('DUBAN_DEMO', '只能是 true 或 false', 'must be true or false');
  if (demo === 'true' && clock !== 'virtual') refuse('DUBAN_DEMO', '演示只能使用虚拟时钟，请设 DUBAN_CLOCK=virtual', 'the demonstration runs on the virtual clock only: set DUBAN_CLOCK=virtual');
  const logLevel = oneOf(get('LOG_LEVEL') ?? 'info', LOG_LEVELS);
  if (!logLevel) refuse('LOG_LEVEL', `只能是 ${LOG_LEVELS.join('、')} 之一`, `must be one of ${LOG_LEVELS.join(', ')}`);
  const dataFolder = resolve(root, get('DUBAN_DATA') ?? '.duban');
  const evidenceBucket = readEvidenceBucket(get, refuse);
  const evidenceFolder = resolve(root, get('DUBAN_EVIDENCE') ?? join(dataFolder, 'evidence'));
  const mail = readMail(get, refuse);
  const masterKey = readMasterKeyPlace(get, refuse, root, dataFolder);

  if (problems.length > 0 || port === undefined || !clock || !logLevel) return { ok: false, problems };
  const configuration = { database, temporal, port, portGiven: get('PORT') !== undefined, dataFolder, evidenceFolder, ...(evidenceBucket ? { evidenceBucket } : {}), masterKey, mail, clock, clockStart, demo: demo === 'true', workerHealthPort, logLevel, production };
  return { ok: true, configuration };
}

type Get = (name: string) => string | undefined;
type Refuse = (variable: string, zh: string, en: string) => undefined;

function readDatabase(get: Get, refuse: Refuse, needed: boolean): DatabaseConfiguration | undefined {
  for (const name of ['DATABASE_URL', 'DATABASE_OWNER_URL']) {
    const value = get(name);
    // The value is never repeated: a mistyped address holds its password all the same.
    if (value !== undefined && !isPostgresUrl(value)) refuse(name, '必须形如 postgres://用户:密码@主机:5432/数据库，密码中的特殊字符须按 URL 编码', 'must look like postgres://user:password@host:5432/database, special characters of the password URL-encoded');
  }
  const url = get('DATABASE_URL');
  if (url === undefined && get('DATABASE_OWNER_URL') !== undefined) return refuse('DATABASE_URL', '设置了 DATABASE_OWNER_URL 时也须设置 DATABASE_URL', 'must be set too where DATABASE_OWNER_URL is');
  if (url === undefined && needed) return refuse('DATABASE_URL', '未设置；请用 npm start 启动（自带数据库），或填写 PostgreSQL 地址', 'is not set; start with npm start (which brings a database) or give the address of a PostgreSQL');
  return url === undefined ? undefined : { url, ownerUrl: get('DATABASE_OWNER_URL') ?? url };
}

function readTemporal(get: Get, refuse: Refuse, root: string, needed: boolean): TemporalConfiguration | undefined {
  const address = get('TEMPORAL_ADDRESS');
  const path = (name: string): string | undefined => {
    const value = get(name);
    if (value === undefined) return undefined;
    const file = resolve(root, value);
    if (!isReadable(file)) {
      refuse(name, `读不到文件 ${file}，请检查路径和权限`, `the file ${file} cannot be read: check its path and permissions`);
    }
    return file;
  };
  const tls = { caFile: path('TEMPORAL_TLS_CA'), certFile: path('TEMPORAL_TLS_CERT'), keyFile: path('TEMPORAL_TLS_KEY') };
  if (tls.certFile && !tls.keyFile) refuse('TEMPORAL_TLS_KEY', '设置了 TEMPORAL_TLS_CERT 时也须设置', 'must be set too where TEMPORAL_TLS_CERT is');
  if (tls.keyFile && !tls.certFile) refuse('TEMPORAL_TLS_CERT', '设置了 TEMPORAL_TLS_KEY 时也须设置', 'must be set too where TEMPORAL_TLS_KEY is');
  const apiKey = get('TEMPORAL_API_KEY');
  const secured = Object.values(tls).some(Boolean) || apiKey !== undefined;
  if (address === undefined) {
    if (secured) return refuse('TEMPORAL_ADDRESS', '设置了 TEMPORAL_TLS_* 或 TEMPORAL_API_KEY 时也须设置', 'must be set too where TEMPORAL_TLS_* or TEMPORAL_API_KEY is');
    if (needed) return refuse('TEMPORAL_ADDRESS', '未设置；请用 npm start 启动（自带 Temporal），或填写 Temporal 地址 主机:7233', 'is not set; start with npm start (which brings a Temporal) or give host:7233 of a Temporal');
    return undefined;
  }
  const parts = /^(\[[0-9a-fA-F:]+\]|[A-Za-z0-9._-]+):(\d+)$/.exec(address);
  if (!parts || readPort(parts[2]) === undefined) return refuse('TEMPORAL_ADDRESS', '必须形如 主机:端口，例如 127.0.0.1:7233', 'must look like host:port, for example 127.0.0.1:7233');
  return { address, namespace: get('TEMPORAL_NAMESPACE') ?? 'default', ...(secured ? { tls } : {}), ...(apiKey ? { apiKey } : {}) };
}

/** All three or none: a mail that leads nowhere, or comes from nobody, is worse than none. */
function readMail(get: Get, refuse: Refuse): MailConfiguration | undefined {
  const [smtpUrl, from, publicUrl] = [get('SMTP_URL'), get('MAIL_FROM'), get('PUBLIC_URL')];
  if (smtpUrl === undefined) {
    return from === undefined ? undefined : refuse('SMTP_URL', '设置了 MAIL_FROM 时也须设置', 'must be set too where MAIL_FROM is');
  }
  // The value is never repeated: it may hold a password.
  if (!isUrl(smtpUrl, /^smtps?:$/)) refuse('SMTP_URL', '必须形如 smtp://用户:密码@主机:587 或 smtps://主机:465，密码中的特殊字符须按 URL 编码', 'must look like smtp://user:password@host:587 or smtps://host:465, special characters of the password URL-encoded');
  if (from === undefined || !/^[^\s@<>,;"]+@[^\s@<>,;"]+$/.test(from)) refuse('MAIL_FROM', '设置了 SMTP_URL 时须给出发件地址，例如 duban@city.example', 'must be the address that mails come from where SMTP_URL is set, for example duban@city.example');
  if (publicUrl === undefined || !isUrl(publicUrl, /^https?:$/)) refuse('PUBLIC_URL', '设置了 SMTP_URL 时须给出本系统的网址，用于邮件中的链接，例如 https://duban.city.example', 'must be the address of this system, for the links in mails, where SMTP_URL is set: https://duban.city.example');
  return { smtpUrl, from: from ?? '', publicUrl: (publicUrl ?? '').replace(/\/+$/, '') };
}

function isUrl(text: string, protocol: RegExp): boolean {
  try {
    const url = new URL(text);
    return protocol.test(url.protocol) && url.hostname !== '';
  } catch {
    return false;
  }
}

function readMasterKeyPlace(get: Get, refuse: Refuse, root: string, dataFolder: string): Configuration['masterKey'] {
  const named = get('DUBAN_MASTER_KEY_FILE');
  if (named === undefined) return { file: join(dataFolder, 'master.key'), mayMake: true };
  const file = resolve(root, named);
  if (!isReadable(file)) refuse('DUBAN_MASTER_KEY_FILE', `读不到主密钥文件 ${file}，请检查路径和权限；新系统可用 duban make-master-key 生成`, `the master key ${file} cannot be read: check its path and permissions; duban make-master-key makes one for a new installation`);
  return { file, mayMake: false };
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

const S3_VARIABLES = ['EVIDENCE_S3_ENDPOINT', 'EVIDENCE_S3_REGION', 'EVIDENCE_S3_KEY_ID', 'EVIDENCE_S3_SECRET'] as const;

function readEvidenceBucket(get: Get, refuse: Refuse): EvidenceBucket | undefined {
  const url = get('EVIDENCE_URL');
  if (url === undefined) {
    for (const name of S3_VARIABLES) if (get(name) !== undefined) refuse(name, '仅与 EVIDENCE_URL=s3://… 一起使用', 'is for EVIDENCE_URL=s3://… only');
    return undefined;
  }
  if (get('DUBAN_EVIDENCE') !== undefined) refuse('EVIDENCE_URL', '不能与 DUBAN_EVIDENCE 同时设置：佐证材料只存一处', 'cannot be set beside DUBAN_EVIDENCE: evidence lies in one place');
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([A-Za-z0-9!_.*'()\/-]*))?$/.exec(url);
  if (!parts) return refuse('EVIDENCE_URL', '必须形如 s3://存储桶/前缀', 'must look like s3://bucket/prefix');
  const endpoint = get('EVIDENCE_S3_ENDPOINT');
  if (endpoint !== undefined && !isHttpUrl(endpoint)) return refuse('EVIDENCE_S3_ENDPOINT', '必须形如 https://主机:端口', 'must look like https://host:port');
  const accessKeyId = get('EVIDENCE_S3_KEY_ID');
  const secretAccessKey = get('EVIDENCE_S3_SECRET');
  if (accessKeyId !== undefined && secretAccessKey === undefined) return refuse('EVIDENCE_S3_SECRET', '设置了 EVIDENCE_S3_KEY_ID 时也须设置', 'must be set too where EVIDENCE_S3_KEY_ID is');
  if (secretAccessKey !== undefined && accessKeyId === undefined) return refuse('EVIDENCE_S3_KEY_ID', '设置了 EVIDENCE_S3_SECRET 时也须设置', 'must be set too where EVIDENCE_S3_SECRET is');
  const inner = (parts[2] ?? '').replace(/^\/+|\/+$/g, '');
  return {
    bucket: parts[1]!,
    prefix: inner === '' ? '' : `${inner}/`,
    region: get('EVIDENCE_S3_REGION') ?? 'us-east-1',
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(accessKeyId !== undefined && secretAccessKey !== undefined ? { credentials: { accessKeyId, secretAccessKey } } : {}),
  };
}

function isHttpUrl(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}

/** A day (its nine o'clock in Shanghai) or an instant, with its zone. */
function readClockStart(text: string | undefined, virtual: boolean, refuse: Refuse): string | undefined {
  if (text === undefined) return undefined;
  if (!virtual) return refuse('DUBAN_CLOCK_START', '仅用于虚拟时钟，请删除该变量或设 DUBAN_CLOCK=virtual', 'is for the virtual clock only: remove it or set DUBAN_CLOCK=virtual');
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T09:00:00+08:00`) : /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? refuse('DUBAN_CLOCK_START', '应为日期 2026-01-04 或带时区的时刻 2026-01-04T09:00:00+08:00', 'must be a day 2026-01-04 or a moment with its zone 2026-01-04T09:00:00+08:00') : new Date(ms).toISOString();
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{1,5}$/.test(text)) return undefined;
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
}

function isPostgresUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return /^postgres(ql)?:$/.test(url.protocol) && (url.hostname !== '' || url.searchParams.has('host')) && url.pathname.length > 1;
  } catch {
    return false;
  }
}

function oneOf<const T extends string>(value: string, allowed: readonly T[]): T | undefined {
  return allowed.find((one) => one === value);
}
