import { Button } from 'antd';
import { lazy, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { Part } from '../../parts/boundary';
import { useKeys } from '../../parts/keys';
import { part } from '../../parts/lazy-part';
import type { Kind } from '../proceedings/search';
import { Cases } from './cases';
import type { Case, Queue, Queues } from './queues';
import { standing, type Standing } from './standing';
import styles from './workbench.module.css';

const CaseOfItem = lazy(part(() => import('../item/case').then((m) => ({ default: m.CaseOfItem }))));
const CaseOfMatter = lazy(part(() => import('../proceedings/case').then((m) => ({ default: m.CaseOfMatter }))));
const PaperToSign = lazy(part(() => import('../notices/to-sign').then((m) => ({ default: m.PaperToSign }))));

/** How often it is looked whether the form over a case that is gone was closed. */
const LOOK_MS = 200;
const isFormOpen = (): boolean => document.querySelector('.ant-drawer-open, .ant-modal-wrap:not([style*="display: none"])') !== null;

type Paper = Schemas['PaperToSignBody'];

interface Props {
  queue: Queue;
  found: Queues;
  today: string;
  chosen: string | undefined;
  asOf: string | undefined;
  choose: (key: string) => void;
}

/** The queue left, one of its cases right. Where a case is decided the next one takes its place, and none does under a form that is open. */
export function SplitQueue({ queue, found, today, chosen, asOf, choose }: Props): React.ReactNode {
  const { t } = useTranslation();
  const cases = found.cases[queue];
  const at = cases.findIndex(({ key }) => key === chosen);
  // Where in the queue the case stood that is decided now, and what it was: it stays until its form is closed.
  const last = useRef<Standing<Case, Paper>>({ at: 0, one: undefined, paper: undefined });
  last.current = standing(last.current, cases, found.papers, chosen);
  const gone = at < 0 && cases.length > 0;
  const next = cases[Math.min(last.current.at, cases.length - 1)]?.key;
  const go = useRef(choose);
  go.current = choose;
  useEffect(() => {
    if (!gone || next === undefined) return;
    const move = (): void => {
      if (!isFormOpen()) go.current(next);
    };
    move();
    const looking = setInterval(move, LOOK_MS);
    return () => clearInterval(looking);
  }, [gone, next]);
  const turn = (by: number): void => {
    const to = cases[at + by];
    if (to !== undefined) choose(to.key);
  };
  useKeys({ KeyJ: () => turn(1), KeyK: () => turn(-1) });
  const one = at >= 0 ? cases[at] : isFormOpen() && last.current.one?.key === chosen ? last.current.one : undefined;
  return (
    <div className={cases.length > 0 ? styles['split'] : undefined}>
      <div>
        <Cases queue={queue} cases={cases} today={today} beside={{ chosen }} />
        {found.counts[queue] > cases.length && <p className="secondary">{t('workbench.firstOf', { shown: cases.length, count: found.counts[queue] })}</p>}
      </div>
      {one !== undefined && (
        <div className={styles['beside']} role="region" aria-label={`${one.number ?? ''} ${one.title}`.trim()}>
          <div className={styles['turn']}>
            <span className="secondary numbers" role="status">
              {t('workbench.caseOf', { at: last.current.at + 1, count: cases.length })}
            </span>
            <Button size="small" disabled={at <= 0} onClick={() => turn(-1)} aria-keyshortcuts="k">
              {t('workbench.before')}
            </Button>
            <Button size="small" disabled={at < 0 || at === cases.length - 1} onClick={() => turn(1)} aria-keyshortcuts="j">
              {t('workbench.next')}
            </Button>
          </div>
          <Part>
            <One key={one.key} one={one} paper={last.current.paper} asOf={asOf} />
          </Part>
        </div>
      )}
    </div>
  );
}

function One({ one: { itemId, proceeding }, paper, asOf }: { one: Case; paper: Paper | undefined; asOf: string | undefined }): React.ReactNode {
  const [kind, id] = proceeding?.split('/') ?? [];
  if (paper !== undefined) return <PaperToSign paper={paper} past={asOf !== undefined} done={() => undefined} />;
  if (itemId !== null) return <CaseOfItem itemId={itemId} asOf={asOf} />;
  return kind === undefined || id === undefined ? null : <CaseOfMatter kind={kind as Kind} id={id} asOf={asOf} />;
}
