/**
 * A cell that begins like a formula is run by spreadsheets (=, +, -, @, tab, carriage return). Written with an apostrophe
 * before it, it stays text; a leading apostrophe is doubled, so that reading gives back exactly what was written.
 */
const DANGEROUS = /^['=+\-@\t\r＝＋－＠]/;

export function inert(cell: string): string {
  return DANGEROUS.test(cell) ? `'${cell}` : cell;
}

export function restored(cell: string): string {
  return cell.startsWith("'") && DANGEROUS.test(cell.slice(1)) ? cell.slice(1) : cell;
}
