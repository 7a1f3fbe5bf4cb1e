import { Button, Checkbox, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Download } from '../../parts/download';
import { useOnPhone } from '../../shell/on-phone';
import { ALWAYS, COLUMNS, type Column } from './columns';
import styles from './ledger.module.css';
import { GROUPS, questionOf, type LedgerSearch } from './search';
import { useViews } from './views';

interface Props {
  search: LedgerSearch;
  columns: readonly Column[];
  choose: (columns: readonly Column[]) => void;
  change: (more: Partial<LedgerSearch>) => void;
  open: (search: LedgerSearch) => void;
}

/** Views, columns, and the list that is seen as a file. */
export function Tools({ search, columns, choose, change, open }: Props): React.ReactNode {
  const { t } = useTranslation();
  // Cards have no columns.
  const onPhone = useOnPhone();
  const asked = new URLSearchParams(Object.entries(questionOf(search)).map(([name, value]) => [name, String(value)]));
  return (
    <div className={styles['tools']}>
      <Views search={search} open={open} />
      <Select allowClear value={search.group} onChange={(group) => change({ group })} placeholder={t('ledgerTools.group')} aria-label={t('ledgerTools.group')} className={styles['group']} options={GROUPS.map((value) => ({ value, label: t(`ledgerTools.groups.${value}`) }))} />
      {!onPhone && <Popover
        trigger="click"
        title={t('ledgerTools.columns')}
        content={
          <Checkbox.Group
            className={styles['choices']}
            value={[...columns]}
            onChange={(chosen) => choose(COLUMNS.filter((c) => chosen.includes(c)))}
            options={COLUMNS.map((value) => ({ value, label: t(`ledgerTools.column.${value}`), disabled: ALWAYS.has(value) }))}
          />
        }
      >
        <Button>{t('ledgerTools.columns')}</Button>
      </Popover>}
      {(['xlsx', 'csv'] as const).map((format) => (
        <Download key={format} path={`/ledger/export?${asked.toString()}&columns=${columns.join(',')}&format=${format}`}>
          {t('ledgerTools.export', { format })}
        </Download>
      ))}
      <Download path={`/ledger/export?${asked.toString()}`}>{t('ledgerTools.exportPlan')}</Download>
    </div>
  );
}

function Views({ search, open }: Pick<Props, 'search' | 'open'>): React.ReactNode {
  const { t } = useTranslation();
  const { views, save, drop } = useViews();
  const [name, setName] = useState('');
  const [shown, setShown] = useState(false);
  const keep = (): void => {
    if (name.trim() === '') return;
    save({ name: name.trim(), search });
    setName('');
  };
  return (
    <Popover
      trigger="click"
      open={shown}
      onOpenChange={setShown}
      title={t('ledgerTools.views')}
      content={
        <div className={styles['choices']}>
          {views.length === 0 && <p className="secondary">{t('ledgerTools.noViews')}</p>}
          {views.map((view) => (
            <span key={view.name} className={styles['view']}>
              <Button
                type="link"
                onClick={() => {
                  setShown(false);
                  open(view.search);
                }}
              >
                {view.name}
              </Button>
              <Button size="small" onClick={() => drop(view.name)} aria-label={t('ledgerTools.dropView', { name: view.name })}>
                {t('ledgerTools.drop')}
              </Button>
            </span>
          ))}
          <Input.Search value={name} onChange={(e) => setName(e.target.value)} onSearch={keep} maxLength={30} placeholder={t('ledgerTools.viewName')} aria-label={t('ledgerTools.viewName')} enterButton={t('ledgerTools.save')} />
        </div>
      }
    >
      <Button>{t('ledgerTools.views')}</Button>
    </Popover>
  );
}
