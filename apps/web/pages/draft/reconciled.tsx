import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Section } from '../../parts/page';
import { language } from '../../words/language';
import { colon } from '../../words/marks';
import styles from './draft.module.css';

/** What became of the paper's lines, and whether what it announces was found. @param lost how many passages were not understood */
export function Reconciled({ name, report: { lines, reconciliation }, lost }: { name: string; report: Schemas['ReportOfImportBody']; lost: number }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={name}>
      <p className="numbers">{t('draft.issue.reviewed', { lines, lost })}</p>
      <ul className={`${styles['lines']} numbers`}>
        {reconciliation.map((r) => (
          <li key={r.what.zh}>
            {r.what[language()]}{colon()}{t(r.agrees ? 'draft.issue.agrees' : 'draft.issue.differs', { announced: r.announced ?? t('common.notTold'), found: r.found })}
          </li>
        ))}
      </ul>
    </Section>
  );
}
