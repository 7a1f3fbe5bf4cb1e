import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';

/** Rows of the table that follows a marker in a page of `docs/`, without its heading. */
export function tableOfPage(page: string, marker: string): string[] {
  const text = readFileSync(join(projectRoot(__dirname), 'docs', page), 'utf8');
  const after = text.split(`<!-- ${marker} -->\n`)[1] ?? '';
  return `${after}\n`.split('\n\n')[0]!.trimEnd().split('\n').slice(2);
}

/** A row as the page has it. */
export function rowOfPage(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** 38600 as the pages write it: 38,600. */
export function figure(value: number | null | undefined): string {
  return value === null || value === undefined ? '—' : value.toLocaleString('en-US');
}
