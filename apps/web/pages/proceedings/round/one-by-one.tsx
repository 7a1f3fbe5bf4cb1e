import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormLine } from './entries';
import { LineFields } from './line';
import styles from './round.module.css';

interface Of {
  roundId: string;
  lines: readonly FormLine[];
  /** Which item is on the screen. */
  at: number;
  locked: boolean;
  onBehalfOf?: string;
  changed: (lineId: string) => void;
}

/** One item a screen, on a phone; the others are there and not shown, so that the form is whole. */
export function OneByOne({ lines, at, changed, ...of }: Of): React.ReactNode {
  const { t } = useTranslation();
  const top = useRef<HTMLParagraphElement>(null);
  const begun = useRef(false);
  useEffect(() => {
    if (begun.current) {
      top.current?.scrollIntoView({ block: 'start' });
      top.current?.focus({ preventScroll: true });
    }
    begun.current = true;
  }, [at]);
  return (
    <>
      <p ref={top} tabIndex={-1} className={`secondary numbers ${styles['place']}`}>
        {t('round.place', { at: at + 1, of: lines.length })}
      </p>
      {lines.map((line, n) => (
        <div key={line.id} hidden={n !== at}>
          <LineFields line={line} changed={() => changed(line.id)} {...of} />
        </div>
      ))}
    </>
  );
}

/** At the thumb: the item before, and the one after. */
export function Turn({ at, of, go }: { at: number; of: number; go: (at: number) => void }): React.ReactNode {
  const { t } = useTranslation();
  if (of < 2) return null;
  return (
    <>
      <Button disabled={at === 0} onClick={() => go(at - 1)}>
        {t('round.before')}
      </Button>
      <Button disabled={at === of - 1} onClick={() => go(at + 1)}>
        {t('round.after')}
      </Button>
    </>
  );
}
