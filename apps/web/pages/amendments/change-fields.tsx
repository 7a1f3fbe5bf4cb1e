import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemOf } from '../../api/items';
import { useUnits } from '../../api/units';
import { DayField } from '../../parts/day/day-field';
import { useUppers } from '../../api/uppers';
import { TargetFields } from '../../parts/target-fields';
import { typedTargets } from '../../parts/typed-targets';
import styles from './amendments.module.css';
import { UnitFields } from './fields';
import { ItemChoice, type Choice } from './item-choice';
import type { Typed } from './typed';

/** One item's change: its title and day, who works on it, what it is to reach, or that it is dropped. */
export function ChangeFields({ name, choices }: { name: number; choices: readonly Choice[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const form = Form.useFormInstance<Typed>();
  const itemId = Form.useWatch(['changes', name, 'itemId'], form) as string | undefined;
  const targets = Form.useWatch(['changes', name, 'targets'], { form, preserve: true }) as unknown[] | undefined;
  const item = useQuery({ ...itemOf(itemId ?? ''), enabled: itemId !== undefined }).data;
  const takeTargets = (): void => form.setFieldValue(['changes', name, 'targets'], typedTargets(item?.targets ?? []));
  const uppers = useUppers(targets === undefined ? null : item?.upper);
  const working = item?.assignments.filter(({ status }) => !['dropped', 'declined', 'transferred', 'withdrawn'].includes(status)) ?? [];
  return (
    <>
      <div className={styles['fields']}>
        <ItemChoice name={[name, 'itemId']} label={t('planEnd.amendments.item')} choices={choices} />
        <Form.Item name={[name, 'title']} label={t('planEnd.amendments.newTitle')}>
          <Input maxLength={500} />
        </Form.Item>
        <Form.Item name={[name, 'deadline']} label={t('planEnd.amendments.newDeadline')}>
          <DayField />
        </Form.Item>
        <UnitFields at={[name]} lead={t('amend.addLead')} participant={t('amend.addParticipant')} />
        <Form.Item name={[name, 'dropAssignments']} label={t('amend.dropUnits')}>
          <Select mode="multiple" options={working.map((a) => ({ value: a.id, label: nameOf(a.unitId) }))} />
        </Form.Item>
      </div>
      {targets === undefined ? (
        <Button disabled={item === undefined} onClick={takeTargets}>
          {t('amend.changeTargets')}
        </Button>
      ) : (
        <TargetFields at={[name, 'targets']} uppers={uppers} />
      )}
      <Form.Item name={[name, 'drop']} valuePropName="checked">
        <Checkbox>{t('planEnd.amendments.drop')}</Checkbox>
      </Form.Item>
    </>
  );
}
