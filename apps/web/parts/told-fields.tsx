import { Form, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { DayField } from './day/day-field';
import type { FieldName } from './field-faults';

const CHANNELS = ['phone', 'message', 'inPerson', 'paper'] as const;

/** How a unit told the office what it records (代录), as it is typed. */
export interface TypedTold {
  date?: string;
  channel?: (typeof CHANNELS)[number];
  caller?: string;
  scanId?: string | null;
}
interface Scan {
  id: string;
  name: string;
}
interface Props {
  /** Files that are there already. */
  known: readonly Scan[];
  /** A picker that sends the scan. */
  upload: (taken: (scan: Scan) => void) => React.ReactNode;
}

/** On which day, how and by whom it was told, with the scan of a paper. */
export function ToldFields({ known, upload }: Props): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const channel = Form.useWatch('channel', form) as TypedTold['channel'];
  const [sent, setSent] = useState<readonly Scan[]>([]);
  const scans = [...known, ...sent.filter(({ id }) => known.every((e) => e.id !== id))];
  const taken = (scan: Scan): void => {
    setSent((before) => [...before, scan]);
    form.setFieldValue('scanId', scan.id);
  };
  return (
    <>
      <Form.Item name="date" label={t('onBehalf.date')} rules={[{ required: true, message: t('onBehalf.dateMissing') }]}>
        <DayField />
      </Form.Item>
      <Form.Item name="channel" label={t('onBehalf.channel')} initialValue="phone">
        <Radio.Group options={CHANNELS.map((value) => ({ value, label: t(`onBehalf.channels.${value}`) }))} />
      </Form.Item>
      <Form.Item name="caller" label={t('onBehalf.caller')} rules={[{ required: true, whitespace: true, message: t('onBehalf.callerMissing') }]}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item name="scanId" label={t('onBehalf.scan') + (channel === 'paper' ? '' : t('proceedingActs.optional'))} rules={channel === 'paper' ? [{ required: true, message: t('onBehalf.scanMissing') }] : []}>
        <Select allowClear options={scans.map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      {upload(taken)}
    </>
  );
}

export function toldOf({ date, channel, caller, scanId }: TypedTold): Schemas['OnBehalfDto'] {
  return { date: date!, channel: channel!, caller: caller!, scanId: scanId ?? null };
}

/** The field of the form that a field of the command is typed in: `onBehalf.date` is `date`. */
export const toldField = (field: string): FieldName => (field.startsWith('onBehalf.') ? field.slice('onBehalf.'.length) : field.split('.'));
