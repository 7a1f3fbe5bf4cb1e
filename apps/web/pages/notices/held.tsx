import { useQuery } from '@tanstack/react-query';
import { Alert, App, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { after } from '../../api/written';
import { Answered, Failed } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { sentence } from '../../words/sentence';
import { cityMoment } from '../../words/moments';
import styles from './notices.module.css';
import { SendButton } from '../../parts/send-button';

/** Notices that the brake holds: why, which, and letting them out in one act. Stale ones are left out unless one takes them in. */
export function Held(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['brake'], queryFn: () => answer(api.GET('/operations/brake', { params: { query: after() } })) });
  return <Answered query={query}>{(found) => (found.held ? <Brake key={found.count} found={found} /> : <Empty {...t('inbox.notHeld', { returnObjects: true })} />)}</Answered>;
}

function Brake({ found }: { found: Schemas['BrakeBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const [skip, setSkip] = useState<ReadonlySet<string>>(() => new Set(found.units.flatMap((u) => u.notices.filter((n) => n.stale).map((n) => n.noticeId))));
  const release = useCommand((body: Schemas['ReleaseBody'], key) => api.POST('/operations/brake/release', { params: { header: commandHeaders(key) }, body }), ['brake', 'inbox', 'todo']);
  const out = found.count - skip.size;

  function toggle(noticeId: string): void {
    const next = new Set(skip);
    if (!next.delete(noticeId)) next.add(noticeId);
    setSkip(next);
  }
  function confirm(): void {
    modal.confirm({
      title: t('inbox.releaseTitle', { count: found.count }),
      content: t('inbox.releaseHelp', { out, skipped: skip.size }),
      okText: t('inbox.release'),
      cancelText: t('common.cancel'),
      onOk: () =>
        release.mutateAsync({ seen: found.count, skip: [...skip] }).then(
          ({ released, skipped }) => void message.success(t('inbox.released', { out: released, skipped })),
          () => undefined,
        ),
    });
  }

  return (
    <>
      <Alert type="warning" showIcon title={t('inbox.held', { count: found.count })} description={`${found.words?.[language()] ?? ''} ${found.since === null ? '' : t('inbox.heldSince', { at: cityMoment(found.since) })}`} action={<SendButton type="primary" loading={release.isPending} onClick={confirm}>{t('inbox.release')}</SendButton>} />
      {release.isError && <Failed error={release.error} />}
      {found.units.map(({ unitId, unit, count, notices }) => (
        <div key={unitId} className={styles['part']}>
          <Section title={`${unit} ${count}`}>
            <ReadTable
              title={unit}
              rows={notices.map((n) => ({ id: n.noticeId, ...n }))}
              columns={[
                { title: t('inbox.about'), render: (_, n) => `${n.number ?? ''} ${n.title}` },
                { title: t('inbox.kind'), render: (_, n) => sentence(n.kindWords[language()]) + (n.stale ? ` · ${t('inbox.stale')}` : '') },
                { title: t('inbox.skip'), render: (_, n) => <Checkbox checked={skip.has(n.noticeId)} onChange={() => toggle(n.noticeId)} aria-label={`${t('inbox.skip')} ${n.title}`} /> },
              ]}
            />
          </Section>
        </div>
      ))}
    </>
  );
}
