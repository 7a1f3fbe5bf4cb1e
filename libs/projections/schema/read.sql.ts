import { readCoverageSql } from './read-coverage.sql';
import { readItemsSql } from './read-items.sql';
import { readNoticesSql } from './read-notices.sql';
import { readProceedingsSql } from './read-proceedings.sql';

/**
 * Read models: what the log says, laid out for questions. Each row holds from one moment to another, so that every page can
 * be asked for as known on a past day. Times are the domain's; known_to is infinity for what holds now.
 *
 * \`schema\` is a parameter, since a rebuild fills a shadow and swaps.
 */
export function readSql(schema: string): string {
  return `
create schema ${schema};
grant usage on schema ${schema} to duban_app;
${readItemsSql(schema)}${readProceedingsSql(schema)}${readCoverageSql(schema)}${readNoticesSql(schema)}
-- How far items and proceedings have been looked at again since the rules changed (see rules.pass.ts); one row, or none.
create table ${schema}.rules_pass (
  one boolean primary key default true check (one),
  base int not null,
  through int not null,
  item_id text collate "C" not null,
  proceeding text collate "C"
);

grant select, insert, update, delete on all tables in schema ${schema} to duban_app;
`;
}
