export type Language = 'zh' | 'en';

const KEPT = 'duban-language';

/** The reader's language: what was chosen on this device, otherwise Chinese. */
export function language(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'zh';
}

/** Chosen for this device; the page is read anew in it, so that nothing stays in the other. */
export function chooseLanguage(chosen: Language): void {
  localStorage.setItem(KEPT, chosen);
  location.reload();
}
