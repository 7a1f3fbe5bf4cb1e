import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { ActForm } from '../../parts/act-form';

type Typed = Schemas['NewAccountBody'];

/** An account; it can do nothing until it has a role. */
export function NewAccount(): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t('administration.accounts.create')}
      </Button>
      {open && <Fields close={() => setOpen(false)} />}
    </>
  );
}

function Fields({ close }: { close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const create = useCommand((body: Typed, key) => api.POST('/accounts', { params: { header: commandHeaders(key) }, body }), ['accounts']);
  const rule = (field: string) => [{ required: true, whitespace: true, message: t('administration.accounts.missing', { field }) }];

  async function send({ phone, ...typed }: Typed): Promise<boolean> {
    try {
      await create.mutateAsync({ ...typed, ...(phone && { phone }) });
    } catch {
      return false;
    }
    void message.success(t('administration.accounts.created'));
    return true;
  }

  return (
    <ActForm<Typed> title={t('administration.accounts.create')} act={t('administration.accounts.create')} draft={undefined} initial={{ login: '', displayName: '', password: '' }} send={send} busy={create.isPending} refused={create.error} close={close}>
      {(['login', 'displayName'] as const).map((field) => (
        <Form.Item key={field} name={field} label={t(`administration.accounts.${field}`)} rules={rule(t(`administration.accounts.${field}`))}>
          <Input autoComplete="off" />
        </Form.Item>
      ))}
      <Form.Item name="phone" label={t('administration.accounts.phone')}>
        <Input inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item name="password" label={t('administration.accounts.password')} extra={t('administration.accounts.passwordHelp')} rules={rule(t('administration.accounts.password'))}>
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </ActForm>
  );
}
