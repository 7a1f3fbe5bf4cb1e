import { Form, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client';
import { asked, figure } from '../../../words/figures';
import type { Found } from './known';

/** Figures as they are typed: by their targets. */
export type TypedFigures = Record<string, number | null>;

/** A cumulative figure for each target of the item, beside what was told last and what is asked. */
export function TargetFields({ found }: { found: Pick<Found, 'targets'> }): React.ReactNode {
  const { t } = useTranslation();
  return found.targets.map((target) => (
    <Form.Item
      key={target.id}
      name={['values', target.id]}
      label={t('acts.value', { metric: target.metric, unit: target.unit })}
      extra={t('acts.valueHelp', { last: target.reached === null ? t('common.notTold') : figure(target.reached), asked: asked(target) })}
    >
      <InputNumber min={0} style={{ width: '100%' }} inputMode="decimal" />
    </Form.Item>
  ));
}

/** Those that were typed, as a report takes them. @param asOf the day that they are true of */
export function figuresOf(values: TypedFigures, asOf: string): Schemas['ReportBody']['values'] {
  return Object.entries(values).flatMap(([targetId, value]) => (value === null || value === undefined ? [] : [{ targetId, value, asOf }]));
}
