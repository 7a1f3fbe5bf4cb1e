import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openQuestions, type DraftItem, type Plan } from '../../api/plans';
import type { Schemas } from '../../api/client';
import { language } from '../../words/language';
import type { AddFrom } from './add-item';
import styles from './draft.module.css';
import { Where } from './where';

type Passage = { key: string; text: string; place: Schemas['PlaceBody']; item: DraftItem | null; reason: string | null; /** Where in the paper it stands among the others. */ at: number };

/** The paper's passages in its order: those that items were read from, those that were not understood, and what stands in no item. What a person added without words of the paper follows the item that it was put behind. */
function passagesOf(plan: Plan): Passage[] {
  let last = 0;
  const read = plan.items.map((item): Passage => {
    last = item.place.fromLine || last;
    return { key: item.key, text: item.quote || item.title, place: item.place, item, reason: null, at: last };
  });
  const lost = plan.notUnderstood.map(({ text, place, reason }, n): Passage => ({ key: `lost-${n}`, text, place, item: null, reason: reason[language()], at: place.fromLine }));
  const prose = (plan.prose ?? []).map(({ text, place }, n): Passage => ({ key: `prose-${n}`, text, place, item: null, reason: null, at: place.fromLine }));
  return [...read, ...lost, ...prose].sort((a, b) => a.at - b.at);
}

/** The paper beside the draft; the passage of the item that is looked at is lit and in sight, and a passage opens its item. */
export function Source({ plan, selected, show, add }: { plan: Plan; selected: DraftItem | undefined; show: (itemKey: string) => void; add: (from: AddFrom) => void }): React.ReactNode {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const doubted = new Set(openQuestions(plan).map(({ itemKey }) => itemKey));
  useEffect(() => {
    const box = scroller.current;
    const lit = box?.querySelector<HTMLElement>('[aria-current="true"]');
    if (box && lit) box.scrollTo({ top: lit.offsetTop - box.offsetTop - 48 });
  }, [selected?.key]);
  return (
    <section aria-label={t('draft.source.title')} className={styles['pane']}>
      <h2>{t('draft.source.title')}</h2>
      <div ref={scroller} className={styles['source']} tabIndex={0} role="region" aria-label={t('draft.source.title')} lang="zh-CN">
        {passagesOf(plan).map((p, n, all) =>
          p.item === null ? (
            <Unread key={p.key} passage={p} items={plan.items} add={() => add({ after: all.slice(0, n).findLast(({ item }) => item !== null)?.key ?? null, passage: p.text })} />
          ) : (
            <button key={p.key} type="button" className={`${styles['passage']} ${p.item.key === selected?.key ? styles['lit'] : ''}`} aria-current={p.item.key === selected?.key} onClick={() => show(p.item!.key)}>
              <span className={styles['where']}>
                {doubted.has(p.item.key) && '? '}
                <Where place={p.place} />
              </span>
              <span className="quote">
                {p.item.key === selected?.key ? <Marked text={p.text} words={quotesOf(plan, p.item.key)} /> : p.text}
              </span>
            </button>
          ),
        )}
      </div>
    </section>
  );
}

/** A passage that no item was read from: an item can be added from it. */
function Unread({ passage: { text, place, reason }, items, add }: { passage: Passage; items: readonly DraftItem[]; add: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const made = items.filter(({ quote }) => quote !== '' && text.includes(quote));
  return (
    <div className={`${styles['passage']} ${reason === null ? styles['prose'] : styles['lost']}`}>
      <span className={styles['where']}>
        {reason === null ? t('draft.source.prose') : `? ${t('draft.source.notUnderstood')}`} · <Where place={place} />
      </span>
      <span className="quote">{text}</span>
      {reason !== null && made.length === 0 && <span className="secondary">{reason}</span>}
      {made.length > 0 && <span>{t('draft.source.used', { items: made.map(({ number, title }) => `${number} ${title}`.trim()).join(t('common.list')) })}</span>}
      <Button size="small" className={styles['use'] ?? ''} onClick={add}>
        {t('draft.source.use')}
      </Button>
    </div>
  );
}

/** The words that the item's fields were read from. */
function quotesOf(plan: Plan, itemKey: string): string[] {
  const fields = plan.fields?.[itemKey];
  return fields === undefined ? [] : Object.values(fields).flatMap(({ quote }) => (quote === null || quote === '' ? [] : [quote]));
}

/** The text with those words lit; where two overlap, the longer. */
function Marked({ text, words }: { text: string; words: readonly string[] }): React.ReactNode {
  const parts: React.ReactNode[] = [];
  let from = 0;
  while (from < text.length) {
    const next = words.map((word) => ({ word, at: text.indexOf(word, from) })).filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at || b.word.length - a.word.length)[0];
    if (next === undefined) break;
    parts.push(text.slice(from, next.at), <mark key={next.at}>{next.word}</mark>);
    from = next.at + next.word.length;
  }
  return [...parts, text.slice(from)];
}
