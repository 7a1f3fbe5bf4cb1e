import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { Job } from '../../parts/job';
import { Page, Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { cityMoment } from '../../words/moments';
import { HandOverEffect } from './effect';
import styles from './hand-over.module.css';

type Body = Schemas['HandOverBody'];
interface Typed {
  from: string;
  to: string;
  reason: string;
  basis?: string;
}

/** Everything that a unit holds passes to another in one act: what moves, and what stays? */
export function HandOver(): React.ReactNode {
  const { t } = useTranslation();
  const office = rolesOf(useIdentity()).has('office');
  const past = useQuery({ queryKey: ['hand-overs'], queryFn: () => answer(api.GET('/hand-overs')) });
  return (
    <Page title={t('administration.handOver.title')}>
      <p>{t('administration.handOver.help')}</p>
      {office && <Offered />}
      {office && <Begin />}
      <Section title={t('administration.handOver.history')}>
        <Answered query={past}>{({ rows }) => (rows.length === 0 ? <p className="secondary">{t('administration.handOver.none')}</p> : <Past rows={rows} />)}</Answered>
      </Section>
    </Page>
  );
}

function Offered(): React.ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['hand-overs', 'offered'], queryFn: () => answer(api.GET('/hand-overs/offered')) });
  if (data === undefined || data.rows.length === 0) return null;
  return (
    <Section title={t('administration.handOver.offered')}>
      <ul className="numbers">
        {data.rows.map((o) => (
          <li key={o.unitId}>{t('administration.handOver.offeredOne', { unit: o.name, assignments: o.assignments, duties: o.duties })}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Who it passes from and to is typed as a unit. */
const fieldOf = (field: string): string => field.split('.')[0]!;

function Begin(): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const [jobId, setJobId] = useState<string>();
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: 'hand-over', form, fresh: {} });
  const look = useMutation<{ found: Schemas['HandOverPreviewBody']; of: string }, Refused, Body>({
    mutationFn: async (body) => ({ found: await answer(api.POST('/hand-overs/preview', { params: { header: { 'Idempotency-Key': newKey() } }, body })), of: JSON.stringify(body) }),
  });
  const begin = useCommand((body: Body, key) => api.POST('/hand-overs', { params: { header: commandHeaders(key) }, body }), ['hand-overs', 'item', 'ledger', 'todo', 'job']);
  const bodyOf = ({ from, to, reason, basis }: Typed): Body => ({ from: { unitId: from }, to: { unitId: to }, reason, basis: basis || null });
  const seen = look.data !== undefined && typed !== undefined && look.data.of === JSON.stringify(bodyOf(typed));
  const rule = (field: 'from' | 'to' | 'reason') => [{ required: true, message: t(`administration.handOver.missing.${field}`) }];
  return (
    <Section title={t('administration.handOver.begin')}>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} className={styles['form']} initialValues={kept.initial} onValuesChange={(_, now) => keep(now)} onFinish={(sent: Typed) => look.mutate(bodyOf(sent))}>
        <Restored {...kept} />
        {(['from', 'to'] as const).map((side) => (
          <Form.Item key={side} name={side} label={t(`administration.handOver.${side}`)} rules={rule(side)}>
            <Select showSearch={{ optionFilterProp: 'label' }} options={units.filter((u) => side === 'from' || u.until === null).map(({ id, name }) => ({ value: id, label: name }))} />
          </Form.Item>
        ))}
        <Form.Item name="reason" label={t('administration.handOver.reason')} rules={rule('reason')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="basis" label={t('administration.handOver.basis')}>
          <Input maxLength={500} />
        </Form.Item>
        <Button htmlType="submit" type={seen ? 'default' : 'primary'} loading={look.isPending}>
          {t('administration.handOver.preview')}
        </Button>
      </Form>
      <NotTaken form={form} refused={look.error} fieldOf={fieldOf} />
      {look.data && jobId === undefined && (
        <>
          <HandOverEffect found={look.data.found} />
          {!seen && <p role="alert">{t('administration.handOver.stale')}</p>}
          <Button type="primary" disabled={!seen} loading={begin.isPending} onClick={() => begin.mutate(bodyOf(typed!), { onSuccess: ({ job }) => (drop(), setJobId(job.id)) })}>
            {t('administration.handOver.begin')}
          </Button>
        </>
      )}
      <NotTaken form={form} refused={begin.error} fieldOf={fieldOf} />
      {jobId !== undefined && <Job jobId={jobId} />}
    </Section>
  );
}

function Past({ rows }: { rows: readonly Schemas['HandOverViewBody'][] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ReadTable
      title={t('administration.handOver.history')}
      rows={rows}
      columns={[
        { title: t('administration.handOver.from'), render: (_, h) => nameOf(h.from.unitId) },
        { title: t('administration.handOver.to'), render: (_, h) => nameOf(h.to.unitId) },
        { title: t('administration.handOver.reason'), dataIndex: 'reason' },
        { title: t('administration.handOver.began'), className: 'numbers', render: (_, h) => cityMoment(h.beganAt) },
        { title: t('administration.handOver.result'), className: 'numbers', render: (_, h) => (h.ended === null ? t('administration.handOver.running') : t('administration.handOver.resultText', { moved: h.ended.moved, stayed: h.ended.stayed })) },
      ]}
    />
  );
}
