import { lazy, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TermKey } from '../words/terms';
import { Part } from './boundary';
import { part } from './lazy-part';
import styles from './page.module.css';

/** With the component library, which pages without terms do without. */
const TermHelp = lazy(part(() => import('./term').then((m) => ({ default: m.TermHelp }))));

/** A page: one heading, which takes the focus when one comes to it, and what can be done beside it. */
export function Page({ title, acts, children }: { title: string; acts?: React.ReactNode; children: React.ReactNode }): React.ReactNode {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${t('shell.product')}`;
    heading.current?.focus({ preventScroll: true });
  }, [title, t]);
  return (
    <>
      <header className={styles['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <div className="no-print">{acts}</div>
      </header>
      {children}
    </>
  );
}

/** A part of a page with a heading of its own. @param term what its heading speaks of, explained beside it */
export function Section({ title, term, children }: { title: string; term?: TermKey; children: React.ReactNode }): React.ReactNode {
  return (
    <section className={styles['section']} aria-label={title}>
      <div className={styles['title']}>
        <h2>{title}</h2>
        {term !== undefined && (
          <Part>
            <TermHelp of={term} said={title} />
          </Part>
        )}
      </div>
      {children}
    </section>
  );
}
