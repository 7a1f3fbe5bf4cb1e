import { App, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../../parts/act-form';
import { DayField } from '../../../parts/day/day-field';
import type { Found } from './known';
import { useActOnItem } from './send';

interface Typed {
  metric: string;
  value: number | null;
  unit: string;
  deadline: string;
}

/** What an item still needs before it can be judged: a figure, a day, or one of the two. */
export function QuantifyForm({ found, close }: { found: Found; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const quantify = useActOnItem(found, 'quantify');
  const name = t('itemActs.names.quantify');
  const needs = (what: 'figures' | 'deadline'): boolean => found.stillToQuantify.includes(what);

  async function send({ metric, value, unit, deadline }: Typed): Promise<boolean> {
    const given = metric?.trim() && value !== null && value !== undefined;
    // Ids of targets are the item's own: the next one that is free.
    const taken = new Set(found.targets.map(({ id }) => id));
    const id = Array.from({ length: taken.size + 1 }, (_, i) => `t${i + 1}`).find((free) => !taken.has(free))!;
    try {
      await quantify.mutateAsync({ targets: given ? [{ id, metric: metric.trim(), comparison: '>=', value, unit: unit ?? '', text: `${metric.trim()} ≥ ${value} ${unit ?? ''}`.trim() }] : [], deadline: deadline || null, steps: [] });
    } catch {
      return false;
    }
    void message.success(t('itemActs.done', { act: name }));
    return true;
  }

  return (
    <ActForm<Typed> title={`${name} · ${found.number} ${found.title}`} act={name} draft={`quantify:${found.id}`} initial={{ metric: '', value: null, unit: '', deadline: '' }} send={send} busy={quantify.isPending} refused={quantify.error} clashes={({ deadline }) => quantify.clashes({ deadline })} close={close}>
      {needs('deadline') && (
        <Form.Item name="deadline" label={t('itemActs.fields.deadline')}>
          <DayField />
        </Form.Item>
      )}
      <Form.Item name="metric" label={t('itemActs.fields.metric')}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="value" label={t('itemActs.fields.target')}>
        <InputNumber min={0} inputMode="decimal" />
      </Form.Item>
      <Form.Item name="unit" label={t('itemActs.fields.unit')}>
        <Input maxLength={30} />
      </Form.Item>
    </ActForm>
  );
}
