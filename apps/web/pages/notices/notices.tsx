import { getRouteApi } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAsOf } from '../../api/as-of';
import { rolesOf, useIdentity } from '../../api/use-session';
import { Page } from '../../parts/page';
import { Held } from './held';
import { Inbox } from './inbox';
import { VIEWS, type View } from './search';
import { ToSign } from './to-sign';

const route = getRouteApi('/notices');
const SIGNING = ['office', 'signer', 'leader'];

/** What was sent to us, what must I answer; for the office, what waits for its signature and what is held back. As known on a past day too, but for what is held back: that is known now alone. */
export function Notices(): React.ReactNode {
  const { t } = useTranslation();
  const asOf = useAsOf();
  const { view: asked = 'unread', notice, page = 1 } = route.useSearch();
  const view = asOf !== undefined && asked === 'held' ? 'unread' : asked;
  const navigate = route.useNavigate();
  const roles = rolesOf(useIdentity());
  const shown = VIEWS.filter((v) => (v === 'toSign' ? SIGNING.some((role) => roles.has(role)) : v === 'held' ? roles.has('office') && asOf === undefined : true));
  const open = (id: string | undefined): void => void navigate({ search: { view, page, ...(id !== undefined && { notice: id }) } });
  return (
    <Page title={t('shell.pages.inbox')} acts={<Segmented<View> aria-label={t('inbox.which')} value={view} onChange={(to) => void navigate({ search: { view: to } })} options={shown.map((value) => ({ value, label: t(`inbox.views.${value}`) }))} />}>
      {view === 'toSign' ? <ToSign asOf={asOf} chosen={notice} open={open} /> : view === 'held' ? <Held /> : <Inbox asOf={asOf} unread={view === 'unread'} chosen={notice} open={open} page={page} turn={(to) => void navigate({ search: { view, page: to } })} />}
    </Page>
  );
}
