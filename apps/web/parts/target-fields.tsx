import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { KeptField } from './kept-field';
import styles from './target-fields.module.css';

/** What a target has besides: which one it is, the paper’s words, how it is reckoned, and the figure above that it counts towards. */
const KEPT = ['id', 'text', 'reckoning', 'upper'] as const;
const COMPARISONS = ['>=', '>', '=', '<', '<=', '~'] as const;

/** Figures that an item is to reach. @param at where in the form they lie; inside of a list the list's own name comes first */
export function TargetFields({ at }: { at: (string | number)[] }): React.ReactNode {
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
              <Button onClick={() => remove(name)}>{t('planEnd.amendments.remove')}</Button>
            </div>
          ))}
          <Button onClick={() => add()}>{t('amend.addTarget')}</Button>
        </div>
      )}
    </Form.List>
  );
}
