import { pinyin } from 'pinyin-pro';

/** Texts whose letters stay known: titles and names come again with every event of an item. */
const MOST_KNOWN = 4_000;
const known = new Map<string, string>();

/**
 * The sounds of a text in Latin letters, without tones: whole (`jinengpeixun`) and by initials (`jnpx`), as people type them who
 * search without changing to Chinese input. Empty where nothing in it is Chinese.
 */
export function lettersOf(text: string): string {
  const before = known.get(text);
  if (before !== undefined) return before;
  const sounds = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed', v: true }).filter((s) => s !== '');
  const letters = sounds.length === 0 ? '' : `${sounds.join('')} ${sounds.map((s) => s[0]).join('')}`;
  if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value!);
  known.set(text, letters);
  return letters;
}
