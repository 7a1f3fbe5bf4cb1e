const { availableParallelism } = require('node:os');

/** One configuration; the file suffix tells the cost: .unit (no I/O), .int (real PostgreSQL, real Temporal), .e2e (whole system). */
const swc = ['@swc/jest', {
  jsc: { parser: { syntax: 'typescript', decorators: true }, transform: { legacyDecorator: true, decoratorMetadata: true }, target: 'es2022' },
  module: { type: 'commonjs' },
}];
const common = {
  rootDir: '.',
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/workflows', '<rootDir>/test'],
  transform: { '^.+\\.[cm]?[jt]s$': swc },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|canonicalize|csv-parse|csv-stringify|pdfjs-dist)/)'],
  moduleNameMapper: { '^#(libs|workflows|apps|test)/(.*)$': '<rootDir>/$1/$2' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const servers = { globalSetup: '<rootDir>/test/support/global-setup.ts', globalTeardown: '<rootDir>/test/support/global-teardown.ts' };

module.exports = {
  // One for each core, where Jest would leave one core idle. Each has a PostgreSQL of its own and may run a whole system: no more than four.
  maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
  // Ends a test that hangs; nothing is judged by it, so it is far beyond what a busy machine needs.
  testTimeout: 240_000,
  projects: [
    { ...common, displayName: 'unit', testMatch: ['**/*.unit.spec.ts'] },
    { ...common, displayName: 'int', testMatch: ['**/*.int.spec.ts', '**/*.e2e.spec.ts'], testEnvironment: '<rootDir>/test/support/environment.js', ...servers },
    { ...common, displayName: 'sources', testMatch: ['**/*.src.spec.ts'] },
  ],
};
