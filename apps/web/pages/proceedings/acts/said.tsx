import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { ReadTable } from '../../../parts/read-table';
import styles from './acts.module.css';
import { contentsOf } from './contents';
import type { Act, ActGroup, Found } from './known';

/** What is signed, ruled on or accepted, in its own words: nobody decides on what they do not see. */
export function Said({ found, group, act }: { found: Found; group: ActGroup; act: Act }): React.ReactNode {
  const { findings = [], steps = [], objections = [] } = contentsOf(found);
  const finding = findings.find(({ id }) => id === act.subject);
  const step = steps.find(({ id }) => id === act.subject);
  switch (group.act) {
    case 'signResult':
    case 'dissentFromResult':
      return <Signed found={found} />;
    case 'signProceedingPaper':
    case 'voidProceedingPaper':
      return <Quoted words={found.papers.find(({ id }) => id === act.subject)?.text} />;
    case 'replyRectification':
      return <Quoted words={finding?.notices.at(-1)?.demand} />;
    case 'strikeOffFinding':
    case 'returnRectification':
    case 'escalateRectification':
      return <Quoted words={finding?.replies.at(-1)?.text} />;
    case 'acceptStep':
    case 'returnStep':
      return <Quoted words={step?.done?.text} />;
    case 'ruleStepExtension':
      return <Quoted words={step?.request && `${step.request.day} · ${step.request.reason}`} />;
    case 'ruleOnFindingObjection':
      return <Quoted words={objections.find(({ id }) => id === act.subject)?.reason} />;
    case 'ruleOnLateness':
      return <Quoted words={found.latenessObjections.find(({ id }) => id === act.subject)?.reason} />;
    default:
      return null;
  }
}

function Quoted({ words }: { words: string | null | undefined }): React.ReactNode {
  return words == null || words === '' ? null : <blockquote className={`${styles['said']} quote`}>{words}</blockquote>;
}

/** The very result that a signature stands for: its number, its digest, its ranks. */
function Signed({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { result } = contentsOf(found);
  if (!result) return null;
  return (
    <section aria-label={t('proceedingActs.signs.title')}>
      <p className="numbers">
        {t('proceedingActs.signs.material', { material: result.material })} · {t('proceedingActs.signs.digest')} <code className={styles['digest']}>{result.hash}</code>
      </p>
      <ReadTable
        title={t('proceedingActs.signs.rows')}
        rows={result.rows.map((row) => ({ ...row, id: row.unitId }))}
        columns={[
          { title: t('proceedingActs.fields.unitId'), render: (_, row) => nameOf(row.unitId) },
          { title: t('proceedingParts.total'), align: 'right', className: 'numbers', dataIndex: 'total' },
          { title: t('proceedingParts.rank'), align: 'right', className: 'numbers', dataIndex: 'rank' },
          { title: t('proceedingParts.grade'), dataIndex: 'grade' },
        ]}
      />
      <p className="secondary">{t('proceedingActs.signs.help')}</p>
    </section>
  );
}
