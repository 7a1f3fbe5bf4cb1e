import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import { Chain } from './chain';
import type { AuditSearch } from './search';

const route = getRouteApi('/audit');

/** Who did what and when, and does the record hold? */
export function Audit(): React.ReactNode {
  const { t } = useTranslation();
  const { stream, ...search } = route.useSearch();
  const reads = rolesOf(useIdentity()).has('auditor');
  if (!reads) return <Page title={t('audit.title')}><Empty {...t('audit.notYours', { returnObjects: true })} /></Page>;
  return (
    <Page title={stream === undefined ? t('audit.title') : t('audit.chain', { stream })} acts={stream !== undefined && <Link to="/audit" search={search}>{t('audit.back')}</Link>}>
      {stream === undefined ? <Streams search={search} /> : <Chain stream={stream} />}
    </Page>
  );
}

function Streams({ search }: { search: AuditSearch }): React.ReactNode {
  const { t } = useTranslation();
  const navigate = route.useNavigate();
  const query = useQuery({ queryKey: ['streams', search], queryFn: () => answer(api.GET('/audit/streams', { params: { query: { ...search } } })), placeholderData: keepPreviousData });
  const look = (words: string): void => void navigate({ search: words.trim() === '' ? {} : { words: words.trim() } });
  return (
    <>
      <p className="secondary">{t('audit.help')}</p>
      <Input.Search defaultValue={search.words} onSearch={look} placeholder={t('audit.words')} aria-label={t('audit.words')} allowClear />
      <Answered query={query} rows={8}>
        {({ rows, next }) =>
          rows.length === 0 ? (
            <Empty {...t('audit.none', { returnObjects: true })} act={<Button onClick={() => look('')}>{t('common.clearFilters')}</Button>} />
          ) : (
            <Section title={t('audit.streams')}>
              <Rows rows={rows} search={search} />
              <p>
                {search.from !== undefined && <Button onClick={() => look(search.words ?? '')}>{t('audit.first')}</Button>} {next !== null && <Button onClick={() => void navigate({ search: { ...search, from: next } })}>{t('audit.more')}</Button>}
              </p>
            </Section>
          )
        }
      </Answered>
    </>
  );
}

function Rows({ rows, search }: { rows: readonly Schemas['ChainHeadBody'][]; search: AuditSearch }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable
      title={t('audit.streams')}
      rows={rows.map((row) => ({ ...row, id: row.stream }))}
      columns={[
        {
          title: t('audit.stream'),
          render: (_, r) => (
            <Link to="/audit" search={{ ...search, stream: r.stream }}>
              <code>{r.stream}</code>
            </Link>
          ),
        },
        { title: t('audit.events'), align: 'right', className: 'numbers', dataIndex: 'version' },
        { title: t('audit.last'), className: 'numbers', render: (_, r) => cityMoment(r.lastAt) },
      ]}
    />
  );
}
