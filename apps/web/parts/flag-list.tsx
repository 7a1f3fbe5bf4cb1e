import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import styles from './act-form.module.css';

/** Which rules fired on a report, on what, and what would answer them. */
export function FlagList({ flags }: { flags: readonly Schemas['QualityFlagBody'][] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ul className={styles['lines']}>
      {flags.map(({ rule, found, asked, policyVersion }) => (
        <li key={rule}>
          <strong>{t(`itemParts.flags.${rule}`)}</strong> {t(`report.rules.${rule}`, { found, asked })} <span className="secondary">{t('report.byRule', { version: policyVersion })}</span>
        </li>
      ))}
    </ul>
  );
}
