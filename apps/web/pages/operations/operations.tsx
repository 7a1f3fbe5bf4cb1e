import { useQuery } from '@tanstack/react-query';
import { App, Button, Descriptions } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../api/client';
import type { Refused } from '../../api/problem';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered, Failed } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { cityMoment } from '../../words/moments';
import styles from './operations.module.css';

type Found = Schemas['OperationsBody'];
type Trouble = Schemas['TroubleBody'];

/** What does not go on by itself, why, and what to do about it. */
export function Operations(): React.ReactNode {
  const { t } = useTranslation();
  const operator = rolesOf(useIdentity()).has('operator');
  const query = useQuery({ queryKey: ['operations'], queryFn: () => answer(api.GET('/operations')), refetchInterval: 15_000 });
  return (
    <Page title={t('operations.title')}>
      <Answered query={query}>
        {(found) => (
          <>
            <p className="secondary numbers" role="status">
              {t('operations.refreshed', { at: cityMoment(found.now) })}
            </p>
            {found.troubles.length === 0 ? (
              <Empty {...t('operations.fine', { returnObjects: true })} />
            ) : (
              <Section title={t('operations.troubles')}>
                <ul className={styles['troubles']}>
                  {found.troubles.map((trouble) => (
                    <TroubleRow key={`${trouble.kind}:${trouble.id}`} trouble={trouble} mayRetry={operator && trouble.retry} />
                  ))}
                </ul>
              </Section>
            )}
            <Running found={found} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function TroubleRow({ trouble, mayRetry }: { trouble: Trouble; mayRetry: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const queries = useQueryClient();
  const readers = t('operations.reader', { returnObjects: true }) as Record<string, string>;
  const retry = useMutation<unknown, Refused, void>({
    mutationFn: () => answer(api.POST('/operations/retry', { params: { header: { 'Idempotency-Key': newKey() } }, body: { kind: trouble.kind as Schemas['RetryBody']['kind'], id: trouble.id } })),
    onSuccess: () => {
      void message.success(t('operations.asked'));
      void queries.invalidateQueries({ queryKey: ['operations'] });
    },
  });
  return (
    <li className={styles['trouble']}>
      <p>
        <strong>{t(`operations.kind.${trouble.kind}`)}</strong> {readers[trouble.id] ?? nameOf(trouble.id)}{' '}
        <span className="secondary numbers">
          {trouble.since !== null && `${t('operations.since')} ${cityMoment(trouble.since)}`} {trouble.times > 1 && `· ${t('operations.times')} ${trouble.times}`}
        </span>
      </p>
      <p>{trouble.reason[language()]}</p>
      <p>
        <span className="secondary">{t('operations.remedy')} </span>
        {trouble.remedy[language()]}
      </p>
      {mayRetry && (
        <Button loading={retry.isPending} onClick={() => retry.mutate()}>
          {t('operations.retry')}
        </Button>
      )}
      {retry.isError && <Failed error={retry.error} />}
    </li>
  );
}

function Running({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const ms = (count: number): string => t('operations.ms', { count });
  const number = { align: 'right' as const, className: 'numbers' };
  return (
    <Section title={t('operations.running')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'worker', label: t('operations.worker'), children: found.workerSeenAt === null ? t('operations.never') : cityMoment(found.workerSeenAt) },
          { key: 'skew', label: t('operations.skew'), children: ms(found.clockSkewMs) },
        ]}
      />
      <ReadTable
        title={t('operations.running')}
        rows={found.subscriptions.map((s) => ({ ...s, id: s.name }))}
        columns={[
          { title: t('operations.name'), render: (_, s) => (t('operations.reader', { returnObjects: true }) as Record<string, string>)[s.name] ?? <code>{s.name}</code> },
          { title: t('operations.lag'), ...number, render: (_, s) => ms(Math.round(s.lagMs)) },
          { title: t('operations.parked'), ...number, dataIndex: 'parkedStreams' },
        ]}
      />
    </Section>
  );
}
