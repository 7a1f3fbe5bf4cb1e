import { App, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUppers } from '../../../api/uppers';
import { ActForm } from '../../../parts/act-form';
import { DayField } from '../../../parts/day/day-field';
import { TargetFields } from '../../../parts/target-fields';
import { targetsOf, type TypedTarget } from '../../../parts/typed-targets';
import type { Found } from './known';
import { useActOnItem } from './send';

interface Typed {
  targets: Partial<TypedTarget>[];
  deadline: string;
}

/** What an item still needs before it can be judged: figures, a day, or one of the two; a figure may count towards one of the plan above. */
export function QuantifyForm({ found, close }: { found: Found; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const quantify = useActOnItem(found, 'quantify');
  const uppers = useUppers(found.upper);
  const name = t('itemActs.names.quantify');
  const needs = (what: 'figures' | 'deadline'): boolean => found.stillToQuantify.includes(what);
  // Where a day alone would do, nobody is asked for a figure.
  const initial: Typed = { targets: needs('deadline') ? [] : [{}], deadline: '' };

  async function send({ targets, deadline }: Typed): Promise<boolean> {
    try {
      await quantify.mutateAsync({ targets: targetsOf(targets as TypedTarget[], found.targets.map(({ id }) => id)), deadline: deadline || null, steps: [] });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.number} ${found.title}`} act={name} draft={`quantify:${found.id}`} initial={initial} send={send} busy={quantify.isPending} refused={quantify.error} clashes={({ deadline }) => quantify.clashes({ deadline })} close={close}>
      {needs('deadline') && (
        <Form.Item name="deadline" label={t('itemActs.fields.deadline')}>
          <DayField />
        </Form.Item>
      )}
      <TargetFields at={['targets']} uppers={uppers} />
    </ActForm>
  );
}
