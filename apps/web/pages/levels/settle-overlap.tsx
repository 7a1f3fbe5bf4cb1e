import { App, Form, Input, Radio, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { ITEM_SHOWN, useCommand } from '../../api/commands';
import { ActForm } from '../../parts/act-form';
import { useTold, type Figure } from './roll-up';

interface Props {
  found: Schemas['ItemPageBody'];
  figure: Figure;
  sources: readonly string[];
  close: () => void;
}
type Typed = Omit<Schemas['SettleOverlapBody'], 'targetId'>;

/** Whether values that several told are one thing, and count once, or add up: the office decides it, with its grounds. */
export function SettleOverlap({ found, figure, sources, close }: Props): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const told = useTold();
  const settle = useCommand((body: Schemas['SettleOverlapBody'], key) => api.POST('/items/{itemId}/settle-overlap', { params: { path: { itemId: found.id }, header: commandHeaders(key, found.version) }, body }), ITEM_SHOWN);

  async function send(typed: Typed): Promise<boolean> {
    try {
      await settle.mutateAsync({ targetId: figure.targetId, ...typed });
    } catch {
      return false;
    }
    void message.success(t('levels.settle.done'));
    return true;
  }

  return (
    <ActForm<Typed> title={`${t('levels.settle.title')} · ${figure.metric}`} act={t('levels.settle.act')} draft={`overlap:${found.id}:${figure.targetId}`} initial={{ sources: [...sources] } as unknown as Typed} send={send} busy={settle.isPending} refused={settle.error} close={close}>
      <Form.Item name="sources" label={t('levels.settle.sources')} rules={[{ required: true, type: 'array', min: 2, message: t('levels.settle.sourcesMissing') }]}>
        <Select mode="multiple" options={figure.sources.filter((s) => s.value !== null).map((s) => ({ value: s.source, label: told.source(figure, s.source) }))} />
      </Form.Item>
      <Form.Item name="how" label={t('levels.settle.how')} rules={[{ required: true, message: t('levels.settle.howMissing') }]}>
        <Radio.Group options={(['once', 'apart'] as const).map((value) => ({ value, label: t(`levels.settle.${value}`) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('levels.settle.reason')} rules={[{ required: true, whitespace: true, message: t('levels.settle.missing') }]}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}
