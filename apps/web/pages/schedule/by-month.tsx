import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Light } from '../../parts/light';
import type { Line } from './lines';
import styles from './schedule.module.css';

/** On a phone: what ends in each month, a line a step. */
export function ByMonth({ lines }: { lines: readonly Line[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const steps = lines.filter(({ step }) => step !== null);
  const monthOf = (line: Line): string => (line.deadline ?? line.to)?.slice(0, 7) ?? '';
  const months = [...new Set(steps.map(monthOf))].sort((a, b) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b)));
  return months.map((month) => (
    <section key={month} className={styles['month']} aria-label={month || t('schedule.noDay')}>
      <h2 className="numbers">{month || t('schedule.noDay')}</h2>
      <ul className={styles['lines']}>
        {steps.filter((l) => monthOf(l) === month).sort((a, b) => (a.deadline ?? '').localeCompare(b.deadline ?? '')).map((line) => (
          <li key={line.id}>
            <Link to="/items/$itemId" params={{ itemId: line.item.itemId }} className={styles['line']}>
              <span>
                <span className="numbers">{line.item.number}</span> {line.item.title}
                {line.title !== line.item.title && ` · ${line.title}`}
              </span>
              <span className={styles['facts']}>
                <Light light={line.light} late={line.step!.late} corrected={line.step!.corrected} />
                <span className="numbers">{line.deadline ?? t('schedule.noDay')}</span>
                <span className="secondary">{nameOf(line.step!.unitId)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  ));
}
