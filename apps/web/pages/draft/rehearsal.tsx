import { useMutation } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, newKey, type Schemas } from '../../api/client';
import type { Refused } from '../../api/problem';
import type { Plan } from '../../api/plans';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { language } from '../../words/language';
import styles from './draft.module.css';
import { NoticesByUnit } from './rehearsal-notices';

type Found = Schemas['RehearsalBody'];
const PEOPLE = ['typical', 'nobody', 'received', 'quantified'] as const;

/** The plan's year by the present rules, before anything is issued: whom would it overrun? */
export function Rehearsal({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const [people, setPeople] = useState<(typeof PEOPLE)[number]>('typical');
  const rehearse = useMutation<Found, Refused, void>({
    mutationFn: () => answer(api.POST('/plans/{planId}/rehearse', { params: { path: { planId: plan.id }, header: { 'Idempotency-Key': newKey() } }, body: { people } })),
  });
  return (
    <>
      <Section title={t('draft.rehearsal.title')}>
        <p className="secondary">{t('draft.rehearsal.help')}</p>
        <div className={styles['ask']}>
          <label htmlFor="people">{t('draft.rehearsal.people')}</label>
          <Select id="people" value={people} onChange={setPeople} className={styles['people']} options={PEOPLE.map((value) => ({ value, label: t(`draft.rehearsal.who.${value}`) }))} />
          <Button type="primary" loading={rehearse.isPending} onClick={() => rehearse.mutate()}>
            {t(rehearse.isPending ? 'draft.rehearsal.running' : 'draft.rehearsal.run')}
          </Button>
        </div>
        {rehearse.isError && <Failed error={rehearse.error} again={() => rehearse.mutate()} />}
      </Section>
      {rehearse.data && <Year found={rehearse.data} />}
    </>
  );
}

function Year({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const lists: [string, string[]][] = [
    [t('draft.rehearsal.peaks'), found.peaks.map((p) => t('draft.rehearsal.peak', { ...p }))],
    [t('draft.rehearsal.crowded'), found.crowdedWeeks.map((w) => t('draft.rehearsal.crowdedOne', { unit: nameOf(w.unitId), week: w.week, count: w.due.length }))],
    [t('draft.rehearsal.holidays'), found.holidayDeadlines.map((h) => t('draft.rehearsal.holiday', { number: h.number, day: h.day, name: h.holiday ?? t('draft.rehearsal.weekend'), before: h.workingDayBefore }))],
    [t('draft.rehearsal.never'), found.neverTold.map(nameOf)],
    [t('draft.rehearsal.assumptions'), found.assumptions.map((words) => words[language()])],
  ];
  const told = lists.filter(([, lines]) => lines.length > 0);
  return (
    <>
      <p role="status" className="numbers">
        {t('draft.rehearsal.summary', { from: found.from, until: found.until, items: found.items, notices: found.notices })}
      </p>
      <NoticesByUnit units={found.units} />
      {told.length === 0 && <p className="secondary">{t('draft.rehearsal.nothing')}</p>}
      {told.map(([title, lines]) => (
        <Section key={title} title={title}>
          <ul className={`${styles['lines']} numbers`}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </Section>
      ))}
    </>
  );
}
