import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { Alert, Button, Descriptions } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, commandHeaders, type Schemas } from '../../api/client';
import { useCommand } from '../../api/commands';
import { useUnits } from '../../api/units';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/page';
import { ChangeMailbox } from './change-mailbox';
import styles from './telling.module.css';

type Mailbox = Schemas['MailboxBody'];
type Body = Schemas['NewMailboxBody'];
/** Who sets the mailbox of the unit acted for, as the API has it. */
const SETS = ['liaison', 'unitLeader', 'office', 'systemAdmin'] as const;

/** Notices that name oneself. */
export function OwnMailbox(): React.ReactNode {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: ['mailbox', 'me'], queryFn: () => answer(api.GET('/mailboxes/me')) });
  const set = useCommand(({ version, body }: { version: number; body: Body }, key) => api.PUT('/mailboxes/me', { params: { header: commandHeaders(key, version) }, body }), ['mailbox']);
  return <OfOne title={t('telling.mail.own')} help={t('telling.mail.ofOwn')} query={query} may set={set} />;
}

/** Notices to the unit; whoever may not change them reads how they go. */
export function UnitMailbox({ unitId }: { unitId: string }): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const roles = rolesOf(useIdentity());
  const path = { unitId };
  const query = useQuery({ queryKey: ['mailbox', unitId], queryFn: () => answer(api.GET('/mailboxes/{unitId}', { params: { path } })), retry: false });
  const set = useCommand(({ version, body }: { version: number; body: Body }, key) => api.PUT('/mailboxes/{unitId}', { params: { path, header: commandHeaders(key, version) }, body }), ['mailbox']);
  return <OfOne title={t('telling.mail.unit', { unit: nameOf(unitId) })} help={t('telling.mail.ofUnit')} query={query} may={SETS.some((role) => roles.has(role))} set={set} />;
}

interface Props {
  title: string;
  help: string;
  query: UseQueryResult<Mailbox>;
  may: boolean;
  set: React.ComponentProps<typeof ChangeMailbox>['set'];
}

function OfOne({ title, help, query, may, set }: Props): React.ReactNode {
  const { t } = useTranslation();
  const [changing, setChanging] = useState(false);
  return (
    <Section title={title}>
      <Answered query={query} rows={3}>
        {(found) => (
          <div className={styles['parts']}>
            <p className="secondary">{help}</p>
            {found.delivery !== 'smtp' && <Alert type="info" showIcon title={t('telling.mail.inboxOnly')} />}
            <Set found={found} />
            {may ? (
              <div>
                <Button onClick={() => setChanging(true)} aria-label={`${t('telling.mail.change')} ${title}`}>
                  {t('telling.mail.change')}
                </Button>
              </div>
            ) : (
              <p className="secondary">{t('telling.mail.cannot')}</p>
            )}
            {changing && <ChangeMailbox title={title} found={found} set={set} close={() => setChanging(false)} />}
          </div>
        )}
      </Answered>
    </Section>
  );
}

/** What is set, in words. */
function Set({ found }: { found: Mailbox }): React.ReactNode {
  const { t } = useTranslation();
  return (
    <Descriptions
      size="small"
      column={1}
      items={[
        { key: 'addresses', label: t('telling.mail.addresses'), children: found.addresses.join(t('common.list')) || t('telling.mail.noAddress') },
        { key: 'digest', label: t('telling.mail.digest'), children: found.digest === 'daily' ? t('telling.mail.digestOf', { at: found.digestAt }) : t('telling.mail.digests.none') },
        { key: 'hours', label: t('telling.mail.hours'), children: found.hours === null ? t('telling.mail.always') : t('telling.mail.hoursOf', { ...found.hours }) },
        { key: 'urgent', label: t('telling.mail.urgent'), children: t(`telling.mail.urgents.${found.urgentAnyTime || found.hours === null ? 'yes' : 'no'}`) },
        { key: 'greeting', label: t('telling.mail.greeting'), children: found.greeting || t('common.none') },
      ]}
    />
  );
}
