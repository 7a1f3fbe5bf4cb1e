import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, newKey, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import type { Refused } from '../../api/problem';
import type { Roster } from '../../api/units';
import { Failed } from '../../parts/answered';
import { ROSTER_SHOWN } from './roster';

type Uses = Schemas['NameUsesBody'];
type Answered<T> = Promise<{ data?: T; response: Response }>;

/** Another name of a unit or a group, or a group itself. */
export type Taken = { what: 'unitAlias'; unitId: string; alias: string } | { what: 'groupAlias'; groupId: string; alias: string } | { what: 'group'; groupId: string };

function send(taken: Taken, preview: boolean, header: ReturnType<typeof commandHeaders>): unknown {
  switch (taken.what) {
    case 'unitAlias': return api.POST('/roster/units/{unitId}/alias/remove', { params: { path: { unitId: taken.unitId }, header }, body: { alias: taken.alias, preview } });
    case 'groupAlias': return api.POST('/roster/groups/{groupId}/alias/remove', { params: { path: { groupId: taken.groupId }, header }, body: { alias: taken.alias, preview } });
    case 'group': return api.POST('/roster/groups/{groupId}/dissolve', { params: { path: { groupId: taken.groupId }, header }, body: { preview } });
  }
}

/** Takes a name or a group away, after a look at who uses it. @param name what it is called */
export function TakeAway({ roster, taken, name }: { roster: Roster; taken: Taken; name: string }): React.ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const look = useMutation<Uses, Refused, void>({ mutationFn: () => answer(send(taken, true, commandHeaders(newKey(), roster.version)) as Answered<Uses>) });
  const take = useCommand((_: void, key) => send(taken, false, commandHeaders(key, roster.version)) as Answered<Schemas['RosterAnswer']>, ROSTER_SHOWN);
  const act = t(taken.what === 'group' ? 'administration.groups.dissolve' : 'administration.units.removeAlias');
  const close = (): void => {
    look.reset();
    take.reset();
  };
  const done = (): void => {
    close();
    void message.success(t('administration.units.done'));
  };
  return (
    <>
      <Button type="link" size="small" danger aria-label={`${act} ${name}`} loading={look.isPending} onClick={() => look.mutate()}>
        {act}
      </Button>
      {look.isError && <Failed error={look.error} />}
      <Modal open={look.isSuccess} title={`${act} ${name}`} okText={act} okButtonProps={{ danger: true }} cancelText={t('common.cancel')} confirmLoading={take.isPending} onOk={() => take.mutate(undefined, { onSuccess: done })} onCancel={close}>
        {look.data && <UsedBy uses={look.data} />}
        <p className="secondary">{t(taken.what === 'group' ? 'administration.groups.dissolveEffect' : 'administration.units.aliasEffect')}</p>
        {take.isError && <Failed error={take.error} />}
      </Modal>
    </>
  );
}

function UsedBy({ uses: { drafts, otherDrafts, items } }: { uses: Uses }): React.ReactNode {
  const { t } = useTranslation();
  if (drafts.length + otherDrafts + items.length === 0) return <p>{t('administration.units.unused')}</p>;
  return (
    <ul>
      {drafts.map(({ planId, title, rows }) => (
        <li key={planId}>
          <Link to="/plans/$planId/draft" params={{ planId }}>
            {title}
          </Link>{' '}
          {t('administration.units.usedInDraft', { count: rows })}
        </li>
      ))}
      {otherDrafts > 0 && <li>{t('administration.units.usedElsewhere', { count: otherDrafts })}</li>}
      {items.map(({ itemId, number, title, ending, passing }) => (
        <li key={itemId}>
          <Link to="/items/$itemId" params={{ itemId }}>
            {number} {title}
          </Link>{' '}
          {ending > 0 && t('administration.groups.ending', { count: ending })}
          {passing > 0 && t('administration.groups.passing', { count: passing })}
        </li>
      ))}
    </ul>
  );
}
