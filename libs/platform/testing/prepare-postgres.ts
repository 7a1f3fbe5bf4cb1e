/** Makes a data folder, to be killed by a test while it does. */
import { EmbeddedPostgres } from '../embedded-postgres';

void EmbeddedPostgres.prepare({ folder: process.argv[2] ?? '', port: 1, say: () => undefined });
