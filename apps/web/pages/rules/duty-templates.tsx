import { Button, Form, Input, InputNumber, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/new-key';
import formLines from '../../parts/form-lines.module.css';
import { Section } from '../../parts/page';
import styles from './rules.module.css';

const CADENCES = ['monthly', 'quarterly', 'halfYearly', 'yearly'] as const;
const OWERS = ['leads', 'coordinator', 'everyone'] as const;

/**
 * Duties that return (定期任务模板), each a line of the policy: how often, by when, who, and what must be in it.
 *
 * @param standing ids of templates that the policy has already: items hold on to them, so their cadence stays, and none goes
 */
export function DutyTemplates({ standing }: { standing: ReadonlySet<string> }): React.ReactNode {
  const { t } = useTranslation();
  const rules = Form.useFormInstance();
  return (
    <Section title={t('rules.lists.dutyTemplates')}>
      <p className="secondary">{t('rules.duty.help')}</p>
      <Form.List name={['rules', 'dutyTemplates']}>
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name: at }) => {
              const here = (field: string): (string | number)[] => ['rules', 'dutyTemplates', at, field];
              const stands = standing.has(rules.getFieldValue(here('id')) as string);
              return (
                <div key={key} className={formLines['line']} role="group" aria-label={t('rules.duty.one', { number: at + 1 })}>
                  <Form.Item name={[at, 'id']} hidden>
                    <Input />
                  </Form.Item>
                  <div className={styles['fields']}>
                    <Form.Item name={[at, 'name']} label={t('rules.duty.name')} rules={[{ required: true, whitespace: true, message: t('rules.duty.nameMissing') }]}>
                      <Input maxLength={60} />
                    </Form.Item>
                    <Form.Item name={[at, 'cadence']} label={t('rules.duty.cadence')} {...(stands && { extra: t('rules.duty.cadenceStays') })}>
                      <Select disabled={stands} options={CADENCES.map((value) => ({ value, label: t(`rules.duty.cadences.${value}`) }))} />
                    </Form.Item>
                    <Form.Item name={[at, 'dueWorkingDays']} label={t('rules.duty.due')}>
                      <InputNumber min={0} max={60} inputMode="numeric" />
                    </Form.Item>
                    <Form.Item name={[at, 'owedBy']} label={t('rules.duty.owedBy')}>
                      <Select options={OWERS.map((value) => ({ value, label: t(`rules.duty.owers.${value}`) }))} />
                    </Form.Item>
                    <Form.Item className={styles['wide']} name={[at, 'contents']} label={t('rules.duty.contents')}>
                      <Input.TextArea rows={2} maxLength={2000} />
                    </Form.Item>
                    {(['figures', 'evidence', 'retired'] as const).map((flag) => (
                      <Form.Item key={flag} name={[at, flag]} label={t(`rules.duty.${flag}`)} valuePropName="checked">
                        <Switch />
                      </Form.Item>
                    ))}
                  </div>
                  {!stands && (
                    <Button type="link" onClick={() => remove(at)}>
                      {t('rules.remove')}
                    </Button>
                  )}
                </div>
              );
            })}
            <Button onClick={() => add({ id: `t-${newKey().slice(0, 8)}`, name: '', cadence: 'monthly', dueWorkingDays: 3, owedBy: 'leads', contents: '', figures: false, evidence: false, retired: false })}>{t('rules.duty.add')}</Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}
