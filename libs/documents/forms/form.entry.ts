import { createHash } from 'node:crypto';
import type { Entry } from '#libs/supervision/reporting-round/round.types';

/** What a sheet can carry of a text: line ends as one character, and no character that XML refuses. */
export function carried(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

/** Blanks alone say nothing. */
function words(text: string): string {
  const kept = carried(text);
  return kept.trim() === '' ? '' : kept;
}

const BLANK: Entry = { stepId: null, text: '', percent: null, values: [], noProgressReason: null };

/** A short sum over what a line says: a line that comes back with the sum of what it says was not touched. */
export function checkOf(entry: Entry | null): string {
  const { stepId, text, percent, values, noProgressReason } = entry ?? BLANK;
  const newest = new Map(values.map((v) => [v.targetId, [v.value, v.asOf]]));
  const said = JSON.stringify([stepId, words(text), percent, [...newest].sort(([a], [b]) => (a < b ? -1 : 1)), words(noProgressReason ?? '')]);
  return createHash('sha256').update(said).digest('hex').slice(0, 10);
}

export function isBlank(entry: Entry): boolean {
  return checkOf(entry) === checkOf(null);
}
