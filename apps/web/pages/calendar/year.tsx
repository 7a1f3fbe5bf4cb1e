import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import styles from './calendar.module.css';

type Day = Schemas['SpecialDayDto'];
const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** A year by months: days off marked 休, make-up days 班, so that colour is never alone. */
export function Year({ year, days }: { year: number; days: readonly Day[] }): React.ReactNode {
  const special = new Map(days.map((d) => [d.day, d]));
  return (
    <div className={styles['year']}>
      {MONTHS.map((month) => (
        <Month key={month} year={year} month={month} special={special} />
      ))}
    </div>
  );
}

function Month({ year, month, special }: { year: number; month: number; special: ReadonlyMap<string, Day> }): React.ReactNode {
  const { t } = useTranslation();
  const weekdays = t('rules.year.weekdays', { returnObjects: true }) as readonly string[];
  return (
    <table className={`numbers ${styles['month']}`}>
      <caption>{`${year}-${String(month).padStart(2, '0')}`}</caption>
      <thead>
        <tr>
          {weekdays.map((name, n) => (
            <th key={n} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week, n) => (
          <tr key={n}>
            {week.map((day, weekday) => (
              <Cell key={weekday} day={day} weekend={weekday > 4} special={day === null ? undefined : special.get(day)} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Cell({ day, weekend, special }: { day: string | null; weekend: boolean; special: Day | undefined }): React.ReactNode {
  const { t } = useTranslation();
  if (day === null) return <td />;
  const off = special === undefined ? weekend : special.kind === 'holiday';
  return (
    <td className={off ? styles['off'] : special ? styles['on'] : undefined} title={special?.name}>
      {Number(day.slice(8))}
      {special && <sup>{t(special.kind === 'holiday' ? 'rules.year.rest' : 'rules.year.work')}</sup>}
    </td>
  );
}

/** Weeks of a month from Monday on; null where a day is another month's. */
function weeksOf(year: number, month: number): (string | null)[][] {
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const cells = [...Array<null>(first).fill(null), ...Array.from({ length: last }, (_, n) => `${year}-${String(month).padStart(2, '0')}-${String(n + 1).padStart(2, '0')}`)];
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) => Array.from({ length: 7 }, (_, n) => cells[week * 7 + n] ?? null));
}
