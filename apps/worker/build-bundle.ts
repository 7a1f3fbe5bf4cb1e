import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';

/** Where the built bundle lies; the worker loads only this. */
export const BUNDLE = join(__dirname, '..', '..', 'workflow-bundle.js');

/** Bundles the compiled workflows; fails on a Node builtin that is reached through any import. */
async function main(): Promise<void> {
  const { code } = await bundleWorkflowCode({ workflowsPath: require.resolve('#workflows/index') });
  await writeFile(BUNDLE, code);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
}
