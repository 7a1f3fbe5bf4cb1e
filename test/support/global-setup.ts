import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { migrate } from '#libs/projections/migrations';
import { type TestPostgresAddress, createTestDatabase, publishTestPostgres, startTestPostgres } from '#libs/platform/test-postgres';
import { publishTestTemporal, startTestTemporal } from '#libs/platform/test-temporal';

/** Name of the migrated database that tests get copies of. */
export const MIGRATED = 'migrated';

/**
 * Starts a real PostgreSQL for each of jest's workers and one real Temporal for all; a test that lacks them fails, it never skips.
 *
 * @param workers how many spec files jest runs beside each other
 */
export default async function setUp({ maxWorkers: workers }: { readonly maxWorkers: number }): Promise<void> {
  const stops: (() => Promise<void>)[] = [];
  (globalThis as { stopTestServers?: () => Promise<void> }).stopTestServers = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  const aPostgres = async (): Promise<TestPostgresAddress> => {
    const { address, stop } = await startTestPostgres();
    stops.push(stop);
    const template = await createTestDatabase({ name: MIGRATED, address });
    await migrate(template.ownerUrl, SCHEMA_STEPS);
    return address;
  };
  publishTestPostgres(await Promise.all(Array.from({ length: workers }, aPostgres)));
  if (process.env['DUBAN_TEST_WITHOUT_TEMPORAL'] === undefined) {
    const temporal = await startTestTemporal();
    stops.push(() => temporal.stop());
    publishTestTemporal(temporal);
  }
}
