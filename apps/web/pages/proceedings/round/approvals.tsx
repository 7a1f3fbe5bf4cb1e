import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/client';
import { useNamesIn } from '../../../api/people';
import { cityMoment } from '../../../words/moments';
import styles from './round.module.css';

/** The way of a form inside its unit: who approved it and when, and that it waits for the next. */
export function Approvals({ form: { unitId, approvals, status } }: { form: Schemas['FormBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const nameOf = useNamesIn(approvals.length > 0 ? [unitId] : []);
  if (approvals.length === 0 && status !== 'inApproval') return null;
  return (
    <ol className={styles['approvals']} aria-label={t('round.route')}>
      {approvals.map(({ personId, at }) => (
        <li key={`${personId}:${at}`}>{t('round.approvedBy', { name: nameOf(personId) ?? t('item.named'), at: cityMoment(at) })}</li>
      ))}
      {status === 'inApproval' && <li>{t('round.awaitsApproval')}</li>}
    </ol>
  );
}
