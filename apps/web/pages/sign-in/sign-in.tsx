import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/session';
import { Press } from '../../parts/press';
import { turnCare, useCare } from '../../shell/care';
import { chooseLanguage, language } from '../../words/language';
import { SignInForm } from './sign-in-form';
import styles from './sign-in.module.css';

/** The whole page where nobody is signed in; afterwards the address that was asked for opens. */
export function SignIn(): React.ReactNode {
  const { t } = useTranslation();
  const care = useCare();
  return (
    <main className={styles['sheet']}>
      <p className={styles['secrecy']}>{t('shell.secrecy')}</p>
      <div className={styles['card']}>
        <h1>
          {t('shell.product')} · {t('shell.signIn.title')}
        </h1>
        <SignInForm />
        <Press kind="link" onClick={() => chooseLanguage(language() === 'zh' ? 'en' : 'zh')}>
          {t('shell.otherLanguage')}
        </Press>
        <Press kind="link" onClick={() => turnCare(!care)}>
          {t(care ? 'shell.noCare' : 'shell.care')}
        </Press>
      </div>
    </main>
  );
}

/** Over the page whose session ended: what was typed there stays. Nothing but signing in closes it. */
export function SignInAgain(): React.ReactNode {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className={styles['again']} aria-labelledby="sign-in-again" onCancel={(event) => event.preventDefault()} onClose={() => dialog.current?.showModal()} onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}>
      <h2 id="sign-in-again">{t('shell.signIn.again')}</h2>
      <p className="secondary">{t('shell.signIn.againHelp')}</p>
      <SignInForm login={session.lastLogin()} />
    </dialog>
  );
}
