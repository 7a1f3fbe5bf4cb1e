import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Roster } from '../../api/units';
import { NotTaken } from '../../parts/field-faults';
import { Restored, useKept } from '../../parts/kept';
import { ReadTable } from '../../parts/read-table';
import { judged, readPasted } from './pasted';
import { ROSTER_SHOWN } from './roster';

type NewUnit = Schemas['NewUnitDto'];
interface Typed {
  text: string;
}

/** Several units at once, pasted from a table: what would come of each row is seen before any is registered. */
export function RegisterMany({ roster }: { roster: Roster }): React.ReactNode {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('administration.units.registerMany')}</Button>
      {open && <Pasting roster={roster} close={() => setOpen(false)} />}
    </>
  );
}

/** The table stays on the device until it is registered: a click beside it loses nothing. */
function Pasting({ roster, close }: { roster: Roster; close: () => void }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Typed>();
  const { keep, drop, ...kept } = useKept<Typed>({ name: 'register-many', form, fresh: { text: '' } });
  const text = (Form.useWatch('text', form) as string | undefined) ?? kept.initial.text;
  const register = useCommand((units: NewUnit[], key) => api.POST('/roster/units', { params: { header: commandHeaders(key, roster.version) }, body: { units } }), ROSTER_SHOWN);
  const kinds = t('schemes.unitClasses', { returnObjects: true }) as Record<string, string>;
  const kindOf = new Map(Object.entries(kinds).map(([id, word]) => [word, id as NonNullable<NewUnit['unitClass']>]));
  const rows = judged(readPasted(text), { units: roster.units.filter(({ until }) => until === null), groups: roster.groups }, new Set(kindOf.keys()));
  const taken = rows.filter(({ verdict }) => verdict === 'new');
  const units = taken.map(({ row }): NewUnit => ({ name: row.name, aliases: row.aliases, parentId: row.parent === '' ? null : row.parent, unitClass: row.kind === '' ? null : kindOf.get(row.kind)!, staffed: true }));
  const done = (now: Pick<Roster, 'units'>): void => {
    const before = new Set(roster.units.map(({ id }) => id));
    void message.success(t('administration.units.registered', { count: now.units.filter(({ id }) => !before.has(id)).length }));
    drop();
    close();
  };
  return (
    <Modal open width={900} title={t('administration.units.registerMany')} okText={t('administration.units.registerCount', { count: units.length })} okButtonProps={{ disabled: units.length === 0, loading: register.isPending }} cancelText={t('common.cancel')} onOk={() => register.mutate(units, { onSuccess: done })} onCancel={close}>
      <Form<Typed> form={form} layout="vertical" initialValues={kept.initial} onValuesChange={(_, typed) => (typed.text === '' ? drop() : keep(typed))}>
        <Restored {...kept} />
        <Form.Item name="text" label={t('administration.units.paste')} extra={t('administration.units.pasteHelp', { kinds: Object.values(kinds).join(t('common.list')) })}>
          <Input.TextArea rows={6} />
        </Form.Item>
      </Form>
      {rows.length > 0 && (
        <>
          <p role="status" className="numbers">
            {t('administration.units.pasted', { taken: taken.length, not: rows.length - taken.length })}
          </p>
          <ReadTable
            title={t('administration.units.registerMany')}
            rows={rows.map((one, at) => ({ ...one, id: String(at) }))}
            columns={[
              { title: t('administration.units.name'), render: (_, { row }) => row.name },
              { title: t('administration.units.kind'), render: (_, { row }) => row.kind },
              { title: t('administration.units.parent'), render: (_, { row }) => row.parent },
              { title: t('administration.units.aliases'), render: (_, { row }) => row.aliases.join(t('common.list')) },
              { title: t('administration.units.outcome'), render: (_, { verdict }) => t(`administration.units.verdict.${verdict}`) },
            ]}
          />
        </>
      )}
      <NotTaken refused={register.error} />
    </Modal>
  );
}
