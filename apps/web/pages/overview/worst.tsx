import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Section } from '../../parts/page';
import { CountTable } from './count-table';
import { countOf, type Dashboard } from './figures';
import styles from './overview.module.css';

const MOST = 10;

/** Units with red or yellow items, most red first. */
export function worstUnits(found: Dashboard): { unitId: string; counts: { light: string; count: number }[] }[] {
  const units = [...new Set(found.byUnit.map(({ unitId }) => unitId))].map((unitId) => ({ unitId, counts: found.byUnit.filter((r) => r.unitId === unitId) }));
  const rank = (unit: (typeof units)[number], light: string): number => countOf(unit.counts, light);
  return units
    .filter((unit) => rank(unit, 'red') + rank(unit, 'yellow') > 0)
    .sort((a, b) => rank(b, 'red') - rank(a, 'red') || rank(b, 'yellow') - rank(a, 'yellow') || a.unitId.localeCompare(b.unitId))
    .slice(0, MOST);
}

export function Worst({ found, planId }: { found: Dashboard; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const rows = worstUnits(found).map(({ unitId, counts }) => ({ id: unitId, name: nameOf(unitId), counts, search: (light?: string) => ({ planId, unitId, ...(light && { light: [light as 'red'] }) }) }));
  return (
    <Section title={t('overview.worst')}>
      <p className={`secondary ${styles['help']}`}>{t('overview.worstHelp')}</p>
      {rows.length === 0 ? <p>{t('overview.worstEmpty')}</p> : <CountTable title={t('overview.worst')} head={t('overview.unit')} rows={rows} lights={['red', 'yellow', 'blue']} />}
    </Section>
  );
}
