import { Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../parts/empty';
import { language } from '../../words/language';
import { sentence } from '../../words/sentence';
import styles from './notices.module.css';

export interface Entry {
  id: string;
  title: string;
  kindWords: { zh: string; en: string };
  note: string;
  fresh: boolean;
}

interface Props {
  entries: readonly Entry[];
  chosen: string | undefined;
  open: (id: string | undefined) => void;
  more?: React.ReactNode;
  children: React.ReactNode;
}

/** List left, what is chosen right; on a phone one of the two. */
export function Split({ entries, chosen, open, more, children }: Props): React.ReactNode {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md !== false;
  const list = (
    <div>
      <ul className={styles['list']} aria-label={t('inbox.list')}>
        {entries.map(({ id, title, kindWords, note, fresh }) => (
          <li key={id}>
            <button type="button" className={styles['entry']} aria-current={id === chosen} onClick={() => open(id)}>
              <span className={styles['kind']}>{sentence(kindWords[language()])}</span>
              <span className={fresh ? styles['fresh'] : undefined}>{title}</span>
              <span className="secondary numbers">{note}</span>
            </button>
          </li>
        ))}
      </ul>
      {more}
    </div>
  );
  if (!wide)
    return chosen === undefined ? (
      list
    ) : (
      <>
        <button type="button" className={styles['back']} onClick={() => open(undefined)}>
          ‹ {t('common.cancel')}
        </button>
        {children}
      </>
    );
  return (
    <div className={styles['split']}>
      {list}
      <div>{chosen === undefined ? <Empty {...t('inbox.choose', { returnObjects: true })} /> : children}</div>
    </div>
  );
}
