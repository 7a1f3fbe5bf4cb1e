const { join } = require('node:path');

/** How imports between rooms are found in the sources, for the import rules: `#libs/x` is libs/x.ts and not ./dist/libs/x.js. */
module.exports = {
  resolve: {
    alias: Object.fromEntries(['libs', 'workflows', 'apps', 'test'].map((folder) => [`#${folder}`, join(process.cwd(), folder)])),
    extensions: ['.ts', '.tsx', '.cts', '.js', '.cjs', '.json'],
    conditionNames: ['require', 'node', 'default', 'types', 'import'],
    symlinks: false,
  },
};
