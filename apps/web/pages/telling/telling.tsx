import { useTranslation } from 'react-i18next';
import { pagesFor } from '../../shell/pages';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Page } from '../../parts/page';
import { Feeds } from './feeds';
import { OwnMailbox, UnitMailbox } from './mailbox';

/** How one is told beside the inbox: deadlines in one's own calendar, notices by mail. */
export function Telling(): React.ReactNode {
  const { t } = useTranslation();
  const identity = useIdentity();
  // Who has no to-do list has no calendar of it.
  const works = pagesFor(rolesOf(identity)).some(({ key }) => key === 'toDo');
  return (
    <Page title={t('telling.title')}>
      {works && <Feeds />}
      {works && <UnitMailbox unitId={identity.unitId} />}
      <OwnMailbox />
    </Page>
  );
}
