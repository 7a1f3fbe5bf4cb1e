import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { MainFilters } from './main-filters';
import styles from './ledger.module.css';
import { FilterFields } from './more-filters';
import { useRows } from './rows';
import { asked, type LedgerSearch } from './search';

interface Of {
  search: LedgerSearch;
  change: (more: Partial<LedgerSearch>) => void;
  clear: () => void;
  close: () => void;
}

/** All conditions on a sheet from below, where there is no room for them beside the list; its button says how many items they leave. */
export function FilterSheet({ search, change, clear, close }: Of): React.ReactNode {
  const { t } = useTranslation();
  const { group: _, ...filter } = search;
  const { data, isPlaceholderData } = useRows(filter, 0, 0).first;
  return (
    <Drawer
      open
      placement="bottom"
      size="85%"
      title={t('ledger.filter')}
      onClose={close}
      footer={
        <div className={styles['sheetFoot']}>
          <Button disabled={asked(search).length === 0} onClick={clear}>
            {t('common.clearFilters')}
          </Button>
          <Button type="primary" loading={data === undefined || isPlaceholderData} onClick={close}>
            {data === undefined ? t('common.loading') : t('ledger.show', { count: data.total })}
          </Button>
        </div>
      }
    >
      <div className={styles['sheetFields']}>
        <MainFilters search={search} change={change} />
      </div>
      <FilterFields search={search} change={change} />
    </Drawer>
  );
}
