/** A test run that is killed with its server running. */
import { startTestPostgres } from '../test-postgres';

void startTestPostgres().then(() => process.kill(process.pid, 'SIGKILL'));
