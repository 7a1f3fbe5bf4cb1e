import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';

const ROOT = projectRoot(__dirname);
const CONFIG = '.dependency-cruiser.cjs';
const FOLDERS = ['apps', 'libs', 'workflows', 'test'];

interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}
interface Cruised {
  modules: { source: string; dependencies: { module: string; resolved: string; dependencyTypes: string[] }[] }[];
  summary: { violations: Violation[] };
}

/** Runs the rules as a person would on the command line. Exits with the number of errors, so only its output counts here. */
function cruise(base: string): Cruised {
  const program = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const args = [program, '--config', CONFIG, '--output-type', 'json', ...FOLDERS];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { cwd: base, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] })) as Cruised;
  } catch (thrown) {
    const { stdout } = thrown as { stdout?: string };
    if (!stdout) throw thrown;
    return JSON.parse(stdout) as Cruised;
  }
}

/** A file that breaks a rule, by the rule's name. Types count as much as values, so both are planted. */
const PLANTS: Record<string, { file: string; text: string }[]> = {
  'room-libs-supervision': [{ file: 'libs/supervision/probe.ts', text: `import type { Cursor } from '#libs/event-store/cursor';\nexport type P = Cursor;` }],
  'room-libs-event-store': [{ file: 'libs/event-store/probe.ts', text: `import { dayOf } from '#libs/supervision/time/day';\nexport const p = dayOf;` }],
  'room-libs-platform': [{ file: 'libs/platform/probe.ts', text: `import { dayOf } from '../supervision/time/day';\nexport const p = dayOf;` }],
  'room-libs-identity': [{ file: 'libs/identity/probe.ts', text: `import type { Cursor } from '#libs/event-store/cursor';\nexport type P = Cursor;` }],
  'room-libs-scoring': [{ file: 'libs/scoring/probe.ts', text: `import type { Cursor } from '#libs/event-store/cursor';\nexport type P = Cursor;` }],
  'room-libs-documents': [{ file: 'libs/documents/probe.ts', text: `import { References } from '#libs/commands/references';\nexport const p = References;` }],
  'room-libs-notices': [{ file: 'libs/notices/probe.ts', text: `import { References } from '#libs/commands/references';\nexport const p = References;` }],
  'room-libs-commands': [{ file: 'libs/commands/probe.ts', text: `import type { ReadModels } from '#libs/projections/projector';\nexport type P = ReadModels;` }],
  'room-libs-loop': [{ file: 'libs/loop/probe.ts', text: `import type { ReadModels } from '#libs/projections/projector';\nexport type P = ReadModels;` }],
  'room-libs-projections': [
    { file: 'libs/projections/probe.ts', text: `import { References } from '#libs/commands/references';\nexport const p = References;` },
    { file: 'libs/projections/probe-2.ts', text: `import { ROLES } from '#libs/identity/roles';\nexport const p = ROLES;` },
  ],
  'room-workflows': [{ file: 'workflows/probe.ts', text: `import type { Cursor } from '#libs/event-store/cursor';\nexport type P = Cursor;` }],
  'room-apps-api': [{ file: 'apps/api/probe.ts', text: `import { superviseItem } from '#workflows/index';\nexport const p = superviseItem;` }],
  'room-apps-worker': [{ file: 'apps/worker/probe.ts', text: `import { CommandFailed } from '#apps/cli/context';\nexport const p = CommandFailed;` }],
  'room-apps-cli': [{ file: 'apps/cli/probe.ts', text: `import type { Core } from '#apps/api/core/core';\nexport type P = Core;` }],
  'room-apps-web': [{ file: 'apps/web/probe.ts', text: `import type { ItemView } from '#libs/supervision/item/item.view';\nexport type P = ItemView;` }, { file: 'apps/web/probe-2.tsx', text: `import { dayOf } from '../../libs/supervision/time/day';\nexport const p = <i>{dayOf('')}</i>;` }],
  'page-in-web': [{ file: 'apps/cli/probe-7.ts', text: `import { createElement } from 'react';\nexport const p = createElement;` }],
  'supervision-is-pure': [
    { file: 'libs/supervision/probe-2.ts', text: `import { randomUUID } from 'node:crypto';\nexport const p = randomUUID;` },
    { file: 'libs/supervision/probe-3.ts', text: `import type { Observable } from 'rxjs';\nexport type P = Observable<1>;` },
  ],
  'workflows-import-types-only': [{ file: 'workflows/probe-2.ts', text: `import { dayOf } from '#libs/supervision/time/day';\nexport const p = dayOf;` }],
  'workflows-packages': [
    { file: 'workflows/probe-3.ts', text: `import { Client } from '@temporalio/client';\nexport const p = Client;` },
    { file: 'workflows/probe-4.ts', text: `import { readFileSync } from 'node:fs';\nexport const p = readFileSync;` },
  ],
  'pg-in-its-rooms': [{ file: 'libs/documents/probe-2.ts', text: `import type { Pool } from 'pg';\nexport type P = Pool;` }],
  'typeorm-in-its-rooms': [{ file: 'libs/event-store/probe-2.ts', text: `import { DataSource } from 'typeorm';\nexport const p = DataSource;` }],
  'nest-in-the-api': [
    { file: 'apps/worker/probe-2.ts', text: `import { Injectable } from '@nestjs/common';\nexport const p = Injectable;` },
    { file: 'libs/commands/probe-2.ts', text: `import type { Request } from 'express';\nexport type P = Request;` },
  ],
  's3-beside-the-folder': [{ file: 'apps/api/probe-s3.ts', text: `import { S3Client } from '@aws-sdk/client-s3';\nexport const p = S3Client;` }],
  'mail-in-notices': [
    { file: 'apps/worker/probe-9.ts', text: `import { createTransport } from 'nodemailer';\nexport const p = createTransport;` },
    { file: 'libs/commands/probe-9.ts', text: `import { createTransport } from 'nodemailer';\nexport const p = createTransport;` },
  ],
  'layout-in-documents': [
    { file: 'apps/api/probe-6.ts', text: `import { Document } from 'docx';\nexport const p = Document;` },
    { file: 'libs/commands/probe-10.ts', text: `import ical from 'ical-generator';\nexport const p = ical;` },
  ],
  'formats-in-documents': [
    { file: 'libs/commands/probe-11.ts', text: `import { SaxesParser } from 'saxes';\nexport const p = SaxesParser;` },
    { file: 'apps/api/probe-7.ts', text: `import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';\nexport const p = getDocument;` },
  ],
  'xml-read-in-one-file': [{ file: 'libs/documents/docx/probe-6.ts', text: `import { SaxesParser } from 'saxes';\nexport const p = SaxesParser;` }],
  'pdf-read-in-one-folder': [{ file: 'libs/documents/readers/probe-7.ts', text: `import type { PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';\nexport type P = PDFPageProxy;` }],
  'arithmetic-in-scoring': [
    { file: 'libs/commands/probe-5.ts', text: `import { Decimal } from 'decimal.js';\nexport const p = Decimal;` },
    { file: 'apps/api/probe-5.ts', text: `import jsep from 'jsep';\nexport const p = jsep;` },
  ],
  'temporal-in-its-rooms': [
    { file: 'libs/commands/probe-3.ts', text: `import { Client } from '@temporalio/client';\nexport const p = Client;` },
    { file: 'apps/api/probe-2.ts', text: `import { Connection } from '@temporalio/client';\nexport const p = Connection;` },
  ],
  'no-test-code-in-product': [
    { file: 'libs/commands/probe-4.ts', text: `import { aSystem } from './testing/a-system';\nexport const p = aSystem;` },
    { file: 'apps/cli/probe-2.ts', text: `import { startTestPostgres } from '#libs/platform/test-postgres';\nexport const p = startTestPostgres;` },
  ],
  'no-development-package-in-product': [{ file: 'libs/identity/probe-2.ts', text: `import fc from 'fast-check';\nexport const p = fc;` }],
  'no-undeclared-package': [{ file: 'libs/platform/probe-2.ts', text: `import accepts from 'accepts';\nexport const p = accepts;` }],
  'no-cycle': [
    { file: 'libs/documents/probe-3.ts', text: `import { q } from './probe-4';\nexport const p = () => q;` },
    { file: 'libs/documents/probe-4.ts', text: `import { p } from './probe-3';\nexport const q = () => p;` },
  ],
  resolvable: [{ file: 'libs/documents/probe-5.ts', text: `import { nothing } from '#libs/documents/nowhere';\nexport const p = nothing;` }],
};

