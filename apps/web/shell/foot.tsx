import { Link, useMatches } from '@tanstack/react-router';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { part } from '../parts/lazy-part';
import { Press } from '../parts/press';
import { takeReports } from '../parts/reporting';
import styles from './foot.module.css';
import { useGoToKeys } from './go-to-keys';
import { WithLibrary } from './with-library';

const Give = lazy(part(() => import('../pages/suggestions/give').then((m) => ({ default: m.GiveSuggestion }))));

/** Below every page: help, and what one has to say about it. */
export function Foot(): React.ReactNode {
  const { t } = useTranslation();
  const page = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  useGoToKeys();
  const [giving, setGiving] = useState<{ text?: string } | null>(null);
  // What says that it was sent outlives the form.
  const [given, setGiven] = useState(false);
  const give = (said: { text?: string }): void => {
    setGiven(true);
    setGiving(said);
  };
  useEffect(() => takeReports((text) => give({ text })), []);
  return (
    <footer className={`${styles['foot']} no-print`}>
      <Link to="/help" className={styles['help']}>
        {t('help.title')}
      </Link>
      <Press kind="link" onClick={() => give({})}>
        {t('suggestions.give')}
      </Press>
      {given && <WithLibrary>{giving !== null && <Give page={page} {...giving} close={() => setGiving(null)} />}</WithLibrary>}
    </footer>
  );
}
