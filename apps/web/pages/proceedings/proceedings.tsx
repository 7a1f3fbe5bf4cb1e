import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Alert, Button, Checkbox, Input, Pagination, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../api/client';
import { useUnits } from '../../api/units';
import { after } from '../../api/written';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { LateTag } from '../../parts/late-tag';
import { Page } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityDay } from '../../words/moments';
import { useFactColumns } from './fact-columns';
import { OpenButtons, OpenSheet } from './open/open';
import styles from './proceedings.module.css';
import { RosterList } from './roster/roster-list';
import { KINDS, readProceedingsSearch, type ProceedingsSearch } from './search';
import { useMatterWords } from './use-words';

const route = getRouteApi('/proceedings');
const PAGE = 50;
const NAMED = 3;

/** Rounds, inspections, evaluations, meetings, difficulties: which are under way, and what is due in them? */
export function Proceedings(): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const words = useMatterWords();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { begin, item: _item, unit: _unit, plan: _plan, ...narrowed } = search;
  const { kind, text, closed, overdue, page = 1, asOf } = narrowed;
  const filter = { kind, text, ...(closed ? {} : { open: true }), ...(overdue && { overdue }) };
  const query = useQuery({ queryKey: ['proceedings', narrowed], queryFn: () => answer(api.GET('/proceedings', { params: { query: { ...filter, sort: '-opened', offset: (page - 1) * PAGE, limit: PAGE, ...(asOf === undefined ? after() : { asOf }) } } })), placeholderData: keepPreviousData });
  const own = useFactColumns(kind);
  const change = (more: Partial<ProceedingsSearch>): void => void navigate({ search: readProceedingsSearch({ ...search, page: 1, ...more }), replace: true });
  const clear = (): void => void navigate({ search: {} });
  return (
    <Page title={t('shell.pages.proceedings')} acts={<Space size="middle" wrap><Link to="/eligibility">{t('eligibility.title')}</Link><OpenButtons open={(what) => void navigate({ search: { ...narrowed, begin: what } })} /></Space>}>
      <OpenSheet key={begin} search={search} close={() => void navigate({ search: narrowed, replace: true })} />
      <div className={styles['filters']} role="search">
        <Select mode="multiple" allowClear className={styles['kinds']} value={kind ?? []} onChange={(chosen) => change({ kind: chosen })} placeholder={t('proceeding.allKinds')} aria-label={t('proceeding.kind')} options={KINDS.map((value) => ({ value, label: t(`proceeding.kinds.${value}`) }))} />
        <Input.Search key={text} defaultValue={text} className={styles['text']} onSearch={(typed) => change({ text: typed })} placeholder={t('proceeding.search')} aria-label={t('proceeding.search')} allowClear />
        <Checkbox checked={!closed} onChange={(e) => change({ closed: e.target.checked ? undefined : true })}>
          {t('proceeding.openOnly')}
        </Checkbox>
        <Checkbox checked={overdue === true} onChange={(e) => change({ overdue: e.target.checked ? true : undefined })}>
          {t('proceeding.overdueOnly')}
        </Checkbox>
      </div>
      {kind?.length === 1 && kind[0] === 'reform-unit' && <RosterList />}
      <Answered query={query} rows={8}>
        {({ rows, total, incomplete }) => (
          <>
            {incomplete && <Alert type="warning" showIcon title={t('common.incomplete')} />}
            {total === 0 ? (
              Object.keys(narrowed).length > 0 ? <Empty {...t('proceeding.filteredOut', { returnObjects: true })} act={<Button onClick={clear}>{t('common.clearFilters')}</Button>} /> : <Empty {...t('proceeding.empty', { returnObjects: true })} />
            ) : (
              <>
                <p className="secondary numbers" role="status">
                  {t('common.total', { count: total })}
                </p>
                <ReadTable
                  title={t('shell.pages.proceedings')}
                  rows={rows}
                  columns={[
                    { title: t('proceeding.kind'), render: (_, row) => words.kind(row.kind) },
                    { title: t('proceeding.name'), render: (_, row) => <Link to="/proceedings/$kind/$id" params={{ kind: row.kind, id: row.id }}>{row.title}</Link> },
                    { title: t('proceeding.status'), render: (_, row) => <>{words.status(row.status, row.kind)} {row.overdue && <LateTag>{t('proceeding.overdue')}</LateTag>}</> },
                    ...own,
                    { title: t('proceeding.nextDue'), className: 'numbers', render: (_, row) => (row.nextDue === null ? t('common.none') : row.nextDue.length > 10 ? cityDay(row.nextDue) : row.nextDue) },
                    { title: t('proceeding.units'), render: (_, row) => row.unitIds.slice(0, NAMED).map(nameOf).join(t('common.list')) + (row.unitIds.length > NAMED ? ` +${row.unitIds.length - NAMED}` : '') },
                    { title: t('proceeding.opened'), className: 'numbers', render: (_, row) => cityDay(row.openedAt) },
                  ]}
                />
                {total > PAGE && <Pagination current={page} pageSize={PAGE} total={total} showSizeChanger={false} onChange={(to) => change({ page: to })} />}
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}
