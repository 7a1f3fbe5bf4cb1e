import { useNavigate } from '@tanstack/react-router';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { Page } from '../../parts/page';
import styles from './password.module.css';
import { PasswordForm } from './password-form';

/** Changing one's password of one's own will. */
export function Password(): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  function done(): void {
    void message.success(t('password.done'));
    void navigate({ to: '/' });
  }
  return (
    <Page title={t('password.title')}>
      <div className={styles['form']}>
        <p className="secondary">{t('password.own')}</p>
        <PasswordForm done={done} />
      </div>
    </Page>
  );
}
