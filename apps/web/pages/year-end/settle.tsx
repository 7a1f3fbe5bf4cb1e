import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import { DayField } from '../../parts/day/day-field';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { Job } from '../../parts/job';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';

type Preview = Schemas['YearEndPreviewBody'];
type Body = Omit<Schemas['YearEndBody'], 'preview'>;
interface Typed {
  act: Body['act'];
  toPlanId?: string;
  deadline?: string;
  withoutSteps?: boolean;
  reason: string;
}

/** One act for the chosen items, or all: first what it would do to each, and why not where it cannot. */
export function Settle({ planId, chosen }: { planId: string; chosen: readonly string[] }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const [jobId, setJobId] = useState<string>();
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: `year-end:${planId}`, form, fresh: { act: 'closeUnfulfilled' } });
  const path = { planId };
  const look = useMutation<{ found: Preview; of: string }, Refused, Body>({
    mutationFn: async (body) => ({ found: await answer(api.POST('/plans/{planId}/year-end', { params: { path, header: commandHeaders(newKey()) }, body: { ...body, preview: true } }) as unknown as Promise<{ data?: Preview; response: Response }>), of: JSON.stringify(body) }),
  });
  const settle = useCommand((body: Body, key) => api.POST('/plans/{planId}/year-end', { params: { path, header: commandHeaders(key) }, body: { ...body, preview: false } }) as unknown as Promise<{ data?: Schemas['JobAnswer']; response: Response }>, ['year-end', 'plan', 'plans', 'item', 'ledger', 'job']);
  const bodyOf = ({ act, toPlanId, deadline, withoutSteps, reason }: Typed): Body => ({ act, reason, ...(chosen.length > 0 && { itemIds: [...chosen] }), ...(act === 'carryOver' && { toPlanId: toPlanId ?? null, deadline: deadline || null, withoutSteps: withoutSteps === true }) });
  const seen = look.data !== undefined && typed !== undefined && look.data.of === JSON.stringify(bodyOf(typed));
  const may = look.data?.found.rows.filter((r) => r.refusal === null).length ?? 0;
  return (
    <Section title={t('planEnd.yearEnd.what')} term="carryOver">
      <p className="secondary numbers">{chosen.length === 0 ? t('planEnd.yearEnd.all') : t('planEnd.yearEnd.chosen', { count: chosen.length })}</p>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={(_, now) => keep(now)} onFinish={(sent: Typed) => look.mutate(bodyOf(sent))}>
        <Restored {...kept} />
        <Form.Item name="act">
          <Radio.Group options={(['closeUnfulfilled', 'carryOver'] as const).map((value) => ({ value, label: t(`planEnd.yearEnd.act.${value}`) }))} />
        </Form.Item>
        {typed?.act === 'carryOver' && <CarryOver planId={planId} />}
        <Form.Item name="reason" label={t('planEnd.yearEnd.reason')} rules={[{ required: true, whitespace: true, message: t('planEnd.yearEnd.reasonMissing') }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
        <Button htmlType="submit" type={seen ? 'default' : 'primary'} loading={look.isPending}>
          {t('planEnd.yearEnd.preview')}
        </Button>
      </Form>
      <NotTaken form={form} refused={look.error} />
      {look.data && jobId === undefined && (
        <>
          <Effect preview={look.data.found} />
          {!seen && <p role="alert">{t('planEnd.yearEnd.stale')}</p>}
          <Button type="primary" disabled={!seen || may === 0} loading={settle.isPending} onClick={() => settle.mutate(bodyOf(typed!), { onSuccess: ({ job }) => (drop(), setJobId(job.id)) })}>
            {t('planEnd.yearEnd.apply', { count: may })}
          </Button>
        </>
      )}
      <NotTaken form={form} refused={settle.error} />
      {jobId !== undefined && <Job jobId={jobId} />}
    </Section>
  );
}

function CarryOver({ planId }: { planId: string }): React.ReactNode {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['plans'], queryFn: () => answer(api.GET('/plans')) });
  const plans = data?.rows.filter((p) => p.planId !== planId && (p.status === 'draft' || p.status === 'issued')) ?? [];
  return (
    <>
      <Form.Item name="toPlanId" label={t('planEnd.yearEnd.toPlan')} rules={[{ required: true, message: t('planEnd.yearEnd.toPlanMissing') }]}>
        <Select options={plans.map((p) => ({ value: p.planId, label: p.title }))} />
      </Form.Item>
      <Form.Item name="deadline" label={t('planEnd.yearEnd.deadlineNew')}>
        <DayField />
      </Form.Item>
      <Form.Item name="withoutSteps" valuePropName="checked">
        <Checkbox>{t('planEnd.yearEnd.withoutSteps')}</Checkbox>
      </Form.Item>
    </>
  );
}

function Effect({ preview }: { preview: Preview }): React.ReactNode {
  const { t } = useTranslation();
  const not = preview.rows.filter((r) => r.refusal !== null).length;
  return (
    <>
      <p role="status" className="numbers">
        {t('planEnd.yearEnd.effect', { may: preview.rows.length - not, not })}
      </p>
      <ReadTable
        title={t('planEnd.yearEnd.preview')}
        rows={preview.rows.map((r) => ({ ...r, id: r.itemId }))}
        columns={[
          { title: t('planEnd.yearEnd.item'), render: (_, r) => `${r.number} ${r.title}` },
          { title: t('planEnd.yearEnd.cannot'), className: 'wraps', render: (_, r) => (r.refusal === null ? t('planEnd.yearEnd.can') : r.refusal[language()]) },
        ]}
      />
    </>
  );
}
