import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';
import { Answered } from '../../parts/answered';
import styles from './briefings.module.css';

/** Figures of the period that is typed: taken into the last section as a paragraph with its sources. */
export function Figures({ officeUnitId }: { officeUnitId: string }): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const from = Form.useWatch('from', form) as string | undefined;
  const to = Form.useWatch('to', form) as string | undefined;
  const planId = Form.useWatch('planId', form) as string | undefined;
  const given = Boolean(from) && Boolean(to);
  const query = useQuery({ queryKey: ['briefing-figures', officeUnitId, from, to, planId], queryFn: () => answer(api.GET('/briefings/{officeUnitId}/figures', { params: { path: { officeUnitId }, query: { from: from!, to: to!, ...(planId && { planId }) } } })), enabled: given });
  if (!given) return null;
  const use = ({ text, sources }: Pick<Schemas['BriefingFigureDto'], 'text' | 'sources'>): void => {
    const sections = form.getFieldValue('sections') as { paragraphs: { text: string; sources: unknown[] }[] }[];
    const last = sections.at(-1)!;
    const paragraphs = last.paragraphs.filter((p) => p?.text);
    form.setFieldValue(['sections', sections.length - 1, 'paragraphs'], [...paragraphs, { text, sources }]);
  };
  return (
    <section aria-label={t('briefings.figures.title')} className={styles['figures']}>
      <h3>{t('briefings.figures.title')}</h3>
      <p className="secondary">{t('briefings.figures.help')}</p>
      <Answered query={query} rows={3}>
        {(found) => {
          // Nothing was counted where there is no source, and a briefing without one is refused.
          const figures = [...found.figures.map((f) => ({ ...f, key: f.name + f.text })), ...found.told.flatMap((group) => group.figures.map((f) => ({ ...f, key: f.metric + f.text })))].filter(({ sources }) => sources.length > 0);
          return figures.length === 0 ? (
            <p>{t('briefings.figures.none')}</p>
          ) : (
            <ul>
              {figures.map((f) => (
                <li key={f.key}>
                  {f.text}{' '}
                  <Button size="small" aria-label={`${t('briefings.figures.use')} ${f.text}`} onClick={() => use(f)}>
                    {t('briefings.figures.use')}
                  </Button>
                </li>
              ))}
            </ul>
          );
        }}
      </Answered>
    </section>
  );
}
