import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { projectRoot } from '#libs/platform/project-root';

const ROOT = projectRoot(__dirname);
const SKIPPED = new Set(['node_modules', 'dist', '.git', '.duban', 'coverage']);

function pages(folder = ROOT): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : pages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const PACKAGE = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
const READMES = ['README.md', 'README.zh-CN.md'];

describe('the documentation', () => {
  it.each(pages().map((page) => relative(ROOT, page)))('%s links to what is there', (page) => {
    const links = [...text(page).matchAll(/\]\(([^)#\s]+)(#[^)]*)?\)/g)].map(([, target]) => target ?? '').filter((target) => !/^[a-z]+:/.test(target));
    expect(links.filter((target) => !existsSync(join(ROOT, dirname(page), target)))).toEqual([]);
  });

  it.each(READMES)('%s has a line for every npm script', (page) => {
    const scripts = Object.keys(PACKAGE.scripts).filter((name) => !name.startsWith('pre'));
    expect(scripts.filter((name) => !text(page).includes(`npm run ${name}`) && !text(page).includes(`\`npm ${name}`))).toEqual([]);
  });

  it('has a README in every room', () => {
    const rooms = ['apps', 'libs'].flatMap((top) => readdirSync(join(ROOT, top), { withFileTypes: true }).filter((e) => e.isDirectory()).map((e) => `${top}/${e.name}`));
    expect([...rooms, 'workflows', 'test', 'scripts', 'docker'].filter((room) => !existsSync(join(ROOT, room, 'README.md')))).toEqual([]);
  });

  it('says the same commands in both languages', () => {
    const shell = (page: string): string[] => [...text(page).matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '');
    expect(shell('README.zh-CN.md')).toEqual(shell('README.md'));
  });

  it('shows shell that is well-formed', () => {
    for (const [, block] of text('README.md').matchAll(/```sh\n(.*?)```/gs)) execFileSync('sh', ['-n'], { input: block ?? '' });
  });

  it('lists every command of duban', () => {
    const commands = [...text('apps/cli/main.ts').matchAll(/\.command\('([\w-]+)/g)].map(([, name]) => name);
    for (const page of READMES) expect(commands.filter((name) => !text(page).includes(`\`${name}\``))).toEqual([]);
  });
});
