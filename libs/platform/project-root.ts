import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of the root package.json: the same from the sources and from dist, which holds no package.json. */
export function projectRoot(from: string = __dirname): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error(`no package.json above ${from}`);
  }
}
