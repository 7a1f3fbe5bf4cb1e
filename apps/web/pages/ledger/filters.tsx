import { Button, Input, Tag } from 'antd';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlanTitles } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Part } from '../../parts/boundary';
import { part } from '../../parts/lazy-part';
import { useOnPhone } from '../../shell/on-phone';
import styles from './ledger.module.css';
import { MainFilters } from './main-filters';
import { MoreFilters } from './more-filters';
import { asked, type LedgerSearch } from './search';

interface Of {
  search: LedgerSearch;
  change: (more: Partial<LedgerSearch>) => void;
  clear: () => void;
}

const FilterSheet = lazy(part(() => import('./filter-sheet').then((m) => ({ default: m.FilterSheet }))));

/** The filter in words; it lives in the address. What is typed follows the address, which a view or "back" changes too. */
export function Filters({ search, change, clear }: Of): React.ReactNode {
  const { t } = useTranslation();
  const onPhone = useOnPhone();
  const [sheet, setSheet] = useState(false);
  const narrowed = asked(search).filter((name) => name !== 'text').length;
  const [text, setText] = useState(search.text ?? '');
  const [before, setBefore] = useState(search.text);
  if (before !== search.text) {
    setBefore(search.text);
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
      {onPhone ? (
        <Button onClick={() => setSheet(true)} aria-haspopup="dialog">
          {t('ledger.filter')}
          {narrowed > 0 && ` (${narrowed})`}
        </Button>
      ) : (
        <>
          <MainFilters search={search} change={change} />
          <MoreFilters search={search} change={change} />
        </>
      )}
      <Further search={search} change={change} whole={onPhone} />
      {asked(search).length > 0 && (
        <Button type="link" onClick={() => { setText(''); clear(); }}>
          {t('common.clearFilters')}
        </Button>
      )}
      <Part>{sheet && <FilterSheet search={search} change={change} clear={() => (setText(''), clear())} close={() => setSheet(false)} />}</Part>
    </form>
  );
}

/** What the address asks beside the fields: a figure of another page led here, or it was chosen among the further conditions. @param whole those that have fields too, where these are out of sight */
function Further({ search, change, whole }: Pick<Of, 'search' | 'change'> & { whole: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { light, status, unitId, planId, category, dueFrom, dueBefore, late, changedSince, awaitingQuantification, past } = search;
  const title = usePlanTitles(planId !== undefined).find((p) => p.planId === planId)?.title;
  const listed = (words: readonly string[] | undefined): string | undefined => words?.join(t('common.list'));
  const told: [keyof LedgerSearch, string | undefined][] = [
    ...(whole
      ? ([
          ['light', listed(light?.map((l) => t(`supervision.light.${l}`)))],
          ['status', listed(status?.map((s) => t(`supervision.status.${s}`)))],
          ['unitId', unitId && nameOf(unitId)],
        ] as [keyof LedgerSearch, string | undefined][])
      : []),
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
