import { App, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type DraftItem, type Plan } from '../../api/plans';
import { useUnits } from '../../api/units';
import { ActForm } from '../../parts/act-form';
import { useSeen, type Seen } from '../../parts/seen';
import { useFieldClashes } from './field-clashes';
import { typedOf, type Typed } from './item-typed';

const RHYTHMS = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] as const;

/** Corrects what was read of an item; it can be taken back. */
export function ChangeItem({ plan, item, close }: { plan: Plan; item: DraftItem; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { units } = useUnits();
  const change = useCommand((body: Schemas['ChangeItemBody'], key) => api.POST('/plans/{planId}/change-item', { params: { path: { planId: plan.id }, header: commandHeaders(key, seen.version()) }, body }), PLAN_SHOWN);
  const seen: Seen<Typed> = useSeen({ version: plan.version, values: typedOf(item) }, change.error);
  const clashes = useFieldClashes();
  const names = { mode: 'tags' as const, tokenSeparators: ['、', ',', '，'], options: units.map(({ name }) => ({ value: name, label: name })) };

  async function send(typed: Typed): Promise<boolean> {
    // Only what its writer changed: the rest keeps saying how it was read, or what others made of it meanwhile.
    const { category, deadline, ...changed } = seen.changed({ ...typed, recurrence: typed.recurrence ?? null });
    try {
      await change.mutateAsync({ itemKey: item.key, ...changed, ...(category !== undefined && { category: category || null }), ...(deadline !== undefined && { deadline: deadline || null }) });
    } catch {
      return false;
    }
    void message.success(t('draft.item.saved'));
    return true;
  }

  return (
    <ActForm<Typed> title={`${item.number} ${item.title}`} act={t('draft.item.save')} draft={`draft-item:${plan.id}:${item.key}`} initial={typedOf(item)} takeUp={seen.takeUp} basis={seen.basis} send={send} busy={change.isPending} refused={change.error} clashes={(typed) => clashes(seen.others(), typed)} close={close}>
      <Form.Item name="number" label={t('draft.item.number')}>
        <Input />
      </Form.Item>
      <Form.Item name="title" label={t('draft.item.name')} rules={[{ required: true, whitespace: true, message: t('draft.item.nameMissing') }]}>
        <Input />
      </Form.Item>
      <Form.Item name="category" label={t('draft.item.category')}>
        <Input />
      </Form.Item>
      {(['leads', 'participants', 'units'] as const).map((role) => (
        <Form.Item key={role} name={role} label={t(`draft.item.${role === 'units' ? 'unmarked' : role}`)} extra={t('draft.item.unitsHelp')}>
          <Select {...names} />
        </Form.Item>
      ))}
      <Form.Item name="deadline" label={t('draft.item.deadline')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="recurrence" label={t('draft.item.recurrence')}>
        <Select allowClear options={RHYTHMS.map((value) => ({ value, label: t(`draft.rhythm.${value}`) }))} />
      </Form.Item>
      <Form.Item name="content" label={t('draft.item.content')}>
        <Input.TextArea rows={3} />
      </Form.Item>
    </ActForm>
  );
}
