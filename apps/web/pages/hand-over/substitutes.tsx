import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { usePeople } from '../../api/people';
import { useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { DayField } from '../../parts/day/day-field';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import styles from './hand-over.module.css';

type Body = Schemas['NameSubstituteBody'];
type One = Schemas['SubstitutionBody'];

/** Leave: who acts for whom in the unit acted for, from which day to which. @param directs names them for colleagues too */
export function Substitutes({ directs }: { directs: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { unitId } = useIdentity();
  const { people } = usePeople(unitId);
  const query = useQuery({ queryKey: ['substitutions'], queryFn: () => answer(api.GET('/substitutions')) });
  const nameOf = (personId: string): string => people.find((p) => p.personId === personId)?.name ?? t('administration.handOver.left');
  return (
    <Section title={t('administration.leave.title')}>
      <p className="secondary">{t('administration.leave.help')}</p>
      <Name directs={directs} people={people} />
      <Answered query={query} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="secondary">{t('administration.leave.none')}</p>
          ) : (
            <ReadTable
              title={t('administration.leave.title')}
              rows={rows}
              columns={[
                { title: t('administration.leave.who'), render: (_, s) => nameOf(s.personId) },
                { title: t('administration.leave.substitute'), render: (_, s) => nameOf(s.substituteId) },
                { title: t('administration.leave.days'), className: 'numbers', render: (_, s) => `${s.from} – ${s.until}` },
                { title: t('administration.handOver.reason'), dataIndex: 'reason' },
                { title: t('administration.accounts.state'), render: (_, s) => t(s.ended !== null ? 'administration.leave.ended' : s.inForce ? 'administration.leave.inForce' : 'administration.leave.named') },
                { title: t('acts.title'), render: (_, s) => s.ended === null && <End one={s} name={nameOf(s.personId)} /> },
              ]}
            />
          )
        }
      </Answered>
    </Section>
  );
}

function Name({ directs, people }: { directs: boolean; people: readonly Schemas['PersonBody'][] }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { personId: self } = useIdentity();
  const [form] = Form.useForm<Body>();
  const { keep, ...kept } = useKept<Partial<Body>>({ name: 'leave', form, fresh: { personId: self } });
  const chosen = (Form.useWatch('personId', form) as string | undefined) ?? self;
  const name = useCommand((body: Body, key) => api.POST('/substitutions', { params: { header: commandHeaders(key) }, body }), ['substitutions']);
  const persons = people.map((p) => ({ value: p.personId, label: p.name }));
  const done = (): void => {
    kept.discard();
    void message.success(t('administration.units.done'));
  };
  const rule = (field: 'substituteId' | 'from' | 'until' | 'reason') => [{ required: true, message: t(`administration.leave.missing.${field}`) }];
  return (
    <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} className={styles['form']} initialValues={kept.initial} onValuesChange={(_, typed) => keep(typed)} onFinish={(typed) => name.mutate(typed, { onSuccess: done })}>
      <Restored {...kept} />
      <Form.Item name="personId" hidden={!directs} label={t('administration.leave.who')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={persons} />
      </Form.Item>
      <Form.Item name="substituteId" label={t('administration.leave.substitute')} rules={rule('substituteId')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={persons.filter(({ value }) => value !== chosen)} />
      </Form.Item>
      <div className={styles['days']}>
        <Form.Item name="from" label={t('administration.leave.from')} rules={rule('from')}>
          <DayField />
        </Form.Item>
        <Form.Item name="until" label={t('administration.leave.until')} rules={rule('until')}>
          <DayField />
        </Form.Item>
      </div>
      <Form.Item name="reason" label={t('administration.leave.reason')} rules={rule('reason')}>
        <Input maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" loading={name.isPending}>
        {t('administration.leave.name')}
      </Button>
      <NotTaken form={form} refused={name.error} />
    </Form>
  );
}

function End({ one, name }: { one: One; name: string }): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const end = useCommand(({ reason }: { reason: string }, key) => api.POST('/substitutions/{id}/end', { params: { path: { id: one.id }, header: commandHeaders(key) }, body: { reason } }), ['substitutions']);
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)} aria-label={`${t('administration.leave.end')} ${name}`}>
        {t('administration.leave.end')}
      </Button>
    );
  return (
    <Form layout="inline" requiredMark={false} validateTrigger={[]} onFinish={(typed: { reason: string }) => end.mutate(typed)}>
      <Form.Item name="reason" rules={[{ required: true, message: t('administration.leave.missing.reason') }]}>
        <Input aria-label={t('administration.leave.endReason')} placeholder={t('administration.leave.endReason')} maxLength={500} />
      </Form.Item>
      <Button htmlType="submit" size="small" loading={end.isPending}>
        {t('administration.leave.end')}
      </Button>
      <NotTaken refused={end.error} fieldOf={() => 'reason'} />
    </Form>
  );
}
