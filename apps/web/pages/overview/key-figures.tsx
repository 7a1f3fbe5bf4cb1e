import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { endOfWeek } from '../../words/days';
import type { LedgerSearch } from '../ledger/search';
import { OPEN, useList } from './figures';
import styles from './overview.module.css';

export interface KeyFigure {
  name: string;
  help: string;
  value: string;
  note?: string;
  search: LedgerSearch;
}

/** Four figures beside the lights, each with what it means and the list that it counts. */
export function useKeyFigures(planId: string | undefined, today: string, day: string, asOf?: string): KeyFigure[] {
  const { t } = useTranslation();
  const past = asOf === undefined ? {} : { asOf };
  const searches = {
    completed: { ...past, planId, status: ['completed'] },
    onTime: { ...past, planId, status: ['completed'], late: false },
    week: { ...past, planId, status: OPEN, dueFrom: today, dueBefore: endOfWeek(today) },
    changed: { ...past, planId, changedSince: day },
    quantify: { ...past, planId, awaitingQuantification: true },
  } satisfies Record<string, LedgerSearch>;
  const completed = useList(searches.completed).data?.total;
  const onTime = useList(searches.onTime).data?.total;
  const week = useList(searches.week).data?.total;
  const changed = useList(searches.changed).data?.total;
  const quantify = useList(searches.quantify).data?.total;
  const told = (count: number | undefined): string => (count === undefined ? '…' : String(count));
  const rate = completed === undefined || onTime === undefined ? '…' : completed === 0 ? t('common.none') : `${Math.round((onTime / completed) * 100)}%`;
  return [
    { name: t('overview.onTime'), help: t('overview.onTimeHelp'), value: rate, note: completed === 0 ? t('overview.noneCompleted') : t('overview.onTimeOf', { onTime: told(onTime), all: told(completed) }), search: searches.onTime },
    { name: t('overview.dueThisWeek'), help: t('overview.dueThisWeekHelp'), value: told(week), search: searches.week },
    { name: t('overview.changed'), help: t('overview.changedHelp', { day }), value: told(changed), search: searches.changed },
    { name: t('overview.quantify'), help: t('overview.quantifyHelp'), value: told(quantify), search: searches.quantify },
  ];
}

export function KeyFigures({ figures }: { figures: readonly KeyFigure[] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles['keys']} aria-label={t('overview.figures')}>
      {figures.map(({ name, help, value, note, search }) => (
        <li key={name}>
          <Link to="/ledger" search={search} className={styles['figure']} title={help}>
            <span>{name}</span>
            <strong className="numbers">{value}</strong>
            <span className="secondary numbers">{note ?? help}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
