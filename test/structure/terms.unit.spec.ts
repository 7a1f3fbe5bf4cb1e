import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';
import { terms } from '../../apps/web/words/terms';

const rows = readFileSync(join(projectRoot(), 'docs', 'glossary.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim()));
const glossary = new Set(rows.flatMap(([, zh]) => zh!.replace(/（[^）]*）/g, '').split(/[、/：；]/)).map((word) => word.trim()));

/** What the page explains are the project's terms: one word for one thing. */
describe('the terms that the page explains', () => {
  it.each(Object.values(terms).map((term) => [term.zh, term] as const))('stand in the glossary and are explained in both languages: %s', (zh, { en, means }) => {
    expect(glossary).toContain(zh);
    expect(means.zh).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(`${en} ${means.en}`).toMatch(/^[A-Z][^\u4e00-\u9fff]*\.$/);
  });
});
