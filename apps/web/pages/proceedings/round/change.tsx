import { useTranslation } from 'react-i18next';
import { figure } from '../../../words/figures';
import { oddity } from './grid';
import styles from './round.module.css';

/** How far a figure is from last time's, and a question where no cumulative figure goes that way. */
export function Change({ now, last }: { now: number | null | undefined; last: number | null }): React.ReactNode {
  const { t } = useTranslation();
  if (now === null || now === undefined || last === null) return null;
  const odd = oddity(now, last);
  return (
    <span className="numbers">
      {t('round.difference', { change: `${now < last ? '−' : '+'}${figure(Math.abs(now - last))}` })}
      {odd !== null && <strong className={styles['odd']}> {t(`round.${odd}`)}</strong>}
    </span>
  );
}
