import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useUnits } from '../api/units';
import { language } from '../words/language';
import { cityMoment } from '../words/moments';
import { sentence } from '../words/sentence';
import styles from './course.module.css';

type Entry = Pick<Schemas['TimelineEntryBody'], 'version' | 'at' | 'zh' | 'en' | 'reason' | 'actor'>;

/** Entries that read alike, one after the other, as one with their number: what the system did of several units at one moment. */
function gathered(entries: readonly Entry[]): { entry: Entry; count: number }[] {
  const found: { entry: Entry; count: number }[] = [];
  const read = ({ at, zh, reason, actor }: Entry): string => JSON.stringify([cityMoment(at), zh, reason, actor.kind, actor.personId, actor.unitId, actor.onBehalfOf]);
  for (const entry of [...entries].reverse()) {
    const last = found.at(-1);
    if (last !== undefined && read(last.entry) === read(entry)) last.count++;
    else found.push({ entry, count: 1 });
  }
  return found;
}

/** What happened, newest first, in the words of the API. */
export function Course({ entries }: { entries: readonly Entry[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  return (
    <ol className={styles['moments']}>
      {gathered(entries).map(({ entry, count }) => (
        <li key={entry.version}>
          <time dateTime={entry.at} className="numbers">
            {cityMoment(entry.at)}
          </time>
          <span>
            {sentence(entry[language()])}
            {count > 1 && <span className="numbers"> × {count}</span>}
            {entry.reason !== null && <span className="secondary"> {entry.reason}</span>}
            {entry.actor.onBehalfOf !== null && <strong> {t('audit.onBehalf', { unit: nameOf(entry.actor.onBehalfOf) })}</strong>}
            <span className="secondary"> · {entry.actor.kind === 'system' ? t('item.automatic') : [entry.actor.unit, entry.actor.name].filter(Boolean).join(' ')}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
