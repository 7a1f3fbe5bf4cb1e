import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Grid, Input, Progress, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { ITEM_SHOWN } from '../../api/commands';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { Restored, useKept } from '../../parts/kept';
import { SendButton } from '../../parts/send-button';
import { language } from '../../words/language';
import { Unanswered } from './unanswered';
import { sendAll, shareKey, Tries, usePreview, type BulkAct, type Sent, type Share } from './bulk';
import styles from './ledger.module.css';
import { colon } from '../../words/marks';

type Row = Schemas['LedgerRowBody'];

interface Typed {
  text: string;
  toUnitId?: string;
}

/**
 * An act on many items: first who gets what and who is left out with why, then the act, then what came of each. What was not answered
 * can be sent again, and what was typed is kept until all was.
 */
export function BulkSheet({ act, rows, close }: { act: BulkAct; rows: readonly Row[]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { units: all } = useUnits();
  const [form] = Form.useForm<Typed>();
  const [sent, setSent] = useState<Sent[] | null>(null);
  const { keep, drop, ...kept } = useKept<Partial<Typed>>({ name: `bulk:${act}`, form, fresh: {} });
  const { shares, error } = usePreview(rows.map((r) => r.itemId), act);
  const wide = Grid.useBreakpoint().md !== false;
  // What is sent is what was looked at: what each would be answered changes with the first that is taken.
  const [sending, setSending] = useState<readonly Share[] | null>(null);
  const taken = sending ?? (shares ?? []).filter((s) => s.act.refused === null);
  const left = (shares ?? []).filter((s) => s.act.refused !== null);
  const name = t(`itemActs.names.${act}`);
  const units = new Set(taken.map((s) => s.act.unitId)).size;
  const done = sent !== null && sent.length === taken.length;
  const open = done ? sent.filter((s) => s.unanswered).map((s) => s.share) : [];
  const tries = useRef(new Tries());
  const said = useRef<Typed>({ text: '' });

  async function send(its: readonly Share[]): Promise<void> {
    const { text, toUnitId } = said.current;
    let unanswered = 0;
    setSent((before) => (before ?? []).filter((s) => !s.unanswered));
    await sendAll(its, act, act === 'urge' ? { text } : { toUnitId, reason: text }, tries.current, (one) => {
      if (one.unanswered) unanswered += 1;
      setSent((before) => [...(before ?? []), one]);
    });
    if (unanswered === 0) drop();
    // What was sent stays on the sheet; the lists behind it are asked anew.
    await Promise.all(ITEM_SHOWN.filter((first) => first !== 'acts').map((first) => queries.invalidateQueries({ queryKey: [first] })));
  }
  const end = (): void => {
    void queries.invalidateQueries({ queryKey: ['acts'] });
    close();
  };

  return (
    <Drawer
      open
      title={t('ledgerTools.bulkTitle', { act: name, count: rows.length })}
      onClose={end}
      size={wide ? 640 : '100%'}
      placement={wide ? 'right' : 'bottom'}
      footer={
        <div className={styles['tools']}>
          <Button onClick={end}>{done ? t('common.close') : t('common.cancel')}</Button>
          {!done && (
            <SendButton type="primary" disabled={taken.length === 0} loading={sent !== null} onClick={() => form.submit()}>
              {t(`ledgerTools.send.${act}`, { units, count: taken.length })}
            </SendButton>
          )}
          {open.length > 0 && (
            <SendButton type="primary" onClick={() => void send(open)}>
              {t('ledgerTools.again', { count: open.length })}
            </SendButton>
          )}
        </div>
      }
    >
      {error !== null && <Failed error={error} />}
      {shares === undefined && error === null && <p role="status">{t('ledgerTools.looking')}</p>}
      {sent !== null && <Progress percent={taken.length === 0 ? 100 : Math.round((sent.length / taken.length) * 100)} aria-label={name} />}
      {done && <Came sent={sent} rows={rows} />}
      {shares !== undefined && sent === null && (
        <>
          <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={(_, typed) => keep(typed)} onFinish={(typed) => {
              said.current = typed;
              setSending(taken);
              void send(taken);
            }}>
            <Restored {...kept} />
            {act === 'transfer' && (
              <Form.Item name="toUnitId" label={t('itemActs.fields.toUnitId')} rules={[{ required: true, message: t('itemActs.missing.unit') }]}>
                <Select showSearch={{ optionFilterProp: 'label' }} options={all.map(({ id, name: label }) => ({ value: id, label }))} />
              </Form.Item>
            )}
            <Form.Item name="text" label={t(act === 'urge' ? 'itemActs.fields.text' : 'itemActs.fields.reason')} rules={[{ required: true, whitespace: true, message: t(act === 'urge' ? 'itemActs.missing.text' : 'itemActs.missing.reason') }]}>
              <Input.TextArea rows={3} maxLength={2000} />
            </Form.Item>
          </Form>
          <Preview act={act} taken={taken} left={left} rows={rows} />
        </>
      )}
    </Drawer>
  );
}

/** By unit, since each gets one digest; who is left out with the API's own reason. */
function Preview({ act, taken, left, rows }: { act: BulkAct; taken: readonly Share[]; left: readonly Share[]; rows: readonly Row[] }): React.ReactNode {
  const { t } = useTranslation();
  const titleOf = (itemId: string): string => rows.find((r) => r.itemId === itemId)?.number ?? itemId;
  const unitOf = useUnitOf();
  const named = [...new Set(taken.map(unitOf))];
  return (
    <>
      <section aria-label={t(`ledgerTools.gets.${act}`)}>
        <h2>{t(`ledgerTools.gets.${act}`)}</h2>
        {taken.length === 0 && <p className="secondary">{t('ledgerTools.nobody')}</p>}
        <ul>
          {named.map((unit) => {
            const its = taken.filter((s) => unitOf(s) === unit);
            return (
              <li key={unit}>
                {unit}{colon()}{t('ledgerTools.items', { count: its.length, numbers: its.map((s) => titleOf(s.itemId)).join(t('common.list')) })}
              </li>
            );
          })}
        </ul>
      </section>
      {left.length > 0 && (
        <section aria-label={t('ledgerTools.left', { count: left.length })}>
          <h2>{t('ledgerTools.left', { count: left.length })}</h2>
          <ul>
            {left.map((s) => (
              <li key={shareKey(s)}>
                {titleOf(s.itemId)} · {unitOf(s)}{colon()}{s.act.refused![language()]}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function useUnitOf(): (share: Share) => string {
  const { nameOf } = useUnits();
  return ({ act }) => nameOf(act.unitId ?? '');
}

function Came({ sent, rows }: { sent: readonly Sent[]; rows: readonly Row[] }): React.ReactNode {
  const { t } = useTranslation();
  const unitOf = useUnitOf();
  const refused = sent.filter((s) => s.refused !== null);
  const open = sent.filter((s) => s.unanswered);
  return (
    <>
      <Alert type={refused.length + open.length === 0 ? 'success' : 'warning'} showIcon role="status" title={t('ledgerTools.came', { count: sent.length - refused.length - open.length, refused: refused.length })} />
      {open.length > 0 && <Unanswered count={open.length} its={open.map(({ share }) => ({ key: shareKey(share), name: `${rows.find((r) => r.itemId === share.itemId)?.number} · ${unitOf(share)}` }))} />}
      <ul>
        {refused.map(({ share, refused: why }) => (
          <li key={shareKey(share)}>
            {rows.find((r) => r.itemId === share.itemId)?.number} · {unitOf(share)}{colon()}{why}
          </li>
        ))}
      </ul>
    </>
  );
}