const RULES = (jest.requireActual(join(ROOT, CONFIG)) as { forbidden: { name: string; comment?: string }[] }).forbidden;

/** The sources as they are, with a violation of every rule among them. */
function plantedCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'duban-import-rules-'));
  const wanted = (path: string): boolean => !/(^|\/)(node_modules|dist)(\/|$)/.test(relative(ROOT, path));
  for (const name of [...FOLDERS, CONFIG, 'package.json', 'tsconfig.json']) cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter: wanted });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { file, text } of Object.values(PLANTS).flat()) {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), `${text}\n`);
  }
  return copy;
}

describe('the import rules', () => {
  let cruised: Cruised;
  const planted = new Set(Object.values(PLANTS).flatMap((plants) => plants.map(({ file }) => file)));

  // Both questions by one look, which takes seconds: what the sources do, and whether each rule would speak.
  beforeAll(() => {
    const copy = plantedCopy();
    try {
      cruised = cruise(copy);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('hold', () => {
    const { modules, summary } = cruised;
    expect(summary.violations.filter((v) => !planted.has(v.from)).map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
    // What was not seen was not judged: imports of types, and those between rooms, resolved to sources.
    const worker = modules.find((m) => m.source === 'apps/worker/watchdog.ts')?.dependencies ?? [];
    expect(worker.find((d) => d.module === '#libs/commands/clock')).toMatchObject({ resolved: 'libs/commands/clock.ts', dependencyTypes: expect.arrayContaining(['type-only']) });
  });

  it('name every room', () => {
    const rooms = ['libs', 'apps'].flatMap((top) => readdirSync(join(ROOT, top), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => `room-${top}-${e.name}`));
    expect(RULES.map((r) => r.name)).toEqual(expect.arrayContaining(rooms));
  });

  it('give a reason each', () => {
    expect(RULES.filter((r) => !r.comment).map((r) => r.name)).toEqual([]);
  });

  it.each(RULES.map((r) => r.name))('%s speaks of a violation', (name) => {
    const found = new Set(cruised.summary.violations.map((v) => `${v.rule.name} ${v.from}`));
    const plants = PLANTS[name] ?? [];
    expect(plants).not.toEqual([]);
    // A cycle is told once, from one of its files.
    const silent = plants.filter(({ file }) => !found.has(`${name} ${file}`));
    expect(name === 'no-cycle' ? silent.slice(1) : silent).toEqual([]);
  });
});
