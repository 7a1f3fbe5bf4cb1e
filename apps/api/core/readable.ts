import { readable } from '#libs/supervision/rule-reason';

/** What readers are given: wherever the rules gave a reason, its words in both languages; all else as it is. */
export function inWords<T>(data: T): T {
  if (typeof data === 'string') return readable(data) as T;
  if (Array.isArray(data)) return data.map(inWords) as T;
  if (typeof data !== 'object' || data === null || data instanceof Date) return data;
  return Object.fromEntries(Object.entries(data).map(([name, inner]) => [name, inWords(inner as unknown)])) as T;
}
