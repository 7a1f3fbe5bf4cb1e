import type { UseMutationResult } from '@tanstack/react-query';
import { App, Form, Input, Radio, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/client';
import type { Refused } from '../../api/problem';
import { ActForm } from '../../parts/act-form';

type Mailbox = Schemas['MailboxBody'];
type Body = Schemas['NewMailboxBody'];
/** A field that is not shown says nothing: what was set stays. */
type Typed = Pick<Body, 'addresses' | 'digest' | 'greeting'> & { digestAt?: string; urgentAnyTime?: boolean; limited: boolean; hours?: { from: string; to: string } };

interface Props {
  title: string;
  found: Mailbox;
  set: UseMutationResult<Mailbox, Refused, { version: number; body: Body }>;
  close: () => void;
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Offered where the mailbox had no hours before. */
const OFFICE_HOURS = { from: '08:30', to: '17:30' };

/** A mailbox as a whole: addresses, what is gathered, when nothing goes. */
export function ChangeMailbox({ title, found, set, close }: Props): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { addresses, digest, digestAt, urgentAnyTime, greeting, hours, version } = found;
  const time = [{ pattern: TIME, required: true, message: t('telling.mail.time') }];

  async function send({ limited, hours: between, ...typed }: Typed): Promise<boolean> {
    try {
      await set.mutateAsync({ version, body: { digestAt, urgentAnyTime, ...typed, hours: (limited && between) || null } });
    } catch {
      return false;
    }
    void message.success(t('telling.mail.saved'));
    return true;
  }

  const initial: Typed = { addresses, digest, digestAt, urgentAnyTime, greeting, limited: hours !== null, hours: hours ?? OFFICE_HOURS };
  return (
    <ActForm<Typed> title={title} act={t('telling.mail.save')} draft={`mailbox:${found.owner}`} initial={initial} send={send} busy={set.isPending} refused={set.error} fieldOf={(field) => (field.startsWith('addresses') ? 'addresses' : field === 'hours' ? ['hours', 'from'] : field)} close={close}>
      <Form.Item name="addresses" label={t('telling.mail.addresses')} extra={t('telling.mail.addressesHelp')}>
        <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', '，', ';', '；', ' ', '、']} />
      </Form.Item>
      <Form.Item name="digest" label={t('telling.mail.digest')}>
        <Radio.Group vertical options={(['daily', 'none'] as const).map((value) => ({ value, label: t(`telling.mail.digests.${value}`) }))} />
      </Form.Item>
      <Form.Item noStyle dependencies={['digest']}>
        {({ getFieldValue }) =>
          getFieldValue('digest') === 'daily' && (
            <Form.Item name="digestAt" label={t('telling.mail.digestAt')} rules={time}>
              <Input maxLength={5} placeholder="08:30" />
            </Form.Item>
          )
        }
      </Form.Item>
      <Form.Item name="limited" label={t('telling.mail.hours')}>
        <Radio.Group
          vertical
          options={[
            { value: true, label: t('telling.mail.limited') },
            { value: false, label: t('telling.mail.always') },
          ]}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['limited']}>
        {({ getFieldValue }) =>
          getFieldValue('limited') === true && (
            <>
              <Space size="large">
                <Form.Item name={['hours', 'from']} label={t('telling.mail.from')} rules={time}>
                  <Input maxLength={5} placeholder="08:30" />
                </Form.Item>
                <Form.Item name={['hours', 'to']} label={t('telling.mail.to')} rules={time}>
                  <Input maxLength={5} placeholder="17:30" />
                </Form.Item>
              </Space>
              <Form.Item name="urgentAnyTime" label={t('telling.mail.urgent')} extra={t('telling.mail.urgentHelp')}>
                <Radio.Group
                  vertical
                  options={[
                    { value: true, label: t('telling.mail.urgents.yes') },
                    { value: false, label: t('telling.mail.urgents.no') },
                  ]}
                />
              </Form.Item>
            </>
          )
        }
      </Form.Item>
      <Form.Item name="greeting" label={t('telling.mail.greeting')}>
        <Input.TextArea rows={2} maxLength={2000} />
      </Form.Item>
    </ActForm>
  );
}
