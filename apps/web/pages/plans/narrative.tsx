import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Section } from '../../parts/page';
import { ReadTable } from '../../parts/read-table';
import { asked } from '../../words/figures';
import { language } from '../../words/language';
import { Where } from '../draft/where';

/** Of a paper without tasks: its measures, its figures, which are told and no targets, what it announces and does not list, and what it lacks. */
export function Narrative({ narrative: { measures, facts, announced, lacks } }: { narrative: Schemas['NarrativeBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const numbered = <T extends object>(rows: readonly T[]): (T & { id: string })[] => rows.map((row, n) => ({ ...row, id: String(n) }));
  const where = { title: t('plans.trial.where'), className: 'numbers', render: (_: unknown, { place }: { place: Schemas['PlaceBody'] }) => <Where place={place} /> };
  return (
    <>
      <Section title={t('plans.narrative.lacks')}>
        {lacks.length === 0 ? <p className="secondary">{t('plans.narrative.lacksNone')}</p> : <ul>{lacks.map((l) => <li key={l.what}>{l[language()]}</li>)}</ul>}
      </Section>
      <Section title={t('plans.narrative.announced')}>
        <p className="secondary">{t('plans.narrative.announcedHelp')}</p>
        {announced.length === 0 ? (
          <p className="secondary">{t('plans.narrative.announcedNone')}</p>
        ) : (
          <ReadTable
            title={t('plans.narrative.announced')}
            rows={numbered(announced)}
            columns={[
              { title: t('plans.trial.text'), render: (_, a) => <span lang="zh-CN">{a.text}</span> },
              { title: t('plans.narrative.count'), align: 'right', className: 'numbers', dataIndex: 'count' },
              { title: t('plans.narrative.foundHere'), align: 'right', className: 'numbers', dataIndex: 'found' },
              { title: t('plans.narrative.missing'), align: 'right', className: 'numbers', render: (_, a) => Math.max(0, a.count - a.found) },
              { title: t('plans.narrative.listedIn'), render: (_, a) => (a.listedIn === null ? t('common.none') : <span lang="zh-CN">{a.listedIn}</span>) },
              where,
            ]}
          />
        )}
      </Section>
      <Section title={t('plans.narrative.facts')}>
        <p className="secondary">{t('plans.narrative.factsHelp')}</p>
        {facts.length === 0 ? (
          <p className="secondary">{t('plans.narrative.factsNone')}</p>
        ) : (
          <ReadTable
            title={t('plans.narrative.facts')}
            rows={numbered(facts)}
            columns={[
              { title: t('plans.narrative.metric'), render: (_, f) => <span lang="zh-CN">{f.metric}</span> },
              { title: t('plans.narrative.value'), align: 'right', className: 'numbers', render: (_, f) => <span lang="zh-CN">{`${asked(f)} ${f.unit}`}</span> },
              { title: t('plans.narrative.reckoning'), render: (_, f) => t(`plans.narrative.reckonings.${f.reckoning}`) },
              { title: t('plans.narrative.asOf'), className: 'numbers', render: (_, f) => f.asOf ?? (f.timeText === null ? t('common.none') : <span lang="zh-CN">{f.timeText}</span>) },
              { title: t('plans.narrative.use'), render: (_, f) => t(`plans.narrative.uses.${f.asOf === null && f.reckoning === 'unsaid' ? 'note' : 'baseline'}`) },
              { title: t('plans.narrative.quote'), render: (_, f) => <span lang="zh-CN">{f.quote}</span> },
              where,
            ]}
          />
        )}
      </Section>
      <Section title={t('plans.narrative.measures')}>
        {measures.length === 0 ? (
          <p className="secondary">{t('plans.narrative.measuresNone')}</p>
        ) : (
          <ReadTable
            title={t('plans.narrative.measures')}
            rows={numbered(measures)}
            columns={[
              { title: t('plans.narrative.kind'), render: (_, m) => t(`plans.narrative.kinds.${m.kind}`) },
              { title: t('draft.item.name'), render: (_, m) => <span lang="zh-CN">{`${m.ordinal ?? ''} ${m.title}`.trim()}</span> },
              { title: t('plans.narrative.actor'), render: (_, m) => (m.actor === null ? t('common.none') : <span lang="zh-CN">{m.actor}</span>) },
              { title: t('plans.narrative.concerns'), render: (_, m) => (m.concerns === null ? t('common.none') : <span lang="zh-CN">{m.concerns}</span>) },
              where,
            ]}
          />
        )}
      </Section>
    </>
  );
}
