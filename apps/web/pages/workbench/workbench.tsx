import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { useToday } from '../../api/today';
import { Failed } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { useKeys } from '../../parts/keys';
import { Page, Section } from '../../parts/page';
import { Changes } from '../overview/changes';
import { useDashboard, useList } from '../overview/figures';
import { useLastWorkingDay } from './days';
import { plus, weekday, WEEKDAYS, weekOf } from './weeks';
import { DueThisWeek } from './due';
import { Cases } from './cases';
import { SplitQueue } from './split';
import { useRoomForTwo } from '../../shell/wide';
import { QUEUES, useQueues, type Queue, type Queues } from './queues';
import styles from './workbench.module.css';

const route = getRouteApi('/workbench');

/** The office's Monday: what waits for its hand, what changed since the last working day, what falls due this week. */
export function Workbench(): React.ReactNode {
  const { t } = useTranslation();
  const { queue, case: chosen } = route.useSearch();
  const wide = useRoomForTwo();
  const navigate = route.useNavigate();
  const { found, error, again } = useQueues();
  const asOf = useAsOf();
  const dayOf = useToday();
  const today = found && dayOf(found.now);
  const since = useLastWorkingDay(today);
  useKeys({
    ...Object.fromEntries(QUEUES.map((chosen, index) => [`Digit${index + 1}`, () => void navigate({ search: { queue: chosen } })])),
    Escape: () => void navigate({ search: {} }),
  });

  return (
    <Page title={t('workbench.title')} acts={<Link to="/workbench/report">{t('workbench.report')}</Link>}>
      {error !== null && found === undefined && <Failed error={error} again={again} />}
      {found === undefined && error === null && <Skeleton active title={false} paragraph={{ rows: 8 }} aria-label={t('common.loading')} />}
      {found !== undefined && today !== undefined && (
        <>
          <p className="secondary numbers">
            {t('workbench.today', { day: today, weekday: t(`workbench.weekdays.${WEEKDAYS[weekday(today)]!}`), week: weekOf(today) })}
          </p>
          {found.incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
          <Counts found={found} open={queue} today={today} />
          {queue !== undefined ? (
            <Section title={t(`workbench.queues.${queue}`)}>
              {wide ? (
                <SplitQueue key={queue} queue={queue} found={found} today={today} chosen={chosen} asOf={asOf} choose={(key) => void navigate({ search: { queue, case: key }, replace: true, resetScroll: false })} />
              ) : (
                <>
                  <Cases queue={queue} cases={found.cases[queue]} today={today} />
                  {found.counts[queue] > found.cases[queue].length && <p className="secondary">{t('workbench.firstOf', { shown: found.cases[queue].length, count: found.counts[queue] })}</p>}
                </>
              )}
            </Section>
          ) : (
            QUEUES.every((q) => found.counts[q] === 0) && <Quiet />
          )}
          <div className={styles['columns']}>
            {since !== undefined && <Changes planId={undefined} day={since} asOf={asOf} />}
            <DueThisWeek from={today} to={plus(today, 6 - weekday(today))} />
          </div>
        </>
      )}
    </Page>
  );
}

const RULED: ReadonlySet<Queue> = new Set(['decline', 'extension', 'objection']);

/** Nothing waits: because there is nothing yet, and then what to do first, or because all is done. */
function Quiet(): React.ReactNode {
  const { t } = useTranslation();
  const items = useDashboard(undefined).data?.total;
  const over = useList(items === 0 ? { past: true } : undefined).data?.total;
  if (items === 0 && over === 0) return <Empty {...t('plans.empty', { returnObjects: true })} act={<Link to="/plans/import">{t('plans.upload.title')}</Link>} />;
  return <p role="status">{t('workbench.allDone')}</p>;
}

/** Six places that never move: a queue with nothing in it stays where it is. */
function Counts({ found, open, today }: { found: Queues; open: Queue | undefined; today: string }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('workbench.queuesTitle')}>
      <ul className={styles['queues']}>
        {QUEUES.map((queue, index) => {
          const cases = found.cases[queue];
          const count = found.counts[queue];
          const more = found.moreRulings && RULED.has(queue);
          const first = cases.map(({ due }) => due).filter((due) => due !== null).toSorted()[0];
          return (
            <li key={queue}>
              <Link to="/workbench" search={{ queue }} className={`${styles['queue']} ${count === 0 ? styles['none'] : ''}`} aria-current={open === queue ? 'true' : undefined} aria-keyshortcuts={String(index + 1)}>
                <span>{t(`workbench.queues.${queue}`)}</span>
                <strong className="numbers">
                  {count}
                  {more && '+'}
                </strong>
                <span className="secondary numbers">{first === undefined ? '\u00a0' : first < today ? <span className={styles['past']}>{t('workbench.past', { day: first })}</span> : t('workbench.first', { day: first })}</span>
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
