import { Collapse, Empty as Nothing } from 'antd';
import { useTranslation } from 'react-i18next';
import { openQuestions, type Plan, type Question } from '../../api/plans';
import { Section } from '../../parts/page';
import { Bulk } from './bulk';
import { Doubts } from './check';
import styles from './draft.module.css';
import { QuestionForm } from './question';

/** All doubts by kind: one decision for those that are alike, or one by one. */
export function Decide({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const open = openQuestions(plan);
  const kinds = [...new Set(plan.decisions.map(({ kind }) => kind))];
  return (
    <>
      <div className={styles['bar']}>
        <span role="status" className="numbers">
          <Doubts plan={plan} />
        </span>
        <span className="secondary">{t('draft.bulk.help')}</span>
      </div>
      {kinds.length === 0 && <Nothing description={t('draft.doubts.none')} />}
      {kinds.map((kind) => (
        <Kind key={kind} plan={plan} kind={kind} all={plan.decisions.filter((q) => q.kind === kind)} open={open.filter((q) => q.kind === kind)} />
      ))}
    </>
  );
}

function Kind({ plan, kind, all, open }: { plan: Plan; kind: string; all: readonly Question[]; open: readonly Question[] }): React.ReactNode {
  const { t } = useTranslation();
  const names = t('draft.kinds', { returnObjects: true }) as Record<string, string>;
  const title = `${names[kind] ?? kind} ${open.length}/${all.length}`;
  return (
    <Section title={title}>
      {open.length > 1 && <Bulk plan={plan} kind={kind} open={open} />}
      {all.length === 1 ? (
        <QuestionForm plan={plan} question={all[0]!} />
      ) : (
        <Collapse ghost size="small" items={[{ key: 'one', label: t('draft.bulk.one'), children: all.map((q) => <QuestionForm key={q.id} plan={plan} question={q} />) }]} />
      )}
    </Section>
  );
}
