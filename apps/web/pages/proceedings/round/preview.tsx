import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { Answered } from '../../../parts/answered';
import { Light, type LightColour } from '../../../parts/light';
import { ReadTable } from '../../../parts/read-table';
import { figure } from '../../../words/figures';
import styles from './round.module.css';

/** The figures that a lock would freeze now: nobody locks what they have not seen. */
export function FiguresPreview({ roundId }: { roundId: string }): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['proceeding', 'figures', roundId], queryFn: () => answer(api.GET('/reporting-rounds/{id}/figures', { params: { path: { id: roundId } } })) });
  return (
    <section className={styles['preview']} aria-label={t('round.preview.title')}>
      <h3>{t('round.preview.title')}</h3>
      <Answered query={query}>
        {({ forms, lines, lights, totals }) => (
          <>
            <p className="numbers">
              <strong>{t('round.preview.forms')}</strong> {t('round.preview.of', { ...forms })}
            </p>
            <p className="numbers">
              <strong>{t('round.preview.lines')}</strong> {t('round.preview.ofLines', { ...lines })}
            </p>
            <p className="numbers">
              <strong>{t('round.preview.lights')}</strong>{' '}
              {lights.filter(({ count }) => count > 0).map(({ light, count }) => (
                <span key={light}>
                  <Light light={light as LightColour} /> {count}{' '}
                </span>
              ))}
            </p>
            {totals.length > 0 && (
              <ReadTable
                title={t('round.preview.told')}
                rows={totals.map((total) => ({ ...total, id: `${total.itemId}/${total.targetId}` }))}
                columns={[
                  { title: t('round.item'), className: 'wraps narrow', render: (_, total) => `${total.number} ${total.title}` },
                  { title: t('round.preview.told'), className: 'wraps narrow', render: (_, total) => <>{`${total.metric} ${figure(total.value)} ${total.unit}`} {total.undecided && <span className="secondary">{t('round.preview.undecided')}</span>}</> },
                  { title: t('proceeding.who'), className: 'numbers', render: (_, total) => t('round.preview.units', { count: total.units }) },
                ]}
              />
            )}
          </>
        )}
      </Answered>
    </section>
  );
}
