import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../api/units';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import course from '../../parts/course.module.css';
import { cityDay, cityMoment } from '../../words/moments';
import { useAgenda } from './agenda';
import { howOf, unlessOf } from './upcoming';

const FIRST = 8;

/** What will happen, in order: what the system does of itself and what it drafts to be signed, about whom, and what would keep it from happening. */
export function Next({ itemId, asOf }: { itemId: string; asOf?: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const query = useAgenda(itemId, asOf);
  const [whole, setWhole] = useState(false);
  return (
    <Section title={t('item.next')} term="duty">
      <Answered query={query}>
        {({ entries: all }) => {
          // Of a past day: what was still to come at its end.
          const entries = all.filter(({ at }) => asOf === undefined || cityDay(at) > asOf);
          return entries.length === 0 ? (
            <p className="secondary">{t('item.nothingNext')}</p>
          ) : (
            <>
              <ol className={course['moments']}>
                {entries.slice(0, whole ? entries.length : FIRST).map((entry) => (
                  <li key={entry.key}>
                    <time dateTime={entry.at} className="numbers">
                      {cityMoment(entry.at)}
                    </time>
                    <span>
                      {t(`supervision.act.${entry.act as 'remind'}`)} · {t(`supervision.duty.${entry.kind as 'deliver'}`)} <Tag>{t(`item.nextHow.${howOf(entry.act)}`)}</Tag>
                      {entry.owedBy !== null && <span className="secondary"> {t('item.nextBy', { unit: nameOf(entry.owedBy) })}</span>}
                      <Unless entry={entry} />
                    </span>
                  </li>
                ))}
              </ol>
              {entries.length > FIRST && !whole && (
                <Button type="link" className="no-print" onClick={() => setWhole(true)}>
                  {t('item.nextAll', { count: entries.length })}
                </Button>
              )}
            </>
          );
        }}
      </Answered>
    </Section>
  );
}

function Unless({ entry }: { entry: { act: string; kind: string } }): React.ReactNode {
  const { t } = useTranslation();
  const kept = unlessOf(entry);
  return kept === null ? null : <span className="secondary"> {t('item.unless', { act: t(`item.unlessBy.${kept}`) })}</span>;
}
