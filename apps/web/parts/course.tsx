import { Button, Radio } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { useUnits } from '../api/units';
import { language } from '../words/language';
import { cityMoment } from '../words/moments';
import { sentence } from '../words/sentence';
import { gathered } from './gathered';
import styles from './course.module.css';
import { WholeDays } from './whole-days';

type Entry = Pick<Schemas['TimelineEntryBody'], 'version' | 'at' | 'kind' | 'zh' | 'en' | 'of' | 'reason' | 'actor'>;

/** Entries that are shown before somebody asks for all of them. */
const FIRST = 10;
/** Units that are named of what happened to several at once. */
const NAMED = 3;
const KINDS = ['deadline', 'notice', 'report', 'ruling', 'course'] as const;

/** What happened, newest first, in the words of the API: the last ten, or all; of one kind, or of all. */
export function Course({ entries }: { entries: readonly Entry[] }): React.ReactNode {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof KINDS)[number] | 'all'>('all');
  const [whole, setWhole] = useState(false);
  const kinds = KINDS.filter((k) => entries.some((e) => e.kind === k));
  const shown = gathered(entries.filter((e) => kind === 'all' || e.kind === kind), cityMoment);
  return (
    <>
      {kinds.length > 1 && entries.length > FIRST && (
        <Radio.Group className={`${styles['kinds']} no-print`} aria-label={t('timeline.kind')} value={kind} onChange={(e) => setKind(e.target.value as typeof kind)} optionType="button" options={(['all', ...kinds] as const).map((value) => ({ value, label: t(`timeline.kinds.${value}`) }))} />
      )}
      <ol className={styles['moments']}>
        {shown.map(({ entry, count, of }, i) => (
          <li key={entry.version} className={i < FIRST || whole ? undefined : styles['folded']}>
            <time dateTime={entry.at} className="numbers">
              {cityMoment(entry.at)}
            </time>
            <What entry={entry} count={count} of={of} />
          </li>
        ))}
      </ol>
      {shown.length > FIRST && (
        <Button type="link" className="no-print" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {whole ? t('itemParts.fewer') : t('timeline.all', { count: shown.length })}
        </Button>
      )}
    </>
  );
}

function What({ entry, count, of }: { entry: Entry; count: number; of: readonly string[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const units = of.slice(0, NAMED).map(nameOf).join(t('common.list'));
  return (
    <span>
      <WholeDays>{sentence(entry[language()])}</WholeDays>
      {count > Math.max(1, of.length) && <span className="numbers"> × {count}</span>}
      {of.length > 0 && <span> · {of.length > NAMED ? t('timeline.ofMany', { units, count: of.length }) : units}</span>}
      {entry.reason !== null && <span className="secondary"> <WholeDays>{entry.reason}</WholeDays></span>}
      {entry.actor.onBehalfOf !== null && <strong> {t('audit.onBehalf', { unit: nameOf(entry.actor.onBehalfOf) })}</strong>}
      <span className="secondary"> · {entry.actor.kind === 'system' ? t('item.automatic') : [entry.actor.unit, entry.actor.name].filter(Boolean).join(' ')}</span>
    </span>
  );
}
