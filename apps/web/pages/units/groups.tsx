import { App, Button, Form, Input, Select, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Roster } from '../../api/units';
import { Failed } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { Section } from '../../parts/page';
import { colon } from '../../words/marks';
import { Aliases } from './aliases';
import { ROSTER_SHOWN } from './roster';
import { TakeAway } from './take-away';
import styles from './units.module.css';

type Group = Schemas['UnitGroupBody'];

/** Groups of units that papers name as one, with their members. */
export function Groups({ roster, may }: { roster: Roster; may: boolean }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('administration.groups.title')}>
      <p className="secondary">{t('administration.groups.effect')}</p>
      {roster.groups.length === 0 && <p>{t('administration.groups.none')}</p>}
      {roster.groups.map((group) => (
        <Members key={group.id} roster={roster} group={group} may={may} />
      ))}
      {may && <NewGroup roster={roster} />}
    </Section>
  );
}

function useChoices(roster: Roster): { value: string; label: string }[] {
  return roster.units.filter(({ until }) => until === null).map(({ id, name }) => ({ value: id, label: name }));
}

function Members({ roster, group, may }: { roster: Roster; group: Group; may: boolean }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const nameOf = (unitId: string): string => roster.units.find(({ id }) => id === unitId)?.name ?? unitId;
  const members = group.members.filter(({ until }) => until === null).map(({ unitId }) => unitId);
  const at = (key: string) => ({ path: { groupId: group.id }, header: commandHeaders(key, roster.version) });
  const join = useCommand((unitId: string, key) => api.POST('/roster/groups/{groupId}/join', { params: at(key), body: { unitId } }), ROSTER_SHOWN, String);
  const leave = useCommand((unitId: string, key) => api.POST('/roster/groups/{groupId}/leave', { params: at(key), body: { unitId } }), ROSTER_SHOWN, String);
  const done = { onSuccess: () => void message.success(t('administration.units.done')) };
  const failed = join.isError ? join.error : leave.isError ? leave.error : null;
  const others = useChoices(roster).filter(({ value }) => !members.includes(value));
  return (
    <section aria-label={group.name}>
      <h3>
        {group.name} <span className="secondary numbers">{members.length}</span> {may && <TakeAway roster={roster} taken={{ what: 'group', groupId: group.id }} name={group.name} />}
      </h3>
      {group.aliases.length > 0 && (
        <p>
          {t('administration.units.aliases')}
          {colon()}
          <Aliases roster={roster} of={{ what: 'groupAlias', groupId: group.id }} aliases={group.aliases} may={may} />
        </p>
      )}
      <p>
        {members.map((unitId) => (
          <Tag key={unitId} closable={may && { 'aria-label': `${t('administration.groups.leave')} ${nameOf(unitId)}` }} onClose={(e) => { e.preventDefault(); leave.mutate(unitId, done); }}>
            {nameOf(unitId)}
          </Tag>
        ))}
      </p>
      {may && <Select aria-label={`${t('administration.groups.join')} ${group.name}`} showSearch={{ optionFilterProp: 'label' }} placeholder={t('administration.groups.join')} value={null} onChange={(unitId: string | null) => unitId !== null && join.mutate(unitId, done)} className={styles['choice']} options={others} />}
      {failed && <Failed error={failed} />}
    </section>
  );
}

function NewGroup({ roster }: { roster: Roster }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Schemas['GroupBody']>();
  const make = useCommand((body: Schemas['GroupBody'], key) => api.POST('/roster/groups', { params: { header: commandHeaders(key, roster.version) }, body }), ROSTER_SHOWN);
  const done = (): void => {
    form.resetFields();
    void message.success(t('administration.units.done'));
  };
  return (
    <Form form={form} layout="inline" requiredMark={false} validateTrigger={[]} className={styles['newGroup']} onFinish={(typed) => make.mutate(typed, { onSuccess: done })}>
      <Form.Item name="name" rules={[{ required: true, whitespace: true, message: t('administration.units.nameMissing') }]}>
        <Input aria-label={t('administration.groups.name')} placeholder={t('administration.groups.name')} />
      </Form.Item>
      <Form.Item name="memberIds" rules={[{ required: true, message: t('administration.groups.membersMissing') }]}>
        <Select mode="multiple" aria-label={t('administration.groups.members')} placeholder={t('administration.groups.members')} showSearch={{ optionFilterProp: 'label' }} className={styles['choice']} options={useChoices(roster)} />
      </Form.Item>
      <Button htmlType="submit" loading={make.isPending}>
        {t('administration.groups.form')}
      </Button>
      <NotTaken refused={make.error} fieldOf={(field) => field.split('[')[0]!} />
    </Form>
  );
}
