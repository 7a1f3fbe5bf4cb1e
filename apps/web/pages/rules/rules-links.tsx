import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';

const PAGES = [
  ['/rules', 'rules.policy'],
  ['/rules/calendar', 'rules.calendar'],
  ['/rules/checklists', 'checklists.title'],
  ['/rules/schemes', 'schemes.title'],
] as const;

/** From one page of what is laid down to the others. */
export function RulesLinks({ here }: { here: (typeof PAGES)[number][0] }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <nav className={styles['links']} aria-label={t('shell.pages.rules')}>
      {PAGES.filter(([to]) => to !== here).map(([to, name]) => (
        <Link key={to} to={to}>
          {t(name)}
        </Link>
      ))}
    </nav>
  );
}
