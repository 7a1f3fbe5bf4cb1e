import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { migrate } from '#libs/projections/migrations';
import { createTestDatabase, publishTestPostgres, startTestPostgres } from '#libs/platform/test-postgres';
import { publishTestTemporal, startTestTemporal } from '#libs/platform/test-temporal';

/** Name of the migrated database that tests get copies of. */
export const MIGRATED = 'migrated';

/** Starts one real PostgreSQL and one real Temporal for the run; a test that lacks them fails, it never skips. */
export default async function setUp(): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  (globalThis as { stopTestServers?: () => Promise<void> }).stopTestServers = async () => {
    for (const stop of stops.reverse()) await stop();
  };
  const postgres = await startTestPostgres();
  stops.push(() => postgres.stop());
  publishTestPostgres(postgres.address);
  process.env['DUBAN_TEST_DATABASE_URL'] = postgres.address.superuserUrl;
  const template = await createTestDatabase({ name: MIGRATED });
  await migrate(template.ownerUrl, SCHEMA_STEPS);
  if (process.env['DUBAN_TEST_WITHOUT_TEMPORAL'] === undefined) {
    const temporal = await startTestTemporal();
    stops.push(() => temporal.stop());
    publishTestTemporal(temporal);
  }
}
