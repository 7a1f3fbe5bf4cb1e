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
import { colon } from '../../words/marks';
import { NoticesByUnit } from './rehearsal-notices';
import { OfDraft, RehearsedList, type Looked } from './rehearsed-list';

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
      {rehearse.data && <Year plan={plan} found={rehearse.data} />}
    </>
  );
}

function Year({ plan, found }: { plan: Plan; found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const [looked, look] = useState<Looked>();
  const { peaks, crowdedWeeks, holidayDeadlines, neverTold, toSign, assumptions } = found;
  const nothing = peaks.length + crowdedWeeks.length + holidayDeadlines.length + neverTold.length + toSign.length === 0;
  return (
    <>
      <p role="status" className="numbers">
        {t('draft.rehearsal.summary', { from: found.from, until: found.until, items: found.items, notices: found.notices })}
      </p>
      <NoticesByUnit units={found.units} look={look} />
      {nothing && <p className="secondary">{t('draft.rehearsal.nothing')}</p>}
      <Listed title={t('draft.rehearsal.peaks')}>
        {peaks.map((p) => (
          <Button key={p.day} type="link" size="small" onClick={() => look({ of: p.day, count: p.notices })}>
            {t('draft.rehearsal.peak', { ...p })}
          </Button>
        ))}
      </Listed>
      <Listed title={t('draft.rehearsal.crowded')}>
        {crowdedWeeks.map((w) => (
          <details key={`${w.unitId}${w.week}`}>
            <summary>{t('draft.rehearsal.crowdedOne', { unit: nameOf(w.unitId), week: w.week, count: w.due.length })}</summary>
            <ul>
              {w.due.map((d, at) => (
                <li key={`${d.itemId}${at}`}>
                  {d.day} <OfDraft plan={plan} itemId={d.itemId} />
                </li>
              ))}
            </ul>
          </details>
        ))}
      </Listed>
      <Listed title={t('draft.rehearsal.holidays')}>
        {holidayDeadlines.map((h, at) => (
          <span key={at}>
            <OfDraft plan={plan} itemId={h.itemId} />{colon()}{t('draft.rehearsal.onHoliday', { day: h.day, name: h.holiday ?? t('draft.rehearsal.weekend'), before: h.workingDayBefore })}
          </span>
        ))}
      </Listed>
      <Listed title={t('draft.rehearsal.never')}>
        {neverTold.map((unitId) => (
          <details key={unitId}>
            <summary>{nameOf(unitId)}</summary>
            <ul>
              {plan.items.map((i, at) => [...i.leads, ...i.participants, ...i.units].includes(nameOf(unitId)) && (
                <li key={i.key}>
                  <OfDraft plan={plan} itemId={`${plan.id}-${at + 1}`} />
                </li>
              ))}
            </ul>
          </details>
        ))}
      </Listed>
      <Listed title={t('draft.rehearsal.toSign', { count: toSign.length })}>
        {toSign.slice(0, MOST_SHOWN).map((s, at) => (
          <span key={at}>
            {s.day} {t(`rules.choice.${s.rung as 'yellowPaper'}`)} <OfDraft plan={plan} itemId={s.itemId} />
          </span>
        ))}
      </Listed>
      <Listed title={t('draft.rehearsal.assumptions')}>
        {assumptions.map((words) => (
          <span key={words.zh}>{words[language()]}</span>
        ))}
      </Listed>
      {looked && <RehearsedList plan={plan} people={found.people} looked={looked} close={() => look(undefined)} />}
    </>
  );
}

/** Papers that are shown one by one; of more their number is said. */
const MOST_SHOWN = 50;

function Listed({ title, children }: { title: string; children: readonly React.ReactElement[] }): React.ReactNode {
  if (children.length === 0) return null;
  return (
    <Section title={title}>
      <ul className={`${styles['lines']} numbers`}>
        {children.map((child) => (
          <li key={child.key}>{child}</li>
        ))}
      </ul>
    </Section>
  );
}
