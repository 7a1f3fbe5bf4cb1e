import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type DraftItem, type Plan } from '../../api/plans';
import { ActForm } from '../../parts/act-form';
import { useSeen, type Seen } from '../../parts/seen';
import { useFieldClashes } from './field-clashes';
import { ItemFields } from './item-fields';
import { commanded, inOrder, typedOf, type TypedItem } from './item-typed';

/** Corrects what was read of an item; it can be taken back. @param steps what its form begins with, where it is not the item's own: as a template proposes them */
export function ChangeItem({ plan, item, steps, close }: { plan: Plan; item: DraftItem; steps?: readonly Schemas['DraftStepBody'][]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const change = useCommand((body: Schemas['ChangeItemBody'], key) => api.POST('/plans/{planId}/change-item', { params: { path: { planId: plan.id }, header: commandHeaders(key, seen.version()) }, body }), PLAN_SHOWN);
  const seen: Seen<TypedItem> = useSeen({ version: plan.version, values: typedOf(item) }, change.error);
  const clashes = useFieldClashes();

  async function send(typed: TypedItem): Promise<boolean> {
    try {
      // Only what its writer changed: the rest keeps saying how it was read, or what others made of it meanwhile.
      await change.mutateAsync({ itemKey: item.key, ...commanded(seen.changed(inOrder(typed))) });
    } catch {
      return false;
    }
    void message.success(t('draft.item.saved'));
    return true;
  }

  return (
    <ActForm<TypedItem> title={`${item.number} ${item.title}`} act={t('draft.item.save')} draft={`draft-item:${plan.id}:${item.key}${steps === undefined ? '' : ':steps'}`} initial={typedOf(steps === undefined ? item : { ...item, steps: steps.map(({ key, title, unit, workingDays, after, deadline }) => ({ key, title, unit, workingDays, after, deadline })) })} takeUp={seen.takeUp} basis={seen.basis} send={send} busy={change.isPending} refused={change.error} clashes={(typed, at) => clashes(seen.others(), typed, at)} close={close}>
      <ItemFields />
    </ActForm>
  );
}
