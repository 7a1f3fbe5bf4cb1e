import { Collapse } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './offered-acts.module.css';

/** A group of acts that cannot be done by the reader now, with why not or who could. */
export interface Withheld {
  key: string;
  name: string;
  why: readonly string[];
}

interface Props {
  /** What may be done, the first of it in front, and on a phone at the thumb; what does harm is never in front. */
  may: readonly { key: string; harmful?: boolean; button: (primary: boolean) => React.ReactNode }[];
  notNow: readonly Withheld[];
  others: readonly Withheld[];
  none: string;
  /** Something else of the page lies at the thumb. */
  thumbTaken?: boolean;
}

/** Shown beside the first one; what comes after them waits behind a fold. */
const AT_HAND = 5;

/** What may be done, what is most due in front; behind a fold why not what may not, and what is for others. */
export function OfferedActs({ may: offered, notNow, others, none, thumbTaken = false }: Props): React.ReactNode {
  const { t } = useTranslation();
  const may = [...offered.filter(({ harmful }) => !harmful), ...offered.filter(({ harmful }) => harmful)];
  const folded = [
    ...(may.length > AT_HAND ? [{ key: 'more', label: t('itemActs.more'), children: <div className={styles['acts']}>{may.slice(AT_HAND).map(({ button }) => button(false))}</div> }] : []),
    ...(notNow.length > 0 ? [{ key: 'notNow', label: t('itemActs.notNow', { count: notNow.length }), children: <WhyNot those={notNow} /> }] : []),
    ...(others.length > 0 ? [{ key: 'others', label: t('itemActs.others', { count: others.length }), children: <WhyNot those={others} /> }] : []),
  ];
  return (
    <>
      {may.length === 0 ? <p className="secondary">{none}</p> : <div className={`${styles['acts']} ${thumbTaken || may[0]!.harmful ? '' : styles['atThumb']}`}>{may.slice(0, AT_HAND).map(({ button, harmful }, at) => button(at === 0 && !harmful))}</div>}
      {folded.length > 0 && <Collapse ghost size="small" className="no-print" items={folded} />}
    </>
  );
}

function WhyNot({ those }: { those: readonly Withheld[] }): React.ReactNode {
  return (
    <ul className={styles['whyNot']}>
      {those.map(({ key, name, why }) => (
        <li key={key}>
          <strong>{name}</strong>
          {why.map((words) => (
            <span key={words}>{words}</span>
          ))}
        </li>
      ))}
    </ul>
  );
}
