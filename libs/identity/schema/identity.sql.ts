import { accountsSql } from './accounts.sql';
import { attemptsSql } from './attempts.sql';
import { auditSql } from './audit.sql';
import { commandsSql } from './commands.sql';
import { feedsSql } from './feeds.sql';
import { grantsSql } from './grants.sql';
import { personalSql } from './personal.sql';
import { powersSql } from './powers.sql';
import { sessionsSql } from './sessions.sql';

/** Run once each, in this order, by the owner; the role `duban_app` is there already. A step that has shipped is never edited. */
export const identityMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'auth-001-accounts', sql: accountsSql },
  { name: 'auth-002-powers', sql: powersSql },
  { name: 'auth-003-sessions', sql: sessionsSql },
  { name: 'auth-004-attempts', sql: attemptsSql },
  { name: 'auth-005-audit', sql: auditSql },
  { name: 'auth-006-grants', sql: grantsSql },
  { name: 'auth-007-personal', sql: personalSql },
  { name: 'auth-008-feeds', sql: feedsSql },
  { name: 'auth-009-commands', sql: commandsSql },
];
