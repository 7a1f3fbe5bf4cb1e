// npm run papers:render: draws a sample of every paper and of the ledgers as workbooks, lets LibreOffice lay them out, and keeps the pages as
// pictures, with a digest of what they show, beside the specs.
// Not part of `npm test`: LibreOffice and the fonts need not be there. What is missing is said.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
/** What stands in for the typefaces of the receiving office. */
const STAND_INS = { 方正小标宋: 'Noto Serif CJK SC', 仿宋_GB2312: 'Noto Serif CJK SC', 楷体_GB2312: 'Noto Serif CJK SC', 宋体: 'Noto Serif CJK SC', 黑体: 'Noto Sans CJK SC' };
const MOST_BYTES = 60_000;
const ALIASES = Object.entries(STAND_INS).map(([name, standIn]) => `<match target="pattern"><test name="family"><string>${name}</string></test><edit name="family" mode="assign" binding="strong"><string>${standIn}</string></edit></match>`);
const FONTS = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${ALIASES.join('')}</fontconfig>`;

const missing = [];
for (const [command, from] of [['soffice', 'libreoffice-writer and libreoffice-calc'], ['pdftoppm', 'poppler-utils'], ['fc-list', 'fontconfig']]) if (spawnSync(command, ['--help']).error) missing.push(`${command} (Debian: ${from})`);
if (missing.length === 0 && !execFileSync('fc-list', { encoding: 'utf8' }).includes('Noto Serif CJK')) missing.push('the fonts Noto Serif CJK and Noto Sans CJK (Debian: fonts-noto-cjk)');
if (missing.length > 0) {
  console.error(`Papers cannot be rendered here. Missing: ${missing.join('; ')}`);
  process.exit(1);
}

const require = createRequire(import.meta.url);
const built = (path) => require(join(root, 'dist/libs/documents', path));
const { SAMPLES } = built('papers/testing/samples.js');
const { WORKBOOKS } = built('lists/testing/samples.js');
const { drawPaper } = built('papers/paper.draw.js');
const { contentDigest } = built('papers/testing/content.digest.js');

/** Writes the files, opens each in LibreOffice, and keeps its pages as pictures beside the digests of what they show. */
async function render(files, ending, into) {
  const target = join(root, 'libs/documents', into, 'renderings');
  const folder = mkdtempSync(join(tmpdir(), 'duban-papers-'));
  try {
    writeFileSync(join(folder, 'fonts.conf'), FONTS);
    const names = Object.keys(files);
    for (const name of names) writeFileSync(join(folder, `${name}.${ending}`), files[name]);
    execFileSync('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'pdf', '--outdir', folder, ...names.map((n) => join(folder, `${n}.${ending}`))], { env: { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') }, stdio: 'ignore' });
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    const digests = {};
    for (const name of names) {
      readFileSync(join(folder, `${name}.pdf`));
      execFileSync('pdftoppm', ['-r', '48', '-png', join(folder, `${name}.pdf`), join(folder, name)]);
      const pages = readdirSync(folder).filter((f) => f.startsWith(`${name}-`) && /-\d+\.png$/.test(f) && f.replace(/-\d+\.png$/, '') === name).sort();
      pages.forEach((page, i) => {
        if (statSync(join(folder, page)).size > MOST_BYTES) throw new Error(`${page} is larger than ${MOST_BYTES} bytes`);
        copyFileSync(join(folder, page), join(target, `${name}-${i + 1}.png`));
      });
      digests[name] = await contentDigest(files[name]);
      console.log(`${name}: ${pages.length} page(s)`);
    }
    writeFileSync(join(target, 'digests.json'), `${JSON.stringify(digests, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const drawn = async (samples, draw) => Object.fromEntries(await Promise.all(Object.entries(samples).map(async ([name, sample]) => [name, await draw(sample)])));
await render(await drawn(SAMPLES, drawPaper), 'docx', 'papers');
await render(await drawn(WORKBOOKS, (write) => write()), 'xlsx', 'lists');
