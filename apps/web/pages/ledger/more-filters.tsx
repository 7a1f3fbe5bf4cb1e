import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Popover, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { usePlanTitles } from '../../api/plans';
import { dayIn } from '../../parts/day/day';
import { DayField } from '../../parts/day/day-field';
import styles from './ledger.module.css';
import { currentOf, type LedgerSearch } from './search';

interface Of {
  search: LedgerSearch;
  change: (more: Partial<LedgerSearch>) => void;
}

/** Conditions beyond those that most choose: plan, category, days, whether it is late. What is chosen stands beside as words. */
export function MoreFilters(of: Of): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Popover trigger="click" placement="bottomLeft" destroyOnHidden content={<FilterFields {...of} />}>
      <Button>{t('ledger.more')}</Button>
    </Popover>
  );
}

/** The same, one beneath another. */
export function FilterFields({ search, change }: Of): React.ReactNode {
  const { t } = useTranslation();
  const { planId, category, dueFrom, dueBefore, late, past, asOf } = search;
  const plans = usePlanTitles();
  const dashboard = useQuery({ queryKey: ['dashboard', 'categories', planId, past, search.status, asOf], queryFn: () => answer(api.GET('/dashboard', { params: { query: { planId, ...currentOf({ planId, status: search.status, past }), asOf } } })) });
  const categories = [...new Set([...(category === undefined ? [] : [category]), ...(dashboard.data?.byCategory ?? []).map((r) => r.category ?? '')])];
  return (
    <div className={styles['more']}>
      <label>
        {t('ledger.plan')}
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} value={planId} onChange={(chosen?: string) => change({ planId: chosen })} aria-label={t('ledger.plan')} options={plans.map((p) => ({ value: p.planId, label: p.title }))} />
      </label>
      <label>
        {t('ledger.category')}
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} value={category} onChange={(chosen?: string) => change({ category: chosen })} aria-label={t('ledger.category')} options={categories.map((value) => ({ value, label: value === '' ? t('overview.noCategory') : value }))} />
      </label>
      <label>
        {t('ledger.late')}
        <Select allowClear value={late} onChange={(chosen?: boolean) => change({ late: chosen })} aria-label={t('ledger.late')} options={[{ value: true, label: t('ledger.further.late') }, { value: false, label: t('ledger.further.notLate') }]} />
      </label>
      <label>
        {t('ledger.dueFrom')}
        <DayField value={dueFrom} onChange={(day) => change({ dueFrom: dayIn(day) ?? undefined })} aria-label={t('ledger.dueFrom')} />
      </label>
      <label>
        {t('ledger.dueBefore')}
        <DayField value={dueBefore} onChange={(day) => change({ dueBefore: dayIn(day) ?? undefined })} aria-label={t('ledger.dueBefore')} />
      </label>
      {planId === undefined && (
        <Checkbox checked={past === true} onChange={({ target }) => change({ past: target.checked ? true : undefined })}>
          {t('ledger.further.past')}
        </Checkbox>
      )}
    </div>
  );
}
