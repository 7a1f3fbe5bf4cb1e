import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Drawer, Form, Grid, Input, Progress, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import { ITEM_SHOWN } from '../../api/commands';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { Restored, useKept } from '../../parts/kept';
import { language } from '../../words/language';
import { sendAll, usePreview, type BulkAct, type Sent, type Share } from './bulk';
import styles from './ledger.module.css';
import { colon } from '../../words/marks';

type Row = Schemas['LedgerRowBody'];

/** An act on many items: first who gets what and who is left out with why, then the act, then what came of each. */
export function BulkSheet({ act, rows, close }: { act: BulkAct; rows: readonly Row[]; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { units: all } = useUnits();
  const [form] = Form.useForm<{ text: string; toUnitId?: string }>();
  const [sent, setSent] = useState<Sent[] | null>(null);
  const { keep, drop, ...kept } = useKept<{ text?: string; toUnitId?: string }>({ name: `bulk:${act}`, form, fresh: {} });
  const { shares, error } = usePreview(rows.map((r) => r.itemId), act);
  const wide = Grid.useBreakpoint().md !== false;
  const taken = (shares ?? []).filter((s) => s.act.refused === null);
  const left = (shares ?? []).filter((s) => s.act.refused !== null);
  const name = t(`itemActs.names.${act}`);
  const units = new Set(taken.map((s) => s.act.unitId)).size;
  const done = sent !== null && sent.length === taken.length;

  async function send({ text, toUnitId }: { text: string; toUnitId?: string }): Promise<void> {
    setSent([]);
    await sendAll(taken, act, act === 'urge' ? { text } : { toUnitId, reason: text }, (one) => setSent((before) => [...(before ?? []), one]));
    drop();
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
            <Button type="primary" disabled={taken.length === 0} loading={sent !== null} onClick={() => form.submit()}>
              {t(`ledgerTools.send.${act}`, { units, count: taken.length })}
            </Button>
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
          <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} initialValues={kept.initial} onValuesChange={(_, typed) => keep(typed)} onFinish={(typed) => void send(typed)}>
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
              <li key={`${s.itemId}:${s.assignmentId}`}>
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
  return (
    <>
      <Alert type={refused.length === 0 ? 'success' : 'warning'} showIcon role="status" title={t('ledgerTools.came', { count: sent.length - refused.length, refused: refused.length })} />
      <ul>
        {refused.map(({ share, refused: why }) => (
          <li key={`${share.itemId}:${share.assignmentId}`}>
            {rows.find((r) => r.itemId === share.itemId)?.number} · {unitOf(share)}{colon()}{why}
          </li>
        ))}
      </ul>
    </>
  );
}
