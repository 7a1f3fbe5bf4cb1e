import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { PLAN_SHOWN, type DraftItem, type Plan } from '../../api/plans';
import { useCommand } from '../../api/commands';
import { Failed } from '../../parts/answered';
import { changeItems } from './change-items';

/** Takes what is no item out of the draft; it can be taken back. */
export function DropItem({ plan, item }: { plan: Plan; item: DraftItem }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const drop = useCommand((_: void, key) => changeItems(plan, { itemKeys: [item.key], change: { kind: 'drop' } }, key), PLAN_SHOWN);
  async function press(): Promise<void> {
    try {
      // By the time of the answer the item is gone, and the button with it: what is told does not hang on it.
      await drop.mutateAsync();
      void message.success(t('draft.add.dropped'));
    } catch {
      // Told beside the button.
    }
  }
  return (
    <>
      <Button loading={drop.isPending} onClick={() => void press()}>
        {t('draft.add.drop')}
      </Button>
      {drop.isError && <Failed error={drop.error} />}
    </>
  );
}
