import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { asRefused } from '../api/problem';

/** What a question came to: its answer, a skeleton while it is under way, or what failed and how to go on. */
export function Answered<T>({ query, rows = 4, children }: { query: UseQueryResult<T>; rows?: number; children: (found: T) => React.ReactNode }): React.ReactNode {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows }} aria-label={t('common.loading')} />;
  return <Failed error={query.error} again={() => void query.refetch()} />;
}

export function Failed({ error, again }: { error: unknown; again?: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const refused = asRefused(error);
  const { reference, status } = refused.problem;
  // Asking again changes nothing of who one is: what helps is said instead.
  if (status === 403) return <Alert type="warning" showIcon role="alert" title={t('common.forbidden.title')} description={`${refused.words}${t('common.forbidden.help')}`} />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={refused.words}
      description={reference === undefined ? undefined : t('common.reference', { reference })}
      action={again && <Button onClick={again}>{t('common.retry')}</Button>}
    />
  );
}
