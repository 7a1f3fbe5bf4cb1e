/** Tables of a backup in the order in which they are put back. Read models and the loop's tables are made anew from the log; but a virtual clock goes along, since the log has its time. */
export const BACKUP_TABLES = [
  'loop.clock',
  'log.streams', 'log.events', 'log.commands', 'log.seals',
  'auth.accounts', 'auth.grants', 'auth.sign_ins', 'auth.account_changes', 'auth.subject_keys',
  'mail.mailboxes', 'mail.mailbox_changes', 'mail.outbox', 'mail.mails',
] as const;

export interface Manifest {
  format: 'duban-backup-1';
  madeAt: string;
  epoch: number;
  /** Schema steps of the program that made it. */
  schema: string[];
  files: { table: string; file: string; sha256: string; bytes: number }[];
}

export const MANIFEST = 'manifest.json';
