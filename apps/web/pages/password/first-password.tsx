import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { session } from '../../api/session';
import styles from '../sign-in/sign-in.module.css';
import { PasswordForm } from './password-form';

/** The whole page for who has a password that somebody else gave them: nothing else is allowed before. Afterwards the address that was asked for opens. */
export function FirstPassword(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <main className={styles['sheet']}>
      <p className={styles['secrecy']}>{t('shell.secrecy')}</p>
      <div className={styles['card']}>
        <h1>{t('password.first')}</h1>
        <p>{t('password.why')}</p>
        <PasswordForm />
        <Button type="link" onClick={() => void session.signOut()}>
          {t('shell.signOut')}
        </Button>
      </div>
    </main>
  );
}
