import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AsOfSearch } from '../../api/as-of';
import { answer, api, type Schemas } from '../../api/client';
import { useWorkingDays } from '../../api/rest-days';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Light } from '../../parts/light';
import { Page } from '../../parts/page';
import { Press } from '../../parts/press';
import { Told } from '../../parts/told';
import { cityDay } from '../../words/moments';
import type { ToDoSearch } from './search';
import { daysBetween, SHELVES, shelfOf } from './shelves';
import styles from './to-do.module.css';

type Row = Schemas['TodoRowBody'];
const route = getRouteApi('/to-do');

/** Duties that are asked for at once. */
const PAGE = 200;

/** What the page asks for first. */
export const asksFirst = (search: ToDoSearch & AsOfSearch) => asks(search, 0);

const asks = ({ mine, asOf }: ToDoSearch & AsOfSearch, offset: number) => ({
  queryKey: ['todo', { mine, asOf, offset }],
  queryFn: () => answer(api.GET('/todo', { params: { query: { limit: PAGE, offset, sort: 'due', ...(mine && { mine }), ...(asOf === undefined ? after() : { asOf }) } } })),
});

/** What the reader's unit owes, what falls first at the top. One question: what do I owe, and what falls first? */
export function ToDo(): React.ReactNode {
  const { t } = useTranslation();
  const { mine, asOf } = route.useSearch();
  const navigate = route.useNavigate();
  const query = useQuery({ ...asksFirst({ mine, asOf }), placeholderData: keepPreviousData });
  const clear = (): void => void navigate({ search: {} });
  const [pages, setPages] = useState(1);
  const further = useQueries({ queries: Array.from({ length: pages - 1 }, (_, at) => asks({ mine, asOf }, (at + 1) * PAGE)) });
  // A duty that was done meanwhile moves the ones after it up: none is listed twice.
  const rows = [...new Map([query, ...further].flatMap(({ data }) => data?.rows ?? []).map((row) => [rowKey(row), row])).values()];
  return (
    <Page
      title={t('toDo.title')}
      acts={
        <label className={styles['switch']}>
          <input type="checkbox" role="switch" checked={mine === true} onChange={({ target }) => (setPages(1), void navigate({ search: target.checked ? { mine: true } : {}, replace: true }))} /> {t('toDo.onlyMine')}
        </label>
      }
    >
      <Answered query={query}>
        {(found) => (
          <>
            {found.incomplete && <Told kind="warning" title={t('common.incomplete')} />}
            {found.total > 0 ? <Shelves rows={rows} today={asOf ?? cityDay(found.now)} /> : mine ? <Empty {...t('toDo.filteredOut', { returnObjects: true })} act={<Press onClick={clear}>{t('common.clearFilters')}</Press>} /> : <Empty {...t('toDo.allDone', { returnObjects: true })} />}
            {further.some(({ isError }) => isError) && <Told kind="warning" title={t('toDo.furtherFailed')} act={<Press onClick={() => further.forEach((q) => q.isError && void q.refetch())}>{t('common.retry')}</Press>} />}
            {found.total > pages * PAGE && (
              <p>
                <span className="secondary">{t('common.total', { count: found.total })}</span> <Press onClick={() => setPages(pages + 1)}>{t('toDo.further', { count: found.total - pages * PAGE })}</Press>
              </p>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

const rowKey = (row: Row): string => `${row.itemId ?? row.proceeding}:${row.duty}`;

function Shelves({ rows, today }: { rows: readonly Row[]; today: string }): React.ReactNode {
  const { t } = useTranslation();
  return SHELVES.map((shelf) => {
    const here = rows.filter((row) => shelfOf(row, today) === shelf);
    if (here.length === 0) return null;
    return (
      <section key={shelf} className={styles['shelf']} aria-label={t(`toDo.${shelf}`)}>
        <h2>
          {t(`toDo.${shelf}`)} <span className="secondary numbers">{here.length}</span>
        </h2>
        <ul className={styles['rows']}>
          {here.map((row) => (
            <li key={rowKey(row)}>
              <DutyLink row={row} today={today} />
            </li>
          ))}
        </ul>
      </section>
    );
  });
}

/** The whole row is the link: nothing in it looks like a button. */
export function DutyLink({ row, today }: { row: Row; today: string }): React.ReactNode {
  const { t } = useTranslation();
  const kinds = { ...(t('proceeding.dutyKinds', { returnObjects: true }) as Record<string, string>), ...(t('supervision.duty', { returnObjects: true }) as Record<string, string>) };
  const inside = (
    <>
      {row.light === null ? <span className={styles['none']} /> : <Light light={row.light as 'grey'} />}
      <span className={styles['title']}>
        {row.number !== null && <span className="numbers">{row.number} </span>}
        {row.title}
      </span>
      <span className={styles['kind']}>{kinds[row.kind] ?? row.kind}</span>
      <span className={`${styles['due']} numbers`}>
        <Due row={row} today={today} />
      </span>
    </>
  );
  if (row.itemId === null) {
    const [kind, id] = row.proceeding!.split('/');
    return (
      <Link to="/proceedings/$kind/$id" params={{ kind: kind!, id: id! }} className={styles['row']}>
        {inside}
      </Link>
    );
  }
  return (
    <Link to="/items/$itemId" params={{ itemId: row.itemId }} className={styles['row']}>
      {inside}
    </Link>
  );
}

function Due({ row, today }: { row: Row; today: string }): React.ReactNode {
  const { t } = useTranslation();
  const workingDays = useWorkingDays();
  if (row.resting !== null) return t('toDo.resting');
  if (row.due === null) return null;
  const days = daysBetween(today, row.due);
  const left = workingDays(today, row.due);
  return (
    <>
      {days === 0 ? t('toDo.dueToday') : days < 0 ? (left < 0 ? t('toDo.workingDaysLate', { count: -left }) : t('toDo.daysLate', { count: -days })) : t('toDo.workingDaysLeft', { count: left })}
      <span className="secondary">
        {' · '}
        <time dateTime={row.due}>{t('toDo.due', { day: row.due })}</time>
      </span>
    </>
  );
}
