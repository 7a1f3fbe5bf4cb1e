import { useTranslation } from 'react-i18next';
import { Link } from '@tanstack/react-router';
import { useUnits } from '../../../api/units';
import { Section } from '../../../parts/page';
import type { Found } from '../acts/known';
import { Facts } from './facts';
import styles from './kinds.module.css';
import { Steps } from './steps';

/** When and with whom it meets, its agenda, what was decided in each matter, and the duties that follow. */
export function MeetingPart({ found }: { found: Extract<Found, { kind: 'meeting' }> }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { meetingKind, number, day, place, memberUnitIds, held, minutes, matters, steps } = found.content;
  return (
    <>
      <Facts
        facts={[
          [meetingKind, [number, place].filter(Boolean).join(' · ') || null],
          [t('proceedingParts.days'), held === null ? t('proceedingParts.called', { day }) : t('proceedingParts.held', { day: held.day })],
          [t('proceedingParts.members'), memberUnitIds.map(nameOf).join(t('common.list'))],
          [t('proceedingParts.minutes'), minutes?.text],
        ]}
      />
      <Section title={t('proceedingParts.agenda')}>
        <ul className={styles['cards']}>
          {matters.map((matter) => (
            <li key={matter.id}>
              <strong>{matter.difficultyId === null ? matter.title : <Link to="/proceedings/$kind/$id" params={{ kind: 'difficulty', id: matter.difficultyId }}>{matter.title}</Link>}</strong>
              <p>{t(`proceedingParts.matterStatus.${matter.status}`)}</p>
              {matter.text !== '' && <p className="secondary">{matter.text}</p>}
              {matter.outcome !== null && <p>{matter.outcome}</p>}
            </li>
          ))}
        </ul>
      </Section>
      <Steps found={found} steps={steps} />
    </>
  );
}
