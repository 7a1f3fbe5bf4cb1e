import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { earlierPlans } from '../../api/earlier-plans';
import { usePlanTitles } from '../../api/plans';
import { useIdentity } from '../../api/use-session';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import styles from './draft.module.css';

type Comparison = Schemas['DraftComparisonBody'];
type Match = Schemas['ItemMatchBody'];

interface Choice {
  title: string;
  year: number | null;
  /** The plan itself, which is compared with none but others. */
  planId?: string;
  chosen: string | undefined;
  choose: (planId: string) => void;
  busy: boolean;
}

/** Which plan it is laid beside: proposed by its office and title, chosen by its reader. */
export function CompareWith({ chosen, choose, busy, ...about }: Choice): React.ReactNode {
  const { t } = useTranslation();
  const { unitId } = useIdentity();
  const { plans, proposed } = earlierPlans(usePlanTitles(), { ...about, officeUnitId: unitId });
  if (plans.length === 0) return <p className="secondary">{t('compared.none')}</p>;
  return (
    <>
      <p className="secondary">{t('compared.help')}</p>
      <Select
        className={styles['people']}
        popupMatchSelectWidth={false}
        aria-label={t('compared.with')}
        placeholder={t('compared.choose')}
        value={chosen}
        onChange={choose}
        loading={busy}
        disabled={busy}
        options={plans.map((p) => ({ value: p.planId, label: p.title + (p.planId === proposed ? t('compared.proposed') : '') }))}
      />
    </>
  );
}

/** What became of the earlier plan's items: what is gone without a word first. */
export function Compared({ found: { carriedOn, changed, dropped, added } }: { found: Comparison }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p role="status" className="numbers">
        {t('compared.summary', { carriedOn: carriedOn.length, changed: changed.length, dropped: dropped.length, added: added.length })}
      </p>
      {dropped.length > 0 && (
        <Section title={t('compared.dropped')}>
          <p className="secondary">{t('compared.droppedHelp')}</p>
          <Alone title={t('compared.dropped')} rows={dropped} />
        </Section>
      )}
      {changed.length > 0 && (
        <Section title={t('compared.changed')}>
          <Matches title={t('compared.changed')} rows={changed} />
        </Section>
      )}
      {added.length > 0 && (
        <Section title={t('compared.added')}>
          <Alone title={t('compared.added')} rows={added} />
        </Section>
      )}
      {carriedOn.length > 0 && (
        <Section title={t('compared.carriedOn')}>
          <Matches title={t('compared.carriedOn')} rows={carriedOn} />
        </Section>
      )}
    </>
  );
}

const called = ({ number, title }: Schemas['ComparedItemBody']): React.ReactNode => <span lang="zh-CN">{`${number} ${title}`.trim()}</span>;

function Alone({ title, rows }: { title: string; rows: Comparison['dropped'] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <ReadTable
      title={title}
      rows={rows.map((row) => ({ ...row, id: row.key }))}
      columns={[
        { title: t('draft.item.name'), render: (_, i) => called(i) },
        { title: t('compared.category'), render: (_, i) => (i.category === null ? t('common.none') : <span lang="zh-CN">{i.category}</span>) },
      ]}
    />
  );
}

function Matches({ title, rows }: { title: string; rows: readonly Match[] }): React.ReactNode {
  const { t } = useTranslation();
  const list = (words: readonly string[]): string => words.join(t('common.list')) || t('compared.nothing');
  return (
    <ReadTable
      title={title}
      rows={rows.map((row) => ({ ...row, id: row.after.key }))}
      columns={[
        { title: t('compared.before'), render: (_, m) => called(m.before) },
        { title: t('compared.after'), render: (_, m) => called(m.after) },
        { title: t('compared.sure'), render: (_, m) => t(`compared.confidence.${m.confidence}`) },
        { title: t('compared.changes'), render: (_, m) => m.changes.map((c) => <p key={c.field}>{t('compared.change', { field: t(`draft.field.${c.field}`), before: list(c.before), after: list(c.after) })}</p>) },
      ]}
    />
  );
}
