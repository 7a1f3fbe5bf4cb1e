import type { Configuration, ConfigurationProblem } from './configuration';

/** All problems, one paragraph each, Chinese first. */
export function describeProblems(problems: readonly ConfigurationProblem[]): string {
  return problems.map(({ variable, zh, en }) => `${variable}：${zh}\n${variable}: ${en}`).join('\n');
}

/** The configuration for a log: variable and value, passwords and keys masked. */
export function describeConfiguration(configuration: Configuration): Readonly<Record<string, string>> {
  const { database, temporal } = configuration;
  return {
    DATABASE_URL: database ? maskUrl(database.url) : 'embedded',
    DATABASE_OWNER_URL: database ? maskUrl(database.ownerUrl) : 'embedded',
    TEMPORAL_ADDRESS: temporal?.address ?? 'embedded',
    TEMPORAL_NAMESPACE: temporal?.namespace ?? 'default',
    TEMPORAL_TLS: temporal?.tls ? 'on' : 'off',
    TEMPORAL_API_KEY: temporal?.apiKey ? '***' : '',
    PORT: String(configuration.port),
    DUBAN_DATA: configuration.dataFolder,
    ...(configuration.evidenceBucket ? { EVIDENCE_URL: `s3://${configuration.evidenceBucket.bucket}/${configuration.evidenceBucket.prefix}`, EVIDENCE_S3_ENDPOINT: configuration.evidenceBucket.endpoint ?? '' } : { DUBAN_EVIDENCE: configuration.evidenceFolder }),
    DUBAN_MASTER_KEY_FILE: configuration.masterKey.file,
    SMTP_URL: configuration.mail ? maskUrl(configuration.mail.smtpUrl) : 'none: inbox only',
    DUBAN_CLOCK: configuration.clock,
    ...(configuration.clock === 'virtual' ? { DUBAN_CLOCK_START: configuration.clockStart ?? '', DUBAN_DEMO: String(configuration.demo) } : {}),
    LOG_LEVEL: configuration.logLevel,
  };
}

/** A database address that may be shown: password and every parameter's value hidden but the harmless ones. */
export function maskUrl(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = '***';
  const harmless = new Set(['sslmode', 'host', 'port', 'application_name', 'connect_timeout']);
  for (const name of [...url.searchParams.keys()]) if (!harmless.has(name)) url.searchParams.set(name, '***');
  return url.toString();
}
