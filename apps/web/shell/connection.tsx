import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '../api/live';
import { areFilesWaiting } from '../api/waiting-mark';
import { useOnline } from '../parts/online';
import { cityMoment } from '../words/moments';
import styles from './frame.module.css';

/** Above the page, where it may be old: no network, or no news from the system for a while. What was left to send is sent meanwhile. */
export function Connection(): React.ReactNode {
  const { t } = useTranslation();
  const online = useOnline();
  const lost = useSyncExternalStore(connection.watch, connection.isLost);
  const heardAt = connection.heardAt();
  useEffect(() => {
    if (areFilesWaiting()) void import('../api/waiting-files').then(({ waitingFiles }) => waitingFiles.begin()).catch(() => undefined);
  }, []);
  if (online && !lost) return null;
  return (
    <p className={`${styles['connection']} no-print`} role="status">
      {!online ? t('shell.offline') : `${heardAt === null ? t('common.staleUnknown') : t('common.staleTitle', { time: cityMoment(heardAt) })} · ${t('common.staleHelp')}`}
    </p>
  );
}
