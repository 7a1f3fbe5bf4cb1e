import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { PLAN_SHOWN, type Plan } from '../../api/plans';
import { Answered, Failed } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { language } from '../../words/language';
import { ChangeItem } from './change-item';
import styles from './draft.module.css';
import { ScheduledSteps } from './scheduled-steps';

type Scheduled = Schemas['DraftItemScheduleBody'];

/** 倒排工期 before the issue: what each item's steps would be; what a template proposes is looked at, adjusted, and accepted in one act. */
export function Schedule({ plan }: { plan: Plan }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['plan', 'schedule', plan.id, plan.version], queryFn: () => answer(api.GET('/plans/{planId}/schedule', { params: { path: { planId: plan.id } } })), placeholderData: (before) => before });
  const nameOf = useTemplateNames(plan.policyId);
  // Who is left out stays left out while others are adjusted.
  const [unchosen, setUnchosen] = useState<readonly string[]>([]);
  const [adjusting, setAdjusting] = useState<Scheduled>();
  const item = plan.items.find(({ key }) => key === adjusting?.itemKey);
  return (
    <Answered query={query} rows={8}>
      {({ draft }) => {
        const proposed = draft.filter(({ template }) => template !== null);
        const own = draft.filter(({ notProposed }) => notProposed === 'has-steps');
        const none = draft.filter(({ template, notProposed }) => template === null && notProposed !== 'has-steps');
        return (
          <>
            <Section title={t('draftSchedule.title')}>
              <p className="secondary">{t('draftSchedule.help')}</p>
              <p role="status" className="numbers">
                {t('draftSchedule.summary', { own: own.length, proposed: proposed.length, none: none.length })}
              </p>
              <p className="secondary">{t('draftSchedule.skip')}</p>
            </Section>
            <Proposed key={plan.version} plan={plan} nameOf={nameOf} rows={proposed} unchosen={unchosen} setUnchosen={setUnchosen} adjust={setAdjusting} />
            <Section title={t('draftSchedule.own')}>{own.length === 0 ? <p className="secondary">{t('draftSchedule.noneOwn')}</p> : own.map((row) => <OfItem key={row.itemKey} row={row} adjust={() => setAdjusting(row)} />)}</Section>
            {none.length > 0 && (
              <Section title={t('draftSchedule.none')}>
                <ReadTable
                  title={t('draftSchedule.none')}
                  rows={none.map((row) => ({ ...row, id: row.itemKey }))}
                  columns={[
                    { title: t('draftSchedule.item'), render: (_, r) => `${r.number} ${r.title}` },
                    { title: t('draftSchedule.why'), render: (_, r) => r.notProposed !== null && t(`draftSchedule.notProposed.${r.notProposed}`) },
                    { title: t('draftSchedule.steps'), render: (_, r) => <Adjust row={r} adjust={() => setAdjusting(r)} /> },
                  ]}
                />
              </Section>
            )}
            {adjusting && item && <ChangeItem plan={plan} item={item} steps={adjusting.steps} close={() => setAdjusting(undefined)} />}
          </>
        );
      }}
    </Answered>
  );
}

/** Names of the policy's schedule templates. */
function useTemplateNames(policyId: string): (template: string) => string {
  const { data } = useQuery({ queryKey: ['policy', policyId], queryFn: () => answer(api.GET('/policies/{policyId}', { params: { path: { policyId } } })), staleTime: 60_000 });
  return (template) => data?.versions[0]?.rules.scheduleTemplates.find(({ id }) => id === template)?.name ?? '';
}

interface OfProposed {
  plan: Plan;
  rows: readonly Scheduled[];
  /** Keys of items that are left out. */
  unchosen: readonly string[];
  setUnchosen: (itemKeys: readonly string[]) => void;
  nameOf: (template: string) => string;
  adjust: (row: Scheduled) => void;
}

