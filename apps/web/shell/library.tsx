import { App, ConfigProvider } from 'antd';
import type { Locale } from 'antd/es/locale';
import { useCare } from './care';
import { useOnPhone } from './on-phone';
import { themeOf } from './theme';

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

/** What components of the library need around them: their theme, their words, a place for messages. @param words undefined: English, which it speaks unless told */
export function Library({ words, children }: { words: Locale | undefined; children?: React.ReactNode }): React.ReactNode {
  return (
    <ConfigProvider button={{ autoInsertSpace: false }} theme={themeOf(useCare(), useOnPhone())} locale={words} csp={{ nonce }}>
      <App>{children}</App>
    </ConfigProvider>
  );
}
