import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Roster } from '../../api/units';
import { NotTaken } from '../../parts/field-faults';
import { ReadTable } from '../../parts/read-table';
import { judged, readPasted } from './pasted';
import { ROSTER_SHOWN } from './roster';

type NewUnit = Schemas['NewUnitDto'];

/** Several units at once, pasted from a table: what would come of each row is seen before any is registered. */
export function RegisterMany({ roster }: { roster: Roster }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const register = useCommand((units: NewUnit[], key) => api.POST('/roster/units', { params: { header: commandHeaders(key, roster.version) }, body: { units } }), ROSTER_SHOWN);
  const kinds = t('schemes.unitClasses', { returnObjects: true }) as Record<string, string>;
  const kindOf = new Map(Object.entries(kinds).map(([id, word]) => [word, id as NonNullable<NewUnit['unitClass']>]));
  const standing = roster.units.filter(({ until }) => until === null);
  const rows = judged(readPasted(text), new Set(standing.flatMap(({ name, aliases }) => [name, ...aliases])), new Set(kindOf.keys()));
  const taken = rows.filter(({ verdict }) => verdict === 'new');
  const units = taken.map(({ row }): NewUnit => ({ name: row.name, aliases: row.aliases, parentId: row.parent === '' ? null : row.parent, unitClass: row.kind === '' ? null : kindOf.get(row.kind)!, staffed: true }));
  const close = (): void => {
    setOpen(false);
    setText('');
    register.reset();
  };
  const done = (): void => {
    void message.success(t('administration.units.registered', { count: units.length }));
    close();
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('administration.units.registerMany')}</Button>
      <Modal open={open} width={900} title={t('administration.units.registerMany')} okText={t('administration.units.registerCount', { count: units.length })} okButtonProps={{ disabled: units.length === 0, loading: register.isPending }} cancelText={t('common.cancel')} onOk={() => register.mutate(units, { onSuccess: done })} onCancel={close}>
        <Form layout="vertical">
          <Form.Item label={t('administration.units.paste')} extra={t('administration.units.pasteHelp', { kinds: Object.values(kinds).join(t('common.list')) })} htmlFor="pasted-units">
            <Input.TextArea id="pasted-units" rows={6} value={text} onChange={(e) => setText(e.target.value)} />
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
    </>
  );
}
