import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Uppers } from '../api/uppers';
import { KeptField } from './kept-field';
import styles from './target-fields.module.css';
import { UpperField } from './upper-field';

/** What a target has besides: which one it is, the paper’s words, and what they say. */
const KEPT = ['id', 'text', 'was'] as const;
const RECKONINGS = ['cumulative', 'stock', 'yearly'] as const;
const COMPARISONS = ['>=', '>', '=', '<', '<=', '~'] as const;

/**
 * Figures that an item is to reach.
 *
 * @param at where in the form they lie; inside of a list the list's own name comes first
 * @param uppers figures above that they may count towards; without them each keeps what it counts towards
 */
export function TargetFields({ at, uppers }: { at: (string | number)[]; uppers?: Uppers }): React.ReactNode {
  const { t } = useTranslation();
  const missing = [{ required: true, message: t('amend.targetMissing') }];
  return (
    <Form.List name={at}>
      {(rows, { add, remove }) => (
        <div className={styles['targets']}>
          {rows.map(({ key, name }) => (
            <div key={key} className={styles['target']}>
              {KEPT.map((field) => (
                <KeptField key={field} name={[name, field]} />
              ))}
              <Form.Item name={[name, 'metric']} label={t('amend.metric')} rules={missing}>
                <Input maxLength={300} />
              </Form.Item>
              <Form.Item name={[name, 'comparison']} label={t('amend.comparison')} initialValue=">=">
                <Select options={COMPARISONS.map((value) => ({ value, label: t(`amend.comparisons.${value}`) }))} />
              </Form.Item>
              <Form.Item name={[name, 'value']} label={t('amend.value')} rules={missing}>
                <InputNumber min={0} inputMode="decimal" />
              </Form.Item>
              <Form.Item name={[name, 'unit']} label={t('amend.unit')}>
                <Input maxLength={30} />
              </Form.Item>
              {/* What says nothing is what comes together over the plan’s period. */}
              <Form.Item name={[name, 'reckoning']} label={t('amend.reckoning')} getValueProps={(value?: string) => ({ value: value ?? 'cumulative' })}>
                <Select options={RECKONINGS.map((value) => ({ value, label: t(`levels.reckonings.${value}`) }))} />
              </Form.Item>
              {uppers === undefined || uppers.length === 0 ? (
                <KeptField name={[name, 'upper']} />
              ) : (
                <Form.Item name={[name, 'upper']} label={t('amend.countsTowards')} className={styles['upper']}>
                  <UpperField uppers={uppers} />
                </Form.Item>
              )}
              <Button onClick={() => remove(name)}>{t('planEnd.amendments.remove')}</Button>
            </div>
          ))}
          <Button onClick={() => add()}>{t('amend.addTarget')}</Button>
        </div>
      )}
    </Form.List>
  );
}
