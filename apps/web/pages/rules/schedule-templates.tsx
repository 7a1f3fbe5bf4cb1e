import { Button, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { newKey } from '../../api/new-key';
import formLines from '../../parts/form-lines.module.css';
import { Section } from '../../parts/page';
import styles from './rules.module.css';

/** How an item's time is shared out where its paper gives no steps (工期模板): parts one after the other, together 100 percent. */
export function ScheduleTemplates(): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('rules.lists.scheduleTemplates')}>
      <p className="secondary">{t('rules.schedule.help')}</p>
      <Form.List name={['rules', 'scheduleTemplates']}>
        {(lines, { add, remove }) => (
          <>
            {lines.map(({ key, name: at }) => (
              <div key={key} className={formLines['line']} role="group" aria-label={t('rules.schedule.one', { number: at + 1 })}>
                <Form.Item name={[at, 'id']} hidden>
                  <Input />
                </Form.Item>
                <div className={styles['fields']}>
                  <Form.Item name={[at, 'name']} label={t('rules.schedule.name')} rules={[{ required: true, whitespace: true, message: t('rules.schedule.nameMissing') }]}>
                    <Input maxLength={60} />
                  </Form.Item>
                  <Form.Item name={[at, 'categories']} label={t('rules.schedule.categories')} extra={t('rules.schedule.categoriesHelp')}>
                    <Select mode="tags" tokenSeparators={['、']} open={false} suffixIcon={null} />
                  </Form.Item>
                </div>
                <Parts at={at} />
                <Button type="link" onClick={() => remove(at)}>
                  {t('rules.schedule.drop')}
                </Button>
              </div>
            ))}
            <Button onClick={() => add({ id: `s-${newKey().slice(0, 8)}`, name: '', categories: [], parts: [{ title: '', percent: 100 }] })}>{t('rules.schedule.add')}</Button>
          </>
        )}
      </Form.List>
    </Section>
  );
}

function Parts({ at }: { at: number }): React.ReactNode {
  const { t } = useTranslation();
  const parts = (Form.useWatch(['rules', 'scheduleTemplates', at, 'parts']) ?? []) as { percent?: number | null }[];
  const sum = parts.reduce((whole, part) => whole + (part?.percent ?? 0), 0);
  return (
    <Form.List name={[at, 'parts']}>
      {(lines, { add, remove }) => (
        <fieldset className={formLines['group']}>
          <legend>{t('rules.schedule.parts')}</legend>
          {lines.map(({ key, name: part }) => (
            <div key={key} className={styles['part']} role="group" aria-label={t('rules.schedule.part', { number: part + 1 })}>
              <Form.Item name={[part, 'title']} label={t('rules.schedule.title')} rules={[{ required: true, whitespace: true, message: t('rules.schedule.titleMissing') }]}>
                <Input maxLength={60} />
              </Form.Item>
              <Form.Item name={[part, 'percent']} label={t('rules.schedule.percent')}>
                <InputNumber min={1} max={100} inputMode="numeric" />
              </Form.Item>
              {lines.length > 1 && (
                <Button type="link" onClick={() => remove(part)}>
                  {t('rules.remove')}
                </Button>
              )}
            </div>
          ))}
          <Button size="small" onClick={() => add({ title: '', percent: Math.max(1, 100 - sum) })}>
            {t('rules.schedule.addPart')}
          </Button>{' '}
          <span className={`numbers ${sum === 100 ? 'secondary' : styles['wrong']}`} role="status">
            {t(sum === 100 ? 'rules.schedule.whole' : 'rules.schedule.notWhole', { sum })}
          </span>
        </fieldset>
      )}
    </Form.List>
  );
}
