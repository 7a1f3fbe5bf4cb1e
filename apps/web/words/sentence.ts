/** Words that begin a line or a cell, with their first letter as there: 'draft circular' is 'Draft circular'. */
export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
