import { readFile } from 'node:fs/promises';
import type { TLSConfig } from '@temporalio/client';
import type { TemporalConfiguration } from './configuration';

/** Options by which client and worker connect to the configured Temporal. */
export async function temporalConnectionOptions(configuration: TemporalConfiguration): Promise<{ address: string; tls?: TLSConfig; apiKey?: string }> {
  const { address, tls, apiKey } = configuration;
  const read = async (file: string | undefined): Promise<Buffer | undefined> => (file === undefined ? undefined : readFile(file));
  const [ca, crt, key] = await Promise.all([read(tls?.caFile), read(tls?.certFile), read(tls?.keyFile)]);
  return {
    address,
    ...(tls === undefined ? {} : { tls: { ...(ca ? { serverRootCACertificate: ca } : {}), ...(crt && key ? { clientCertPair: { crt, key } } : {}) } }),
    ...(apiKey === undefined ? {} : { apiKey }),
  };
}
