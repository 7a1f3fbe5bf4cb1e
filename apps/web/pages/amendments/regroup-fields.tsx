import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { itemOf } from '../../api/items';
import { useUppers } from '../../api/uppers';
import { typedTargets } from '../../parts/typed-targets';
import styles from './amendments.module.css';
import { NewItemFields } from './fields';
import { ItemChoice, type Choice } from './item-choice';
import type { Typed } from './typed';

/** One item becomes several; it goes on beside them, or it ends. */
export function SplitFields({ name, choices }: { name: number; choices: readonly Choice[] }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<Typed>();
  const itemId = Form.useWatch(['splits', name, 'itemId'], form) as string | undefined;
  const item = useQuery({ ...itemOf(itemId ?? ''), enabled: itemId !== undefined }).data;
  const uppers = useUppers(item?.upper);
  const takeTargets = (at: number): void => form.setFieldValue(['splits', name, 'into', at, 'targets'], typedTargets(item?.targets ?? []));
  return (
    <>
      <div className={styles['fields']}>
        <ItemChoice name={[name, 'itemId']} label={t('amend.splitItem')} choices={choices} />
        <Form.Item name={[name, 'keep']} valuePropName="checked">
          <Checkbox>{t('amend.keep')}</Checkbox>
        </Form.Item>
      </div>
      <Form.List name={[name, 'into']} initialValue={[{}]}>
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name: at }) => (
              <fieldset key={key} className={styles['part']}>
                <legend>{t('amend.into', { count: at + 1 })}</legend>
                <NewItemFields at={[at]} uppers={uppers} />
                {(item?.targets.length ?? 0) > 0 && <Button onClick={() => takeTargets(at)}>{t('amend.takeTargets')}</Button>}
                {rows.length > 1 && <Button onClick={() => remove(at)}>{t('planEnd.amendments.remove')}</Button>}
              </fieldset>
            ))}
            <Button onClick={() => add({})}>{t('amend.addInto')}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}

/** Several items become one: one of the plan's, or one that begins by it. */
export function MergeFields({ name, choices }: { name: number; choices: readonly Choice[] }): React.ReactNode {
  const { t } = useTranslation();
  const into = Form.useWatch(['merges', name, 'intoItemId']) as string | undefined;
  return (
    <div className={styles['fields']}>
      <ItemChoice name={[name, 'itemIds']} label={t('amend.mergeItems')} choices={choices} several />
      <ItemChoice name={[name, 'intoItemId']} label={t('amend.mergeInto')} choices={choices} optional />
      {!into && (
        <Form.Item name={[name, 'title']} label={t('amend.mergeTitle')} rules={[{ required: true, whitespace: true, message: t('amend.titleMissing') }]}>
          <Input maxLength={500} />
        </Form.Item>
      )}
    </div>
  );
}
