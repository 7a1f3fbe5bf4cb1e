import { Button, Form, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { dayIn } from '../../parts/day/day';
import { DayField } from '../../parts/day/day-field';
import styles from './calendar.module.css';

type Day = Schemas['SpecialDayDto'];
interface Typed {
  from: string;
  to?: string;
  kind: Day['kind'];
  name: string;
}

/** The year's special days, one or a run of them at a time. */
export function DayList({ year, days, change }: { year: number; days: readonly Day[]; change: (days: Day[]) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const here = days.filter(({ day }) => day.startsWith(`${year}-`));

  const isDay = { validator: (_: unknown, day?: string) => (day && dayIn(day) === null ? Promise.reject(new Error(t('rules.year.dayMissing'))) : Promise.resolve()) };

  function add({ from, to, kind, name }: Typed): void {
    const added = daysFrom(from, to || from).map((day): Day => ({ day, kind, name }));
    const others = days.filter(({ day }) => !added.some((a) => a.day === day));
    change([...others, ...added].sort((a, b) => a.day.localeCompare(b.day)));
    form.resetFields();
  }

  return (
    <>
      <h3>{t('rules.year.list')}</h3>
      <ul className={`numbers ${styles['days']}`}>
        {here.map((d) => (
          <li key={d.day}>
            <Tag closable={{ 'aria-label': `${t('rules.year.remove')} ${d.day}` }} onClose={() => change(days.filter(({ day }) => day !== d.day))}>
              {d.day} {t(`rules.year.${d.kind}`)} {d.name}
            </Tag>
          </li>
        ))}
      </ul>
      <Form<Typed> form={form} layout="inline" requiredMark={false} validateTrigger={[]} initialValues={{ kind: 'holiday' }} onFinish={add}>
        <Form.Item name="from" label={t('rules.year.day')} rules={[{ required: true, message: t('rules.year.dayMissing') }, isDay]}>
          <DayField />
        </Form.Item>
        <Form.Item name="to" label={t('rules.year.to')} rules={[isDay]}>
          <DayField />
        </Form.Item>
        <Form.Item name="kind" label={t('rules.year.kind')}>
          <Select options={(['holiday', 'workday'] as const).map((value) => ({ value, label: t(`rules.year.${value}`) }))} />
        </Form.Item>
        <Form.Item name="name" label={t('rules.year.label')} rules={[{ required: true, whitespace: true, message: t('rules.year.labelMissing') }]}>
          <Input />
        </Form.Item>
        <Button htmlType="submit">{t('rules.year.add')}</Button>
      </Form>
    </>
  );
}

/** At most a month, the first and the last included. */
function daysFrom(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`) && days.length < 31; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
