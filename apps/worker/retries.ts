import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { JOB_STREAM, type Jobs } from '#libs/commands/job';
import type { Keepers } from '#libs/loop/kept';
import { MAIL } from '#libs/commands/operations';
import { sendAgain } from '#libs/notices/sending';
import type { Tells } from '#libs/loop/telling';

interface Retry {
  id: string;
  kind: 'stuck' | 'overlooked' | 'parked' | 'job' | 'undelivered';
  target: string;
  askedBy: string;
}

/** What can be renewed by its name: a subscription. */
export interface Renewable {
  renew(): void;
}

/** Carries out what operators asked to have tried again; what fails is said in its row, and is not tried by itself. */
export class Retries {
  constructor(
    private readonly pool: Pool,
    private readonly keepers: Keepers,
    private readonly telling: Tells,
    private readonly subscriptions: ReadonlyMap<string, Renewable>,
    private readonly jobs: Pick<Jobs, 'retry'>,
    private readonly log: Logger,
  ) {}

  /** @returns how many were carried out */
  async look(): Promise<number> {
    const { rows } = await this.pool.query<Retry>('select id, kind, target, asked_by as "askedBy" from loop.retries where done_at is null order by id limit 100');
    for (const retry of rows) {
      const outcome = await this.carryOut(retry).catch((error: unknown) => `failed: ${error instanceof Error ? error.message : String(error)}`);
      await this.pool.query('update loop.retries set done_at = now(), outcome = $2 where id = $1 and done_at is null', [retry.id, outcome]);
      this.log.info({ retry, outcome }, 'tried again at an operator’s wish');
    }
    return rows.length;
  }

  private async carryOut({ kind, target, askedBy }: Retry): Promise<string> {
    if (kind === 'undelivered') return (await sendAgain(this.pool, target.slice(MAIL.length))) ? 'it is sent again' : 'no such mail';
    if (kind === 'parked') {
      const name = target.slice(0, target.indexOf('|'));
      const subscription = this.subscriptions.get(name);
      if (!subscription) return `no subscription ${name} runs in this worker`;
      subscription.renew();
      return 'taken up again';
    }
    if (kind === 'job') return (await this.jobs.retry(target.slice(JOB_STREAM.length), askedBy)) ? 'goes on' : 'nothing of it has failed';
    const kept = await this.keepers.read(target, true);
    if (!kept) return 'no such stream';
    await this.pool.query('delete from loop.stuck where stream = $1', [target]);
    await this.telling.tell(kept);
    return 'its workflow was told';
  }
}
