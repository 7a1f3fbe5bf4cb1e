import { useQuery } from '@tanstack/react-query';
import { Alert, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../../../api/client';
import { useUnits } from '../../../api/units';
import styles from './open.module.css';
import type { InspectionTyped } from './inspection-typed';

/** Named one by one up to here, then counted. */
const NAMED = 8;

/** Which units and items would be inspected, and when these hear of it. */
export function ScopePreview(): React.ReactNode {
  const { t } = useTranslation();
  const { nameOf } = useUnits();
  const form = Form.useFormInstance<InspectionTyped>();
  const typed = Form.useWatch([], form) as Partial<InspectionTyped> | undefined;
  const { kind, planId, colour, itemIds = [], unitIds = [] } = typed ?? {};
  const asked = (kind === 'item' && itemIds.length > 0) || (kind === 'light' && colour !== undefined);
  const ledger = useQuery({
    queryKey: ['ledger', 'to-inspect', planId, kind === 'light' ? colour : null],
    enabled: asked && planId !== undefined,
    queryFn: () => answer(api.GET('/ledger', { params: { query: { planId, limit: 500, ...(kind === 'light' && colour && { light: [colour] }) } } })),
  });
  const items = asked ? (ledger.data?.rows ?? []).filter((row) => kind === 'light' || itemIds.includes(row.itemId)) : [];
  const units = [...new Set(kind === 'item' || kind === 'light' ? items.flatMap((row) => row.leadUnitIds) : unitIds)];
  if (asked && ledger.data !== undefined && items.length === 0) return <Alert className={styles['scope']} type="warning" showIcon title={t('openMatter.scopeNone')} />;
  if (units.length === 0) return null;
  const some = (names: readonly string[]): string => names.slice(0, NAMED).join(t('common.list')) + (names.length > NAMED ? ' …' : '');
  return (
    <Alert
      className={styles['scope']}
      type="info"
      showIcon
      role="status"
      title={t('openMatter.scope', { units: units.length, names: some(units.map(nameOf)) })}
      description={
        <>
          {items.length > 0 && <p>{t('openMatter.scopeItems', { count: items.length, names: some(items.map((i) => `${i.number} ${i.title}`)) })}</p>}
          <p>{t('openMatter.notice')}</p>
        </>
      }
    />
  );
}
