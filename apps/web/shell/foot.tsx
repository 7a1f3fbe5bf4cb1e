import { Link, useMatches } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Part } from '../parts/boundary';
import { part } from '../parts/lazy-part';
import { takeReports } from '../parts/reporting';
import styles from './foot.module.css';
import { useGoToKeys } from './go-to-keys';

const Give = lazy(part(() => import('../pages/suggestions/give').then((m) => ({ default: m.GiveSuggestion }))));

/** Below every page: help, and what one has to say about it. */
export function Foot(): React.ReactNode {
  const { t } = useTranslation();
  const page = useMatches({ select: (matches) => matches.at(-1)?.fullPath ?? '/' });
  useGoToKeys();
  const [giving, setGiving] = useState<{ text?: string } | null>(null);
  useEffect(() => takeReports((text) => setGiving({ text })), []);
  return (
    <footer className={`${styles['foot']} no-print`}>
      <Link to="/help" className={styles['help']}>
        {t('help.title')}
      </Link>
      <Button type="link" onClick={() => setGiving({})}>
        {t('suggestions.give')}
      </Button>
      {giving !== null && (
        <Part>
          <Give page={page} {...giving} close={() => setGiving(null)} />
        </Part>
      )}
    </footer>
  );
}
