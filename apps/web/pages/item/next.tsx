import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { useUnits } from '../../api/units';
import { useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { WholeDays } from '../../parts/whole-days';
import course from '../../parts/course.module.css';
import { cityDay, cityMoment } from '../../words/moments';
import { useAgenda } from './agenda';
import { correctedOf } from './corrected';
import styles from './item.module.css';
import { comingFor, dayOfDuty, dutiesOfUnit } from './own-duties';
import { howOf, unlessOf } from './upcoming';

type Found = Schemas['ItemPageBody'];
const FIRST = 8;

/** What will happen, in order: what the system does of itself and what it drafts to be signed, about whom, and what would keep it from happening. */
export function Next({ found, asOf }: { found: Found; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { unitId } = useIdentity();
  const query = useAgenda(found.id, asOf);
  const hasShare = found.assignments.some((a) => a.unitId === unitId);
  const [whole, setWhole] = useState(false);
  return (
    <Section title={t('item.next')} term="duty">
      <Answered query={query}>
        {({ entries: all, now }) => {
          // Of a past day: what was still to come at its end.
          const entries = comingFor(all, unitId, hasShare).filter(({ at }) => asOf === undefined || cityDay(at) > asOf);
          const own = <OwnDuties found={found} unitId={unitId} hasShare={hasShare} today={asOf ?? cityDay(now)} />;
          return entries.length === 0 ? (
            <>
              {own}
              <p className="secondary">{t('item.nothingNext')}</p>
            </>
          ) : (
            <>
              {own}
              <ol className={course['moments']}>
                {entries.slice(0, whole ? entries.length : FIRST).map((entry) => (
                  <li key={entry.key}>
                    <time dateTime={entry.at} className="numbers">
                      {cityMoment(entry.at)}
                    </time>
                    <span>
                      {t(`supervision.act.${entry.act as 'remind'}`)} · {t(`supervision.duty.${entry.kind as 'deliver'}`)} <Tag>{t(`item.nextHow.${howOf(entry.act)}`)}</Tag>
                      {entry.owedBy !== null && <span className="secondary"> {t('item.nextBy', { unit: nameOf(entry.owedBy) })}</span>}
                      <Unless entry={entry} />
                    </span>
                  </li>
                ))}
              </ol>
              {entries.length > FIRST && !whole && (
                <Button type="link" className="no-print" onClick={() => setWhole(true)}>
                  {t('item.nextAll', { count: entries.length })}
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

/** What the reader's own unit is to do with the item; said also where that is nothing, to a unit that has a share in it. */
function OwnDuties({ found, unitId, hasShare, today }: { found: Found; unitId: string; hasShare: boolean; today: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const duties = dutiesOfUnit(found.duties, unitId);
  const unit = nameOf(unitId);
  if (duties.length === 0) return hasShare && found.closed === null ? <p className="secondary">{t('item.ownNothing', { unit })}</p> : null;
  const stepOf = (stepId: string | null): Found['steps'][number] | undefined => found.steps.find(({ id }) => id === stepId);
  return (
    <>
      <h3 id="own-duties">{t('item.ownDuties', { unit })}</h3>
      <ul className={styles['own']} aria-labelledby="own-duties">
        {duties.map((duty) => {
          const step = stepOf(duty.stepId);
          const how = dayOfDuty(duty, today, duty.kind === 'deliver' && step !== undefined && correctedOf(step) !== undefined && step.light !== 'yellow' && step.light !== 'red');
          return (
            <li key={duty.id}>
              <strong>{t(`supervision.duty.${duty.kind as 'deliver'}`)}</strong>
              {step !== undefined && step.title !== found.title && ` ${step.title}`} · <WholeDays>{t(`item.${how}`, { day: duty.day ?? '' })}</WholeDays>
            </li>
          );
        })}
      </ul>
      <h3>{t('item.later')}</h3>
    </>
  );
}

function Unless({ entry }: { entry: { act: string; kind: string } }): React.ReactNode {
  const { t } = useTranslation();
  const kept = unlessOf(entry);
  return kept === null ? null : <span className="secondary"> {t('item.unless', { act: t(`item.unlessBy.${kept}`) })}</span>;
}
