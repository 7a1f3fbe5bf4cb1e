import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './empty.module.css';

export function NotFound(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <div className={styles['empty']}>
      <h1>{t('common.notFound.title')}</h1>
      <p className="secondary">{t('common.notFound.help')}</p>
      <Link to="/">{t('common.home')}</Link>
    </div>
  );
}
