import { AutoComplete, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { DayField } from '../../parts/day/day-field';
import formLines from '../../parts/form-lines.module.css';

const KINDS = ['category', 'deadline', 'recurrence', 'addUnit', 'role', 'replaceUnit', 'removeUnit', 'withoutSteps', 'drop'] as const;
const RHYTHMS = ['monthly', 'quarterly', 'halfYearly', 'yearly', 'ongoing'] as const;
type Kind = (typeof KINDS)[number];
type Choice = { value: string; label: string };

/** The one change, with the fields that its kind takes. @param named units as the draft writes them */
export function ChangeFields({ named, categories }: { named: Choice[]; categories: Choice[] }): React.ReactNode {
  const { t } = useTranslation();
  const { units } = useUnits();
  const kind = Form.useWatch(['change', 'kind']) as Kind | undefined;
  const all = units.map(({ name }) => ({ value: name, label: name }));
  const is = (...kinds: Kind[]): boolean => kind !== undefined && kinds.includes(kind);
  const unit = [{ required: true, message: t('draft.edit.namedMissing') }];
  const search = { showSearch: { filterOption: (typed: string, choice?: Choice) => choice !== undefined && choice.label.includes(typed) } };
  return (
    <fieldset className={formLines['group']}>
      <legend>{t('draft.edit.change')}</legend>
      <Form.Item name={['change', 'kind']} label={t('draft.edit.change')} rules={[{ required: true, message: t('draft.edit.kindMissing') }]}>
        <Select options={KINDS.map((value) => ({ value, label: t(`draft.edit.kinds.${value}`) }))} />
      </Form.Item>
      {is('category') && (
        <Form.Item name={['change', 'category']} label={t('draft.edit.to')} extra={t('draft.edit.toHelp')}>
          <AutoComplete options={categories} />
        </Form.Item>
      )}
      {is('deadline') && (
        <Form.Item name={['change', 'deadline']} label={t('draft.edit.to')} extra={t('draft.edit.toHelp')}>
          <DayField />
        </Form.Item>
      )}
      {is('recurrence') && (
        <Form.Item name={['change', 'recurrence']} label={t('draft.edit.to')} extra={t('draft.edit.toHelp')}>
          <Select allowClear options={RHYTHMS.map((value) => ({ value, label: t(`draft.rhythm.${value}`) }))} />
        </Form.Item>
      )}
      {is('addUnit', 'role', 'replaceUnit', 'removeUnit') && (
        <Form.Item name={['change', 'unit']} label={t('draft.edit.named')} rules={unit}>
          <AutoComplete {...search} options={is('addUnit') ? all : named} />
        </Form.Item>
      )}
      {is('replaceUnit') && (
        <Form.Item name={['change', 'by']} label={t('draft.edit.by')} rules={unit}>
          <AutoComplete {...search} options={all} />
        </Form.Item>
      )}
      {is('addUnit', 'role') && (
        <Form.Item name={['change', 'role']} label={t('draft.edit.role')} initialValue="lead">
          <Select options={(['lead', 'participant', 'unmarked'] as const).map((value) => ({ value, label: t(`draft.edit.roles.${value}`) }))} />
        </Form.Item>
      )}
      {is('withoutSteps') && (
        <Form.Item name={['change', 'before']} label={t('draft.edit.before')}>
          <DayField />
        </Form.Item>
      )}
    </fieldset>
  );
}
