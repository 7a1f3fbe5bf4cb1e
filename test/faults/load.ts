import { randomUUID } from 'node:crypto';
import type { HttpClient } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';

/** A command that the system said it had carried out. */
export interface Acknowledged {
  key: string;
  itemId: string;
  position: string;
}

const PAUSE_MS = 50;

/**
 * People who report without pause, each after the answer to the last report. What fails (no connection, 5xx) is sent again
 * under the same key, to the other process in turn, until it is answered.
 */
export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Keys that were sent at all. */
  readonly sent: string[] = [];
  /** Answers that were neither a success nor something to send again. */
  readonly wrong: string[] = [];
  retries = 0;
  private stopping = false;
  private abandoned = false;
  private readonly running: Promise<void>[];

  constructor(
    private readonly clients: readonly HttpClient[],
    itemIds: readonly string[],
    people: number,
  ) {
    this.running = Array.from({ length: people }, (_, n) => this.person(itemIds.filter((_id, i) => i % people === n), n));
  }

  private async person(itemIds: readonly string[], n: number): Promise<void> {
    for (let i = 0; !this.stopping; i++) {
      const key = `load-${n}-${i}-${randomUUID()}`;
      this.sent.push(key);
      const itemId = itemIds[i % itemIds.length]!;
      const reply = await this.untilAnswered(key, itemId, `第 ${i} 次进展`);
      if (reply === null) return;
      if (reply.status === 200) this.acknowledged.push({ key, itemId, position: (reply.body as { position: string }).position });
      else this.wrong.push(`${reply.status} ${JSON.stringify(reply.body)}`);
    }
  }

  private async untilAnswered(key: string, itemId: string, text: string): Promise<{ status: number; body: unknown } | null> {
    for (let attempt = 0; !this.abandoned; attempt++) {
      try {
        const client = this.clients[attempt % this.clients.length]!;
        const reply = await client.ask('POST', `/items/${itemId}/report`, { key, body: { assignmentId: 'a1', text, values: [] } });
        if (reply.status < 500) return reply;
        if (reply.status !== 503) this.wrong.push(`${reply.status} ${JSON.stringify(reply.body)}`);
      } catch {
        // No connection: the process is being started again.
      }
      this.retries += 1;
      // What a client does between two attempts, not what the test waits for.
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
    return null;
  }

  /** Nobody waits for answers any more: a test has failed. */
  abandon(): void {
    this.stopping = true;
    this.abandoned = true;
  }

  /** Each waits for the answer to what it sent last. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }
}

/** Signs each item's yellow paper as soon as it is there, and does not give up while servers come and go. */
export async function signAll(system: RunningSystem, itemIds: readonly string[]): Promise<void> {
  const sign = async (itemId: string): Promise<boolean> => {
    const { papers } = await system.as('office').get<{ papers: { id: string; kind: string }[] }>(`/items/${itemId}`);
    const paper = papers.find((p) => p.kind === 'yellowPaper');
    if (!paper) return false;
    await system.as('signer', 1).command(itemId, 'sign-paper', { paperId: paper.id }, { key: `sign-${itemId}` });
    return true;
  };
  await Promise.all(itemIds.map((itemId) => until(`the paper of ${itemId}`, () => sign(itemId), 120_000, 300)));
}
