import { Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { usePlanItems } from '../../../api/plan-items';
import type { InspectionTyped } from './inspection-typed';
import { WhoAndWhat } from './who-and-what';

/** Which units and items would be inspected, and when these hear of it. */
export function ScopePreview(): React.ReactNode {
  const { t } = useTranslation();
  const form = Form.useFormInstance<InspectionTyped>();
  const typed = Form.useWatch([], form) as Partial<InspectionTyped> | undefined;
  const { kind, planId, colour, itemIds = [], unitIds = [] } = typed ?? {};
  const asked = (kind === 'item' && itemIds.length > 0) || (kind === 'light' && colour !== undefined);
  const whole = usePlanItems(planId, asked, kind === 'light' ? colour : undefined);
  const items = asked ? (whole.data ?? []).filter((row) => kind === 'light' || itemIds.includes(row.itemId)) : [];
  const units = [...new Set(kind === 'item' || kind === 'light' ? items.flatMap((row) => row.leadUnitIds) : unitIds)];
  if (asked ? whole.data === undefined : units.length === 0) return null;
  return <WhoAndWhat scope="scope" unitIds={units} items={items} notice={t('openMatter.notice')} />;
}
