import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api, type Schemas } from '../../api/client';

/** Figures of a draft that its events do not say: to be looked at again before it is published. */
export function Unbacked({ officeUnitId, briefing }: { officeUnitId: string; briefing: Schemas['BriefingBody'] }): React.ReactNode {
  const { t } = useTranslation();
  const found = useQuery({
    queryKey: ['briefings', 'unbacked', officeUnitId, briefing.id, briefing.version],
    queryFn: () => answer(api.GET('/briefings/{officeUnitId}/{briefingId}/unbacked', { params: { path: { officeUnitId, briefingId: briefing.id } } })),
  }).data?.figures;
  if (!found || found.length === 0) return null;
  return <Alert type="warning" showIcon title={t('briefings.unbacked', { figures: [...new Set(found.map(({ figure }) => figure))].join(t('common.list')) })} />;
}
