import { Button, Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asked } from '../../words/figures';
import type { DraftItem, Plan } from '../../api/plans';
import type { AddFrom } from './add-item';
import { ChangeItem } from './change-item';
import styles from './draft.module.css';
import { DropItem } from './drop-item';
import { QuestionForm } from './question';

type FieldName = keyof NonNullable<Plan['fields']>[string];

/** The item as it was read, each field with how, and what is open about it. */
export function ItemCard({ plan, item, add }: { plan: Plan; item: DraftItem; add: (from: AddFrom) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  const questions = plan.decisions.filter(({ itemKey }) => itemKey === item.key);
  const how = (field: FieldName): React.ReactNode => {
    const found = plan.fields?.[item.key]?.[field];
    return found === undefined ? null : <span className={`secondary ${styles['how']}`}>{t(`draft.how.${found.how}`)}</span>;
  };
  const list = (names: readonly string[]): string => (names.length === 0 ? t('common.none') : names.join(t('common.list')));
  const fields: [string, React.ReactNode, FieldName?][] = [
    [t('draft.item.category'), item.category ?? t('common.none'), 'category'],
    ...(item.leads.length > 0 ? [[t('draft.item.leads'), list(item.leads), 'roles'] as [string, React.ReactNode, FieldName]] : []),
    ...(item.participants.length > 0 ? [[t('draft.item.participants'), list(item.participants), 'roles'] as [string, React.ReactNode, FieldName]] : []),
    ...(item.units.length > 0 || item.leads.length + item.participants.length === 0 ? [[t('draft.item.unmarked'), list(item.units), 'units'] as [string, React.ReactNode, FieldName]] : []),
    [t('draft.item.deadline'), item.deadline ?? (item.deadlineText !== null && item.deadlineText !== '' ? item.deadlineText : t('draft.item.missing')), 'deadline'],
    ...(item.recurrence === null ? [] : [[t('draft.item.recurrence'), t(`draft.rhythm.${item.recurrence}`), 'recurrence'] as [string, React.ReactNode, FieldName]]),
    ...(item.content !== '' && item.content !== item.title ? [[t('draft.item.content'), item.content] as [string, React.ReactNode]] : []),
    [t('draft.item.targets'), item.targets.length === 0 ? t('draft.item.missing') : <TargetLines item={item} />, 'targets'],
    ...(item.steps?.length ? [[t('draft.step.all'), <StepLines key="steps" item={item} />] as [string, React.ReactNode]] : []),
  ];
  return (
    <section aria-label={t('draft.item.title')} className={styles['pane']}>
      <header className={styles['itemHead']}>
        <h2>
          {item.number} {item.title}
        </h2>
        <Button onClick={() => setChanging(true)}>{t('draft.item.change')}</Button>
      </header>
      <div className={styles['itemActs']}>
        <Button onClick={() => add({ after: item.key })}>{t('draft.add.behind')}</Button>
        <Button onClick={() => add({ after: item.key, part: item })}>{t('draft.add.split')}</Button>
        {item.carriedFrom === undefined && <DropItem plan={plan} item={item} />}
      </div>
      <Descriptions
        size="small"
        column={1}
        items={fields.map(([label, shown, field], n) => ({
          key: n,
          label,
          children: (
            <span>
              {shown} {field && how(field)}
            </span>
          ),
        }))}
      />
      {questions.length === 0 ? <p className="secondary">{t('draft.item.noDoubts')}</p> : questions.map((q) => <QuestionForm key={q.id} plan={plan} question={q} />)}
      {changing && <ChangeItem plan={plan} item={item} close={() => setChanging(false)} />}
    </section>
  );
}

function TargetLines({ item }: { item: DraftItem }): React.ReactNode {
  return item.targets.map((x, n) => (
    <span key={n} className={styles['target']}>
      {x.metric} <span className="numbers">{`${asked(x)} ${x.unit}`}</span> <span className="secondary">[{x.text}]</span>
    </span>
  ));
}

function StepLines({ item }: { item: DraftItem }): React.ReactNode {
  const { t } = useTranslation();
  return (item.steps ?? []).map(({ key, title, unit, workingDays, deadline }, n) => (
    <span key={key} className={styles['target']}>
      {n + 1}. {[title, unit, t('draft.step.takes', { count: workingDays }), deadline].filter(Boolean).join(' · ')}
    </span>
  ));
}
