import { connect } from 'node:http2';
import { Injectable } from '@nestjs/common';
import type { TemporalConfiguration } from '#libs/platform/configuration';
import { temporalConnectionOptions } from '#libs/platform/temporal-connection';
import { Core } from '../core/core';
import { within } from './within';

const LIMIT_MS = 1_000;
/** A probe is asked for by many; one look a second is enough. */
const KEEP_MS = 1_000;

/**
 * Whether Temporal's frontend answers: one HTTP/2 ping, which is what gRPC rides on. That it takes connections would not do, since
 * the kernel takes them for a process that hangs. The API needs no more: what it does for people goes on without.
 */
@Injectable()
export class TemporalProbe {
  private last: { at: number; answers: Promise<boolean> } | null = null;

  constructor(private readonly core: Core) {}

  answers(): Promise<boolean> {
    const now = performance.now();
    if (!this.last || now - this.last.at > KEEP_MS) this.last = { at: now, answers: this.probe() };
    return this.last.answers;
  }

  private async probe(): Promise<boolean> {
    const { temporal } = this.core.configuration;
    return temporal !== undefined && (await answersPing(temporal));
  }
}

async function answersPing(configuration: TemporalConfiguration): Promise<boolean> {
  const { address, tls } = await temporalConnectionOptions(configuration);
  const pem = (bytes: Uint8Array | undefined): Buffer | undefined => (bytes === undefined ? undefined : Buffer.from(bytes));
  const secure = typeof tls === 'object' && tls !== null ? { ca: pem(tls.serverRootCACertificate), cert: pem(tls.clientCertPair?.crt), key: pem(tls.clientCertPair?.key) } : {};
  const session = connect(`${tls ? 'https' : 'http'}://${address}`, secure);
  const pong = new Promise<boolean>((resolve) => {
    session.once('error', () => resolve(false)).once('close', () => resolve(false));
    session.once('connect', () => session.ping((error) => resolve(error === null)));
  });
  try {
    return await within(LIMIT_MS, pong);
  } catch {
    return false;
  } finally {
    session.destroy();
  }
}
