import { App, Button, Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { ActForm } from '../../parts/act-form';
import { Section } from '../../parts/page';
import type { Found } from './acts/known';
import { useActOnItem } from './acts/send';
import styles from './item.module.css';

const WHATS = ['receive', 'report', 'submit'] as const;
const CHANNELS = ['phone', 'message', 'inPerson'] as const;

interface Typed {
  what: (typeof WHATS)[number];
  date?: string;
  channel: (typeof CHANNELS)[number];
  caller?: string;
  text?: string;
  percent?: number | null;
  stepId?: string;
}

/** What the office records for units with nobody registered: they would be late by the silence of others. */
export function OnBehalf({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { units, nameOf } = useUnits();
  const office = rolesOf(useIdentity()).has('office');
  const [open, setOpen] = useState<Found['assignments'][number]>();
  const unstaffed = found.assignments.filter((a) => ['awaitingReceipt', 'inProgress'].includes(a.status) && units.some(({ id, staffed }) => id === a.unitId && !staffed));
  if (!office || unstaffed.length === 0) return null;
  return (
    <Section title={t('onBehalf.title')} term="onBehalf">
      <p className="secondary">{t('onBehalf.help')}</p>
      <div className={styles['acts']}>
        {unstaffed.map((a) => (
          <Button key={a.id} onClick={() => setOpen(a)}>
            {t('onBehalf.act', { unit: nameOf(a.unitId) })}
          </Button>
        ))}
      </div>
      {open && <Fields found={found} assignment={open} close={() => setOpen(undefined)} />}
    </Section>
  );
}

function Fields({ found, assignment, close }: { found: Found; assignment: Found['assignments'][number]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const of = { receive: useActOnItem(found, 'receive'), report: useActOnItem(found, 'report'), submit: useActOnItem(found, 'submit') };
  const [sent, setSent] = useState<Typed['what']>('receive');
  const steps = found.steps.filter((s) => s.assignmentId === assignment.id && s.status === 'open');

  async function send({ what, date, channel, caller, text, percent, stepId }: Typed): Promise<boolean> {
    const onBehalf = { date, channel, caller, scanId: null };
    const said = { receive: { assignmentId: assignment.id }, report: { assignmentId: assignment.id, stepId: stepId ?? steps[0]?.id ?? null, text, percent: percent ?? null, values: [] }, submit: { stepId, text, evidenceIds: [] } }[what];
    setSent(what);
    try {
      await of[what].mutateAsync({ ...said, onBehalf });
    } catch {
      return false;
    }
    void message.success(t('onBehalf.done'));
    return true;
  }

  const title = t('onBehalf.act', { unit: nameOf(assignment.unitId) });
  return (
    <ActForm<Typed> title={`${title} · ${found.number} ${found.title}`} act={t('onBehalf.title')} draft={`on-behalf:${found.id}:${assignment.id}`} initial={{ what: assignment.status === 'awaitingReceipt' ? 'receive' : 'report', channel: 'phone' }} send={send} busy={of[sent].isPending} refused={of[sent].error} close={close}>
      <Form.Item name="what" label={t('onBehalf.what')}>
        <Radio.Group options={WHATS.map((value) => ({ value, label: t(`onBehalf.whats.${value}`) }))} />
      </Form.Item>
      <Form.Item name="date" label={t('onBehalf.date')} rules={[{ required: true, message: t('onBehalf.dateMissing') }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="channel" label={t('onBehalf.channel')}>
        <Radio.Group options={CHANNELS.map((value) => ({ value, label: t(`onBehalf.channels.${value}`) }))} />
      </Form.Item>
      <Form.Item name="caller" label={t('onBehalf.caller')} rules={[{ required: true, whitespace: true, message: t('onBehalf.callerMissing') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item noStyle shouldUpdate={(a: Typed, b: Typed) => a.what !== b.what}>
        {({ getFieldValue }) => {
          const what = getFieldValue('what') as Typed['what'];
          return (
            <>
              {(what === 'submit' || (what === 'report' && steps.length > 1)) && (
                <Form.Item name="stepId" label={t('onBehalf.step')} rules={[{ required: true, message: t('onBehalf.stepMissing') }]}>
                  <Select options={steps.map(({ id, title: label }) => ({ value: id, label }))} />
                </Form.Item>
              )}
              {what !== 'receive' && (
                <Form.Item name="text" label={t('onBehalf.text')} rules={[{ required: true, whitespace: true, message: t('onBehalf.textMissing') }]}>
                  <Input.TextArea rows={4} maxLength={4000} />
                </Form.Item>
              )}
              {what === 'report' && (
                <Form.Item name="percent" label={t('onBehalf.percent')}>
                  <InputNumber min={0} max={100} inputMode="numeric" />
                </Form.Item>
              )}
            </>
          );
        }}
      </Form.Item>
    </ActForm>
  );
}
