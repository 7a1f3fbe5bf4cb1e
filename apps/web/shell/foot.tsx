import { Link, useMatches } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './foot.module.css';
import { useGoToKeys } from './go-to-keys';

const Give = lazy(() => import('../pages/suggestions/give').then((m) => ({ default: m.GiveSuggestion })));

/** Below every page: help, and what one has to say about it. */
export function Foot(): React.ReactNode {
  const { t } = useTranslation();
  const page = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  useGoToKeys();
  const [giving, setGiving] = useState(false);
  return (
    <footer className={`${styles['foot']} no-print`}>
      <Link to="/help" className={styles['help']}>
        {t('help.title')}
      </Link>
      <Button type="link" onClick={() => setGiving(true)}>
        {t('suggestions.give')}
      </Button>
      {giving && (
        <Suspense>
          <Give page={page} close={() => setGiving(false)} />
        </Suspense>
      )}
    </footer>
  );
}
