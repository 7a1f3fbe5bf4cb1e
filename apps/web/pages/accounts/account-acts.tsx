import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import styles from './accounts.module.css';

/** Disabled and active again, and a new first password. */
export function AccountActs({ account }: { account: Schemas['AccountBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [resetting, setResetting] = useState(false);
  const at = (key: string) => ({ path: { personId: account.personId }, header: commandHeaders(key) });
  const disable = useCommand((_: void, key) => api.POST('/accounts/{personId}/disable', { params: at(key) }), ['accounts']);
  const activate = useCommand((_: void, key) => api.POST('/accounts/{personId}/activate', { params: at(key) }), ['accounts']);
  const act = account.status === 'active' ? disable : activate;
  return (
    <div className={styles['acts']}>
      <Button size="small" loading={act.isPending} onClick={() => act.mutate(undefined, { onSuccess: () => void message.success(t('administration.accounts.done')) })}>
        {t(account.status === 'active' ? 'administration.accounts.disable' : 'administration.accounts.activate')}
      </Button>
      <Button size="small" onClick={() => setResetting(true)}>
        {t('administration.accounts.reset')}
      </Button>
      {act.isError && <Failed error={act.error} />}
      {resetting && <Reset account={account} close={() => setResetting(false)} />}
    </div>
  );
}

function Reset({ account, close }: { account: Schemas['AccountBody']; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Schemas['PasswordBody']>();
  const reset = useCommand((body: Schemas['PasswordBody'], key) => api.POST('/accounts/{personId}/password', { params: { path: { personId: account.personId }, header: commandHeaders(key) }, body }), ['accounts']);
  const done = (): void => {
    void message.success(t('administration.accounts.done'));
    close();
  };
  return (
    <Modal open title={`${t('administration.accounts.reset')} ${account.login}`} okText={t('administration.accounts.reset')} cancelText={t('common.cancel')} confirmLoading={reset.isPending} onOk={() => form.submit()} onCancel={close}>
      <Form form={form} layout="vertical" requiredMark={false} validateTrigger={[]} onFinish={(typed) => reset.mutate(typed, { onSuccess: done })}>
        <Form.Item name="password" label={t('administration.accounts.password')} extra={t('administration.accounts.passwordHelp')} rules={[{ required: true, message: t('administration.accounts.missing', { field: t('administration.accounts.password') }) }]}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <NotTaken refused={reset.error} />
      </Form>
    </Modal>
  );
}
