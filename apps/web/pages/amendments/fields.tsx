import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import type { Uppers } from '../../api/uppers';
import { DayField } from '../../parts/day/day-field';
import { TargetFields } from '../../parts/target-fields';
import styles from './amendments.module.css';

/** Where in the form a field lies; inside of a list the list's own name comes first. */
export type Place = (string | number)[];

/** Units by the role that they get. */
export function UnitFields({ at, lead, participant }: { at: Place; lead: string; participant: string }): React.ReactNode {
  const { units } = useUnits();
  const options = units.map(({ id, name }) => ({ value: id, label: name }));
  return (['lead', 'participant'] as const).map((role) => (
    <Form.Item key={role} name={[...at, role]} label={role === 'lead' ? lead : participant}>
      <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
    </Form.Item>
  ));
}

/** An item that the plan did not have. @param uppers the figures above that its own may count towards */
export function NewItemFields({ at, uppers }: { at: Place; uppers?: Uppers }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles['fields']}>
        <Form.Item name={[...at, 'number']} label={t('amend.number')}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name={[...at, 'title']} label={t('amend.itemTitle')} rules={[{ required: true, whitespace: true, message: t('amend.titleMissing') }]}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name={[...at, 'deadline']} label={t('amend.deadline')}>
          <DayField />
        </Form.Item>
        <UnitFields at={at} lead={t('amend.lead')} participant={t('amend.participant')} />
      </div>
      <Form.Item name={[...at, 'content']} label={t('amend.content')}>
        <Input.TextArea rows={2} />
      </Form.Item>
      <TargetFields at={[...at, 'targets']} uppers={uppers} />
    </>
  );
}
