import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { OPEN, useList } from '../overview/figures';
import { plus, weekday, WEEKDAYS } from './weeks';
import styles from './workbench.module.css';

/** What falls due until Sunday, by day; each figure opens its list. */
export function DueThisWeek({ from, to }: { from: string; to: string }): React.ReactNode {
  const { t } = useTranslation();
  const search = { dueFrom: from, dueBefore: to, status: OPEN, sort: 'deadline' as const };
  const query = useList(search, 500);
  const days = Array.from({ length: weekday(to) - weekday(from) + 1 }, (_, i) => plus(from, i));
  return (
    <Section title={t('workbench.due')}>
      <Answered query={query}>
        {({ rows, total }) =>
          total === 0 ? (
            <p className="secondary">{t('workbench.dueNone')}</p>
          ) : (
            <>
              <ul className={styles['days']}>
                {days
                  .map((day) => ({ day, count: rows.filter((r) => r.deadline === day).length }))
                  .filter(({ count }) => count > 0)
                  .map(({ day, count }) => (
                    <li key={day}>
                      <Link to="/ledger" search={{ ...search, dueFrom: day, dueBefore: day }}>
                        {t('workbench.dueOn', { weekday: t(`workbench.weekdays.${WEEKDAYS[weekday(day)]!}`), day, count })}
                      </Link>
                    </li>
                  ))}
              </ul>
              <Link to="/ledger" search={search}>
                {t('workbench.open', { count: total })}
              </Link>
            </>
          )
        }
      </Answered>
    </Section>
  );
}
