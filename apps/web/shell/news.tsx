import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { followLive, listsOf, news, showNews } from '../api/live';
import { useIdentity } from '../api/use-session';
import { Press } from '../parts/press';
import styles from './frame.module.css';

/** What others changed meanwhile, collected until its reader wants to see it: no list moves by itself. */
export function News(): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { personId, unitId } = useIdentity();
  const changed = useSyncExternalStore(news.watch, news.get);
  const lists = listsOf(changed);
  useEffect(() => {
    const stop = new AbortController();
    followLive(queries, `${personId}:${unitId}`, stop.signal);
    return () => stop.abort();
  }, [queries, personId, unitId]);
  return (
    <div role="status" className={`${styles['news']} no-print`}>
      {changed.size > 0 && (
        <Press onClick={() => void showNews(queries)}>{lists === null ? t('live.news', { count: changed.size }) : t('live.changed', { lists: lists.map((list) => t(`live.lists.${list}`)).join(t('common.list')) })}</Press>
      )}
    </div>
  );
}
