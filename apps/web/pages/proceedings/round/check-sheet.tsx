import { Alert, Button, Drawer, Grid } from 'antd';
import { useTranslation } from 'react-i18next';
import { FlagList } from '../../../parts/flag-list';
import { ReadTable } from '../../../parts/read-table';
import { figure } from '../../../words/figures';
import { colon } from '../../../words/marks';
import { Change } from './change';
import type { FormLine } from './entries';
import { oddity } from './grid';
import styles from './round.module.css';
import { SendButton } from '../../../parts/send-button';

interface Of {
  /** As they were saved. */
  lines: readonly FormLine[];
  busy: boolean;
  send: () => void;
  mend: (line: FormLine) => void;
  close: () => void;
}

/** Before a form goes out: every item as it would be told, what is asked about, and the way back to it. */
export function CheckSheet({ lines, busy, send, mend, close }: Of): React.ReactNode {
  const { t } = useTranslation();
  const wide = Grid.useBreakpoint().md !== false;
  const told = lines.filter(({ entry }) => entry !== null).length;
  const still = lines.filter(({ entry }) => (entry?.noProgressReason ?? null) !== null).length;
  const valueOf = ({ entry }: FormLine, targetId: string): number | undefined => entry?.values.find((v) => v.targetId === targetId)?.value;
  const odd = lines.filter((line) => line.targets.some(({ targetId, reported }) => oddity(valueOf(line, targetId), reported) !== null));
  return (
    <Drawer
      open
      title={t('round.sendTitle')}
      onClose={close}
      size={wide ? 900 : '100%'}
      placement={wide ? 'right' : 'bottom'}
      footer={
        <div className={styles['acts']}>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <SendButton type="primary" loading={busy} onClick={send}>
            {t('round.send')}
          </SendButton>
        </div>
      }
    >
      <p>{t('round.sendHelp', { lines: lines.length, progress: told - still, still })}</p>
      {odd.length > 0 && <Alert type="warning" showIcon role="status" title={t('round.oddities', { count: odd.length, items: odd.map(({ number, title }) => `${number} ${title}`).join(t('common.list')) })} />}
      <ReadTable
        title={t('round.sendTitle')}
        rows={lines}
        columns={[
          { title: t('round.item'), className: 'wraps narrow', render: (_, l) => `${l.number} ${l.title}` },
          {
            title: t('round.thisValue'),
            className: 'wraps narrow numbers',
            render: (_, l) =>
              l.targets.length === 0
                ? t('common.none')
                : l.targets.map(({ targetId, metric, unit, reported }) => {
                    const now = valueOf(l, targetId);
                    return (
                      <div key={targetId}>
                        {metric} {reported === null ? t('common.notTold') : figure(reported)} → {now === undefined ? t('common.notTold') : `${figure(now)} ${unit}`} <Change now={now} last={reported} />
                      </div>
                    );
                  }),
          },
          {
            title: t('round.text'),
            className: 'wraps',
            render: (_, l) => (
              <>
                {l.entry === null ? t('common.notTold') : l.entry.noProgressReason !== null ? `${t('round.noProgress')}${colon()}${l.entry.noProgressReason}` : l.entry.text}
                <FlagList flags={l.flags} />
              </>
            ),
          },
          { title: t('round.evidence'), align: 'right', className: 'numbers', render: (_, l) => l.entry?.evidenceIds?.length ?? 0 },
          {
            title: t('acts.title'),
            render: (_, l) => (
              <Button size="small" aria-label={`${t('round.mend')} ${l.number} ${l.title}`} onClick={() => mend(l)}>
                {t('round.mend')}
              </Button>
            ),
          },
        ]}
      />
    </Drawer>
  );
}
