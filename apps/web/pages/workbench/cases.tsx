import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import type { Case, Queue } from './queues';
import styles from './workbench.module.css';

interface Props {
  queue: Queue;
  cases: readonly Case[];
  today: string;
  /** Which case stands beside the list; left out where there is no room for one: then a row opens its page. */
  beside?: { chosen: string | undefined };
}

/** The cases of a queue, what falls first at the top. The whole row opens its case. */
export function Cases({ queue, cases, today, beside }: Props): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  if (cases.length === 0) return <p role="status">{t('workbench.empty', { queue: t(`workbench.queues.${queue}`) })}</p>;
  const inside = (one: Case): React.ReactNode => (
    <>
      <span className={styles['title']}>
        {one.number !== null && <span className="numbers">{one.number} </span>}
        {one.title}
      </span>
      <span className="secondary">{one.unitId === null ? '' : nameOf(one.unitId)}</span>
      <span className={`numbers ${one.due !== null && one.due < today ? styles['past'] : ''}`}>{one.due === null ? t('common.none') : one.due < today ? t('workbench.past', { day: one.due }) : t('workbench.by', { day: one.due })}</span>
    </>
  );
  return (
    <ul className={styles['cases']}>
      {cases.map((one) => (
        <li key={one.key}>
          {beside === undefined ? (
            <Opened one={one}>{inside(one)}</Opened>
          ) : (
            <Link to="/workbench" search={{ queue, case: one.key }} replace resetScroll={false} className={styles['case']} aria-current={one.key === beside.chosen ? 'true' : undefined}>
              {inside(one)}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

/** A case lies in an item, or in a matter: either opens. */
function Opened({ one: { itemId, proceeding }, children }: { one: Case; children: React.ReactNode }): React.ReactNode {
  const [kind, id] = proceeding?.split('/') ?? [];
  if (itemId !== null)
    return (
      <Link to="/items/$itemId" params={{ itemId }} className={styles['case']}>
        {children}
      </Link>
    );
  if (kind === undefined || id === undefined) return <span className={styles['case']}>{children}</span>;
  return (
    <Link to="/proceedings/$kind/$id" params={{ kind, id }} className={styles['case']}>
      {children}
    </Link>
  );
}
