import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Section } from '../../parts/page';
import { LIGHTS } from '../ledger/search';
import { CountTable } from './count-table';
import type { Dashboard } from './figures';
import { unitsByLight, worstUnits } from './units-by-light';
import styles from './overview.module.css';

/** The worst units, or all with every light: each figure opens its list. */
export function Worst({ found, planId }: { found: Dashboard; planId: string | undefined }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const [all, setAll] = useState(false);
  const worst = worstUnits(found);
  const units = unitsByLight(found);
  const rows = (all ? units : worst).map(({ unitId, counts }) => ({ id: unitId, name: nameOf(unitId), counts, search: (light?: string) => ({ planId, unitId, ...(light && { light: [light as 'red'] }) }) }));
  return (
    <Section title={t('overview.worst')}>
      <p className={`secondary ${styles['help']}`}>{t('overview.worstHelp')}</p>
      {rows.length === 0 ? <p>{t('overview.worstEmpty')}</p> : <CountTable title={t('overview.worst')} head={t('overview.unit')} rows={rows} lights={all ? LIGHTS : ['red', 'yellow', 'blue']} />}
      {units.length > worst.length && (
        <Button type="link" onClick={() => setAll(!all)}>
          {all ? t('overview.worstAlone') : t('overview.allUnits', { count: units.length })}
        </Button>
      )}
    </Section>
  );
}
