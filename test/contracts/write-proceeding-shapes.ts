import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import { SHAPES_FILE, shapesText } from './proceeding-shapes';

writeFileSync(join(projectRoot(), SHAPES_FILE), shapesText());
