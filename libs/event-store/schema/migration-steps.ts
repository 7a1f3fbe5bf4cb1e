import { appendSql } from './append.sql';
import { appendOneSql } from './append-one.sql';
import { appendTogetherSql } from './append-together.sql';
import { appendOnlySql } from './append-only.sql';
import { grantsSql } from './grants.sql';
import { keepCommandSql } from './keep-command.sql';
import { raiseEpochSql } from './raise-epoch.sql';
import { rolesSql } from './roles.sql';
import { tablesSql } from './tables.sql';

/** One step of the log's schema, to be run once, by the owner role, in the order given. */
export interface MigrationStep {
  readonly name: string;
  readonly sql: string;
}

/** A step that has shipped is never edited; the next change is a new step at the end. */
export const eventStoreMigrations: readonly MigrationStep[] = [
  { name: 'log-001-roles', sql: rolesSql },
  { name: 'log-002-tables', sql: tablesSql },
  { name: 'log-003-append-only', sql: appendOnlySql },
  { name: 'log-004-append', sql: appendSql },
  { name: 'log-005-append-one', sql: appendOneSql },
  { name: 'log-006-append-together', sql: appendTogetherSql },
  { name: 'log-007-keep-command', sql: keepCommandSql },
  { name: 'log-008-raise-epoch', sql: raiseEpochSql },
  { name: 'log-009-grants', sql: grantsSql },
];
