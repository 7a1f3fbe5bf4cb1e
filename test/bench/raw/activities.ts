import type { Pool } from 'pg';

export interface RawActivities {
  appendEvent(stream: string, version: number, text: string): Promise<void>;
}

export const RAW_TABLES = `
create table raw_streams (stream text primary key, version bigint not null);
create table raw_events (stream text not null, version bigint not null, type text not null, data json not null, at timestamptz not null default clock_timestamp(), primary key (stream, version));
grant select, insert, update on raw_streams, raw_events to duban_app;`;

/** Appends as a careful hand would: event and stream in one statement, one round trip. A repeat of the activity changes nothing. */
export function rawActivities(pool: Pool): RawActivities {
  return {
    async appendEvent(stream, version, text) {
      await pool.query({
        name: 'raw-append',
        text: `with e as (insert into raw_events (stream, version, type, data) values ($1, $2, 'StepCompleted', $3) on conflict do nothing)
               insert into raw_streams (stream, version) values ($1, $2) on conflict (stream) do update set version = excluded.version`,
        values: [stream, version, JSON.stringify({ text })],
      });
    },
  };
}
