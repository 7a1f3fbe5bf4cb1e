import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import type { Roster } from '../../api/units';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { ROSTER_SHOWN, type Unit } from './roster';
import styles from './units.module.css';

/** Another name, a new name, its house, and whether somebody receives for it. */
export function UnitActs({ roster, unit }: { roster: Roster; unit: Unit }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const at = (key: string) => ({ path: { unitId: unit.id }, header: commandHeaders(key, roster.version) });
  const alias = useCommand((name: string, key) => api.POST('/roster/units/{unitId}/alias', { params: at(key), body: { alias: name } }), ROSTER_SHOWN);
  const rename = useCommand((name: string, key) => api.POST('/roster/units/{unitId}/rename', { params: at(key), body: { name } }), ROSTER_SHOWN);
  const house = useCommand((housedIn: string | null, key) => api.POST('/roster/units/{unitId}/house', { params: at(key), body: { housedIn } }), ROSTER_SHOWN);
  const staff = useCommand((staffed: boolean, key) => api.POST('/roster/units/{unitId}/staff', { params: at(key), body: { staffed } }), ROSTER_SHOWN);
  const done = { onSuccess: () => void message.success(t('administration.units.done')) };
  return (
    <>
      <Named act={t('administration.units.addAlias')} busy={alias.isPending} refused={alias.error} send={(name) => alias.mutate(name, done)} />
      <Named act={t('administration.units.rename')} busy={rename.isPending} refused={rename.error} send={(name) => rename.mutate(name, done)} />
      <Form layout="inline" initialValues={{ housedIn: unit.housedIn ?? undefined }} onFinish={({ housedIn }: { housedIn?: string }) => house.mutate(housedIn ?? null, done)}>
        <Form.Item name="housedIn">
          <Select aria-label={t('administration.units.housedIn')} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('administration.units.notHoused')} className={styles['choice']} options={roster.units.filter((u) => u.id !== unit.id && u.until === null).map((u) => ({ value: u.id, label: u.name }))} />
        </Form.Item>
        <Button htmlType="submit" loading={house.isPending}>
          {t('administration.units.house')}
        </Button>
        <NotTaken refused={house.error} />
      </Form>
      <div>
        <Button loading={staff.isPending} onClick={() => staff.mutate(!unit.staffed, done)}>
          {t('administration.units.staff')}
        </Button>
      </div>
      {staff.isError && <Failed error={staff.error} />}
    </>
  );
}

function Named({ act, busy, refused, send }: { act: string; busy: boolean; refused: Refused | null; send: (name: string) => void }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Form layout="inline" requiredMark={false} validateTrigger={[]} onFinish={({ name }: { name: string }) => send(name)}>
      <Form.Item name="name" rules={[{ required: true, whitespace: true, message: t('administration.units.nameMissing') }]}>
        <Input aria-label={act} placeholder={t('administration.units.name')} maxLength={100} className={styles['choice']} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {act}
      </Button>
      <NotTaken refused={refused} fieldOf={() => 'name'} />
    </Form>
  );
}
