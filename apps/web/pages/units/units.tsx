import { getRouteApi, Link } from '@tanstack/react-router';
import { App, Button, Form, Input, Select, Tree } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { api, commandHeaders } from '../../api/client';
import { useCommand } from '../../api/commands';
import { useRoster, type Roster } from '../../api/units';
import { useMayAct } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { NotTaken } from '../../parts/field-faults';
import { Empty } from '../../parts/empty';
import { Page, Section } from '../../parts/page';
import { Groups } from './groups';
import { RegisterMany } from './register-many';
import { ROSTER_SHOWN, treeOf, unitChoices } from './roster';
import { UnitCard } from './unit-card';
import styles from './units.module.css';

const route = getRouteApi('/units');

/** Who is who: units by what they belong to, and groups, as known on any day. */
export function Units(): React.ReactNode {
  const { t } = useTranslation();
  const { unit } = route.useSearch();
  const asOf = useAsOf();
  const navigate = route.useNavigate();
  const query = useRoster(asOf);
  const may = useMayAct('systemAdmin', 'office');
  const office = useMayAct('office');
  const show = (to: string | undefined): void => void navigate({ search: to === undefined ? {} : { unit: to }, replace: true });
  return (
    <Page title={t('shell.pages.units')} acts={office && <Link to="/hand-over">{t('administration.handOver.title')}</Link>}>
      <Answered query={query} rows={8}>
        {(roster) => (
          <>
            {roster.units.length === 0 && <Empty {...t('administration.units.none', { returnObjects: true })} />}
            <div className={styles['sides']}>
              <Section title={t('administration.units.tree')}>
                <Find roster={roster} selected={unit} show={show} />
                {may && <Register roster={roster} />}
                {may && <RegisterMany roster={roster} />}
              </Section>
              <UnitCard key={unit ?? ''} roster={roster} unitId={unit} may={may} show={show} />
            </div>
            <Groups roster={roster} may={may} />
          </>
        )}
      </Answered>
    </Page>
  );
}

function Find({ roster, selected, show }: { roster: Roster; selected: string | undefined; show: (unitId: string | undefined) => void }): React.ReactNode {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  // What was folded stays so; what is new is seen.
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const found = words === '' ? roster.units : roster.units.filter((u) => [u.name, ...u.aliases].some((name) => name.includes(words)));
  return (
    <>
      <Input.Search value={words} onChange={(e) => setWords(e.target.value.trim())} placeholder={t('administration.units.search')} aria-label={t('administration.units.search')} allowClear />
      <Tree aria-label={t('administration.units.tree')} treeData={treeOf(found)} selectedKeys={selected === undefined ? [] : [selected]} onSelect={([key]) => show(key === undefined ? undefined : String(key))} expandedKeys={found.map(({ id }) => id).filter((id) => !folded.has(id))} onExpand={(open) => setFolded(new Set(found.map(({ id }) => id).filter((id) => !open.includes(id))))} blockNode height={420} className={styles['tree']} />
    </>
  );
}

interface Registered {
  name: string;
  parentId?: string;
}

function Register({ roster }: { roster: Roster }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [form] = Form.useForm<Registered>();
  const register = useCommand(({ name, parentId }: Registered, key) => api.POST('/roster/units', { params: { header: commandHeaders(key, roster.version) }, body: { units: [{ name, aliases: [], staffed: true, parentId: parentId ?? null }] } }), ROSTER_SHOWN);
  const done = (): void => {
    form.resetFields();
    void message.success(t('administration.units.done'));
  };
  return (
    <Form form={form} layout="inline" requiredMark={false} validateTrigger={[]} onFinish={(typed) => register.mutate(typed, { onSuccess: done })}>
      <Form.Item name="name" rules={[{ required: true, whitespace: true, message: t('administration.units.nameMissing') }]}>
        <Input aria-label={t('administration.units.name')} placeholder={t('administration.units.name')} maxLength={100} />
      </Form.Item>
      <Form.Item name="parentId">
        <Select aria-label={t('administration.units.parent')} allowClear showSearch={{ optionFilterProp: 'label' }} placeholder={t('administration.units.parent')} className={styles['choice']} options={unitChoices(roster)} />
      </Form.Item>
      <Button htmlType="submit" loading={register.isPending}>
        {t('administration.units.register')}
      </Button>
      <NotTaken refused={register.error} fieldOf={(field) => (field.endsWith('parentId') ? 'parentId' : 'name')} />
    </Form>
  );
}
