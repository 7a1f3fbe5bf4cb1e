import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Input, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { useUnits } from '../../api/units';
import { Answered, Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import styles from './telling.module.css';

type Feed = Schemas['FeedBody'];
const KINDS = ['person', 'unit'] as const;

/** 日历订阅: addresses that a calendar program reads. Each is shown once, when it is made. */
export function Feeds(): React.ReactNode {
  const { t } = useTranslation();
  const [made, setMade] = useState<Schemas['CreatedFeedBody']>();
  const query = useQuery({ queryKey: ['feeds'], queryFn: () => answer(api.GET('/feeds')) });
  const make = useCommand((kind: Feed['kind'], key) => api.POST('/feeds', { params: { header: commandHeaders(key) }, body: { kind } }), ['feeds'], String);
  return (
    <Section title={t('telling.feeds.title')}>
      <div className={styles['parts']}>
        <p>{t('telling.feeds.help')}</p>
        <Alert type="warning" showIcon title={t('telling.feeds.secret')} />
        <Space wrap>
          {KINDS.map((kind) => (
            <Button key={kind} loading={make.isPending && make.variables === kind} disabled={make.isPending && make.variables !== kind} onClick={() => make.mutate(kind, { onSuccess: setMade })}>
              {t(`telling.feeds.make.${kind}`)}
            </Button>
          ))}
        </Space>
        {make.isError && <Failed error={make.error} />}
        {made && <Made feed={made} />}
        <Answered query={query} rows={2}>
          {({ feeds }) => (feeds.length === 0 ? <p className="secondary">{t('telling.feeds.none')}</p> : <Rows feeds={feeds} revoked={(feedId) => feedId === made?.feedId && setMade(undefined)} />)}
        </Answered>
      </div>
    </Section>
  );
}

/** The address of a feed that was made just now. */
function Made({ feed }: { feed: Schemas['CreatedFeedBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const address = new URL(feed.path, window.location.origin).href;
  const copy = (): void => void Promise.resolve(navigator.clipboard?.writeText(address) ?? Promise.reject()).then(() => message.success(t('telling.feeds.copied')), () => message.warning(t('telling.feeds.notCopied')));
  return (
    <div role="status" className={styles['made']}>
      <p>
        <strong>{t(`telling.feeds.kinds.${feed.kind}`)}</strong> · {t('telling.feeds.once')}
      </p>
      <Space.Compact block>
        <Input readOnly value={address} aria-label={t('telling.feeds.address')} onFocus={(e) => e.target.select()} />
        <Button onClick={copy}>{t('telling.feeds.copy')}</Button>
      </Space.Compact>
    </div>
  );
}

function Rows({ feeds, revoked }: { feeds: readonly Feed[]; revoked: (feedId: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ReadTable
      title={t('telling.feeds.title')}
      rows={feeds.map((feed) => ({ ...feed, id: feed.feedId }))}
      columns={[
        { title: t('telling.feeds.columns.what'), render: (_, f) => t(`telling.feeds.kinds.${f.kind}`) },
        { title: t('telling.feeds.columns.unit'), render: (_, f) => nameOf(f.unitId) },
        { title: t('telling.feeds.columns.made'), className: 'numbers', render: (_, f) => cityMoment(f.createdAt) },
        { title: t('telling.feeds.columns.used'), className: 'numbers', render: (_, f) => (f.lastUsedAt === null ? t('telling.feeds.neverUsed') : cityMoment(f.lastUsedAt)) },
        { title: t('telling.feeds.columns.state'), render: (_, f) => (f.revokedAt === null ? t('telling.feeds.open') : t(`telling.feeds.ended.${f.revokedBecause ?? 'owner'}`)) },
        { title: t('telling.feeds.columns.act'), render: (_, f) => f.revokedAt === null && <Revoke feed={f} revoked={revoked} /> },
      ]}
    />
  );
}

function Revoke({ feed, revoked }: { feed: Feed; revoked: (feedId: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const revoke = useCommand((_: void, key) => api.DELETE('/feeds/{feedId}', { params: { path: { feedId: feed.feedId }, header: commandHeaders(key) } }), ['feeds']);
  const done = (): void => {
    void message.success(t('telling.feeds.revoked'));
    revoked(feed.feedId);
  };
  return (
    <>
      <Popconfirm title={t('telling.feeds.revokeConfirm')} okText={t('telling.feeds.revoke')} cancelText={t('common.cancel')} onConfirm={() => revoke.mutate(undefined, { onSuccess: done })}>
        <Button size="small" danger loading={revoke.isPending} aria-label={`${t('telling.feeds.revoke')} ${t(`telling.feeds.kinds.${feed.kind}`)} ${cityMoment(feed.createdAt)}`}>
          {t('telling.feeds.revoke')}
        </Button>
      </Popconfirm>
      {revoke.isError && <Failed error={revoke.error} />}
    </>
  );
}
