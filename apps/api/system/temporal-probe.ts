import { connect } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Core } from '../core/core';

const LIMIT_MS = 1_000;
/** A probe is asked for by many; one look a second is enough. */
const KEEP_MS = 1_000;

/** Whether Temporal's frontend takes connections. The API needs no more: what it does for people goes on without. */
@Injectable()
export class TemporalProbe {
  private last: { at: number; answers: Promise<boolean> } | null = null;

  constructor(private readonly core: Core) {}

  answers(): Promise<boolean> {
    const now = performance.now();
    if (!this.last || now - this.last.at > KEEP_MS) this.last = { at: now, answers: this.probe() };
    return this.last.answers;
  }

  private probe(): Promise<boolean> {
    const address = this.core.configuration.temporal?.address;
    if (address === undefined) return Promise.resolve(false);
    const at = address.lastIndexOf(':');
    return new Promise((resolve) => {
      const socket = connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: LIMIT_MS });
      const end = (answers: boolean) => (): void => {
        socket.destroy();
        resolve(answers);
      };
      socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
    });
  }
}
