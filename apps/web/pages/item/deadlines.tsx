import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { WholeDays } from '../../parts/whole-days';
import { cityDay } from '../../words/moments';
import styles from './item.module.css';
import { runsOf } from './special-days';

type Account = Schemas['DeadlineAccountBody'];
type OfStep = Schemas['DeadlineOfStepBody'];

/** Why each day is the day it is: from the words of the paper through every pause and new date to the one that holds. */
export function Deadlines({ itemId, asOf }: { itemId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['deadline', itemId, asOf ?? null], queryFn: () => answer(api.GET('/items/{itemId}/deadline', { params: { path: { itemId }, query: { ...(asOf && { asOf }) } } })) });
  return (
    <Section title={t('itemParts.deadlines')} term="firstDeadline">
      <Answered query={query}>
        {({ steps, sourceWords }) => (
          <>
            {sourceWords !== null && (
              <p>
                {t('item.quote')}：<q lang="zh-CN">{sourceWords}</q>
              </p>
            )}
            {steps.map((step) => (
              <Step key={step.stepId} step={step} />
            ))}
          </>
        )}
      </Answered>
    </Section>
  );
}

function Step({ step }: { step: OfStep }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <article className={styles['account']} aria-label={step.title}>
      <h3>
        {step.title} <span className="secondary">{nameOf(step.unitId)}</span>
      </h3>
      <AccountLines account={step.account} />
      {step.specialDays.length > 0 && (
        <p className="secondary numbers">
          {t('itemParts.special')}
          {runsOf(step.specialDays).map((run, i) => (
            <Fragment key={run.from}>
              {i > 0 && t('common.list')}
              <WholeDays>{`${run.from === run.to ? run.from : t('itemParts.daysTo', { from: run.from, to: run.to })} ${t(`itemParts.${run.kind as 'holiday'}`)} ${run.name}`}</WholeDays>
            </Fragment>
          ))}
        </p>
      )}
      <p className="secondary">{t('itemParts.rules', { policy: step.policyVersion, calendar: step.calendarVersion })}</p>
    </article>
  );
}

/** The account line by line, and what it comes to; the first deadline stays beside it for ever. */
export function AccountLines({ account }: { account: Account }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <ol className={`${styles['lines']} numbers`}>
        {account.lines.map((line, i) => (
          <li key={i}>
            <WholeDays>{t(`itemParts.deadlineLines.${line.what as 'date'}`, { day: line.day ?? t('itemParts.noDay'), count: line.workingDays, from: line.from && cityDay(line.from), to: line.to ? cityDay(line.to) : t('itemParts.stillPaused') })}</WholeDays>
          </li>
        ))}
      </ol>
      <p className="numbers">
        <strong>{t('itemParts.result', { day: account.day ?? t('itemParts.noDay') })}</strong>
        {account.first !== null && account.first !== account.day && <span className="secondary"> · {t('itemParts.first', { day: account.first })}</span>}
      </p>
      {account.provisional && <p className="secondary">{t('itemParts.provisional')}</p>}
    </>
  );
}
