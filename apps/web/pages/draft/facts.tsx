import { App, Button, Descriptions, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { useUnits } from '../../api/units';
import { DayField } from '../../parts/day/day-field';
import { NotTaken } from '../../parts/field-faults';
import { Section } from '../../parts/page';
import styles from './draft.module.css';

/** What holds for the plan as a whole: its period, who supervises it, which body leads it. */
export function Facts({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const { documentNumber, issuer } = plan.plan;
  return (
    <Section title={t('draft.issue.facts')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'number', label: t('draft.issue.document'), children: documentNumber ?? t('common.none') },
          { key: 'issuer', label: t('draft.issue.issuer'), children: issuer ?? t('common.none') },
        ]}
      />
      <Period plan={plan} />
      <Parties plan={plan} />
    </Section>
  );
}

function Period({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const set = useCommand((body: Schemas['PeriodBody'], key) => api.POST('/plans/{planId}/period', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body }), PLAN_SHOWN);
  const rules = [{ required: true, message: t('draft.issue.periodMissing') }];
  return (
    <Form<Schemas['PeriodBody']> layout="inline" requiredMark={false} validateTrigger={[]} className={styles['line']} initialValues={plan.plan.period ?? {}} onFinish={(typed) => set.mutate(typed, { onSuccess: () => void message.success(t('draft.issue.periodSet')) })}>
      <span>{t('draft.issue.period')}</span>
      <Form.Item name="from" label={t('draft.issue.from')} rules={rules}>
        <DayField />
      </Form.Item>
      <Form.Item name="to" label={t('draft.issue.to')} rules={rules}>
        <DayField />
      </Form.Item>
      <Button htmlType="submit" loading={set.isPending}>
        {t('draft.issue.setPeriod')}
      </Button>
      <NotTaken refused={set.error} />
    </Form>
  );
}

function Parties({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { units } = useUnits();
  const set = useCommand((body: Schemas['PartiesBody'], key) => api.POST('/plans/{planId}/parties', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body }), PLAN_SHOWN);
  const choice = { allowClear: true, showSearch: { optionFilterProp: 'label' }, placeholder: t('draft.issue.none'), className: styles['unit'] ?? '', options: units.map(({ id, name }) => ({ value: id, label: name })) };
  return (
    <Form<Schemas['PartiesBody']>
      layout="inline"
      requiredMark={false}
      className={styles['line']}
      initialValues={{ supervisingUnitId: plan.supervisingUnitId ?? undefined, conferenceUnitId: plan.conferenceUnitId ?? undefined }}
      onFinish={({ supervisingUnitId, conferenceUnitId }) => set.mutate({ supervisingUnitId: supervisingUnitId ?? null, conferenceUnitId: conferenceUnitId ?? null }, { onSuccess: () => void message.success(t('draft.issue.partiesSet')) })}
    >
      <Form.Item name="supervisingUnitId" label={t('draft.issue.supervising')}>
        <Select {...choice} />
      </Form.Item>
      <Form.Item name="conferenceUnitId" label={t('draft.issue.conference')}>
        <Select {...choice} />
      </Form.Item>
      <Button htmlType="submit" loading={set.isPending}>
        {t('draft.issue.setParties')}
      </Button>
      <NotTaken refused={set.error} />
    </Form>
  );
}
