import { writeFile } from 'node:fs/promises';
import { figuresOf, measure, type Figure, type Measured } from './measure';
import { KINDS, percentOf } from './score';

/** `npm run bench:import [-- --json FILE]`: how much of invented papers the importer reads as a clerk does. */

function pad(text: string, width: number): string {
  const wide = [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - wide));
}

function print(measured: readonly Measured[], figures: readonly Figure[]): void {
  console.log(pad('paper', 36) + KINDS.map((kind) => pad(kind, 18)).join('') + 'lost');
  for (const { name, shares, lost } of measured) {
    console.log(pad(name, 36) + KINDS.map((kind) => pad(`${percentOf(shares[kind]).toFixed(1)} % (${shares[kind].right}/${shares[kind].of})`, 18)).join('') + lost.length);
  }
  console.log('');
  for (const { name, value, unit, target, reached } of figures) console.log(`${reached ? '✓' : '✗'} ${pad(name, 10)}${value} ${unit}${target === null ? '' : `  (to reach: ${target})`}`);
  const short = measured.filter(({ short: words, lost }) => words.length + lost.length > 0);
  if (short.length > 0) console.log('\nWhat fell short (− missing, + invented):');
  for (const { name, short: words, lost } of short) for (const each of [...words, ...lost.map((line) => `lost: ${line}`)]) console.log(`  ${name}  ${each}`);
}

async function main(args: readonly string[]): Promise<void> {
  const measured = await measure();
  const figures = figuresOf(measured);
  print(measured, figures);
  const file = args[args.indexOf('--json') + 1];
  if (args.includes('--json') && file) await writeFile(file, `${JSON.stringify({ figures, papers: measured }, null, 2)}\n`);
  if (figures.some(({ reached }) => !reached)) process.exitCode = 1;
}

if (require.main === module) void main(process.argv.slice(2));
