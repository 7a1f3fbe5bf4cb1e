import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Light } from '../../parts/light';
import { LIGHTS } from '../ledger/search';
import { countOf, type Dashboard } from './figures';
import styles from './overview.module.css';

/** The five lights with how many of each, and what changed; each opens its list. */
export function Lights({ now, before, day, yesterday = false, later, planId }: { now: Dashboard; before: Dashboard | undefined; day: string | undefined; yesterday?: boolean; /** As it is now, beside a past day. */ later?: Dashboard | undefined; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const then = yesterday ? t('overview.yesterday') : day?.slice(5);
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
              {later !== undefined && <span className="numbers">{t('history.now', { count: countOf(later.byLight, light) })}</span>}
              {change !== undefined && then !== undefined && <span className="secondary numbers">{change === 0 ? t('overview.noChange', { day: then }) : t('overview.change', { day: then, change: change > 0 ? `+${change}` : `−${-change}` })}</span>}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
