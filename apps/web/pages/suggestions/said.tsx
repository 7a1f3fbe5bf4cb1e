import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { cityMoment } from '../../words/moments';
import styles from './suggestions.module.css';

/** What was said, where, when, and the answer. */
export function Said({ suggestion: s, unit }: { suggestion: Schemas['OwnSuggestionBody']; unit?: string }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <p className="secondary numbers">
        <Tag>{t(`suggestions.kinds.${s.kind}`)}</Tag>
        {[unit, s.page, cityMoment(s.madeAt)].filter((part) => part !== undefined).join(' · ')}
      </p>
      <p className="quote">{s.text}</p>
      {s.answer === null ? (
        <p className="secondary">{t('suggestions.waiting')}</p>
      ) : (
        <p className={styles['answer']}>
          <strong>{t('suggestions.answer')}</strong> <span className="quote">{s.answer}</span>
        </p>
      )}
    </>
  );
}
