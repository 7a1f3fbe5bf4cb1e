import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderMatrix } from './matrix';

/** Writes `policy.matrix.generated.md` into the folder given. How it is run: README of this room. */
const folder = process.argv[2];
if (folder === undefined) throw new Error('give the folder of the room: libs/identity');
writeFileSync(join(folder, 'policy.matrix.generated.md'), renderMatrix());
