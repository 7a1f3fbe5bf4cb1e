import { App, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type DraftItem, type Plan } from '../../api/plans';
import { ActForm } from '../../parts/act-form';
import { changedOf } from '../../parts/merge';
import { ItemFields } from './item-fields';
import { commanded, inOrder, NOTHING_TYPED, typedOf, type TypedItem } from './item-typed';

/** What an item is added from: nothing but a place, a passage that was not understood, or part of another item. */
export type AddFrom = { after: string | null; passage?: string; part?: DraftItem };

type Typed = TypedItem & { quote: string };

/** An item that the reading missed, or that was read as part of another: then the other's units, category and day stand there to begin with. */
export function AddItem({ plan, from, added, close }: { plan: Plan; from: AddFrom; added: (itemKey: string) => void; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const add = useCommand((body: Schemas['AddItemBody'], key) => api.POST('/plans/{planId}/add-item', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body }), PLAN_SHOWN);
  const { after, passage, part } = from;
  const shared = part && typedOf(part);
  const initial: Typed = {
    ...NOTHING_TYPED,
    ...(shared && { category: shared.category, leads: shared.leads, participants: shared.participants, units: shared.units, deadline: shared.deadline, recurrence: shared.recurrence }),
    quote: passage ?? part?.quote ?? '',
  };

  async function send({ quote, ...typed }: Typed): Promise<boolean> {
    try {
      const { plan: now } = await add.mutateAsync({ ...commanded(changedOf(NOTHING_TYPED, inOrder(typed))), title: typed.title, after, quote: quote.trim() || null });
      const before = new Set(plan.items.map(({ key }) => key));
      const fresh = now.items.find(({ key }) => !before.has(key));
      if (fresh) added(fresh.key);
    } catch {
      return false;
    }
    void message.success(t('draft.add.done'));
    return true;
  }

  return (
    <ActForm<Typed> title={t(part ? 'draft.add.split' : 'draft.add.title')} act={t('draft.add.act')} draft={`draft-add:${plan.id}:${after ?? ''}:${passage ?? part?.key ?? ''}`} initial={initial} send={send} busy={add.isPending} refused={add.error} close={close}>
      <Form.Item name="quote" label={t('draft.add.quote')} extra={t('draft.add.quoteHelp')}>
        <Input.TextArea rows={3} maxLength={5000} lang="zh-CN" />
      </Form.Item>
      <ItemFields />
    </ActForm>
  );
}
