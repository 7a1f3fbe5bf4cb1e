import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import { ReadTable } from '../../../parts/read-table';
import { Cited, Pointed } from '../evidence/cited';
import { FiguresPreview } from '../round/preview';
import styles from './acts.module.css';
import { useClassName, useIndicators } from './choices';
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
      return <Quoted words={finding?.notices.at(-1)?.demand} shown={<Cited found={found} ids={finding?.evidenceIds ?? []} />} />;
    case 'strikeOffFinding':
    case 'returnRectification':
    case 'escalateRectification':
      return <Quoted words={finding?.replies.at(-1)?.text} shown={<Cited found={found} ids={finding?.replies.at(-1)?.evidenceIds ?? []} />} />;
    case 'acceptStep':
    case 'returnStep':
      return <Quoted words={step?.done?.text} shown={<Cited found={found} ids={step?.done?.evidenceIds ?? []} />} />;
    case 'lockRound':
      return <Missing found={found} />;
    case 'ruleStepExtension':
      return <Quoted words={step?.request && `${step.request.day} · ${step.request.reason}`} />;
    case 'ruleOnFindingObjection':
      return <Quoted words={objections.find(({ id }) => id === act.subject)?.reason} />;
    case 'ruleOnLateness':
      return <Quoted words={found.latenessObjections.find(({ id }) => id === act.subject)?.reason} />;
    case 'verifyScores':
    case 'ruleScoreReview':
      return <SelfScores found={found} unitId={act.unitId} />;
    default:
      return null;
  }
}

/** @param shown what shows it */
function Quoted({ words, shown }: { words: string | null | undefined; shown?: React.ReactNode }): React.ReactNode {
  if (words == null || words === '') return null;
  return (
    <blockquote className={styles['said']}>
      <p className="quote">{words}</p>
      {shown}
    </blockquote>
  );
}

/** What the unit gave itself, why, and what shows it. */
function SelfScores({ found, unitId }: { found: Found; unitId: string | null }): React.ReactNode {
  const { t } = useTranslation();
  const indicators = useIndicators(found, unitId);
  const self = contentsOf(found).units?.find((u) => u.unitId === unitId)?.self;
  if (!self) return null;
  return (
    <ul className={styles['scores']} aria-label={t('proceedingParts.self')}>
      {self.scores.map((s) => (
        <li key={s.indicatorId} className={styles['said']}>
          <strong>{indicators.find(({ id }) => id === s.indicatorId)?.name}</strong> <span className="numbers">{`${t('proceedingParts.self')} ${s.score}`}</span>
          <p className="quote">{s.text}</p>
          <Pointed found={found} at={s.evidence} />
        </li>
      ))}
    </ul>
  );
}

/** Who has not sent: locked, they are missing. */
function Missing({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const { missing } = contentsOf(found);
  if (missing === undefined) return null;
  const said = missing === null || missing.length === 0 ? t('proceedingActs.lock.none') : t('proceedingActs.lock.missing', { count: missing.length, units: missing.map(nameOf).join(t('common.list')) });
  return (
    <>
      <p>
        {t('proceedingActs.lock.help')} {said}
      </p>
      <FiguresPreview roundId={found.id} />
    </>
  );
}

/** The very result that a signature stands for: its number, its digest, its ranks. */
function Signed({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const classOf = useClassName(found);
  const { result } = contentsOf(found);
  if (!result) return null;
  return (
    <section aria-label={t('proceedingActs.signs.title')}>
      <p className="numbers">
        {t('proceedingActs.signs.material', { material: result.material })} · {t('proceedingActs.signs.digest')} <code className={styles['digest']}>{result.hash}</code>
      </p>
      <ReadTable
        title={t('proceedingActs.signs.rows')}
        rows={[...result.rows].sort((a, b) => a.classId.localeCompare(b.classId) || a.rank - b.rank).map((row) => ({ ...row, id: row.unitId }))}
        columns={[
          { title: t('proceedingParts.class'), render: (_, row) => classOf(row.classId) },
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
