import { eventStoreMigrations } from '#libs/event-store/schema/migration-steps';
import { identityMigrations } from '#libs/identity/schema/identity.sql';
import { mailSql } from '#libs/notices/schema/mail.sql';
import type { SchemaStep } from '../schema-problem';
import { loopSql } from './loop.sql';
import { operationsSql } from './operations.sql';
import { readSql } from './read.sql';

/** Every step of the schema, room by room; a step that has shipped is never edited, the next change is a new one at the end. */
export const SCHEMA_STEPS: readonly SchemaStep[] = [...eventStoreMigrations, ...identityMigrations, { name: 'loop-001', sql: loopSql }, { name: 'read-001', sql: readSql('read') }, { name: 'loop-002', sql: operationsSql }, { name: 'mail-001', sql: mailSql }];
