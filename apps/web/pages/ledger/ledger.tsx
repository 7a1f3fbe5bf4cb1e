import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Part } from '../../parts/boundary';
import { Empty } from '../../parts/empty';
import { part } from '../../parts/lazy-part';
import { Page } from '../../parts/page';
import { MOST_SELECTED, type BulkAct } from './bulk';
import { useColumns } from './columns';
import { Filters } from './filters';
import { List } from './list';
import styles from './ledger.module.css';
import type { LedgerRow } from './rows';
import { readLedgerSearch, type LedgerSearch } from './search';
import { Tools } from './tools';

const route = getRouteApi('/ledger');
const Groups = lazy(part(() => import('./groups').then((m) => ({ default: m.Groups }))));
const loadBulkSheet = part(() => import('./bulk-sheet').then((m) => ({ default: m.BulkSheet })));
const BulkSheet = lazy(loadBulkSheet);
const loadExtendSheet = part(() => import('./extend-sheet').then((m) => ({ default: m.ExtendSheet })));
const ExtendSheet = lazy(loadExtendSheet);

/** Every item, by any filter, as known today or on a day: which items, exactly? */
export function Ledger(): React.ReactNode {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [columns, show] = useColumns();
  const [selected, setSelected] = useState<readonly LedgerRow[]>([]);
  const roles = rolesOf(useIdentity());
  const actsOnMany = search.asOf === undefined && (roles.has('office') || roles.has('supervisor'));
  const without = (before: readonly LedgerRow[], rows: readonly LedgerRow[]): LedgerRow[] => before.filter(({ itemId }) => rows.every((r) => r.itemId !== itemId));
  const has = (itemId: string): boolean => selected.some((r) => r.itemId === itemId);
  const choose = (rows: readonly LedgerRow[], chosen: boolean): void => setSelected((before) => [...without(before, rows), ...(chosen ? rows : [])]);
  const selection = actsOnMany ? { has, toggle: (row: LedgerRow) => choose([row], !has(row.itemId)), all: choose } : undefined;
  const { group, ...filter } = search;
  const change = (more: Partial<LedgerSearch>): void => void navigate({ search: readLedgerSearch({ ...search, ...more }), replace: true });
  const clear = (): void => void navigate({ search: {} });
  const grid = { change, columns, selection };
  return (
    <Page title={t('shell.pages.ledger')}>
      <Filters search={search} change={change} clear={clear} />
      <Tools search={search} columns={columns} choose={show} change={change} open={(view) => void navigate({ search: view })} />
      {selected.length > 0 && <Selected rows={selected} clear={() => setSelected([])} />}
      {group === undefined ? (
        <List {...grid} filter={filter} none={<Nothing search={search} clear={clear} />} />
      ) : (
        <Part>
          <Groups by={group} filter={filter} list={(its) => <List {...grid} low filter={its} none={null} />} />
        </Part>
      )}
    </Page>
  );
}

/** Which kind of nothing: not on that day, filtered out, or not yet. */
function Nothing({ search, clear }: { search: LedgerSearch; clear: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const asked = Object.keys(search).filter((name) => !['asOf', 'group', 'past'].includes(name));
  if (asked.length > 0) return <Empty {...t('ledger.filteredOut', { returnObjects: true })} act={<Button onClick={clear}>{t('common.clearFilters')}</Button>} />;
  const act = search.past === undefined && (
    <Link to="/ledger" search={{ ...search, past: true }}>
      {t('ledger.seePast')}
    </Link>
  );
  return <Empty {...t(search.asOf === undefined ? 'ledger.nothing' : 'history.nothingThen', { returnObjects: true })} act={act} />;
}

/** What can be done to all that are selected; nothing is sent before a look at who gets what. */
function Selected({ rows, clear }: { rows: readonly LedgerRow[]; clear: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const [act, setAct] = useState<BulkAct | 'extend' | null>(null);
  const office = rolesOf(useIdentity()).has('office');
  const tooMany = rows.length > MOST_SELECTED;
  // Who selects will act: the sheets come meanwhile.
  useEffect(() => void Promise.all([loadBulkSheet(), loadExtendSheet()]).catch(() => undefined), []);
  return (
    <div className={styles['tools']} role="group" aria-label={t('ledgerTools.selected', { count: rows.length })}>
      <span role="status">{t('ledgerTools.selected', { count: rows.length })}</span>
      {(['urge', 'transfer'] as const).map((one) => (
        <Button key={one} disabled={tooMany} onClick={() => setAct(one)}>
          {t(`itemActs.names.${one}`)}
        </Button>
      ))}
      {office && (
        <Button disabled={tooMany} onClick={() => setAct('extend')}>
          {t('ledgerTools.extend')}
        </Button>
      )}
      <Button type="link" onClick={clear}>
        {t('ledgerTools.unselect')}
      </Button>
      {tooMany && <span>{t('ledgerTools.most', { count: MOST_SELECTED })}</span>}
      <Part>
        {act === 'extend' && <ExtendSheet rows={rows} close={() => setAct(null)} />}
        {act !== null && act !== 'extend' && <BulkSheet act={act} rows={rows} close={() => setAct(null)} />}
      </Part>
    </div>
  );
}
