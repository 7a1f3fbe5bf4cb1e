import { Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Kind, RuleField } from './fields';
import styles from './rules.module.css';

interface Props {
  field: RuleField;
  kind: Kind;
  /** Where it is typed. */
  at?: readonly (string | number)[];
  /** Nothing goes out without it. */
  needed?: boolean;
}

/** One rule, typed as what it is. */
export function RuleInput({ field, kind, at = ['rules'], needed = false }: Props): React.ReactNode {
  const { t } = useTranslation();
  const required = needed ? [{ required: true, message: t('rules.variant.valueMissing', { rule: t(`rules.field.${field}`) }) }] : [];
  return (
    <Form.Item className={kind.kind === 'words' ? styles['wide'] : undefined} name={[...at, field]} rules={required} label={t(`rules.field.${field}`)} {...(kind.kind === 'flag' && { valuePropName: 'checked' })} {...(kind.kind === 'figures' && { getValueFromEvent: (typed: (string | number)[]) => typed.map(Number).filter(Number.isFinite) })}>
      {control(kind, (choice) => t(`rules.choice.${choice}`))}
    </Form.Item>
  );
}

function control(kind: Kind, word: (choice: Extract<Kind, { of: unknown }>['of'][number]) => string): React.ReactNode {
  switch (kind.kind) {
    case 'figure': return <InputNumber min={kind.least} max={kind.most} inputMode="numeric" />;
    case 'figures': return <Select mode="tags" tokenSeparators={[',', '，', '、']} open={false} suffixIcon={null} />;
    case 'words': return <Select mode="tags" tokenSeparators={['、']} open={false} suffixIcon={null} />;
    case 'time': return <Input type="time" />;
    case 'flag': return <Switch />;
    case 'one': return <Select options={kind.of.map((value) => ({ value, label: word(value) }))} />;
    case 'several': return <Select mode="multiple" options={kind.of.map((value) => ({ value, label: word(value) }))} />;
  }
}
