import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test file, removed at its end. Others may pass through it: a database server runs as another user. */
export function scratchFolder(): { readonly path: string; at(...parts: string[]): string } {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'duban-scratch-'));
    chmodSync(folder, 0o711);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  return {
    get path() {
      return folder;
    },
    at: (...parts) => join(folder, ...parts),
  };
}
