import { App, Button, Form, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { useUnits } from '../../api/units';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import styles from './accounts.module.css';

type Account = Schemas['AccountBody'];
type Grant = Schemas['GrantBody'];
const ROLES = ['handler', 'liaison', 'sectionHead', 'unitLeader', 'office', 'signer', 'approver', 'supervisor', 'inspector', 'teamLeader', 'evaluator', 'leader', 'convenor', 'systemAdmin', 'securityAdmin', 'auditor', 'operator'] as const;

/** Roles of an account, each in a unit; given and taken away by the security administrator. */
export function Grants({ account, may }: { account: Account; may: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { nameOf } = useUnits();
  const take = useCommand((body: Grant, key) => api.DELETE('/accounts/{personId}/grants', { params: { path: { personId: account.personId }, header: commandHeaders(key) }, body }), ['accounts']);
  const held = account.grants.filter(({ until }) => until === null);
  const words = (g: Pick<Grant, 'role' | 'unitId'>): string => `${t(`administration.roles.${g.role}`)} · ${nameOf(g.unitId)}`;
  return (
    <div>
      {held.length === 0 && <span className="secondary">{t('administration.accounts.noGrants')}</span>}
      {held.map((g) => (
        <Tag
          key={`${g.role}:${g.unitId}:${g.planId}`}
          closable={may && { 'aria-label': t('administration.accounts.revoke', { role: words(g) }) }}
          onClose={(event) => {
            event.preventDefault();
            take.mutate({ role: g.role, unitId: g.unitId, planId: g.planId }, { onSuccess: () => void message.success(t('administration.accounts.done')) });
          }}
        >
          {words(g)}
        </Tag>
      ))}
      {take.isError && <Failed error={take.error} />}
      {may && <Give account={account} />}
    </div>
  );
}

function Give({ account }: { account: Account }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { units } = useUnits();
  const [form] = Form.useForm<Grant>();
  const give = useCommand((body: Grant, key) => api.POST('/accounts/{personId}/grants', { params: { path: { personId: account.personId }, header: commandHeaders(key) }, body }), ['accounts']);
  const done = (): void => {
    form.resetFields();
    void message.success(t('administration.accounts.done'));
  };
  const rule = (field: string) => [{ required: true, message: t('administration.accounts.missing', { field }) }];
  return (
    <Form form={form} layout="inline" requiredMark={false} validateTrigger={[]} onFinish={(typed) => give.mutate(typed, { onSuccess: done })}>
      <Form.Item name="role" rules={rule(t('administration.accounts.role'))}>
        <Select aria-label={`${t('administration.accounts.role')} ${account.login}`} placeholder={t('administration.accounts.role')} showSearch={{ optionFilterProp: 'label' }} className={styles['choice']} options={ROLES.map((value) => ({ value, label: t(`administration.roles.${value}`) }))} />
      </Form.Item>
      <Form.Item name="unitId" rules={rule(t('administration.accounts.unit'))}>
        <Select aria-label={`${t('administration.accounts.unit')} ${account.login}`} placeholder={t('administration.accounts.unit')} showSearch={{ optionFilterProp: 'label' }} className={styles['choice']} options={units.filter(({ until }) => until === null).map(({ id, name }) => ({ value: id, label: name }))} />
      </Form.Item>
      <Button htmlType="submit" loading={give.isPending}>
        {t('administration.accounts.grant')}
      </Button>
      <NotTaken refused={give.error} />
    </Form>
  );
}
