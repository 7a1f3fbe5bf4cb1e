import { language } from './language';

/** In brackets, as the language of the page sets them. */
export const inBrackets = (words: string): string => (language() === 'zh' ? `（${words}）` : ` (${words})`);

/** What stands between a name and what is said of it. */
export const colon = (): string => (language() === 'zh' ? '：' : ': ');
