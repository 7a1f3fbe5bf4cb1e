import { useTranslation } from 'react-i18next';
import { cityMoment } from '../../../words/moments';
import styles from '../item.module.css';
import type { Found } from './known';

/** What was submitted, as whoever accepts or returns it has to read it, with what the rules find wanting in it. */
export function Submission({ found, stepId }: { found: Found; stepId: string }): React.ReactNode {
  const { t } = useTranslation();
  const last = found.steps.find(({ id }) => id === stepId)?.submissions.at(-1);
  if (last === undefined) return null;
  return (
    <blockquote className={styles['said']}>
      <p className="secondary numbers">
        {t('itemParts.attempt', { count: last.attempt })} · {cityMoment(last.at)} · {t('itemParts.evidence')} {last.evidenceIds.length}
      </p>
      <p className="quote">{last.text}</p>
      {last.flags.length > 0 && <p>{last.flags.map(({ rule }) => t(`itemParts.flags.${rule as 'saysNothing'}`)).join(t('common.list'))}</p>}
    </blockquote>
  );
}
