import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger, Runtime, type WorkflowBundle } from '@temporalio/worker';
import { projectRoot } from '#libs/platform/project-root';

const SILENT = new DefaultLogger('ERROR', () => undefined);

/** What is refused on purpose fills no screen. */
export function quietRuntime(): void {
  Runtime.install({ logger: SILENT, shutdownSignals: [], telemetryOptions: { logging: { filter: 'OFF', forward: {} } } });
}

const WORKFLOW = 'supervise.js';

/** The bundle that the worker loads. */
export const BUILT_BUNDLE = join(projectRoot(), 'dist', 'workflow-bundle.js');

/**
 * The built workflows with one passage changed, bundled as the build bundles them.
 *
 * @throws where the passage is not there any more: then the test that changes it has to be looked at
 */
export async function variantBundle(changes: readonly [passage: string | RegExp, replacement: string][]): Promise<WorkflowBundle> {
  const folder = mkdtempSync(join(projectRoot(), 'dist', 'variant-'));
  try {
    cpSync(join(projectRoot(), 'dist', 'workflows'), folder, { recursive: true });
    const file = join(folder, WORKFLOW);
    let source = readFileSync(file, 'utf8');
    for (const [passage, replacement] of changes) {
      const changed = source.replace(passage, replacement);
      if (changed === source) throw new Error(`the workflow has no passage ${String(passage)}`);
      source = changed;
    }
    writeFileSync(file, source);
    return await bundleWorkflowCode({ workflowsPath: join(folder, 'index.js'), logger: SILENT });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
