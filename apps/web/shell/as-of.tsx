import { QueryClientProvider, useQueryClient } from '@tanstack/react-query';
import { useLocation, useMatches, useNavigate } from '@tanstack/react-router';
import { lazy, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showDay, useAsOf } from '../api/as-of';
import { answer, api } from '../api/client';
import { Drop } from '../parts/drop';
import { Empty } from '../parts/empty';
import { part } from '../parts/lazy-part';
import { Page } from '../parts/page';
import { Press } from '../parts/press';
import { addDays, endOfMonth, endOfWeek } from '../words/days';
import { cityDay } from '../words/moments';
import styles from './frame.module.css';
import { newQueries } from './queries';
import { WithLibrary } from './with-library';

/** With the library that it needs: only a past day has it. */
const DayField = lazy(part(() => import('../parts/day/day-field').then((m) => ({ default: m.DayField }))));

/** Why a page has no past: one works there, accounts are kept as they are, it tells how the system runs, it is the record itself, or it is what is told of the system. */
export type NoPastBecause = 'work' | 'accounts' | 'running' | 'record' | 'live';
/** What a page is on a past day: as known then, of no day at all, or nothing, and why. Every route says it. */
export type Past = 'known' | 'timeless' | NoPastBecause;

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    past?: Past;
  }
}

/** Of the page that the address leads to. What says nothing is nothing that one looks at. */
const usePast = (): Past => useMatches({ select: (matches) => matches.at(-1)?.staticData.past ?? 'timeless' });


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
  if (usePast() !== 'known' || asOf !== undefined) return null;
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

/** Which past day the page shows, and the way back. */
export function PastBanner(): React.ReactNode {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const choose = useChoose();
  if (asOf === undefined) return null;
  return (
    <div className={styles['past']} role="status">
      <span className={styles['pastWords']}>
        <strong className="numbers">{t('history.past', { day: asOf })}</strong>
        <small>{t('history.means')}</small>
      </span>
      <span className={`${styles['pastActs']} no-print`}>
        <WithLibrary>
          <DayField value={asOf} onChosen={(day) => day !== asOf && choose(day)} aria-label={t('history.day')} />
        </WithLibrary>
        <Press onClick={() => choose(undefined)}>{t('history.toNow')}</Press>
      </span>
    </div>
  );
}

/** The page as of the day that its address names, with answers of that day alone; of a page without a past it says why there is none. */
export function OfTheDay({ children }: { children: React.ReactNode }): React.ReactNode {
  const asOf = useAsOf();
  const past = usePast();
  const { pathname } = useLocation();
  if (asOf === undefined) return children;
  if (past !== 'known' && past !== 'timeless') return <NoPast key={pathname} because={past} />;
  return (
    <Day key={asOf} day={asOf}>
      {children}
    </Day>
  );
}

function Day({ day, children }: { day: string; children: React.ReactNode }): React.ReactNode {
  const [queries] = useState(newQueries);
  const ofNow = useQueryClient();
  // Before anything within asks: that is done after layout. What is still asked of now would be asked again as of the day, and kept as now.
  useLayoutEffect(() => {
    void ofNow.cancelQueries();
    showDay(day);
    return () => showDay(undefined);
  }, [day, ofNow]);
  return <QueryClientProvider client={queries}>{children}</QueryClientProvider>;
}

function NoPast({ because }: { because: NoPastBecause }): React.ReactNode {
  const { t } = useTranslation();
  const choose = useChoose();
  return (
    <Page title={t('history.none')}>
      <Empty title={t('history.noneTitle')} help={t(`history.because.${because}`)} act={<Press kind="primary" onClick={() => choose(undefined)}>{t('history.toNow')}</Press>} />
    </Page>
  );
}
