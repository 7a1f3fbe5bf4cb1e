import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Light } from '../../parts/light';
import { LIGHTS } from '../ledger/search';
import { countOf, type Dashboard } from './figures';
import styles from './overview.module.css';

/** The five lights with how many of each, and what changed; each opens its list. */
export function Lights({ now, before, day, planId }: { now: Dashboard; before: Dashboard | undefined; day: string | undefined; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles['lights']} aria-label={t('overview.lights')}>
      {LIGHTS.map((light) => {
        const count = countOf(now.byLight, light);
        const change = before === undefined ? undefined : count - countOf(before.byLight, light);
        return (
          <li key={light}>
            <Link to="/ledger" search={{ planId, light: [light] }} className={styles['figure']}>
              <Light light={light} />
              <strong className="numbers">{count}</strong>
              {change !== undefined && day !== undefined && <span className="secondary numbers">{change === 0 ? t('overview.noChange', { day: day.slice(5) }) : t('overview.change', { day: day.slice(5), change: change > 0 ? `+${change}` : `−${-change}` })}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
