import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { language } from '../words/language';
import { terms, type TermKey } from '../words/terms';
import styles from './term.module.css';

/** What a term means, and where the others are. */
export function TermMeans({ of }: { of: TermKey }): React.ReactNode {
  const { t } = useTranslation();
  const found = terms[of];
  return (
    <div className={styles['means']} role="note">
      <p>
        <strong>{found[language()]}</strong>
      </p>
      <p>{found.means[language()]}</p>
      <Link to="/help">{t('help.terms')}</Link>
    </div>
  );
}
