import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refused } from '../api/problem';
import styles from './broken.module.css';
import { isNewer, PartMissing } from './lazy-part';
import { Press } from './press';
import { report } from './reporting';

/** What could not be shown, why, and how to go on. @param whole there is nothing around it */
export function Broken({ error, whole = false }: { error: unknown; whole?: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const missing = error instanceof PartMissing;
  const newer = useIsNewer(missing);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [newer]);
  if (newer === undefined) return null;
  const kind = !missing ? 'fault' : newer ? 'newer' : 'away';
  const reference = error instanceof Refused ? error.problem.reference : undefined;
  const said = error instanceof Refused ? error.words : String(error);
  return (
    <section className={styles['broken']} role="alert">
      <h2 ref={heading} tabIndex={-1}>
        {t(`broken.${kind}.title`)}
      </h2>
      <p>{t(`broken.${kind}.help`)}</p>
      {kind === 'fault' && (
        <p className={`${styles['what']} secondary`}>
          {t('broken.what')}
          <code>{said}</code>
        </p>
      )}
      {reference !== undefined && <p>{t('common.reference', { reference })}</p>}
      <div className={styles['acts']}>
        <Press kind="primary" onClick={() => location.reload()}>
          {t('broken.reload')}
        </Press>
        {kind === 'fault' && !whole && <Press onClick={() => report(t('broken.reported', { said: [said, reference].filter(Boolean).join(' · ') }))}>{t('broken.report')}</Press>}
        <a href="/app/" className={styles['home']}>
          {t('broken.home')}
        </a>
      </div>
    </section>
  );
}

/** Whether a part is missing because the server has a newer page by now; undefined until that is known. */
function useIsNewer(missing: boolean): boolean | null | undefined {
  const [newer, setNewer] = useState<boolean | null | undefined>(missing ? undefined : null);
  useEffect(() => {
    if (missing) void isNewer().then(setNewer);
  }, [missing]);
  return newer;
}
