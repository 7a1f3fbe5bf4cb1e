import { Button, Form, Radio } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './clashes.module.css';
import type { Choice, Clash } from './facts';
import { same } from './merge';
import { follows, ownIn } from './own';
import { ReadTable } from './read-table';

export type { Clash };

/** All four columns stand beside each other in the narrow sheet of a form. */
const WRAPS = 'wraps narrow';

/**
 * What was, what others made of it, and what the form says, side by side. Where a field says the same thing its writer takes theirs or
 * their own, line by line, and what they typed comes back as long as they have not sent it. What they left as it was follows the others.
 */
export function Clashes({ clashes }: { clashes: readonly Clash[] }): React.ReactNode {
  const { t } = useTranslation();
  const group = useId();
  // Chosen or typed: what is marked is what stands in the form.
  Form.useWatch([], Form.useFormInstance());
  const [, drawAgain] = useState(0);
  const typed = useRef(new Map<string, { value: unknown; words: string | null }>());
  // What its writer chose to be their own, beside what others made of it then.
  const owned = useRef(new Map<string, string | null>());
  const open = useRef(clashes);
  open.current = clashes;
  const what = clashes.map(({ id, theirs }) => `${id} ${theirs}`).join();
  useEffect(() => {
    for (const { id, theirs, choice } of open.current) if (choice && follows(choice, owned.current.get(id) === theirs)) choice.set(choice.theirs);
    drawAgain((n) => n + 1);
  }, [what]);

  const takes = ({ choice }: Clash): boolean => choice !== undefined && same(choice.now(), choice.theirs);
  const own = (clash: Clash): string | null => (takes(clash) ? (typed.current.get(clash.id)?.words ?? clash.mine) : clash.mine);
  const take = (clash: Clash & { choice: Choice }, theirs: boolean): void => {
    if (theirs === takes(clash)) return;
    if (theirs) typed.current.set(clash.id, { value: clash.choice.now(), words: clash.mine });
    if (theirs) owned.current.delete(clash.id);
    else owned.current.set(clash.id, clash.theirs);
    clash.choice.set(theirs ? clash.choice.theirs : ownIn(clash.choice, typed.current.get(clash.id)));
    clash.choice.chosen();
    drawAgain((n) => n + 1);
  };
  const chosen = clashes.filter((clash): clash is Clash & { choice: Choice } => clash.choice !== undefined);
  const said = (value: string | null, none: string): string => (value === null ? none : value === '' || value === t('common.none') ? t('acts.clash.empty') : value);
  const option = (clash: Clash, theirs: boolean, words: string): React.ReactNode =>
    clash.choice === undefined ? (
      words
    ) : (
      <Radio name={`${group}:${clash.id}`} checked={takes(clash) === theirs} onChange={() => take(clash as Clash & { choice: Choice }, theirs)}>
        {words}
      </Radio>
    );

  if (clashes.length === 0) return <p>{t('acts.clash.none')}</p>;
  return (
    <>
      <ReadTable
        title={t('acts.clash.title')}
        rows={clashes}
        columns={[
          { title: t('acts.clash.what'), className: WRAPS, dataIndex: 'label' },
          { title: t('acts.clash.before'), className: WRAPS, render: (_, c) => said(c.before, t('acts.clash.absent')) },
          { title: t('acts.clash.theirs'), className: WRAPS, render: (_, c) => option(c, true, said(c.theirs, t('acts.clash.removed'))) },
          { title: t('acts.clash.mine'), className: WRAPS, render: (_, c) => option(c, false, said(own(c), t('acts.clash.untouched'))) },
        ]}
      />
      {chosen.length > 1 && (
        <div className={styles['all']}>
          {([true, false] as const).map((theirs) => (
            <Button key={String(theirs)} size="small" disabled={chosen.every((c) => takes(c) === theirs)} onClick={() => chosen.forEach((c) => take(c, theirs))}>
              {t(theirs ? 'acts.clash.allTheirs' : 'acts.clash.allMine')}
            </Button>
          ))}
        </div>
      )}
      <p>{t(chosen.length > 0 ? 'acts.clash.choose' : 'acts.clash.keep')}</p>
    </>
  );
}
