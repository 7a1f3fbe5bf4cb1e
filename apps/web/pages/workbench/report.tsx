import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api } from '../../api/client';
import { useToday } from '../../api/today';
import { after } from '../../api/written';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Light, type LightColour } from '../../parts/light';
import { Page, Section } from '../../parts/page';
import { cityMoment } from '../../words/moments';
import { LIGHTS, type LedgerSearch } from '../ledger/search';
import { Changes } from '../overview/changes';
import { countOf, OPEN, useDashboard, useList } from '../overview/figures';
import { useLastWorkingDay } from './days';
import { plus, weekAt, weekOf } from './weeks';
import styles from './workbench.module.css';

const LINES = 12;
const route = getRouteApi('/workbench/report');

/** 一页周报: the week on one sheet for the leader, from the same lists that the pages show. */
export function WeeklyReport(): React.ReactNode {
  const { t } = useTranslation();
  const clock = useQuery({ queryKey: ['todo', 'now'], queryFn: () => answer(api.GET('/todo', { params: { query: { limit: 0, ...after() } } })) });
  return (
    <Page
      title={t('workbench.report')}
      acts={
        <span className={styles['acts']}>
          <Link to="/workbench">{t('workbench.back')}</Link>
          <Button type="primary" onClick={() => window.print()}>
            {t('workbench.print')}
          </Button>
        </span>
      }
    >
      <Answered query={clock}>{({ now }) => <Sheet now={now} />}</Answered>
    </Page>
  );
}

function Sheet({ now }: { now: string }): React.ReactNode {
  const { t } = useTranslation();
  const { week } = route.useSearch();
  // Of a past day the week is the one that it lies in, as known then; an earlier week is as its own Sunday left it.
  const day = useAsOf();
  const today = useToday()(now);
  const { monday, sunday, asOf: over } = weekAt(week, today);
  const asOf = over ?? day;
  const past = asOf === undefined ? {} : { asOf };
  const since = useLastWorkingDay(monday);
  const dashboard = useDashboard(undefined, asOf);
  return (
    <div className={styles['sheet']}>
      <nav className={`${styles['acts']} no-print`}>
        <Link to="/workbench/report" search={{ week: plus(monday, -7) }}>
          {t('workbench.earlier')}
        </Link>
        {over !== undefined && (
          <Link to="/workbench/report" search={{ week: plus(monday, 7) }}>
            {t('workbench.later')}
          </Link>
        )}
      </nav>
      <p className="secondary numbers">
        {t('workbench.reportHead', { year: plus(monday, 3).slice(0, 4), week: weekOf(monday), from: monday, to: sunday })} · {t('workbench.asOf', { at: asOf ?? cityMoment(now) })}
      </p>
      <Answered query={dashboard} rows={2}>
        {(found) => (
          <p className={`${styles['lights']} numbers`}>
            {t('workbench.all', { count: found.total })}
            {LIGHTS.map((light) => (
              <span key={light}>
                <Light light={light} /> {countOf(found.byLight, light)}
              </span>
            ))}
          </p>
        )}
      </Answered>
      <Items title={t('workbench.worst')} none={t('workbench.worstNone')} search={{ light: ['red', 'yellow'], status: OPEN, sort: 'light', ...past }} />
      {since !== undefined && <Changes planId={undefined} day={since} {...past} />}
      <Items title={t('workbench.due')} none={t('workbench.dueNone')} search={{ dueFrom: over === undefined ? today : monday, dueBefore: sunday, status: OPEN, sort: 'deadline', ...past }} />
      <Items title={t('workbench.dueNext')} none={t('workbench.dueNextNone')} search={{ dueFrom: plus(monday, 7), dueBefore: plus(monday, 13), status: OPEN, sort: 'deadline', ...past }} />
    </div>
  );
}

function Items({ title, none, search }: { title: string; none: string; search: LedgerSearch }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useList(search, LINES);
  return (
    <Section title={title}>
      <Answered query={query}>
        {({ rows, total }) => (
          <>
            {total === 0 && <p className="secondary">{none}</p>}
            <ul className={styles['lines']}>
              {rows.map((row) => (
                <li key={row.itemId}>
                  <Light light={row.light as LightColour} late={row.late} paused={row.paused} />
                  <Link to="/items/$itemId" params={{ itemId: row.itemId }}>
                    {row.number} {row.title}
                  </Link>
                  <span className="secondary numbers">
                    {row.leadUnitIds.map(nameOf).join(t('common.list'))} · {row.deadline ?? t('item.noDeadline')}
                  </span>
                </li>
              ))}
            </ul>
            {total > rows.length && (
              <Link to="/ledger" search={search}>
                {t('workbench.open', { count: total })}
              </Link>
            )}
          </>
        )}
      </Answered>
    </Section>
  );
}
