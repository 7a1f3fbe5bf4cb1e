/**
 * The table of rooms as rules: who may import whom, and where each foreign package may be named.
 *
 * A room is a folder; `mayImport` lists the rooms that its product code may import. Test code (specs, `testing/` folders, `test/`)
 * may import everything, and nobody but test code may import it. `test/structure/import-rules.unit.spec.ts` runs these rules and
 * plants a violation of every one.
 */
const ROOMS = {
  'libs/supervision': { mayImport: [] },
  'libs/event-store': { mayImport: [] },
  'libs/platform': { mayImport: [] },
  'libs/identity': { mayImport: ['libs/supervision'] },
  'libs/scoring': { mayImport: ['libs/supervision'] },
  'libs/documents': { mayImport: ['libs/supervision'] },
  'libs/notices': { mayImport: ['libs/supervision', 'libs/event-store'], why: 'numbers are streams of the log' },
  'libs/commands': { mayImport: ['libs/supervision', 'libs/scoring', 'libs/event-store', 'libs/identity'] },
  'libs/loop': { mayImport: ['libs/supervision', 'libs/event-store', 'libs/commands'], why: 'between the log and Temporal: who is told, and what was asked' },
  'libs/projections': {
    mayImport: ['libs/supervision', 'libs/event-store', 'libs/identity/schema', 'libs/notices/schema'],
    why: 'of identity and notices only the steps of their schemas, for the one list of migrations',
  },
  workflows: { mayImport: ['libs/supervision'], why: 'what it imports is in the workflow bundle' },
  'apps/api': { mayImport: ['libs'] },
  'apps/worker': { mayImport: ['libs', 'workflows'] },
  'apps/cli': { mayImport: ['libs'] },
  'apps/web': { mayImport: [], why: 'it knows the API by its generated client alone' },
};

const TEST_CODE = '(\\.spec\\.[cm]?tsx?$|/testing/|^test/|^libs/platform/test-[^/]+\\.ts$)';
const packages = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
/** A package that belongs to rooms, or to folders or files of them: forbidden to all other product code. */
const belongs = (name, comment, rooms, names) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^(apps|libs|workflows)/', pathNot: [TEST_CODE, ...rooms.map((room) => (room.endsWith('$') ? `^${room}` : `^${room}/`))] },
  to: { path: packages(...names) },
});

const roomRules = Object.entries(ROOMS).map(([room, { mayImport, why }]) => ({
  name: `room-${room.replace('/', '-')}`,
  comment: `${room} may import ${mayImport.length === 0 ? 'no other room' : mayImport.join(', ')}${why ? `: ${why}` : ''}`,
  severity: 'error',
  from: { path: `^${room}/`, pathNot: TEST_CODE },
  to: { path: '^(apps|libs|workflows|scripts)/', pathNot: [room, ...mayImport].map((folder) => `^${folder}/`) },
}));

module.exports = {
  forbidden: [
    ...roomRules,
    {
      name: 'supervision-is-pure',
      comment: 'The domain is given everything: no package, no Node builtin, no clock, no chance. It runs in a browser, a test and a rehearsal alike',
      severity: 'error',
      from: { path: '^libs/supervision/', pathNot: TEST_CODE },
      to: { pathNot: '^libs/supervision/' },
    },
    {
      name: 'workflows-import-types-only',
      comment: 'Whatever a workflow imports of ours is replayed with it for ever. Types leave no trace in the bundle',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TEST_CODE },
      to: { path: '^libs/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'workflows-packages',
      comment: 'The sandbox of a workflow has no Node and no network: only what the SDK made for it',
      severity: 'error',
      from: { path: '^workflows/', pathNot: TEST_CODE },
      to: { pathNot: ['^workflows/', '^libs/', ...packages('@temporalio/(workflow|common)')] },
    },
    belongs('pg-in-its-rooms', 'SQL is written where tables are kept, nowhere else', ['libs/event-store', 'libs/projections', 'libs/identity', 'libs/commands', 'libs/loop', 'libs/notices', 'libs/platform', 'apps'], ['pg', '@types/pg']),
    belongs('typeorm-in-its-rooms', 'Read models and migrations only. The log is written by one statement that no mapper may rephrase', ['libs/projections', 'apps/api', 'apps/cli'], ['typeorm']),
    belongs('s3-beside-the-folder', 'The bytes of evidence lie behind one interface: nobody else knows where', ['libs/commands'], ['@aws-sdk']),
    belongs('nest-in-the-api', 'HTTP is one way in among several: nothing below it knows it', ['apps/api'], ['@nestjs', 'nestjs-[^/]+', 'express', '@types/express', 'helmet', 'class-validator', 'class-transformer']),
    belongs('mail-in-notices', 'One place speaks SMTP, with one idea of what a failure means', ['libs/notices'], ['nodemailer', '@types/nodemailer']),
    belongs('layout-in-documents', 'One room knows how papers and calendars are written, and what writes them', ['libs/documents'], ['docx', 'jszip', 'ical-generator', 'exceljs']),
    belongs('formats-in-documents', 'Files of others are read in one room, within its bounds of time and memory', ['libs/documents'], ['saxes', 'pdfjs-dist']),
    belongs('xml-read-in-one-file', 'XML without entities, within a depth and a number of nodes: nobody parses it past these bounds', ['libs/documents/codecs/xml\\.tree\\.ts$'], ['saxes']),
    belongs('pdf-read-in-one-folder', 'A pdf is opened without scripts and without fetching anything: one folder knows how', ['libs/documents/pdf'], ['pdfjs-dist']),
    belongs('page-in-web', 'What a browser shows is made in one room, and nothing else needs what shows it', ['apps/web'], ['react', 'react-dom', 'antd', '@ant-design', '@tanstack', 'echarts', '@svar-ui', 'i18next', 'react-i18next', 'vite', 'dayjs']),
    belongs('arithmetic-in-scoring', 'One place decides how numbers are read, computed and rounded: a score is the same digits everywhere', ['libs/scoring'], ['decimal\\.js', 'jsep']),
    belongs('temporal-in-its-rooms', 'The log is the truth and Temporal an engine that can be lost: who decides and who shows does not know it', ['workflows', 'libs/loop', 'apps/worker', 'apps/cli', 'libs/platform'], ['@temporalio']),
    {
      name: 'no-test-code-in-product',
      comment: 'Test code may take short cuts that production must not',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/', pathNot: TEST_CODE },
      to: { path: TEST_CODE },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'An installation without development packages must run; of the web page it has what was built',
      severity: 'error',
      from: { path: '^(apps|libs|workflows)/', pathNot: [TEST_CODE, '^apps/web/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'], pathNot: packages('@types') },
    },
    {
      name: 'no-undeclared-package',
      comment: 'A package that only another one brings may be gone with its next version',
      severity: 'error',
      from: { path: '^(apps|libs|workflows|test)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-cycle',
      comment: 'Files that need each other are one file, or their common ground is a third',
      severity: 'error',
      from: { path: '^(apps|libs|workflows|test)/' },
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be found would be under no rule at all',
      severity: 'error',
      // `api.d.mts` is made from the OpenAPI document when the client is tried.
      from: { path: '^(apps|libs|workflows|test)/', pathNot: '^test/contracts/client/' },
      // What the web page knows of the API is made by the build.
      to: { couldNotResolve: true, pathNot: 'dist/web-client/(schema|known-on-a-day)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // `#libs/…` is resolved by package.json to ./dist; here to the sources.
    webpackConfig: { fileName: 'test/structure/resolve.cjs' },
    // A package is found by what it exports, its `main` may name a file that is not there.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
};
