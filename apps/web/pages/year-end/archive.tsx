import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Popconfirm } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { answer, api, commandHeaders } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { Answered, Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { cityMoment } from '../../words/moments';

/** Archives a plan under which nothing is open; of an archived one, whether the log still is as it was archived. */
export function Archive({ plan, ready }: { plan: Plan; ready: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const past = useAsOf() !== undefined;
  const archive = useCommand((_: void, key) => api.POST('/plans/{planId}/archive', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) } }), [...PLAN_SHOWN, 'archive']);
  return (
    <Section title={t('planEnd.archive.title')} term="archive">
      <p className="secondary">{t('planEnd.archive.help')}</p>
      {plan.archive !== null ? (
        <Kept plan={plan} archive={plan.archive} />
      ) : past ? (
        <p>{t('planEnd.archive.notYet')}</p>
      ) : (
        <Popconfirm title={t('planEnd.archive.confirm')} okText={t('planEnd.archive.act')} cancelText={t('common.cancel')} disabled={!ready} onConfirm={() => archive.mutate(undefined, { onSuccess: () => void message.success(t('planEnd.archive.done')) })}>
          <Button disabled={!ready} loading={archive.isPending}>
            {t('planEnd.archive.act')}
          </Button>
        </Popconfirm>
      )}
      {archive.isError && <Failed error={archive.error} />}
    </Section>
  );
}

function Kept({ plan, archive }: { plan: Plan; archive: NonNullable<Plan['archive']> }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['archive', plan.id], queryFn: () => answer(api.GET('/plans/{planId}/archive', { params: { path: { planId: plan.id } } })) });
  return (
    <>
      <p className="numbers">{t('planEnd.archive.at', { at: cityMoment(archive.at), items: archive.items })}</p>
      <Answered query={query} rows={2}>
        {(found) => (
          <>
            <Alert type={found.intact ? 'success' : 'error'} showIcon title={found.intact ? t('planEnd.archive.intact') : t('planEnd.archive.differs', { count: found.differing.length })} />
            <p className="secondary numbers">
              {t('planEnd.archive.streams', { count: found.streams.length })} · {t('planEnd.archive.sha')} {found.sha256}
            </p>
          </>
        )}
      </Answered>
    </>
  );
}
