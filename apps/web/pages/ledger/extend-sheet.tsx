import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Grid, Input } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ITEM_SHOWN } from '../../api/commands';
import { KeptKeys } from '../../api/kept-keys';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { DayField } from '../../parts/day/day-field';
import { Restored, useKept } from '../../parts/kept';
import { ReadTable } from '../../parts/read-table';
import { SendButton } from '../../parts/send-button';
import { Unanswered } from './unanswered';
import { lookAtMoves, move, type Move, type Moved } from './extend';
import styles from './ledger.module.css';
import type { LedgerRow } from './rows';
import { colon, inBrackets } from '../../words/marks';

interface Typed {
  basis: string;
  day: string;
}

/** A later day for many items by one notice: first who moves from which day to which, and who is left out with why. */
export function ExtendSheet({ rows, close }: { rows: readonly LedgerRow[]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const wide = Grid.useBreakpoint().md !== false;
  const [form] = Form.useForm<Typed>();
  const typed = Form.useWatch([], form) as Typed | undefined;
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: 'bulk:extend', form, fresh: {} });
  // One key a plan, however often the same notice is sent.
  const keys = useRef(new KeptKeys());
  const [came, setCame] = useState<readonly Moved[]>([]);
  const look = useMutation({ mutationFn: async (of: Typed) => ({ of, moves: await lookAtMoves(rows, of.basis, of.day) }), onSuccess: () => void (keys.current = new KeptKeys()) });
  const send = useMutation({
    mutationFn: ({ of, its }: { of: Typed; its: readonly LedgerRow[] }) => move(its, of.basis, of.day, keys.current),
    onSuccess: (now) => (setCame((before) => [...before.filter((m) => !m.unanswered), ...now]), now.every((m) => !m.unanswered) && drop(), Promise.all([...ITEM_SHOWN, 'plan', 'amendments', 'schedule'].map((first) => queries.invalidateQueries({ queryKey: [first] })))),
  });
  const seen = look.data !== undefined && typed !== undefined && look.data.of.basis === typed.basis && look.data.of.day === typed.day;
  const moving = look.data?.moves.filter((m) => m.refused === null) ?? [];
  const done = came.length > 0;
  const open = came.filter((m) => m.unanswered).flatMap((m) => m.rows);
  return (
    <Drawer
      open
      title={t('ledgerTools.bulkTitle', { act: t('ledgerTools.extend'), count: rows.length })}
      onClose={close}
      size={wide ? 720 : '100%'}
      placement={wide ? 'right' : 'bottom'}
      footer={
        <div className={styles['tools']}>
          <Button onClick={close}>{t(done ? 'common.close' : 'common.cancel')}</Button>
          {!done && (
            <SendButton type={seen ? 'default' : 'primary'} loading={look.isPending} onClick={() => form.submit()}>
              {t('ledgerTools.lookFirst')}
            </SendButton>
          )}
          {!done && (
            <SendButton type="primary" disabled={!seen || moving.length === 0} loading={send.isPending} onClick={() => send.mutate({ of: look.data!.of, its: moving.map((m) => m.row) })}>
              {t('ledgerTools.extendSend', { units: new Set(moving.flatMap((m) => m.row.leadUnitIds)).size, count: moving.length })}
            </SendButton>
          )}
          {open.length > 0 && (
            <SendButton type="primary" loading={send.isPending} onClick={() => send.mutate({ of: look.data!.of, its: open })}>
              {t('ledgerTools.again', { count: open.length })}
            </SendButton>
          )}
        </div>
      }
    >
      {!done && (
        <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={(_, now) => keep(now)} onFinish={(of) => look.mutate(of)}>
          <p className="secondary">{t('ledgerTools.extendHelp')}</p>
          <Restored {...kept} />
          <Form.Item name="day" label={t('ledgerTools.newDay')} rules={[{ required: true, message: t('itemActs.missing.day') }]}>
            <DayField />
          </Form.Item>
          <Form.Item name="basis" label={t('planEnd.amendments.basis')} rules={[{ required: true, whitespace: true, message: t('planEnd.amendments.basisMissing') }]}>
            <Input maxLength={500} />
          </Form.Item>
        </Form>
      )}
      {look.isError && <Failed error={look.error} />}
      {send.isError && <Failed error={send.error} />}
      {look.data && !seen && !done && <p role="alert">{t('planEnd.amendments.stale')}</p>}
      {came.filter((m) => !m.unanswered).map(({ planId, rows: its, refused }) => <Alert key={planId} type={refused === null ? 'success' : 'warning'} showIcon role="status" title={refused ?? t('ledgerTools.extended', { count: its.length })} />)}
      {open.length > 0 && <Unanswered count={open.length} its={open.map(({ itemId, number, title }) => ({ key: itemId, name: `${number} ${title}` }))} />}
      {look.data && seen && <Moves moves={look.data.moves} />}
    </Drawer>
  );
}

function Moves({ moves }: { moves: readonly Move[] }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const moving = moves.filter((m) => m.refused === null);
  const left = moves.filter((m) => m.refused !== null);
  return (
    <>
      <section aria-label={t('ledgerTools.moves')}>
        <h2>{t('ledgerTools.moves')}</h2>
        <ReadTable
          title={t('ledgerTools.moves')}
          rows={moving.flatMap(({ row, changes }) => changes.map((c, n) => ({ ...c, id: `${row.itemId}:${n}`, row })))}
          columns={[
            { title: t('ledgerTools.column.title'), render: (_, m) => `${m.row.number} ${m.row.title}` },
            { title: t('ledgerTools.column.lead'), render: (_, m) => m.row.leadUnitIds.map(nameOf).join(t('common.list')) },
            { title: t('planEnd.amendments.what'), render: (_, m) => t(`planEnd.amendments.kinds.${m.kind}`) },
            { title: t('planEnd.amendments.before'), className: 'numbers', render: (_, m) => m.before ?? t('common.none') },
            { title: t('planEnd.amendments.after'), className: 'numbers', render: (_, m) => m.after ?? t('common.none') },
          ]}
        />
      </section>
      {left.length > 0 && (
        <section aria-label={t('ledgerTools.stays', { count: left.length })}>
          <h2>{t('ledgerTools.stays', { count: left.length })}</h2>
          <ul>
            {left.map(({ row, refused }) => (
              <li key={row.itemId}>
                {row.number} {row.title}{inBrackets(row.deadline ?? t('common.none'))}{colon()}{refused}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
