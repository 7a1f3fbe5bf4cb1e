import { App, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { ActForm } from '../../../parts/act-form';
import { cityDay } from '../../../words/moments';
import { useAgenda } from '../agenda';
import type { Found } from './known';
import { useActOnItem } from './send';

interface Typed {
  text: string;
  percent: number | null;
  values: Record<string, number | null>;
}

/** A report of progress: words, share and the targets' figures, which are cumulative. */
export function ReportForm({ found, assignmentId, stepId, close }: { found: Found; assignmentId: string; stepId: string | null; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const report = useActOnItem(found, 'report');
  const { data: agenda } = useAgenda(found.id);
  const figures = new Intl.NumberFormat('zh-CN');

  async function send({ text, percent, values }: Typed): Promise<boolean> {
    const asOf = cityDay(agenda?.now ?? new Date());
    const told = Object.entries(values ?? {}).flatMap(([targetId, value]) => (value === null || value === undefined ? [] : [{ targetId, value, asOf }]));
    try {
      await report.mutateAsync({ assignmentId, stepId, text, percent: percent ?? null, values: told });
    } catch {
      return false;
    }
    void message.success(t('acts.reported'));
    return true;
  }

  return (
    <ActForm<Typed> title={`${found.number} ${found.title}`} act={t('acts.report')} draft={`report:${found.id}:${assignmentId}`} initial={{ text: '', percent: null, values: {} }} send={send} busy={report.isPending} refused={report.error} clashes={({ text, percent, values }) => report.clashes({ [`text:${assignmentId}`]: text, [`percent:${assignmentId}`]: percent === null ? '' : `${percent}%`, ...Object.fromEntries(Object.entries(values ?? {}).map(([id, value]) => [`target:${id}`, value])) })} close={close}>
      <Form.Item name="text" label={t('acts.text')} extra={t('acts.textHelp')} rules={[{ required: true, whitespace: true, message: t('acts.missingText') }]}>
        <Input.TextArea rows={4} maxLength={4000} />
      </Form.Item>
      {found.targets.map((target) => (
        <Form.Item
          key={target.id}
          name={['values', target.id]}
          label={t('acts.value', { metric: target.metric, unit: target.unit })}
          extra={t('acts.valueHelp', { last: target.reached === null ? t('common.notTold') : figures.format(target.reached), asked: `${target.comparison} ${figures.format(target.value)}` })}
        >
          <InputNumber min={0} style={{ width: '100%' }} inputMode="decimal" />
        </Form.Item>
      ))}
      <Form.Item name="percent" label={t('acts.percent')}>
        <InputNumber min={0} max={100} style={{ width: '100%' }} inputMode="numeric" />
      </Form.Item>
    </ActForm>
  );
}
