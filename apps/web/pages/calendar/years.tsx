import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../parts/page';
import type { Day } from './said';
import { Year } from './year';

/** A year of the calendar at a time, and what belongs under it. */
export function Years({ days, publishedThrough, children }: { days: readonly Day[]; publishedThrough: number; children?: (year: number) => React.ReactNode }): React.ReactNode {
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
