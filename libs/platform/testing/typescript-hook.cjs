/**
 * Lets plain Node run our TypeScript sources (`node --require <this file> program.ts`), so that tests which need a real
 * process do not depend on a build. Aliases lead to the sources instead of dist.
 */
const { readFileSync, existsSync } = require('node:fs');
const { join } = require('node:path');
const Module = require('node:module');
const { transformSync } = require('@swc/core');

const root = join(__dirname, '..', '..', '..');
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const alias = /^#(libs|workflows|apps|test)\/(.*)$/.exec(request);
  if (!alias) return resolveFilename.call(this, request, ...rest);
  const base = join(root, alias[1], alias[2]);
  return existsSync(`${base}.ts`) ? `${base}.ts` : resolveFilename.call(this, base, ...rest);
};
Module._extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  module._compile(code, filename);
};
