import { App, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../../api/people';
import { useUnits } from '../../../api/units';
import { useAbout } from '../../../parts/about';
import { ActForm } from '../../../parts/act-form';
import { HARMFUL } from '../../../parts/harmful';
import { DayField } from '../../../parts/day/day-field';
import { BESIDE, FIELDS, type FieldOf } from './fields';
import type { ActGroup, Found } from './known';
import { PaperOfItem } from './paper';
import { useActOnItem } from './send';
import { Submission } from './submission';
import { subjectKey, subjectOf, useSubject } from './subject';

type Typed = Record<string, string | number | null>;

const CONFIRMED = ['verify', 'approve', 'recall', 'signPaper'] as const;

/** What an act is about, and the few things that are typed for it. */
export function PlainForm({ found, group, close }: { found: Found; group: ActGroup; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const words = useSubject(found);
  const send = useActOnItem(found, group.act);
  const name = t(`itemActs.names.${group.act}`);
  const fields = FIELDS[group.act] ?? [];
  const confirm = CONFIRMED.find((act) => act === group.act);
  const { one: act, about } = useAbout(group.of, subjectKey, t('itemActs.subject'), words);

  async function submit(typed: Typed): Promise<boolean> {
    const given = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined && value !== '' && value !== null));
    try {
      await send.mutateAsync({ ...subjectOf(act), ...BESIDE[group.act], ...given, ...(act.refused?.code === 'urged-too-often' && { forced: true }) });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.number} ${found.title}`} act={name} about={about} draft={`${group.act}:${group.what ?? ''}:${found.id}`} initial={{}} send={submit} busy={send.isPending} harmful={HARMFUL.has(group.act)} refused={send.error} clashes={({ day }) => send.clashes({ deadline: day, [`day:${act.stepId}`]: day })} close={close}>
      {confirm && <p>{t(`itemActs.confirm.${confirm}`)}</p>}
      {act.refused && <p role="status">{t('itemActs.urgedAgain')}</p>}
      {(group.act === 'verify' || group.act === 'return') && <Submission found={found} stepId={act.stepId!} />}
      {(group.act === 'signPaper' || group.act === 'voidPaper') && <PaperOfItem itemId={found.id} paperId={act.paperId!} />}
      {fields.map((field) => (field.kind === 'person' ? <PersonField key={field.name} name={field.name} unitId={act.unitId} /> : <OneField key={field.name} field={field} kind={field.kind} />))}
    </ActForm>
  );
}

/** One of those who work in the unit that the act is about. */
function PersonField({ name, unitId }: { name: string; unitId: string | null }): React.ReactNode {
  const { t } = useTranslation();
  const { people, asking } = usePeople(unitId);
  return (
    <Form.Item name={name} label={t('itemActs.fields.personId')} rules={[{ required: true, message: t('itemActs.missing.personId') }]}>
      <Select showSearch={{ optionFilterProp: 'label' }} loading={asking} options={people.map((p) => ({ value: p.personId, label: p.name }))} />
    </Form.Item>
  );
}

function OneField({ field: { name, label }, kind }: { field: FieldOf; kind: Exclude<FieldOf['kind'], 'person'> }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const title = t(`itemActs.fields.${label ?? (name as 'reason')}`);
  switch (kind) {
    case 'words':
      return (
        <Form.Item name={name} label={title} rules={[{ required: true, whitespace: true, message: t(`itemActs.missing.${name as 'reason'}`) }]}>
          <Input.TextArea rows={3} maxLength={2000} />
        </Form.Item>
      );
    case 'title':
      return (
        <Form.Item name={name} label={title} rules={[{ required: true, whitespace: true, message: t('itemActs.missing.title') }]}>
          <Input maxLength={500} />
        </Form.Item>
      );
    case 'day':
    case 'dayIfAny':
      return (
        <Form.Item name={name} label={title} rules={kind === 'day' ? [{ required: true, message: t('itemActs.missing.day') }] : []}>
          <DayField />
        </Form.Item>
      );
    case 'value':
      return (
        <Form.Item name={name} label={title} rules={[{ required: true, message: t('itemActs.missing.value') }]}>
          <InputNumber min={0} inputMode="decimal" />
        </Form.Item>
      );
    case 'unit':
    case 'unitIfAny':
      return (
        <Form.Item name={name} label={title} rules={kind === 'unit' ? [{ required: true, message: t('itemActs.missing.unit') }] : []}>
          <Select showSearch={{ optionFilterProp: 'label' }} allowClear={kind === 'unitIfAny'} options={units.map(({ id, name: label }) => ({ value: id, label }))} />
        </Form.Item>
      );
  }
}
