import { writeFileSync } from 'node:fs';
import { type Figure, type Measured, figureOf } from './figure';

/** Gathers figures and the configuration that they hold for. */
export class Report {
  readonly figures: Figure[] = [];
  private readonly configuration: [string, string][] = [];

  constructor(private readonly print: (line: string) => void = (line) => process.stdout.write(`${line}\n`)) {}

  add(measured: Measured): void {
    const figure = figureOf(measured);
    this.figures.push(figure);
    this.print(`  ${lineOf(figure)}`);
  }

  say(line: string): void {
    this.print(line);
  }

  configured(what: string, how: string): void {
    this.configuration.push([what, how]);
  }

  /** The value of a figure already measured, for use as a baseline. */
  valueOf(name: string): number | null {
    return this.figures.findLast((f) => f.name === name)?.value ?? null;
  }

  table(): void {
    this.print('\nConfiguration');
    for (const [what, how] of this.configuration) this.print(`  ${what.padEnd(12)} ${how}`);
    this.print('\nFigures');
    for (const figure of this.figures) this.print(lineOf(figure));
    const short = this.figures.filter((f) => f.reached === false);
    this.print(short.length === 0 ? '\nEvery target was reached.' : `\nFell short (${short.length}):`);
    for (const figure of short) this.print(lineOf(figure));
  }

  write(file: string): void {
    writeFileSync(file, `${JSON.stringify({ configuration: Object.fromEntries(this.configuration), figures: this.figures }, null, 2)}\n`);
  }
}

function lineOf({ name, value, unit, baseline, ratio, target, reached }: Figure): string {
  const columns = [
    name.padEnd(66),
    `${numeral(value)} ${unit}`.padEnd(20),
    baseline === null ? ''.padEnd(30) : `baseline ${numeral(baseline)} (× ${ratio === null ? '–' : ratio.toFixed(2)})`.padEnd(30),
    target === null ? '' : `target ${target}: ${reached ? 'reached' : 'NOT REACHED'}`,
  ];
  return columns.join(' ').trimEnd();
}

function numeral(value: number | null): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}
