import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { useUnits } from '../../../api/units';
import styles from './open.module.css';

/** Named at once up to here; all of them where they are asked for. */
const NAMED = 8;

interface Props {
  scope: 'scope' | 'roundScope';
  unitIds: readonly string[];
  items: readonly { number: string; title: string }[];
  notice: string;
}

/** Which units and items something would concern, and what these hear of it. */
export function WhoAndWhat({ scope, unitIds, items, notice }: Props): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  if (unitIds.length === 0) return <Alert className={styles['scope']} type="warning" showIcon title={t('openMatter.scopeNone')} />;
  const some = (names: readonly string[]): string => names.slice(0, NAMED).join(t('common.list')) + (names.length > NAMED ? ' …' : '');
  return (
    <Alert
      className={styles['scope']}
      type="info"
      showIcon
      role="status"
      title={t(`openMatter.${scope}`, { units: unitIds.length, names: some(unitIds.map(nameOf)) })}
      description={
        <>
          {items.length > 0 && <p>{t('openMatter.scopeItems', { count: items.length, names: some(items.map((i) => `${i.number} ${i.title}`)) })}</p>}
          {(items.length > NAMED || unitIds.length > NAMED) && (
            <details className={styles['all']}>
              <summary>{t('openMatter.scopeAll')}</summary>
              <p>{unitIds.map(nameOf).join(t('common.list'))}</p>
              <ol>
                {items.map((i) => (
                  <li key={i.number}>
                    {i.number} {i.title}
                  </li>
                ))}
              </ol>
            </details>
          )}
          <p>{notice}</p>
        </>
      }
    />
  );
}
