import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useUnits } from '../api/units';
import { language } from '../words/language';
import { cityMoment } from '../words/moments';
import { sentence } from '../words/sentence';
import styles from './course.module.css';

type Entry = Pick<Schemas['TimelineEntryBody'], 'version' | 'at' | 'zh' | 'en' | 'reason' | 'actor'>;

/** What happened, newest first, in the words of the API. */
export function Course({ entries }: { entries: readonly Entry[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ol className={styles['moments']}>
      {[...entries].reverse().map((entry) => (
        <li key={entry.version}>
          <time dateTime={entry.at} className="numbers">
            {cityMoment(entry.at)}
          </time>
          <span>
            {sentence(entry[language()])}
            {entry.reason !== null && <span className="secondary"> {entry.reason}</span>}
            {entry.actor.onBehalfOf !== null && <strong> {t('audit.onBehalf', { unit: nameOf(entry.actor.onBehalfOf) })}</strong>}
            <span className="secondary"> · {entry.actor.kind === 'system' ? t('item.automatic') : [entry.actor.unit, entry.actor.name].filter(Boolean).join(' ')}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
