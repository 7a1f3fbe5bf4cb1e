import { useMutation } from '@tanstack/react-query';
import { Button, Form, Input, Radio, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { usePeople } from '../../api/people';
import type { Refused } from '../../api/problem';
import { useUnits } from '../../api/units';
import { useIdentity } from '../../api/use-session';
import { NotTaken } from '../../parts/field-faults';
import { Job } from '../../parts/job';
import { Restored, useKept } from '../../parts/kept';
import { Section } from '../../parts/page';
import { HandOverEffect } from './effect';
import styles from './hand-over.module.css';

type Body = Schemas['HandOverBody'];
interface Typed {
  of: 'person' | 'unit';
  /** The unit that hands over, or in which both persons are. */
  from: string;
  person?: string;
  /** A person of the same unit, or another unit. */
  to: string;
  reason: string;
  basis?: string;
}

const bodyOf = ({ of, from, person, to, reason, basis }: Typed): Body => ({
  from: { unitId: from, personId: of === 'person' ? (person ?? null) : null },
  to: of === 'person' ? { unitId: from, personId: to } : { unitId: to },
  reason,
  basis: basis || null,
});

/** Where a field of the command is typed. */
const fieldOf = (field: string): string => (field === 'from.personId' ? 'person' : field.split('.')[0]!);

/** The same back again: what went to somebody returns to who had it. */
const backOf = (h: Schemas['HandOverViewBody'], reason: string): Typed => ({ of: h.from.personId === null ? 'unit' : 'person', from: h.to.unitId, person: h.to.personId ?? undefined, to: h.from.personId ?? h.from.unitId, reason });

/** Everything that somebody holds passes on in one act, after a look at what moves and what stays. @param office may do so for any unit, and for units as a whole @param leave goes back from giving back to a hand-over of its own */
export function Begin({ office, back, leave }: { office: boolean; back: Schemas['HandOverViewBody'] | undefined; leave: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const { unitId } = useIdentity();
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const [jobId, setJobId] = useState<string>();
  const fresh: Partial<Typed> = back === undefined ? { of: 'person', from: unitId } : backOf(back, t('administration.handOver.backReason', { reason: back.reason }));
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: back === undefined ? 'hand-over' : undefined, form, fresh });
  const ofPerson = (typed?.of ?? kept.initial.of) !== 'unit';
  const { people } = usePeople(ofPerson ? (typed?.from ?? kept.initial.from) : null);
  const look = useMutation<{ found: Schemas['HandOverPreviewBody']; of: string }, Refused, Body>({
    mutationFn: async (body) => ({ found: await answer(api.POST('/hand-overs/preview', { params: { header: { 'Idempotency-Key': newKey() } }, body })), of: JSON.stringify(body) }),
  });
  const begin = useCommand((body: Body, key) => api.POST('/hand-overs', { params: { header: commandHeaders(key) }, body }), ['hand-overs', 'item', 'ledger', 'todo', 'job']);
  const seen = look.data !== undefined && typed !== undefined && look.data.of === JSON.stringify(bodyOf(typed));
  const rule = (field: keyof Typed) => [{ required: true, message: t(`administration.handOver.missing.${field as 'from'}`) }];
  const choices = units.filter(({ until }) => until === null || !ofPerson).map(({ id, name }) => ({ value: id, label: name }));
  const persons = people.map((p) => ({ value: p.personId, label: p.name }));
  const search = { optionFilterProp: 'label' };
  // Who is chosen is somebody of the unit that was chosen before.
  const change = (changed: Partial<Typed>): void => {
    if ('of' in changed || 'from' in changed) form.setFieldsValue({ person: undefined, ...(ofPerson || 'of' in changed ? { to: undefined as unknown as string } : {}) });
    keep(form.getFieldsValue());
  };
  // A new look is at another hand-over than the one that was begun.
  const lookAt = (sent: Typed): void => {
    setJobId(undefined);
    begin.reset();
    look.mutate(bodyOf({ ...fresh, ...sent }));
  };
  return (
    <Section title={t(back === undefined ? 'administration.handOver.begin' : 'administration.handOver.back')}>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} className={styles['form']} initialValues={kept.initial} onValuesChange={change} onFinish={lookAt}>
        <Restored {...kept} />
        <Form.Item name="of" hidden={!office}>
          <Radio.Group aria-label={t('administration.handOver.whose')} options={(['person', 'unit'] as const).map((value) => ({ value, label: t(`administration.handOver.of.${value}`) }))} />
        </Form.Item>
        <Form.Item name="from" hidden={!office} label={t(ofPerson ? 'administration.handOver.unit' : 'administration.handOver.from')} rules={rule('from')}>
          <Select showSearch={search} options={choices} />
        </Form.Item>
        {ofPerson && (
          <Form.Item name="person" label={t('administration.handOver.person')} extra={t('administration.handOver.personHelp')} rules={rule('person')}>
            <Select showSearch={search} options={persons} />
          </Form.Item>
        )}
        <Form.Item name="to" label={t(ofPerson ? 'administration.handOver.toPerson' : 'administration.handOver.to')} rules={rule('to')}>
          <Select showSearch={search} options={ofPerson ? persons.filter(({ value }) => value !== typed?.person) : units.filter(({ until }) => until === null).map(({ id, name }) => ({ value: id, label: name }))} />
        </Form.Item>
        <Form.Item name="reason" label={t('administration.handOver.reason')} rules={rule('reason')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name="basis" label={t('administration.handOver.basis')}>
          <Input maxLength={500} />
        </Form.Item>
        <Space>
          <Button htmlType="submit" type={seen ? 'default' : 'primary'} loading={look.isPending}>
            {t('administration.handOver.preview')}
          </Button>
          {back !== undefined && <Button onClick={leave}>{t('administration.handOver.notBack')}</Button>}
        </Space>
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
