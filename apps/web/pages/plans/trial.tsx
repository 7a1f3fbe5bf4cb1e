import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import type { Refused } from '../../api/problem';
import { Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import { language } from '../../words/language';
import { Compared, CompareWith } from '../draft/compared';
import { Reconciled } from '../draft/reconciled';
import { Where } from '../draft/where';
import { Narrative } from './narrative';
import styles from './plans.module.css';

type Found = Schemas['DraftBody'];

interface Props {
  file: File;
  found: Found;
  /** Makes a draft of the file; once more where it was imported before. */
  keep: (again: boolean) => void;
  compare: (planId: string) => void;
  comparing: boolean;
  /** Why the last comparison failed; what was found before it stays. */
  notCompared: Refused | null;
}

/** What a file holds as it was read, before anything of it is kept: items, what was not understood, what a person will have to decide. */
export function Trial({ file, found, keep, compare, comparing, notCompared }: Props): React.ReactNode {
  const { t } = useTranslation();
  const { plan, items, decisions, importedAs = [], narrative, comparison } = found;
  const blocking = decisions.filter((d) => d.blocking).length;
  return (
    <>
      <Section title={t('plans.trial.title', { name: file.name })}>
        <div className={styles['trial']}>
          <p role="status">
            <strong lang="zh-CN">{plan.title}</strong> {[plan.documentNumber, plan.issuer].filter(Boolean).join(' · ')}
          </p>
          <p className="numbers">{t('plans.trial.summary', { items: items.length, decisions: decisions.length, blocking })}</p>
          {importedAs.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t('plans.trial.known')}
              description={importedAs.map((p) => (
                <p key={p.planId}>
                  <Link to="/plans/$planId/draft" params={{ planId: p.planId }}>
                    {p.title}
                  </Link>{' '}
                  · {t(`plans.status.${p.status}`)} · {p.fileName}
                </p>
              ))}
            />
          )}
          {items.length === 0 ? (
            <Alert type="info" showIcon title={t('plans.trial.noItems')} />
          ) : (
            <div>
              <Button type="primary" onClick={() => keep(importedAs.length > 0)}>
                {t(importedAs.length > 0 ? 'plans.upload.again' : 'plans.trial.keep')}
              </Button>
            </div>
          )}
        </div>
      </Section>
      <Reconciled name={t('plans.trial.account')} report={found.report} lost={found.notUnderstood.length} />
      {items.length > 0 && <Items found={found} />}
      {found.notUnderstood.length > 0 && <Lost found={found} />}
      {narrative && <Narrative narrative={narrative} />}
      {items.length > 0 && (
        <Section title={t('compared.title')}>
          <CompareWith title={plan.title} year={plan.year} chosen={comparison?.with} choose={compare} busy={comparing} />
          {notCompared && <Failed error={notCompared} />}
          {comparison && <Compared found={comparison} />}
        </Section>
      )}
    </>
  );
}

function Items({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  const open = new Map<string, string[]>();
  for (const { itemKey, question } of found.decisions) if (itemKey !== null) open.set(itemKey, [...(open.get(itemKey) ?? []), question[language()]]);
  const list = (units: readonly string[]): string => units.join(t('common.list'));
  return (
    <Section title={t('plans.trial.items')}>
      <ReadTable
        title={t('plans.trial.items')}
        rows={found.items.map((item) => ({ ...item, id: item.key }))}
        columns={[
          { title: t('draft.item.number'), className: 'numbers', dataIndex: 'number' },
          { title: t('draft.item.name'), render: (_, i) => <span lang="zh-CN">{i.title}</span> },
          {
            title: t('draft.item.units'),
            render: (_, i) => (
              <span lang="zh-CN">{[i.leads.length > 0 && `${t('draft.item.leads')} ${list(i.leads)}`, i.participants.length > 0 && `${t('draft.item.participants')} ${list(i.participants)}`, i.units.length > 0 && `${t('draft.item.unmarked')} ${list(i.units)}`].filter(Boolean).join(' · ') || t('common.none')}</span>
            ),
          },
          { title: t('draft.item.targets'), render: (_, i) => i.targets.map((x) => `${x.metric} ${asked(x)} ${x.unit}`).join(t('common.list')) || t('common.none') },
          { title: t('draft.item.deadline'), className: 'numbers', render: (_, i) => i.deadline ?? i.deadlineText ?? t('common.none') },
          { title: t('plans.trial.doubts'), render: (_, i) => (open.get(i.key) ?? []).join(' · ') || t('common.none') },
        ]}
      />
    </Section>
  );
}

function Lost({ found }: { found: Found }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('plans.trial.lost')}>
      <p className="secondary">{t('plans.trial.lostHelp')}</p>
      <ReadTable
        title={t('plans.trial.lost')}
        rows={found.notUnderstood.map((lost, n) => ({ ...lost, id: String(n) }))}
        columns={[
          { title: t('plans.trial.where'), className: 'numbers', render: (_, l) => <Where place={l.place} /> },
          { title: t('plans.trial.text'), render: (_, l) => <span lang="zh-CN">{l.text}</span> },
          { title: t('plans.trial.why'), render: (_, l) => l.reason[language()] },
        ]}
      />
    </Section>
  );
}
