import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { DayField } from '../../parts/day/day-field';
import { TargetFields } from '../../parts/target-fields';
import formLines from '../../parts/form-lines.module.css';
import { StepFields } from './step-fields';

const RHYTHMS = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] as const;

/** What may be typed of an item of a draft. */
export function ItemFields(): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const names = { mode: 'tags' as const, tokenSeparators: ['、', ',', '，'], options: units.map(({ name }) => ({ value: name, label: name })) };
  return (
    <>
      <Form.Item name="number" label={t('draft.item.number')}>
        <Input />
      </Form.Item>
      <Form.Item name="title" label={t('draft.item.name')} rules={[{ required: true, whitespace: true, message: t('draft.item.nameMissing') }]}>
        <Input />
      </Form.Item>
      <Form.Item name="category" label={t('draft.item.category')}>
        <Input />
      </Form.Item>
      {(['leads', 'participants', 'units'] as const).map((role) => (
        <Form.Item key={role} name={role} label={t(`draft.item.${role === 'units' ? 'unmarked' : role}`)} extra={t('draft.item.unitsHelp')}>
          <Select {...names} />
        </Form.Item>
      ))}
      <Form.Item name="deadline" label={t('draft.item.deadline')}>
        <DayField />
      </Form.Item>
      <Form.Item name="recurrence" label={t('draft.item.recurrence')}>
        <Select allowClear options={RHYTHMS.map((value) => ({ value, label: t(`draft.rhythm.${value}`) }))} />
      </Form.Item>
      <Form.Item name="content" label={t('draft.item.content')}>
        <Input.TextArea rows={3} />
      </Form.Item>
      <fieldset className={formLines['group']}>
        <legend>{t('draft.item.targets')}</legend>
        <TargetFields at={['targets']} />
      </fieldset>
      <StepFields />
    </>
  );
}
