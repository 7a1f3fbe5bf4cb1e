import { useQuery } from '@tanstack/react-query';
import { Form, Grid, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Page, Section } from '../../parts/page';
import { founded, TakeEffect, type Founded } from '../rules/take-effect';
import { RulesLinks } from '../rules/rules-links';
import { Versions } from '../rules/versions';
import { Corrections } from './corrections';
import { DayList } from './day-list';
import { Year } from './year';

type Version = Schemas['CalendarVersionBody'];
type Day = Schemas['SpecialDayDto'];

/** Working days and days off: what would move if a day changed? */
export function CalendarPage(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['calendar'], queryFn: () => answer(api.GET('/calendar')) });
  const office = rolesOf(useIdentity()).has('office');
  const wide = Grid.useBreakpoint().md !== false;
  return (
    <Page title={t('rules.calendar')} acts={<RulesLinks here="/rules/calendar" />}>
      <Answered query={query} rows={10}>
        {({ versions }) => {
          const newest = versions[0]!;
          return (
            <>
              <Versions versions={versions} />
              {office && wide ? <Edit key={newest.version} newest={newest} /> : <Read newest={newest} />}
              {office && wide && <Corrections version={newest.version} />}
            </>
          );
        }}
      </Answered>
    </Page>
  );
}

function Years({ days, publishedThrough, children }: { days: readonly Day[]; publishedThrough: number; children?: (year: number) => React.ReactNode }): React.ReactNode {
  const { t } = useTranslation();
  const named = [...new Set(days.map(({ day }) => Number(day.slice(0, 4))))].sort();
  const years = [...new Set([...named, publishedThrough, publishedThrough + 1])].sort();
  const [year, setYear] = useState(publishedThrough);
  return (
    <Section title={t('rules.year.title', { year })}>
      <Select value={year} onChange={setYear} aria-label={t('rules.year.choose')} options={years.map((value) => ({ value, label: value }))} />
      <p className="secondary numbers">{year > publishedThrough ? t('rules.year.provisional', { year }) : t('rules.year.published', { year: publishedThrough })}</p>
      <Year year={year} days={days} />
      {children?.(year)}
    </Section>
  );
}

function Read({ newest }: { newest: Version }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="secondary">{t('rules.readOnly')}</p>
      <Years {...newest} />
    </>
  );
}

function Edit({ newest }: { newest: Version }): React.ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Founded & { publishedThrough: number }>();
  const [days, setDays] = useState<Day[]>(newest.days);
  const through = Form.useWatch<number | undefined>('publishedThrough', form) ?? newest.publishedThrough;
  const set = useCommand((body: Schemas['CalendarBody'], key) => api.POST('/calendar', { params: { header: commandHeaders(key, newest.version) }, body }), ['calendar', 'agenda', 'item', 'ledger', 'todo']);
  const body = (): Schemas['CalendarBody'] => {
    const { publishedThrough, ...why } = form.getFieldsValue();
    return { days, publishedThrough: publishedThrough ?? newest.publishedThrough, ...founded(why) };
  };
  return (
    <>
      <Years days={days} publishedThrough={through}>
        {(year) => <DayList year={year} days={days} change={setDays} />}
      </Years>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={{ publishedThrough: newest.publishedThrough, basis: '' }}>
        <Section title={t('rules.takeEffect')}>
          <Form.Item name="publishedThrough" label={t('rules.year.publishedThrough')}>
            <InputNumber min={newest.publishedThrough} max={2100} />
          </Form.Item>
          <TakeEffect form={form} body={body} set={set} preview={(of) => answer(api.POST('/calendar/preview', { params: { header: { 'Idempotency-Key': newKey() } }, body: of }))} />
        </Section>
      </Form>
    </>
  );
}
