import type { Locale } from 'antd/es/locale';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { language } from './language';
import type { Words } from './shape';
import type { zh } from './zh/zh';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: typeof zh };
    returnNull: false;
  }
}

/** Loads the words of the reader's language alone. */
export async function loadWords(): Promise<void> {
  const chosen = language();
  const words: Words = chosen === 'en' ? (await import('./en/en')).en : (await import('./zh/zh')).zh;
  document.documentElement.lang = chosen === 'en' ? 'en' : 'zh-CN';
  await i18next.use(initReactI18next).init({ lng: chosen, resources: { [chosen]: { words } }, defaultNS: 'words', ns: ['words'], interpolation: { escapeValue: false } });
}

/** The component library's own words in the reader's language; undefined for English, which it speaks unless told. */
export async function libraryWords(): Promise<Locale | undefined> {
  return language() === 'zh' ? (await import('antd/locale/zh_CN')).default : undefined;
}
