import { Button, Input, Select, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlanTitles } from '../../api/plans';
import { useUnits } from '../../api/units';
import styles from './ledger.module.css';
import { MoreFilters } from './more-filters';
import { LIGHTS, STATUSES, type LedgerSearch } from './search';

/** The filter in words; it lives in the address. What is typed follows the address, which a view or "back" changes too. */
export function Filters({ search, change, clear }: { search: LedgerSearch; change: (more: Partial<LedgerSearch>) => void; clear: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const [text, setText] = useState(search.text ?? '');
  const [asked, setAsked] = useState(search.text);
  if (asked !== search.text) {
    setAsked(search.text);
    setText(search.text ?? '');
  }
  return (
    <form
      role="search"
      className={styles['filters']}
      onSubmit={(event) => {
        event.preventDefault();
        change({ text: text.trim() === '' ? undefined : text.trim() });
      }}
    >
      <Input.Search value={text} onChange={(e) => setText(e.target.value)} onSearch={(typed) => change({ text: typed.trim() === '' ? undefined : typed.trim() })} placeholder={t('ledger.search')} aria-label={t('ledger.search')} allowClear className={styles['text']} />
      <Select mode="multiple" allowClear value={search.light ?? []} onChange={(light) => change({ light })} placeholder={t('ledger.light')} aria-label={t('ledger.light')} className={styles['choice']} options={LIGHTS.map((value) => ({ value, label: t(`supervision.light.${value}`) }))} />
      <Select mode="multiple" allowClear value={search.status ?? []} onChange={(status) => change({ status })} placeholder={t('ledger.status')} aria-label={t('ledger.status')} className={styles['choice']} options={STATUSES.map((value) => ({ value, label: t(`supervision.status.${value}`) }))} />
      <Select showSearch={{ optionFilterProp: 'label' }} allowClear value={search.unitId} onChange={(unitId) => change({ unitId })} placeholder={t('ledger.unit')} aria-label={t('ledger.unit')} className={styles['choice']} options={units.map(({ id, name }) => ({ value: id, label: name }))} />
      <MoreFilters search={search} change={change} />
      <Further search={search} change={change} />
      {Object.keys(search).some((name) => name !== 'asOf' && name !== 'group') && (
        <Button type="link" onClick={() => { setText(''); clear(); }}>
          {t('common.clearFilters')}
        </Button>
      )}
    </form>
  );
}

/** What the address asks beside the fields: a figure of another page led here, or it was chosen among the further conditions. */
function Further({ search, change }: { search: LedgerSearch; change: (more: Partial<LedgerSearch>) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { planId, category, dueFrom, dueBefore, late, changedSince, awaitingQuantification, past } = search;
  const title = usePlanTitles(planId !== undefined).find((p) => p.planId === planId)?.title;
  const told: [keyof LedgerSearch, string | undefined][] = [
    ['planId', planId && t('ledger.further.plan', { title: title ?? planId })],
    ['category', category === undefined ? undefined : category === '' ? t('overview.noCategory') : t('ledger.further.category', { category })],
    ['dueFrom', dueFrom && t('ledger.further.dueFrom', { day: dueFrom })],
    ['dueBefore', dueBefore && t('ledger.further.dueBefore', { day: dueBefore })],
    ['late', late === undefined ? undefined : t(late ? 'ledger.further.late' : 'ledger.further.notLate')],
    ['changedSince', changedSince && t('ledger.further.changedSince', { day: changedSince })],
    ['past', past && t('ledger.further.past')],
    ['awaitingQuantification', awaitingQuantification && t('supervision.awaitingQuantification')],
  ];
  return told.map(
    ([name, words]) =>
      words !== undefined && (
        <Tag key={name} closable={{ 'aria-label': t('ledger.further.drop', { words }) }} onClose={() => change({ [name]: undefined })}>
          {words}
        </Tag>
      ),
  );
}
