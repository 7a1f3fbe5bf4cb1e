import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Place } from './fields';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** An item of the plan, by number and title; with `several` more than one of them. */
export function ItemChoice({ name, label, choices, several = false, optional = false }: { name: Place; label: string; choices: readonly Choice[]; several?: boolean; optional?: boolean }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form.Item name={name} label={label} rules={optional ? [] : [{ required: true, message: t('planEnd.amendments.itemMissing') }]}>
      <Select mode={several ? 'multiple' : undefined} allowClear={optional} showSearch={{ optionFilterProp: 'label' }} options={[...choices]} />
    </Form.Item>
  );
}
