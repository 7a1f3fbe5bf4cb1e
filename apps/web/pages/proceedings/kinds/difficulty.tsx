import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { cityMoment } from '../../../words/moments';
import type { Found } from '../acts/known';
import { Facts } from './facts';
import { Steps } from './steps';

/** What the difficulty is, where it was heard of, who was given what to do about it, and how it ended. */
export function DifficultyPart({ found }: { found: Extract<Found, { kind: 'difficulty' }> }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { text, source, ofUnitId, ofName, conference, decisions, solution, steps } = found.content;
  const heard = source.kind === 'item' && source.ref !== null ? <Link to="/items/$itemId" params={{ itemId: source.ref }}>{t('proceedingParts.sources.item')}</Link> : `${t(`proceedingParts.sources.${source.kind}`)} ${source.kind === 'visit' ? '' : (source.ref ?? '')}`;
  const meeting = conference?.meetingId;
  return (
    <>
      <Facts
        facts={[
          [t('proceedingParts.text'), text],
          [t('proceedingParts.source'), heard],
          [t('proceedingParts.ofUnit'), ofUnitId === null ? ofName : nameOf(ofUnitId)],
          [t('proceedingParts.conference', { at: conference === null ? '' : cityMoment(conference.since) }), conference && (meeting == null ? conference.reason : <Link to="/proceedings/$kind/$id" params={{ kind: 'meeting', id: meeting }}>{conference.reason}</Link>)],
          [t('proceedingParts.decisions'), decisions.map((d) => d.text).join('；')],
          [t('proceedingParts.solution'), solution],
        ]}
      />
      <Steps found={found} steps={steps} />
    </>
  );
}
