import 'reflect-metadata';
import { readConfiguration } from '#libs/platform/configuration';
import { describeProblems } from '#libs/platform/configuration.told';
import { createApi } from './create-api';
import { Core } from './core/core';

/** Serves HTTP until SIGTERM. */
async function main(): Promise<void> {
  const read = readConfiguration(process.env, { needs: ['database'] });
  if (!read.ok) {
    console.error(describeProblems(read.problems));
    process.exit(2);
  }
  const core = await Core.open(read.configuration);
  const app = await createApi(core, true);
  const server = await app.listen(read.configuration.port, process.env['HOST'] ?? '127.0.0.1');
  server.keepAliveTimeout = 65_000;
  console.log(`api ready on port ${read.configuration.port}`);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 3_000).unref();
    void app
      .close()
      .then(() => core.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