/** What templates propose for items without steps: chosen, looked at, accepted at once. */
function Proposed({ plan, rows, unchosen, setUnchosen, nameOf, adjust }: OfProposed): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const chosen = rows.map(({ itemKey }) => itemKey).filter((key) => !unchosen.includes(key));
  const send = (preview: boolean) => (itemKeys: string[], key: string) => api.POST('/plans/{planId}/accept-schedules', { params: { path: { planId: plan.id }, header: commandHeaders(key, plan.version) }, body: { itemKeys, preview } });
  const look = useCommand(send(true), []);
  const accept = useCommand(send(false), PLAN_SHOWN);
  const seen = look.data !== undefined && 'preview' in look.data ? look.data.preview : undefined;
  const choose = (keys: React.Key[]): void => {
    setUnchosen([...unchosen.filter((key) => !rows.some(({ itemKey }) => itemKey === key)), ...rows.map(({ itemKey }) => itemKey).filter((key) => !keys.includes(key))]);
    look.reset();
  };
  return (
    <Section title={t('draftSchedule.proposed')}>
      {rows.length === 0 ? (
        <p className="secondary">{t('draftSchedule.noneProposed')}</p>
      ) : (
        <>
          <ReadTable
            title={t('draftSchedule.proposed')}
            rows={rows.map((row) => ({ ...row, id: row.itemKey }))}
            selection={{ selectedRowKeys: chosen, onChange: choose, getCheckboxProps: (r) => ({ 'aria-label': `${t('draftSchedule.choose')} ${r.number} ${r.title}` }), getTitleCheckboxProps: () => ({ 'aria-label': t('levels.takeUp.all', { count: rows.length }) }) }}
            columns={[
              { title: t('draftSchedule.item'), render: (_, r) => `${r.number} ${r.title}` },
              { title: t('draftSchedule.steps'), render: (_, r) => r.steps.map((s) => <p key={s.key}>{`${s.title} · ${t('draft.step.takes', { count: s.workingDays })}`}</p>) },
              { title: t('draftSchedule.step.span'), className: 'numbers', render: (_, r) => r.steps.map((s) => <p key={s.key}>{`${s.planned.from} – ${s.planned.to}`}</p>) },
              { title: t('draftSchedule.adjust'), render: (_, r) => <Adjust row={r} adjust={() => adjust(r)} /> },
            ]}
          />
          <div className={styles['ask']}>
            <Button disabled={chosen.length === 0} loading={look.isPending} onClick={() => look.mutate(chosen)}>
              {chosen.length === 0 ? t('draftSchedule.previewNone') : t('draftSchedule.preview', { count: chosen.length })}
            </Button>
            <Button type="primary" disabled={seen === undefined} loading={accept.isPending} onClick={() => accept.mutate(chosen, { onSuccess: () => void message.success(t('draftSchedule.accepted', { count: chosen.length })) })}>
              {t('draftSchedule.accept', { count: chosen.length })}
            </Button>
          </div>
          {look.isError && <Failed error={look.error} />}
          {accept.isError && <Failed error={accept.error} />}
          {seen && (
            <div role="status">
              <p>{t('draftSchedule.effect', { count: seen.length })}</p>
              {seen.map((row) => (
                <OfItem key={row.itemKey} row={row} template={row.template === null ? undefined : nameOf(row.template)} />
              ))}
            </div>
          )}
        </>
      )}
    </Section>
  );
}

function Adjust({ row, adjust }: { row: Scheduled; adjust: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Button size="small" onClick={adjust} aria-label={`${t('draftSchedule.adjust')} ${row.number} ${row.title}`}>
      {t('draftSchedule.adjust')}
    </Button>
  );
}

function OfItem({ row, template, adjust }: { row: Scheduled; template?: string; adjust?: () => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <h3>
        {`${row.number} ${row.title}`} {template !== undefined && <Tag>{t('draftSchedule.template', { name: template })}</Tag>} {adjust && <Adjust row={row} adjust={adjust} />}
      </h3>
      {row.problems.length > 0 && <Alert type="warning" showIcon title={row.problems.map((p) => p[language()]).join(' ')} />}
      {row.steps.length > 0 && <ScheduledSteps title={`${row.number} ${row.title}`} steps={row.steps} />}
    </>
  );
}
