import { App, Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import type { Roster } from '../../api/units';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { ROSTER_SHOWN, unitChoices, type Unit } from './roster';
import styles from './units.module.css';

/** Another name, a new name, what it belongs to, its house, and whether somebody receives for it. */
export function UnitActs({ roster, unit }: { roster: Roster; unit: Unit }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const at = (key: string) => ({ path: { unitId: unit.id }, header: commandHeaders(key, roster.version) });
  const alias = useCommand((name: string, key) => api.POST('/roster/units/{unitId}/alias', { params: at(key), body: { alias: name } }), ROSTER_SHOWN);
  const rename = useCommand((name: string, key) => api.POST('/roster/units/{unitId}/rename', { params: at(key), body: { name } }), ROSTER_SHOWN);
  const move = useCommand((parentId: string | null, key) => api.POST('/roster/units/{unitId}/move', { params: at(key), body: { parentId } }), ROSTER_SHOWN);
  const house = useCommand((housedIn: string | null, key) => api.POST('/roster/units/{unitId}/house', { params: at(key), body: { housedIn } }), ROSTER_SHOWN);
  const staff = useCommand((staffed: boolean, key) => api.POST('/roster/units/{unitId}/staff', { params: at(key), body: { staffed } }), ROSTER_SHOWN);
  const done = { onSuccess: () => void message.success(t('administration.units.done')) };
  return (
    <>
      <Named act={t('administration.units.addAlias')} busy={alias.isPending} refused={alias.error} send={(name) => alias.mutate(name, done)} />
      <Named act={t('administration.units.rename')} busy={rename.isPending} refused={rename.error} send={(name) => rename.mutate(name, done)} />
      <OtherUnit label={t('administration.units.parent')} none={t('administration.units.noParent')} act={t('administration.units.move')} roster={roster} unit={unit} now={unit.parentId} busy={move.isPending} refused={move.error} send={(parentId) => move.mutate(parentId, done)} />
      <OtherUnit label={t('administration.units.housedIn')} none={t('administration.units.notHoused')} act={t('administration.units.house')} roster={roster} unit={unit} now={unit.housedIn} busy={house.isPending} refused={house.error} send={(housedIn) => house.mutate(housedIn, done)} />
      <div>
        <Button loading={staff.isPending} onClick={() => staff.mutate(!unit.staffed, done)}>
          {t('administration.units.staff')}
        </Button>
      </div>
      {staff.isError && <Failed error={staff.error} />}
    </>
  );
}

/** How the unit stands to another one: chosen anew, or cleared. */
function OtherUnit({ label, none, act, roster, unit, now, busy, refused, send }: { label: string; none: string; act: string; roster: Roster; unit: Unit; now: string | null; busy: boolean; refused: Refused | null; send: (unitId: string | null) => void }): React.ReactNode {
  return (
    <Form layout="inline" initialValues={{ other: now ?? undefined }} onFinish={({ other }: { other?: string }) => send(other ?? null)}>
      <Form.Item name="other">
        <Select aria-label={label} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={none} className={styles['choice']} options={unitChoices(roster, unit.id)} />
      </Form.Item>
      <Button htmlType="submit" loading={busy}>
        {act}
      </Button>
      <NotTaken refused={refused} fieldOf={() => 'other'} />
    </Form>
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
