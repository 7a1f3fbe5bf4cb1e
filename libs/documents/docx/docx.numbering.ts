import { child, switchOf, valueOf, type XmlNode } from '../codecs/xml.tree';
import type { NumberRef } from './docx.styles';
import { formatNumber } from './number.format';

/** One level of a list as it is defined. */
interface Level {
  start: number;
  format: string;
  /** `第%1条`: %n stands for the number of level n. */
  text: string;
  /** Shows the numbers of all levels in plain digits. */
  plainDigits: boolean;
  /** Begins anew after a number of this level (from 1) or an outer one; 0: never. Null: after any outer level. */
  restartsAfter: number | null;
  /** The style that stands for this level. */
  style: string | null;
}

interface Definition {
  /** Lists of one definition count on together. */
  id: string;
  levels: Map<number, Level>;
}

interface ListOfNumbers {
  definition: Definition;
  /** Levels defined otherwise than the definition says. */
  levels: Map<number, Level>;
  startsAnew: Map<number, number>;
}

const MOST_LEVELS = 9;

function levelOf(node: XmlNode): [number, Level] {
  const restart = valueOf(node, 'w:lvlRestart');
  const format = child(node, 'w:numFmt') ?? child(child(child(node, 'mc:AlternateContent'), 'mc:Fallback'), 'w:numFmt');
  return [
    Number(node.attributes.ilvl ?? 0),
    {
      start: Number(valueOf(node, 'w:start') ?? 0),
      format: format?.attributes.val ?? 'decimal',
      text: valueOf(node, 'w:lvlText') ?? '',
      plainDigits: switchOf(node, 'w:isLgl') ?? false,
      restartsAfter: restart === undefined ? null : Number(restart),
      style: valueOf(node, 'w:pStyle') ?? null,
    },
  ];
}

/** Counts as a word processor does, and says what number stands before a paragraph. */
export class Numbering {
  private readonly lists = new Map<string, ListOfNumbers>();
  /** By definition: the number last given at each level. */
  private readonly counts = new Map<string, (number | null)[]>();
  private readonly begun = new Set<string>();

  constructor(root: XmlNode | null) {
    const nodes = new Map((root?.children ?? []).filter((node) => node.name === 'w:abstractNum').map((node) => [node.attributes.abstractNumId ?? '', node]));
    const byStyle = new Map([...nodes.values()].flatMap((node) => (valueOf(node, 'w:styleLink') === undefined ? [] : [[valueOf(node, 'w:styleLink'), node] as const])));
    const definitions = new Map<string, Definition>();
    for (const [id, node] of nodes) {
      const linked = byStyle.get(valueOf(node, 'w:numStyleLink')) ?? node;
      definitions.set(id, { id: linked.attributes.abstractNumId ?? id, levels: new Map(linked.children.filter((each) => each.name === 'w:lvl').map(levelOf)) });
    }
    for (const num of root?.children ?? []) {
      const definition = definitions.get(valueOf(num, 'w:abstractNumId') ?? '');
      if (num.name !== 'w:num' || !definition) continue;
      const list: ListOfNumbers = { definition, levels: new Map(definition.levels), startsAnew: new Map() };
      for (const override of num.children.filter((each) => each.name === 'w:lvlOverride')) {
        const at = Number(override.attributes.ilvl ?? 0);
        const level = child(override, 'w:lvl');
        const start = valueOf(override, 'w:startOverride');
        if (level) list.levels.set(at, levelOf(level)[1]);
        if (start !== undefined) list.startsAnew.set(at, Number(start));
      }
      this.lists.set(num.attributes.numId ?? '', list);
    }
  }

  /** The number of the next paragraph that refers to a list, with what stands around it; empty where it shows none. */
  next(ref: NumberRef, styleId: string): string {
    const list = this.lists.get(ref.numId);
    if (!list) return '';
    const tied = [...list.levels].find(([, level]) => level.style === styleId)?.[0];
    const at = Math.min(ref.level ?? tied ?? 0, MOST_LEVELS - 1);
    const level = list.levels.get(at);
    if (!level) return '';
    const counts = this.counts.get(list.definition.id) ?? new Array<number | null>(MOST_LEVELS).fill(null);
    this.counts.set(list.definition.id, counts);
    const anew = list.startsAnew.get(at);
    const key = `${ref.numId}/${at}`;
    if (anew !== undefined && !this.begun.has(key)) counts[at] = null;
    this.begun.add(key);
    counts[at] = (counts[at] ?? (anew ?? level.start) - 1) + 1;
    for (let inner = at + 1; inner < MOST_LEVELS; inner += 1) {
      const after = list.levels.get(inner)?.restartsAfter ?? null;
      if (after === null || (after > 0 && at < after)) counts[inner] = null;
    }
    if (level.format === 'bullet') return level.text === '' ? '' : '•';
    return level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const of = Number(digit) - 1;
      const shown = list.levels.get(of);
      return formatNumber(counts[of] ?? shown?.start ?? 1, level.plainDigits ? 'decimal' : (shown?.format ?? 'decimal'));
    });
  }
}
