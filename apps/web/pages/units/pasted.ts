/** A unit as a row of a pasted table says it. */
export interface PastedUnit {
  name: string;
  /** As it is called; empty: not said. */
  kind: string;
  parent: string;
  aliases: string[];
}

/** What would come of a row: registered, there already, or not taken, and why. */
export type Verdict = 'new' | 'known' | 'twice' | 'taken' | 'noParent' | 'parents' | 'noKind' | 'name';

interface Named {
  name: string;
  aliases: readonly string[];
}

/** What names lead to already: units that stand, and groups. */
export interface Registered {
  units: readonly Named[];
  groups: readonly Named[];
}

/** As the server takes names. */
const LEAST = 2;
const MOST = 100;
const HEADS: readonly (readonly [keyof PastedUnit, RegExp])[] = [
  ['name', /^(单位)?(名称|单位|全称)$|^(unit|name)$/i],
  ['kind', /类别|类型|性质|^kind$/i],
  ['parent', /隶属|上级|主管|^parent$|^above$/i],
  ['aliases', /别名|简称|^alias/i],
];

/** Rows of a table as spreadsheets copy it: cells parted by tabs, or by commas where there is no tab; its own heading says which column is which, else they are name, kind, parent, aliases. */
export function readPasted(text: string): PastedUnit[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const cellsOf = (line: string): string[] => line.split(text.includes('\t') ? '\t' : /[,，]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
  const head = cellsOf(lines[0] ?? '');
  const named = HEADS.flatMap(([field, is]) => head.flatMap((cell, at) => (is.test(cell) ? [[field, at] as const] : [])));
  const headed = named.some(([field]) => field === 'name');
  const place = new Map<string, number>(headed ? named : HEADS.map(([field], at) => [field, at]));
  return lines.slice(headed ? 1 : 0).map((line) => {
    const cells = cellsOf(line);
    const cell = (field: keyof PastedUnit): string => cells[place.get(field) ?? -1] ?? '';
    return { name: cell('name'), kind: cell('kind'), parent: cell('parent'), aliases: cell('aliases').split(/[、;；/]/).map((alias) => alias.trim()).filter((alias) => alias !== '') };
  });
}

/** Spaces, widths and bracket forms that never tell two names apart, as the server takes them. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

/** How many of them answer to each name. */
function answering(all: readonly Named[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { name, aliases } of all) for (const one of new Set([name, ...aliases].map(plain))) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
}

/**
 * Each row with what would come of it, those above before those below them: a parent is there by the time it is named.
 *
 * @param kinds words for kinds of unit
 */
export function judged(rows: readonly PastedUnit[], { units, groups }: Registered, kinds: ReadonlySet<string>): { row: PastedUnit; verdict: Verdict }[] {
  const [known, grouped] = [answering(units), answering(groups)];
  const names = rows.map(({ name }) => plain(name));
  /** Names of rows that are taken. */
  const said = new Set<string>();
  const ownNames = (row: PastedUnit): string[] => [row.name, ...row.aliases].map(plain);
  const found = rows.map((row, at): { row: PastedUnit; verdict: Verdict } => {
    if (row.name.length < LEAST || row.name.length > MOST) return { row, verdict: 'name' };
    if (known.has(names[at]!)) return { row, verdict: 'known' };
    if (names.indexOf(names[at]!) < at) return { row, verdict: 'twice' };
    if (ownNames(row).some((name) => known.has(name) || grouped.has(name))) return { row, verdict: 'taken' };
    if ((known.get(plain(row.parent)) ?? 0) > 1) return { row, verdict: 'parents' };
    return { row, verdict: row.kind !== '' && !kinds.has(row.kind) ? 'noKind' : 'new' };
  });
  const ordered: typeof found = [];
  let left = found;
  // Round by round those whose parent is there; who is left names one that is nowhere, or below themselves.
  for (;;) {
    const now = left.filter(({ row, verdict }) => verdict !== 'new' || row.parent === '' || known.has(plain(row.parent)) || said.has(plain(row.parent)));
    if (now.length === 0) break;
    for (const { row, verdict } of now) {
      const taken = verdict === 'new' && ownNames(row).some((name) => said.has(name));
      if (verdict === 'new' && !taken) for (const name of ownNames(row)) said.add(name);
      ordered.push({ row, verdict: taken ? 'taken' : verdict });
    }
    left = left.filter((one) => !now.includes(one));
  }
  return [...ordered, ...left.map(({ row }) => ({ row, verdict: 'noParent' as const }))];
}
