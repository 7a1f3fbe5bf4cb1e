/** Pads a text to so many columns of a terminal, in which a Chinese character takes two. */
export function padded(text: string, columns: number): { text: string; width: number } {
  const width = [...text].reduce((n, c) => n + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u.test(c) ? 2 : 1), 0);
  return { text: text + ' '.repeat(Math.max(0, columns - width)), width };
}
