import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { openQuestions, type DraftItem, type Plan } from '../../api/plans';
import type { Schemas } from '../../api/client';
import { language } from '../../words/language';
import styles from './draft.module.css';

type Passage = { key: string; text: string; place: Schemas['PlaceBody']; item: DraftItem | null; reason: string | null };

/** The paper's passages in its order: those that items were read from, and those that were not understood. */
function passagesOf(plan: Plan): Passage[] {
  const read = plan.items.map((item) => ({ key: item.key, text: item.quote, place: item.place, item, reason: null }));
  const lost = plan.notUnderstood.map(({ text, place, reason }, n) => ({ key: `lost-${n}`, text, place, item: null, reason: reason[language()] }));
  return [...read, ...lost].sort((a, b) => a.place.fromLine - b.place.fromLine);
}

/** The paper beside the draft; the passage of the item that is looked at is lit and in sight, and a passage opens its item. */
export function Source({ plan, selected, show }: { plan: Plan; selected: DraftItem | undefined; show: (itemKey: string) => void }): React.ReactNode {
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
        {passagesOf(plan).map((p) =>
          p.item === null ? (
            <div key={p.key} className={`${styles['passage']} ${styles['lost']}`}>
              <span className={styles['where']}>
                ? {t('draft.source.notUnderstood')} · <Where place={p.place} />
              </span>
              <span className="quote">{p.text}</span>
              <span className="secondary">{p.reason}</span>
            </div>
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

function Where({ place }: { place: Schemas['PlaceBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { page, fromLine, toLine } = place;
  return (
    <span className="numbers">
      {page !== undefined && `${t('draft.source.page', { page })} · `}
      {fromLine === toLine ? t('draft.source.line', { from: fromLine }) : t('draft.source.lines', { from: fromLine, to: toLine })}
    </span>
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
