import type { Pool } from 'pg';
import type { AppendOutcome, AppendRequest, Command } from '#libs/event-store/append-request';
import { EventStore } from '#libs/event-store/event-store';
import type { EventTypes } from '#libs/event-store/event-types';
import type { KeepOutcome } from '#libs/event-store/keep-command';
import type { ClockWatch } from './clock-watch';

/** The log of a process that decides by a clock: it is written only while that clock can be trusted (law 6 of the loop). */
export class WatchedLog extends EventStore {
  constructor(
    pool: Pool,
    types: EventTypes,
    private readonly watch: Pick<ClockWatch, 'mustBeTrusted'>,
  ) {
    super(pool, types);
  }

  /** @throws ClockNotTrusted */
  override async append(request: AppendRequest): Promise<AppendOutcome> {
    await this.watch.mustBeTrusted();
    return super.append(request);
  }

  /** @throws ClockNotTrusted */
  override async keepCommand(command: Command, streams: readonly { stream: string; version: number }[]): Promise<KeepOutcome> {
    await this.watch.mustBeTrusted();
    return super.keepCommand(command, streams);
  }
}
