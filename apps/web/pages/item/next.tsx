import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import course from '../../parts/course.module.css';
import { cityMoment } from '../../words/moments';
import { useAgenda } from './agenda';

/** What the system will do of itself, in order. */
export function Next({ itemId, asOf }: { itemId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useAgenda(itemId, asOf);
  return (
    <Section title={t('item.next')} term="duty">
      <Answered query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <p className="secondary">{t('item.nothingNext')}</p>
          ) : (
            <ol className={course['moments']}>
              {entries.slice(0, 8).map((entry) => (
                <li key={entry.key}>
                  <time dateTime={entry.at} className="numbers">
                    {cityMoment(entry.at)}
                  </time>
                  <span>
                    {t(`supervision.act.${entry.act as 'remind'}`)} · {t(`supervision.duty.${entry.kind as 'deliver'}`)}
                    {entry.owedBy !== null && <span className="secondary"> {t('item.nextBy', { unit: nameOf(entry.owedBy) })}</span>}
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </Answered>
    </Section>
  );
}
