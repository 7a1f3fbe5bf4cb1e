import type { Draft } from '#libs/supervision/plan/draft';
import { TableReader } from '../readers/table.rows';
import { splitLines } from '../text/source.lines';

/** A text whose rows were torn by pages with each row in one line, as the document that it was made from has them. */
export function withWholeRows(text: string): string {
  const { rows, notes } = new TableReader().read(splitLines(text).lines);
  const said = new Map<number, string | null>();
  for (const row of rows) row.lines.forEach((line, i) => said.set(line, i === 0 ? row.raw.join('\t') : null));
  for (const note of notes) said.set(note.lines[0] ?? 0, `说明\t${note.text}${'\t'.repeat((rows[0]?.raw.length ?? 2) - 2)}`);
  return text.split('\n').flatMap((line, i) => said.get(i + 1) ?? (said.has(i + 1) ? [] : line)).join('\n');
}

/** All that two files of one paper must agree in: not where it stands, nor the room that typesetting leaves. */
export function substance({ plan, items, decisions, report }: Draft): unknown {
  const bare = items.map(({ place, ...item }) => ({ ...item, section: place.section }));
  const { accounted: _accounted, format: _format, encoding: _encoding, lines: _lines, ...told } = report;
  return JSON.parse(JSON.stringify({ plan, items: bare, decisions, told }).replace(/(?<![A-Za-z])(?: |\\n)+(?![A-Za-z])/g, ''));
}
