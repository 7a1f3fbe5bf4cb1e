/** Letters, figures and characters of any script that a reader sees. */
const SEEN = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/gu;

function seenIn(text: string): number {
  return text.match(SEEN)?.length ?? 0;
}

/** Whether a text says something: two characters at least. Blanks, marks (。。, ——) and what nobody sees (zero-width) say nothing. */
export function says(text: string): boolean {
  return seenIn(text) >= 2;
}

/** Whether a text says nothing at all, where one character may be enough. */
export function saysNothing(text: string): boolean {
  return seenIn(text) === 0;
}
