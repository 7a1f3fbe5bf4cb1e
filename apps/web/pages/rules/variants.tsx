import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/new-key';
import { useUnits } from '../../api/units';
import formLines from '../../parts/form-lines.module.css';
import { Section } from '../../parts/page';
import { hasTraits, namedTraits } from '../../parts/traits';
import { TraitsFields } from '../../parts/traits-fields';
import type { RuleField } from './fields';
import { RuleInput } from './rule-field';
import styles from './rules.module.css';
import { VARIANT_RULES, type TypedVariant } from './variant';

/** Names of units that are written out before the rest is counted. */
const NAMED = 6;

/** What is laid down for some units (分类指导): for which, what they are asked to heed, and where their rules differ. Of two that are for one unit the later has the last word. */
export function Variants(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('rules.lists.variants')}>
      <p className="secondary">{t('rules.variant.help')}</p>
      <Form.List name="variants">
        {(lines, { add, remove, move }) => (
          <>
            {lines.map(({ key, name: at }) => (
              <div key={key} className={formLines['line']} role="group" aria-label={t('rules.variant.one', { number: at + 1 })}>
                <VariantFields at={at} />
                <Button type="link" disabled={at === 0} onClick={() => move(at, at - 1)}>
                  {t('schemes.up')}
                </Button>
                <Button type="link" disabled={at === lines.length - 1} onClick={() => move(at, at + 1)}>
                  {t('schemes.down')}
                </Button>
                <Button type="link" onClick={() => remove(at)}>
                  {t('rules.variant.drop')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ id: newKey(), name: '', when: {}, fields: [], differences: {}, guidance: null } satisfies TypedVariant)}>{t('rules.variant.add')}</Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}

function VariantFields({ at }: { at: number }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const fields = (Form.useWatch(['variants', at, 'fields'], form) ?? []) as RuleField[];
  // What is chosen to differ begins as it is for all.
  const begun = (chosen: RuleField[]): RuleField[] => {
    for (const field of chosen) {
      const path = ['variants', at, 'differences', field];
      if (form.getFieldValue(path) === undefined) form.setFieldValue(path, form.getFieldValue(['rules', field]));
    }
    return chosen;
  };
  return (
    <>
      <Form.Item name={[at, 'id']} hidden>
        <Input />
      </Form.Item>
      <div className={styles['fields']}>
        <Form.Item name={[at, 'name']} label={t('rules.variant.name')} rules={[{ required: true, whitespace: true, message: t('rules.variant.nameMissing') }]}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <fieldset className={formLines['group']}>
        <legend>{t('rules.variant.when')}</legend>
        <div className={styles['fields']}>
          <TraitsFields at={[at, 'when']} />
        </div>
        <ForWhom at={at} />
      </fieldset>
      <div className={styles['fields']}>
        <Form.Item className={styles['wide']} name={[at, 'guidance']} label={t('rules.variant.guidance')} extra={t('rules.variant.guidanceHelp')}>
          <Input.TextArea rows={3} maxLength={4000} />
        </Form.Item>
        <Form.Item className={styles['wide']} name={[at, 'fields']} label={t('rules.variant.fields')} getValueFromEvent={begun}>
          <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={[...VARIANT_RULES.keys()].map((value) => ({ value, label: t(`rules.field.${value}`) }))} />
        </Form.Item>
        {[...VARIANT_RULES].filter(([field]) => fields.includes(field)).map(([field, kind]) => (
          <RuleInput key={field} at={[at, 'differences']} field={field} kind={kind} needed />
        ))}
      </div>
    </>
  );
}

/** The units of today that the condition names. */
function ForWhom({ at }: { at: number }): React.ReactNode {
  const { t } = useTranslation();
  const when = namedTraits((Form.useWatch(['variants', at, 'when']) ?? {}) as TypedVariant['when']);
  const { units } = useUnits();
  const named = Object.keys(when).length > 0;
  const those = named ? units.filter((unit) => unit.until === null && hasTraits(unit, when)) : [];
  const words = those.slice(0, NAMED).map(({ name }) => name).join(t('common.list'));
  return (
    <p className="secondary numbers" role="status">
      {!named ? t('rules.variant.whenMissing') : those.length === 0 ? t('rules.variant.nobody') : t(those.length > NAMED ? 'rules.variant.andMore' : 'rules.variant.forThese', { count: those.length, units: words })}
    </p>
  );
}
