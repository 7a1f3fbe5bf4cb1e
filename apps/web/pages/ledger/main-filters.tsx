import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import styles from './ledger.module.css';
import { LIGHTS, STATUSES, type LedgerSearch } from './search';

/** Those that most choose. */
export function MainFilters({ search, change }: { search: LedgerSearch; change: (more: Partial<LedgerSearch>) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  return (
    <>
      <Select mode="multiple" allowClear value={search.light ?? []} onChange={(light) => change({ light })} placeholder={t('ledger.light')} aria-label={t('ledger.light')} className={styles['choice']} options={LIGHTS.map((value) => ({ value, label: t(`supervision.light.${value}`) }))} />
      <Select mode="multiple" allowClear value={search.status ?? []} onChange={(status) => change({ status })} placeholder={t('ledger.status')} aria-label={t('ledger.status')} className={styles['choice']} options={STATUSES.map((value) => ({ value, label: t(`supervision.status.${value}`) }))} />
      <Select showSearch={{ optionFilterProp: 'label' }} allowClear value={search.unitId} onChange={(unitId) => change({ unitId })} placeholder={t('ledger.unit')} aria-label={t('ledger.unit')} className={styles['choice']} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
    </>
  );
}
