import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useToday } from '../../api/today';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { DutyLink } from '../to-do/to-do';
import styles from './brief.module.css';

const SHOWN = 5;

/** What nobody else will do: papers that wait for a signature, and what the unit acted for owes. */
export function ForMe(): React.ReactNode {
  const { t } = useTranslation();
  const dayOf = useToday();
  const papers = useQuery({ queryKey: ['inbox', 'to-sign', 'count'], queryFn: () => answer(api.GET('/papers/to-sign', { params: { query: { limit: 0, ...after() } } })) });
  const todo = useQuery({ queryKey: ['todo', 'brief'], queryFn: () => answer(api.GET('/todo', { params: { query: { limit: SHOWN, sort: 'due', ...after() } } })) });
  return (
    <Section title={t('brief.decide')}>
      <Answered query={papers} rows={1}>
        {({ total }) =>
          total > 0 && (
            <Link to="/notices" search={{ view: 'toSign' }} className={styles['count']}>
              <span>{t('brief.papers')}</span> <strong className="numbers">{total}</strong>
            </Link>
          )
        }
      </Answered>
      <Answered query={todo}>
        {({ rows, total, now }) => (
          <>
            <ul className={styles['rows']} aria-label={t('brief.waiting')}>
              {rows.map((row) => (
                <li key={`${row.itemId ?? row.proceeding}:${row.duty}`}>
                  <DutyLink row={row} today={dayOf(now)} />
                </li>
              ))}
            </ul>
            {total > rows.length && <Link to="/to-do">{t('brief.openAll', { count: total })}</Link>}
            {total === 0 && papers.data?.total === 0 && <p className="secondary">{t('brief.decideNone')}</p>}
          </>
        )}
      </Answered>
    </Section>
  );
}
