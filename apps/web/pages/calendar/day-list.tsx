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

/** Days of one run. */
const MOST = 31;

/** The year's special days, one or a run of them at a time. */
export function DayList({ year, days, change }: { year: number; days: readonly Day[]; change: (days: Day[]) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Typed>();
  const here = days.filter(({ day }) => day.startsWith(`${year}-`));

  // What is no day is refused where it was typed; the fields stay as they are.
  const isDay = (typed: string | undefined): Promise<void> => (!typed || dayIn(typed) !== null ? Promise.resolve() : Promise.reject(new Error(t('rules.year.dayWrong'))));
  const notBefore = (to: string | undefined): Promise<void> => {
    const [first, last] = [dayIn((form.getFieldValue('from') as string | undefined) ?? ''), dayIn(to ?? '')];
    return first === null || last === null || daysBetween(first, last) !== null ? Promise.resolve() : Promise.reject(new Error(t('rules.year.toWrong', { count: MOST })));
  };

  function add({ from, to, kind, name }: Typed): void {
    const [first, last] = [dayIn(from), dayIn(to || from)];
    const run = first === null || last === null ? null : daysBetween(first, last);
    if (run === null) return;
    const added = run.map((day): Day => ({ day, kind, name }));
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
        <Form.Item name="from" label={t('rules.year.day')} rules={[{ required: true, message: t('rules.year.dayMissing') }, { validator: (_, typed: string | undefined) => isDay(typed) }]}>
          <DayField />
        </Form.Item>
        <Form.Item name="to" label={t('rules.year.to')} rules={[{ validator: (_, typed: string | undefined) => isDay(typed) }, { validator: (_, typed: string | undefined) => notBefore(typed) }]}>
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

/** Days of one run, the first and the last included; null where the last lies before the first, or more days on than a holiday has. */
function daysBetween(from: string, to: string): string[] | null {
  const days: string[] = [];
  for (let at = Date.parse(`${from}T00:00:00Z`); at <= Date.parse(`${to}T00:00:00Z`) && days.length <= MOST; at += 86_400_000) days.push(new Date(at).toISOString().slice(0, 10));
  return days.length === 0 || days.length > MOST ? null : days;
}
