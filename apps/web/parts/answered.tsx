import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { asRefused } from '../api/problem';
import styles from './answered.module.css';
import { Press } from './press';
import { Told } from './told';

/** What a question came to: its answer, a skeleton while it is under way, or what failed and how to go on. */
export function Answered<T>({ query, rows = 4, children }: { query: UseQueryResult<T>; rows?: number; children: (found: T) => React.ReactNode }): React.ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Coming rows={rows} />;
  return <Failed error={query.error} again={() => void query.refetch()} />;
}

function Coming({ rows }: { rows: number }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <div role="status" aria-busy="true" aria-label={t('common.loading')}>
      <ul className={styles['coming']} aria-hidden>
        {Array.from({ length: rows }, (_, at) => (
          <li key={at} />
        ))}
      </ul>
    </div>
  );
}

export function Failed({ error, again }: { error: unknown; again?: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const refused = asRefused(error);
  const { reference, status } = refused.problem;
  // Asking again changes nothing of who one is: what helps is said instead.
  if (status === 403) return <Told kind="warning" title={t('common.forbidden.title')} help={`${refused.words}${t('common.forbidden.help')}`} />;
  return <Told kind="error" title={refused.words} help={reference === undefined ? undefined : t('common.reference', { reference })} act={again && <Press onClick={again}>{t('common.retry')}</Press>} />;
}
