import { useQueryClient } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { lazy, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../api/as-of';
import { answer, api } from '../api/client';
import { dayIn } from '../parts/day/day';
import { Drop } from '../parts/drop';
import { part } from '../parts/lazy-part';
import { Press } from '../parts/press';
import { addDays, endOfMonth, endOfWeek } from '../words/days';
import { cityDay } from '../words/moments';
import styles from './frame.module.css';
import { WithLibrary } from './with-library';

/** With the library that it needs: only a past day has it. */
const DayField = lazy(part(() => import('../parts/day/day-field').then((m) => ({ default: m.DayField }))));

/** Pages that the API can tell of a past day. */
const WITH_PAST = /^\/(eligibility|ledger|schedule|overview|to-do|notices|briefings|units|plans|plans\/[^/]+\/amendments|proceedings|items\/[^/]+(\/light)?|proceedings\/[^/]+\/[^/]+)\/?$/;
const PRESETS = ['yesterday', 'lastWeek', 'lastMonth'] as const;

function dayOf(preset: (typeof PRESETS)[number], today: string): string {
  if (preset === 'yesterday') return addDays(today, -1);
  if (preset === 'lastWeek') return addDays(endOfWeek(today), -7);
  return endOfMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1);
}

function useChoose(): (asOf: string | undefined) => void {
  const navigate = useNavigate();
  return (asOf) => void navigate({ to: '.', search: (before) => ({ ...before, asOf }) });
}

/** In the top bar: which day one looks back to. The city's day, since a demo's clock is not the device's; the roster is for everybody, and says when it was read. */
export function LookBack(): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const choose = useChoose();
  const asOf = useAsOf();
  if (!WITH_PAST.test(useLocation().pathname) || asOf !== undefined) return null;
  const go = async (preset: (typeof PRESETS)[number]): Promise<void> => {
    const { asOf: now } = await queries.fetchQuery({ queryKey: ['roster', null], queryFn: () => answer(api.GET('/roster')) });
    choose(dayOf(preset, cityDay(now)));
  };
  return (
    <Drop className={`${styles['choose']} no-print`} title={t('history.choose')} choices={PRESETS.map((key) => ({ key, words: t(`history.${key}`), choose: () => void go(key) }))}>
      {t('history.open')}
    </Drop>
  );
}

/** Which past day the page shows, and the way back. A page that knows the present alone leaves the past by itself, and says so. */
export function PastBanner(): React.ReactNode {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const choose = useChoose();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const leaves = asOf !== undefined && !WITH_PAST.test(pathname);
  // Where it was said last that the past was left: it stands there until one goes on.
  const [left, setLeft] = useState<string>();
  useEffect(() => {
    if (!leaves) return;
    setLeft(pathname);
    void navigate({ to: '.', search: (before) => ({ ...before, asOf: undefined }), replace: true });
  }, [leaves, navigate, pathname]);
  if (asOf === undefined && left === pathname)
    return (
      <p className={styles['past']} role="status">
        {t('history.notHere')}
      </p>
    );
  if (asOf === undefined || leaves) return null;
  return (
    <div className={styles['past']} role="status">
      <strong className="numbers">{t('history.past', { day: asOf })}</strong>
      <span className={`${styles['pastActs']} no-print`}>
        <WithLibrary>
          <DayField value={asOf} onChange={(day) => dayIn(day) !== null && choose(day)} aria-label={t('history.day')} />
        </WithLibrary>
        <Press onClick={() => choose(undefined)}>{t('history.toNow')}</Press>
      </span>
    </div>
  );
}
