import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { importPlan } from '#libs/documents/import-plan';
import type { Draft } from '#libs/supervision/plan/draft';
import { projectRoot } from '#libs/platform/project-root';

/** Drafts of a real paper and of the invented one that a story uses in its place. */
export interface Twins {
  real: Draft;
  twin: Draft;
}

/**
 * @param name of the real paper, beside the project
 * @param storyPaper of the invented one, among the stories' papers
 * @param today of both imports
 */
export async function twinsOf(name: string, storyPaper: string, today: string): Promise<Twins> {
  const [real, twin] = await Promise.all([draftOf(realPaper(name), today), draftOf(twinPaper(storyPaper), today)]);
  return { real, twin };
}

export function realPaper(name: string): string {
  return resolve(__dirname, '../../../shared/sources', name);
}

export function twinPaper(name: string): string {
  return join(projectRoot(__dirname), 'test', 'stories', 'papers', name);
}

async function draftOf(path: string, today: string): Promise<Draft> {
  if (!existsSync(path)) throw new Error(`There is no paper at ${path}. Put the folder shared/sources beside the project to run this suite.`);
  const outcome = await importPlan(readFileSync(path), { fileName: 'plan.txt', today });
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.en}`);
  return outcome.draft;
}

/** Longest run of characters that two texts share. */
export function longestShared(a: string, b: string): string {
  let longest = '';
  for (let from = 0; from < a.length; from++) {
    while (from + longest.length < a.length && b.includes(a.slice(from, from + longest.length + 1))) longest = a.slice(from, from + longest.length + 1);
  }
  return longest;
}
