import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, App, Button, Form, Input, Progress, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { Section } from '../../parts/page';
import styles from './draft.module.css';
import { EarlierPlan } from './earlier-plan';
import { Facts } from './facts';
import { Reconciled } from './reconciled';
import { SendButton } from '../../parts/send-button';

/** The last step: what the issue brings about, what keeps it back, and how far it is. */
export function Issue({ plan, decide }: { plan: Plan; decide: () => void }): React.ReactNode {
  const issue = useCommand((_: void, key) => api.POST('/plans/{planId}/issue', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) } }), [...PLAN_SHOWN, 'ledger', 'todo', 'dashboard']);
  if (plan.status !== 'draft' || issue.isPending) return <Running plan={plan} />;
  return (
    <>
      <Facts plan={plan} />
      <Reconciled name={plan.source.name} report={plan.report} lost={plan.notUnderstood.length} />
      <EarlierPlan plan={plan} />
      <Act plan={plan} issue={() => issue.mutate()} decide={decide} />
      {issue.isError && <Failed error={issue.error} />}
    </>
  );
}

function Act({ plan, issue, decide }: { plan: Plan; issue: () => void; decide: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const discard = useCommand((body: Schemas['ReasonBody'], key) => api.POST('/plans/{planId}/discard', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body }), PLAN_SHOWN);
  const units = new Set(plan.items.flatMap((i) => [...i.leads, ...i.participants, ...i.units])).size;
  const blocked = plan.openBlocking > 0;
  const onDiscarded = (): void => {
    void message.success(t('draft.issue.discarded'));
    void navigate({ to: '/plans' });
  };
  return (
    <Section title={t('draft.issue.title')}>
      <p className="numbers">{t('draft.issue.effect', { units, items: plan.items.length })}</p>
      {blocked && (
        <Alert
          type="warning"
          showIcon
          title={t('draft.issue.blocked', { count: plan.openBlocking })}
          action={
            <Button size="small" onClick={decide}>
              {t('draft.steps.decide')}
            </Button>
          }
        />
      )}
      {!blocked && plan.openDecisions > 0 && <Alert type="info" showIcon title={t('draft.issue.open', { count: plan.openDecisions })} />}
      <div className={styles['acts']}>
        <SendButton type="primary" disabled={blocked} onClick={issue}>
          {t('draft.issue.act')}
        </SendButton>
        <Form<{ reason: string }> layout="inline" requiredMark={false} validateTrigger={[]} onFinish={(typed) => discard.mutate(typed, { onSuccess: onDiscarded })}>
          <Form.Item name="reason" rules={[{ required: true, whitespace: true, message: t('draft.issue.discardMissing') }]}>
            <Input aria-label={t('draft.issue.discardReason')} placeholder={t('draft.issue.discardReason')} />
          </Form.Item>
          <SendButton htmlType="submit" loading={discard.isPending}>
            {t('draft.issue.discard')}
          </SendButton>
          <NotTaken refused={discard.error} />
        </Form>
      </div>
    </Section>
  );
}

/** How many of the plan's items run; each is in the ledger once it does. */
function Running({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const of = plan.issueItems.length || plan.items.length;
  const query = useQuery({
    queryKey: ['ledger', 'running', plan.id],
    queryFn: () => answer(api.GET('/ledger', { params: { query: { planId: plan.id, limit: 1 } } })),
    refetchInterval: ({ state }) => ((state.data?.total ?? 0) < of ? 1000 : false),
  });
  const done = Math.min(query.data?.total ?? 0, of);
  const whole = plan.status === 'issued' && done === of;
  if (whole)
    return (
      <Result
        status="success"
        title={t('draft.issue.done.title')}
        subTitle={t('draft.issue.done.help', { of })}
        extra={
          <Link to="/ledger" search={{ planId: plan.id }}>
            {t('draft.issue.ledger')}
          </Link>
        }
      />
    );
  return (
    <Section title={t('draft.issue.issuing')}>
      <Progress percent={Math.round((done / of) * 100)} showInfo={false} aria-label={t('draft.issue.issuing')} />
      <p role="status" className="numbers">
        {t('draft.issue.progress', { done, of })}
      </p>
    </Section>
  );
}
